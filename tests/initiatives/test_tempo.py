"""Tempo, and what other pages and reports tell of ideas and tests."""

from datetime import date

import pytest
from django.urls import reverse

from checkpoints.reports import build_checkpoint_report
from checkpoints.reports.shapes import CheckpointReport
from initiatives.models import Initiative, Phase
from initiatives.policy.initiatives import missing_evidence
from initiatives.portfolio import read_portfolio
from initiatives.tempo import Quarter, tempo_of
from initiatives.tempo_reading import tempo_table
from initiatives.work import with_work, work_of
from programme.pack_data import PackReport
from programme.reports import build_pack
from tests.factories import (
    AdoptionStepFactory,
    CheckpointFactory,
    IdeaFactory,
    InsightFactory,
    PackFactory,
    TestFactory,
    at_hour,
    in_days,
)

ON = date(2026, 11, 22)


def days(*pairs):
    return [(date.fromisoformat(a), date.fromisoformat(b) if b else None) for a, b in pairs]


def told(initiative):
    return work_of(with_work(Initiative.objects.all()).get(pk=initiative.pk)).tests


# --- The calculation ---------------------------------------------------------------------------
def test_tempo_counts_from_the_first_idea_and_since_the_last_closed():
    tests = days(("2026-05-01", "2026-06-01"), ("2026-11-10", None), ("2027-01-10", None))
    tempo = tempo_of(date(2026, 4, 20), tests, ON)
    assert (tempo.tests, tempo.running) == (2, 1)  # what begins later waits
    assert (tempo.to_first_test, tempo.since_closed) == (11, 174)
    assert [(one.label, n) for one, n in tempo.started] == [
        ("kv 2 2026", 1),
        ("kv 3 2026", 0),
        ("kv 4 2026", 1),
    ]
    assert tempo.text.endswith("kv 2 2026: 1, kv 3 2026: 0, kv 4 2026: 1.")


@pytest.mark.parametrize(
    ("first_idea", "tests", "expected"),
    [
        (None, [], (None, None, 0)),
        (date(2026, 11, 1), [], (None, None, 0)),
        (None, days(("2026-11-01", None)), (None, None, 1)),
        (date(2026, 11, 20), days(("2026-11-01", None)), (0, None, 1)),  # tried before written
    ],
)
def test_what_is_not_known_is_not_said(first_idea, tests, expected):
    tempo = tempo_of(first_idea, tests, ON)
    assert (tempo.to_first_test, tempo.since_closed, tempo.tests) == expected
    assert len(tempo.bars) == len(tempo.started)


def test_only_the_latest_quarters_are_shown_and_none_is_outside_the_picture():
    tempo = tempo_of(None, days(*[(f"{year}-02-01", None) for year in range(2015, 2027)]), ON)
    assert tempo.started[0][0] == Quarter(2025, 3)
    assert len(tempo.started) == 6
    assert all(0 <= bar.y <= bar.y + bar.height <= tempo.base for bar in tempo.bars)
    assert tempo.bars[-1].x + tempo.bar_width <= tempo.width


def test_the_round_shows_a_row_for_each_who_has_begun(world, client_for):
    TestFactory(initiative=world.own, closed=True)
    IdeaFactory(initiative=world.other, removed=True)
    table = tempo_table(Initiative.objects.filter(round=world.round))
    assert [row.initiative for row in table.rows] == [world.own]
    page = client_for(world.medarbetare).get(world.round.get_absolute_url()).text
    assert 'id="h-tempo"' in page
    assert table.quarters[-1].label in page


def test_the_days_since_a_step_are_told_where_the_stairs_are_climbed(world, client_for):
    AdoptionStepFactory(initiative=world.own, step=1, reached_on=in_days(-30))
    AdoptionStepFactory(initiative=world.own, step=2, reached_on=in_days(-12))
    AdoptionStepFactory(initiative=world.own, step=3, reached_on=None, evidence="")
    table = tempo_table(Initiative.objects.filter(round=world.round))
    assert [(row.initiative, row.tempo.since_step) for row in table.rows] == [(world.own, 12)]
    page = client_for(world.medarbetare).get(world.round.get_absolute_url()).text
    assert "Sedan steg" in page
    TestFactory(initiative=world.own)
    tests = client_for(world.medarbetare).get(reverse("initiatives:tests", args=[world.own.pk]))
    assert "<strong>12</strong><span>dagar sedan ett steg i trappan nåddes" in tests.text


