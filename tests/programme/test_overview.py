"""Helheten: what needs the lots, the next checkpoint, the portfolio."""

import pytest
from django.utils.timezone import now

from initiatives.models import Initiative
from initiatives.portfolio import read_portfolio
from prioinit.models import MailState
from programme.overview import mail_trouble, needs_of
from roles.permissions import Role
from tests.factories import (
    CheckpointFactory,
    InitiativeFactory,
    ObstacleFactory,
    OutgoingMailFactory,
    PreparationFactory,
    RoundFactory,
    StatusUpdateFactory,
    at_hour,
    complete_rigg,
    give,
    in_days,
)

URL = "/helheten/"


def fill(round_, lots, count):
    for _ in range(count):
        initiative = InitiativeFactory(round=round_, running=True)
        complete_rigg(initiative)
        StatusUpdateFactory(initiative=initiative, published=True)


@pytest.mark.parametrize("more", [0, 55])
def test_the_page_takes_eight_queries_however_many_initiatives(
    world, client_for, expect_queries, more
):
    fill(world.round, world.lots, more)
    PreparationFactory(checkpoint=CheckpointFactory(round=world.round), initiative=world.own)
    browser = client_for(world.lots)
    browser.get(URL)
    with expect_queries(8):
        response = browser.get(URL)
    assert len(response.context["rows"]) == min(2 + more, 50)


def needs(round_):
    rows = read_portfolio(Initiative.objects.filter(round=round_))
    return [(str(need.label), need.initiative, need.text, need.days) for need in needs_of(rows)]


def test_nothing_needs_a_lots_whose_rigg_holds_and_who_has_heard_lately(world):
    StatusUpdateFactory(initiative=world.own, published=True)
    StatusUpdateFactory(initiative=world.other, published=True)
    assert needs(world.round) == []


def test_a_lost_coach_is_named_with_the_days_it_has_lasted(world):
    for initiative in (world.own, world.other):
        StatusUpdateFactory(initiative=initiative, published=True)
    world.own.assignments.filter(person=world.coach).update(ends_on=in_days(-4))
    assert needs(world.round) == [("Rigg", "Eget initiativ", "coach saknas", 3)]


@pytest.mark.parametrize(
    ("age", "silent"),
    [(14, False), (27, False), (28, True), (40, True)],
)
def test_silence_is_a_whole_cadence_past_the_due_day(world, age, silent):
    StatusUpdateFactory(initiative=world.other, published=True)
    StatusUpdateFactory(
        initiative=world.own, published=True, published_at=at_hour(in_days(-age), 9)
    )
    expected = [("Tyst", "Eget initiativ", "har inte uppdaterats på länge", age)]
    assert needs(world.round) == (expected if silent else [])


def test_a_planned_initiative_says_what_stands_between_it_and_its_start(world):
    for initiative in (world.own, world.other):
        StatusUpdateFactory(initiative=initiative, published=True)
    InitiativeFactory(round=world.round, name="Nytt")
    assert needs(world.round) == [("Riggas", "Nytt", "8 saker saknas innan det kan starta", None)]


def test_the_next_checkpoint_counts_what_is_ready_asked_and_wanted(world, client_for):
    CheckpointFactory(round=world.round, cancelled=True, starts_at=at_hour(in_days(3), 9))
    checkpoint = CheckpointFactory(round=world.round, name="Checkpoint 3")
    PreparationFactory(
        checkpoint=checkpoint,
        initiative=world.own,
        ready=True,
        questions=["Vem?", "När?"],
        decision_wanted="Pengar.",
    )
    PreparationFactory(checkpoint=checkpoint, initiative=world.other)
    found = client_for(world.lots).get(URL).context["next"]
    assert (found.checkpoint, found.ready, found.expected) == (checkpoint, 1, 2)
    assert (found.questions, found.decisions) == (2, 1)


def test_the_round_under_way_is_shown_and_another_by_choice(world, client_for):
    over = RoundFactory(starts_on=in_days(-400), ends_on=in_days(-10))
    give(world.lots, Role.LOTS, over, starts_on=in_days(-400))
    browser = client_for(world.lots)
    assert browser.get(URL).context["round"] == world.round
    assert browser.get(URL, {"omgang": over.pk}).context["round"] == over
    # Somebody else's round is not offered, and asking for it shows one's own.
    assert browser.get(URL, {"omgang": world.second_round.pk}).context["round"] == world.round


def test_a_lots_without_a_round_is_told_how_to_begin(world, client_for):
    world.round.assignments.filter(person=world.lots).update(ends_on=in_days(5))
    give(world.medarbetare, Role.LOTS, RoundFactory())
    page = client_for(world.medarbetare).get(URL).content.decode()
    assert "Omgången har inga initiativ än." in page


def test_mail_trouble_counts_failed_uncertain_and_late(world):
    failed = {"state": MailState.FAILED, "next_try_at": None, "reason": "550"}
    uncertain = {"state": MailState.UNCERTAIN, "possible_double": True, "reason": "avbrott"}
    OutgoingMailFactory(**failed)
    OutgoingMailFactory(**uncertain)
    OutgoingMailFactory(next_try_at=at_hour(in_days(-1), 9))
    OutgoingMailFactory(next_try_at=now())
    found = mail_trouble()
    assert (found.failed, found.uncertain, found.late) == (1, 1, 1)


@pytest.mark.parametrize(("days", "said"), [(5, []), (12, ["Två register får inte talas vid."])])
def test_an_obstacle_nobody_answers_is_said_after_five_working_days(world, days, said):
    for initiative in (world.own, world.other):
        StatusUpdateFactory(initiative=initiative, published=True)
    ObstacleFactory(initiative=world.own, raised_at=at_hour(in_days(-days), 9))
    ObstacleFactory(initiative=world.own, raised_at=at_hour(in_days(-days), 9), answered=True)
    assert [text for _label, _name, text, _days in needs(world.round)] == said
