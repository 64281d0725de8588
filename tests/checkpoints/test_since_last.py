"""What has happened since the last checkpoint is ticked in the preparation, and need not be written again."""

import re

import pytest
from django.urls import reverse

from checkpoints.models import Preparation
from checkpoints.reports import build_checkpoint_report
from checkpoints.since_last import SinceLast
from tests.factories import (
    CheckpointFactory,
    InsightFactory,
    ObstacleFactory,
    PhaseChangeFactory,
    PreparationFactory,
    at_hour,
    in_days,
)

PICKED = {"key": "insikt-1", "on": "2026-03-01", "what": "Insikt: intervju", "text": "Då sa de."}


def url(checkpoint, initiative, name="preparation_edit"):
    return reverse(f"checkpoints:{name}", args=[checkpoint.pk, initiative.pk])


@pytest.fixture
def coming(world):
    """A checkpoint 20 days ago, and the one that is prepared now."""
    CheckpointFactory(
        round=world.round,
        starts_at=at_hour(in_days(-20), 13),
        ends_at=at_hour(in_days(-20), 16),
    )
    return CheckpointFactory(round=world.round, name="Checkpoint 2")


def offered(text) -> list[str]:
    return re.findall(r'name="happened" value="([^"]+)"', text)


def posted(*keys, version=0, **more):
    data = {"how_far": "Två kvällar.", "learned": "", "question_1": "Vem hjälper?"}
    return data | {"decision_wanted": "", "version": version, "happened": keys, **more}


def test_only_what_has_happened_since_then_is_offered(world, coming):
    old = InsightFactory(initiative=world.own, on=in_days(-30))
    new = InsightFactory(initiative=world.own, on=in_days(-3))
    PhaseChangeFactory(
        initiative=world.own, from_phase="behov", to_phase="ide", on=in_days(-2), reason="Vi vet."
    )
    ObstacleFactory(initiative=world.own)  # asked of a fadder already: not for the room
    InsightFactory(initiative=world.other, on=in_days(-1))
    since = SinceLast(coming, world.own, lambda: None)
    keys = [one.key for one in since.lines]
    assert since.choices()[0][1].endswith(": Vidare till idé. Vi vet.")
    assert f"insikt-{old.pk}" not in keys
    assert [key.partition("-")[0] for key in keys] == ["fas", "insikt"]
    assert keys[1] == f"insikt-{new.pk}"


def test_before_the_first_checkpoint_all_since_the_start_is_offered(world):
    first = CheckpointFactory(round=world.round)
    InsightFactory(initiative=world.own, on=world.own.started_on)
    assert len(SinceLast(first, world.own, lambda: None).lines) == 2  # its start, too


def test_a_tick_is_kept_shown_and_reported(world, coming, client_for):
    insight = InsightFactory(initiative=world.own, on=in_days(-3), text="Bilarna skrämmer.")
    browser = client_for(world.ledartroja)
    assert offered(browser.get(url(coming, world.own)).text) == [f"insikt-{insight.pk}"]
    answer = browser.post(url(coming, world.own), posted(f"insikt-{insight.pk}"))
    assert answer.status_code == 302
    reader = client_for(world.medarbetare)
    page = reader.get(url(coming, world.own, "preparation")).text
    assert ("Insikt: intervju" in page, "Bilarna skrämmer." in page) == (True, True)
    report = build_checkpoint_report(coming, world.medarbetare, "before")
    (own,) = [one for one in report.before.pages if one.id == world.own.pk]
    assert [(one.what, one.text) for one in own.prepared.happened] == [
        ("Insikt: intervju", "Bilarna skrämmer.")
    ]
    assert (
        "Bilarna skrämmer."
        in client_for(world.lots).get(reverse("checkpoints:show", args=[coming.pk])).text
    )


def test_what_was_ticked_stays_as_it_was_when_the_record_changes(world, coming, client_for):
    insight = InsightFactory(initiative=world.own, on=in_days(-3), text="Som den var.")
    browser = client_for(world.ledartroja)
    browser.post(url(coming, world.own, "preparation_save"), posted(f"insikt-{insight.pk}"))
    type(insight).objects.filter(pk=insight.pk).update(text="Som den blev.")
    assert Preparation.objects.get().picked[0].text == "Som den var."


def test_what_was_ticked_once_is_offered_still(world, coming, client_for):
    PreparationFactory(checkpoint=coming, initiative=world.own, happened=[PICKED], version=3)
    browser = client_for(world.ledartroja)
    text = browser.get(url(coming, world.own)).text
    assert re.search(r'value="insikt-1"[^>]* checked', text)
    browser.post(url(coming, world.own, "preparation_save"), posted("insikt-1", version=3))
    assert Preparation.objects.get().happened == [PICKED]
    browser.post(url(coming, world.own, "preparation_save"), posted(version=4))
    assert Preparation.objects.get().happened == []


@pytest.mark.parametrize("key", ["insikt-999999", "hinder-1", "<script>"])
def test_what_was_never_offered_cannot_be_ticked(world, coming, client_for, key):
    InsightFactory(initiative=world.own, on=in_days(-3))
    browser = client_for(world.ledartroja)
    answer = browser.post(url(coming, world.own), posted(key))
    assert (answer.status_code, Preparation.objects.exists()) == (422, False)
    assert "Två kvällar." in answer.text


def test_nothing_to_tick_is_no_empty_box(world, coming, client_for):
    text = client_for(world.ledartroja).get(url(coming, world.own)).text
    assert "Har hänt sedan sist" not in text


@pytest.mark.parametrize("n", [1, 50])
def test_queries(world, coming, client_for, expect_queries, n):
    for _ in range(n):
        InsightFactory(initiative=world.own, on=in_days(-3))
    browser = client_for(world.ledartroja)
    browser.get(url(coming, world.own))
    with expect_queries(14):
        assert len(offered(browser.get(url(coming, world.own)).text)) == min(n, 20)