# --- The initiative's page and the lists -------------------------------------------------------
def test_the_work_tells_of_ideas_and_tests(world):
    assert (told(world.other).ideas, told(world.other).newest) == (0, ())
    IdeaFactory(initiative=world.own, chosen=True)
    IdeaFactory(initiative=world.own)
    IdeaFactory(initiative=world.own, removed=True)
    for n in range(3):
        TestFactory(initiative=world.own, closed=True, believe=f"Avslutat {n}.")
    TestFactory(initiative=world.own, believe="Pågår.", starts_on=in_days(-99))
    TestFactory(initiative=world.own, removed=True)
    tests = told(world.own)
    assert (tests.ideas, tests.chosen, tests.tests, tests.running) == (2, 1, 4, 1)
    assert [one.believe for one in tests.newest] == ["Pågår.", "Avslutat 2.", "Avslutat 1."]
    assert [one.closed_on for one in tests.closed] == [in_days(0)] * 3


def test_the_initiative_page_shows_the_tests_to_all_and_the_form_to_the_team(world, client_for):
    TestFactory(initiative=world.own, closed=True, decision="stop", therefore="Vi slutar.")
    team = client_for(world.ledartroja).get(world.own.get_absolute_url()).text
    assert "#nytt-test" in team
    others = client_for(world.medarbetare).get(world.own.get_absolute_url()).text
    assert "#nytt-test" not in others
    for page in (team, others):
        assert "lyckad miss" in page
        assert "Vi slutar." in page


def closed_days_ago(own, days):
    TestFactory(initiative=own, closed=True, closed_at=at_hour(in_days(-days), 12))


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        (lambda own: None, ""),
        (lambda own: IdeaFactory(initiative=own, chosen=True), "1 idé, 1 vald"),
        (lambda own: closed_days_ago(own, 47), "0 test på 47 dagar"),
        (lambda own: closed_days_ago(own, 14), "0 test på 14 dagar"),
        (lambda own: closed_days_ago(own, 13), "test avslutat för 13 dagar sedan"),
        (lambda own: closed_days_ago(own, 0), "test avslutat i dag"),
        (lambda own: TestFactory(initiative=own), "1 test pågår"),
    ],
)
def test_a_portfolio_row_tells_the_tempo_in_a_few_words(world, fill, said):
    world.own.phase = Phase.TEST
    world.own.save()
    fill(world.own)
    (row,) = read_portfolio(Initiative.objects.filter(pk=world.own.pk))
    assert row.tempo == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((), "0 av 9 steg"),
        ((None,), "0 av 9 steg"),
        ((-30, -12, None), "2 av 9 steg, senast för 12 dagar sedan"),
        ((0,), "1 av 9 steg, senast i dag"),
    ],
)
def test_in_forverkliga_the_tempo_is_that_of_the_stairs(world, days, said):
    world.own.phase = Phase.FORVERKLIGA
    world.own.save()
    TestFactory(initiative=world.own)
    for step, day in enumerate(days, 1):
        reached = None if day is None else in_days(day)
        AdoptionStepFactory(initiative=world.own, step=step, reached_on=reached)
    (row,) = read_portfolio(Initiative.objects.filter(pk=world.own.pk))
    assert row.tempo == said


def test_in_behov_the_tempo_is_what_has_been_learned(world):
    Initiative.objects.filter(pk=world.own.pk).update(phase=Phase.BEHOV)
    InsightFactory.create_batch(2, initiative=world.own)
    InsightFactory(initiative=world.own, removed=True)
    (row,) = read_portfolio(Initiative.objects.filter(pk=world.own.pk))
    assert row.tempo == "2 insikter"


# --- Reports -----------------------------------------------------------------------------------
def test_the_pack_tells_what_was_tried_since_the_last_and_honours_the_misses(world, client_for):
    long_ago = at_hour(in_days(-20), 12)
    PackFactory(round=world.round, finalised_by=world.lots, finalised_at=at_hour(in_days(-9), 12))
    TestFactory(initiative=world.own, closed=True, believe="Före.", closed_at=long_ago)
    TestFactory(initiative=world.own, closed=True, believe="Gick vidare.")
    TestFactory(initiative=world.own, closed=True, believe="Lades ner.", decision="stop")
    section = next(one for one in build_pack(world.round).sections if one.id == world.own.pk)
    assert [one.believe for one in section.went_on] == ["Gick vidare."]
    assert [one.believe for one in section.misses] == ["Lades ner."]
    page = client_for(world.lots).get(reverse("programme:pack_preview", args=[world.round.pk]))
    assert "Lyckade missar" in page.text.partition("<main")[2]
    assert "Före." not in page.text


def test_the_checkpoint_report_tells_what_was_tried_since_the_last(world, client_for):
    CheckpointFactory(round=world.round, starts_at=at_hour(in_days(-90), 13))
    checkpoint = CheckpointFactory(round=world.round)
    long_ago = at_hour(in_days(-300), 12)
    TestFactory(initiative=world.own, closed=True, believe="Före.", closed_at=long_ago)
    TestFactory(initiative=world.own, closed=True, believe="Lades ner.", decision="stop")
    report = build_checkpoint_report(checkpoint, None, "before")
    pages = {one.id: one for one in report.before.pages}
    assert [one.believe for one in pages[world.own.pk].tested] == ["Lades ner."]
    assert CheckpointReport.from_json(report.to_json()) == report
    page = client_for(world.lots).get(reverse("checkpoints:report_before", args=[checkpoint.pk]))
    assert "Lyckade missar" in page.text.partition("<main")[2]


@pytest.mark.parametrize("name", ["preparation", "preparation_edit"])
def test_the_preparation_shows_what_was_tried_since_the_last(world, client_for, name):
    CheckpointFactory(round=world.round, starts_at=at_hour(in_days(-90), 13))
    coming = CheckpointFactory(round=world.round)
    long_ago = at_hour(in_days(-300), 12)
    TestFactory(initiative=world.own, closed=True, believe="Före.", closed_at=long_ago)
    TestFactory(initiative=world.own, closed=True, believe="Gick vidare.")
    TestFactory(initiative=world.own, closed=True, believe="Lades ner.", decision="stop")
    address = reverse(f"checkpoints:{name}", args=[coming.pk, world.own.pk])
    page = client_for(world.ledartroja).get(address).text
    assert page.index("Gick vidare.") < page.index("Lyckade missar") < page.index("Lades ner.")
    assert "Före." not in page


def test_reports_from_before_tests_were_told_still_load(world):
    TestFactory(initiative=world.own, closed=True)
    pack = build_pack(world.round).to_json()
    report = build_checkpoint_report(CheckpointFactory(round=world.round), None, "before").to_json()
    for one in (*pack["sections"], *report["before"]["pages"]):
        del one["tested"]
    assert {one.tested for one in PackReport.from_json(pack).sections} == {()}
    assert {one.tested for one in CheckpointReport.from_json(report).before.pages} == {()}


# --- A change of phase -------------------------------------------------------------------------
def test_leaving_ide_without_a_chosen_idea_is_noted_and_never_stopped(world):
    said = "Ingen idé är vald än."
    world.own.phase = Phase.IDE
    IdeaFactory(initiative=world.own)
    IdeaFactory(initiative=world.own, chosen=True, removed=True)
    assert said in missing_evidence(world.own, Phase.TEST)
    IdeaFactory(initiative=world.own, chosen=True, state="tried")
    assert said not in missing_evidence(world.own, Phase.TEST)


def test_leaving_test_without_a_closed_test_is_noted_and_never_stopped(world):
    said = "Inget test är avslutat än."
    world.own.phase = Phase.TEST
    TestFactory(initiative=world.own)
    assert said in missing_evidence(world.own, Phase.FORVERKLIGA)
    TestFactory(initiative=world.own, closed=True)
    assert said not in missing_evidence(world.own, Phase.FORVERKLIGA)
