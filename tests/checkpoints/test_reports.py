"""What the reports before and after a checkpoint say, and that a final one stays as it is."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.conf import settings
from django.db import ProgrammingError, transaction
from django.utils import translation
from django.utils.timezone import localdate, localtime, now

from checkpoints.models import Announcement, FinalReport, Input, Invitation
from checkpoints.policy.reports import REPORT_MOVES, report_buttons
from checkpoints.reports import build_checkpoint_report, parts
from checkpoints.reports.shapes import CheckpointReport
from checkpoints.services import reports
from checkpoints.services.reports import checkpoint_report_pdf, finalise_report
from initiatives.portfolio import read_portfolio
from prioinit.documents import ReportChanged, Seal
from prioinit.errors import DomainError
from tests.checkpoints.reported import between_two, put_in_order
from tests.factories import (
    ActionFactory,
    CheckpointFactory,
    DecisionFactory,
    FinalReportFactory,
    InitiativeFactory,
    InputFactory,
    InvitationFactory,
    ObstacleFactory,
    PackFactory,
    PreparationFactory,
    RoundFactory,
    at_hour,
    in_days,
)

BEFORE, AFTER = FinalReport.Kind


@pytest.fixture
def time(world):
    return between_two(world)


@pytest.fixture
def light_pdf(monkeypatch):
    """For tests that are not about the document."""
    monkeypatch.setattr(
        reports, "checkpoint_report_pdf", lambda report: f"%PDF {report.digest}".encode()
    )


def before(time):
    return build_checkpoint_report(time.coming, None, BEFORE).before


def after_of(time):
    return build_checkpoint_report(time.last, None, AFTER).after


def final(world, time, kind=AFTER, **fields):
    checkpoint = time.last if kind == AFTER else time.coming
    return finalise_report(by=world.lots, checkpoint=checkpoint, kind=kind, **fields)


# --- The same after years ----------------------------------------------------------------------
@pytest.mark.parametrize("kind", [BEFORE, AFTER])
def test_report_is_the_same_after_json(world, time, kind):
    put_in_order(world, time.coming)
    report = build_checkpoint_report(time.coming if kind == BEFORE else time.last, None, kind)
    sealed = replace(report, seal=Seal("CP-2026-001", now(), "Lotta"))
    for one in (report, sealed):
        assert CheckpointReport.from_json(json.loads(json.dumps(one.to_json()))) == one
    assert sealed.digest == report.digest


def test_trails_are_redrawn_from_stored_facts(world, time):
    report = build_checkpoint_report(time.coming, None, BEFORE)
    stored = CheckpointReport.from_json(json.loads(json.dumps(report.to_json())))
    rows = {row.id: row for row in read_portfolio(world.round.initiatives.all())}
    assert {one.id: one.trail for one in stored.before.pages} == {
        pk: row.trail for pk, row in rows.items()
    }


def test_texts_are_in_the_language_of_the_organisation(world, time):
    swedish = build_checkpoint_report(time.last, None, AFTER)
    with translation.override("en"):
        assert build_checkpoint_report(time.last, None, AFTER) == swedish
    assert swedish.language == settings.LANGUAGE_CODE


# --- Before ------------------------------------------------------------------------------------
def test_agenda_goes_by_the_clock_with_who_presents(world, time):
    put_in_order(world, time.coming)
    found = before(time)
    begins = localtime(time.coming.starts_at)
    assert [(one.title, one.presenters, one.begins_at, one.minutes) for one in found.agenda] == [
        ("Eget initiativ", ("Lea Ledare", "Leo Ledare"), begins, 15),
        ("Paus", (), begins + timedelta(minutes=15), 30),
        ("Annat initiativ", (), begins + timedelta(minutes=45), 45),
    ]
    assert [one.name for one in found.pages] == ["Eget initiativ", "Annat initiativ"]


def test_without_an_order_the_initiatives_stand_by_name_and_without_times(world, time):
    found = before(time)
    assert not found.is_timed
    assert [(one.title, one.begins_at, one.minutes) for one in found.agenda] == [
        ("Annat initiativ", None, None),
        ("Eget initiativ", None, None),
    ]


def test_one_that_is_not_in_the_order_has_its_page_last(world, time):
    put_in_order(world, time.coming)
    InitiativeFactory(round=world.round, name="Abborre", running=True)
    assert [one.name for one in before(time).pages][-1] == "Abborre"
    assert len(before(time).agenda) == 3


def test_page_says_what_the_team_has_written_and_what_is_open(world, time):
    other, own = before(time).pages
    assert other.prepared is None
    assert own.prepared.questions == ("Vilka fler borde vi prata med?", "Vad gör er oroliga?")
    assert own.prepared.decision_wanted == "Låt oss prova med två avdelningar till."
    assert [one.note for one in own.obstacles] == ["väntar på fadder, 0 arbetsdagar"]
    assert [one.what for one in own.todos] == ["Boka lokalen.", "Hämta fordonen."]
    assert [(one.texts, one.verdict_label) for one in own.said] == [
        (("Fråga scouterna.", "Fråga fotbollen."), "tar med"),
        (("Kan ni ha öppet?",), ""),
    ]


def test_first_page_has_what_belongs_to_no_page(world, time):
    found = before(time)
    assert [(one.what, one.is_late) for one in found.todos] == [("Skriv till alla.", True)]
    assert [one.texts for one in found.ni_sa.said] == [("Mer kaffe.",)]
    assert (found.ni_sa.inputs, found.ni_sa.taken, found.ni_sa.unanswered) == (4, 2, 2)
    assert [(one.initiative, one.text) for one in found.decisions] == [
        ("Annat initiativ", "En buss till."),
        ("Eget initiativ", "Låt oss prova med två avdelningar till."),
    ]


@pytest.mark.parametrize("kind", [BEFORE, AFTER])
def test_no_draft_no_unseen_medskick_and_no_sender_is_told(world, time, kind):
    report = build_checkpoint_report(time.coming if kind == BEFORE else time.last, None, kind)
    told = json.dumps(report.to_json(), ensure_ascii=False)
    for word in ("tkast", "Inte granskat", "Gunilla", "hemma.example", "Kalle Kaffe"):
        assert word not in told


# --- After -------------------------------------------------------------------------------------
def test_what_was_decided_with_its_reason_and_what_waits(world, time):
    found = after_of(time)
    (one,) = found.decided
    assert (one.initiative, one.outcome_label, one.text, one.reason, one.by, one.responsible) == (
        "Eget initiativ",
        "ja",
        "Ni får två fordon i tre månader.",
        "Provet är litet och svaret viktigt.",
        "Klara Ledningsgrupp",
        "Fatima Fadder",
    )
    assert [one.text for one in found.waiting] == ["En buss till."]
    assert [(one.what, one.initiative) for one in found.todos] == [
        ("Hämta fordonen.", "Eget initiativ")
    ]


def test_a_dropped_action_is_not_told(world, time):
    done = {"closed_by": world.lots, "closed_at": now()}
    ActionFactory(
        initiative=world.own, checkpoint=time.last, state="dropped", outcome="Dubblett", **done
    )
    ActionFactory(initiative=world.own, checkpoint=time.last, what="Gjort.", state="done", **done)
    assert {one.what for one in after_of(time).todos} == {"Hämta fordonen.", "Gjort."}


def test_who_came(world, time):
    found = after_of(time).attendance
    assert (found.is_noted, found.called, found.came) == (True, 3, ("Lea Ledare", "Lotta Lots"))


def test_medskick_are_counted_by_kind_and_initiative_with_the_answers_so_far(world, time):
    found = after_of(time)
    own, whole = found.given
    assert [(one.label, one.n) for one in own.given_kinds] == [("tanke", 2), ("fråga", 1)]
    assert (own.total, own.answered, own.left_out) == (3, 2, 0)
    assert [one.texts for one in own.said] == [
        ("Fråga scouterna.", "Fråga fotbollen."),
        ("Kan ni ha öppet?",),
    ]
    assert (whole.initiative, whole.total, whole.said[0].texts) == ("", 1, ("Mer kaffe.",))
    assert (found.total, found.answered) == (4, 2)


def test_the_longest_list_says_how_many_more_there_were(world, time, monkeypatch):
    monkeypatch.setattr(parts, "MOST", 2)
    own, whole = after_of(time).given
    assert [one.texts for one in own.said] == [("Fråga scouterna.", "Fråga fotbollen.")]
    assert (own.total, own.left_out, whole.left_out) == (3, 1, 0)
    page = before(time).pages[1]
    assert (len(page.said), page.said_left_out) == (1, 1)


def test_long_medskick_are_cut_off_by_their_length_and_the_first_is_always_told(
    world, time, monkeypatch
):
    monkeypatch.setattr(parts, "MOST_CHARACTERS", 5)
    own, _whole = after_of(time).given
    assert [one.texts for one in own.said] == [("Fråga scouterna.",)]
    assert own.left_out == 2


def test_nothing_happened(world):
    checkpoint = CheckpointFactory(round=RoundFactory(), starts_at=at_hour(in_days(-1), 13))
    InvitationFactory(checkpoint=checkpoint)
    found = build_checkpoint_report(checkpoint, None, AFTER).after
    assert (found.decided, found.waiting, found.todos, found.given) == ((), (), (), ())
    assert (found.attendance.is_noted, found.attendance.came) == (False, ())
    Invitation.objects.update(came=False)
    found = build_checkpoint_report(checkpoint, None, AFTER).after
    assert (found.attendance.is_noted, found.attendance.came) == (True, ())
    found = build_checkpoint_report(checkpoint, None, BEFORE).before
    assert (found.agenda, found.pages, found.ni_sa) == ((), (), None)


# --- Queries -----------------------------------------------------------------------------------
@pytest.mark.parametrize("n", [1, 20])
@pytest.mark.parametrize(("kind", "queries"), [(BEFORE, 12), (AFTER, 8)])
def test_queries_are_as_many_for_one_and_for_many(world, time, expect_queries, kind, queries, n):
    for number in range(n):
        one = InitiativeFactory(round=world.round, name=f"Nr {number}", running=True)
        PreparationFactory(
            checkpoint=time.coming,
            initiative=one,
            ready=True,
            questions=["A?", "B?"],
            presenters=[world.lots],
        )
        InputFactory(checkpoint=time.last, initiative=one, shown=True)
        DecisionFactory(initiative=one, checkpoint=time.last, decided=True)
        ActionFactory(initiative=one, checkpoint=time.last)
        ObstacleFactory(initiative=one)
        InvitationFactory(checkpoint=time.last, came=True)
    put_in_order(world, time.coming)
    checkpoint = time.coming if kind == BEFORE else time.last
    build_checkpoint_report(checkpoint, world.lots, kind)
    with expect_queries(queries):
        build_checkpoint_report(checkpoint, world.lots, kind)


# --- Fastställ ---------------------------------------------------------------------------------
def test_final_report_keeps_data_document_and_checksum_together(world, time):
    row = FinalReport.objects.get(pk=final(world, time).pk)
    report = CheckpointReport.from_json(row.data)
    assert row.reference == f"CP-{localdate().year}-001" == report.seal.reference
    assert (report.seal.by, report.seal.at) == ("Lotta Lots", row.finalised_at)
    assert row.sha256 == sha256(bytes(row.pdf)).hexdigest()
    assert checkpoint_report_pdf(report) == bytes(row.pdf)


def test_a_newer_one_is_a_new_number_and_changes_no_older(world, time, light_pdf):
    first = final(world, time)
    stored = FinalReport.objects.values().get(pk=first.pk)
    Input.objects.filter(checkpoint=time.last).delete()
    second = final(world, time)
    third = final(world, time, BEFORE)
    assert [one.data["previous"] for one in (first, third)] == [None, None]
    assert second.data["previous"]["reference"] == first.reference
    assert [one.number for one in (first, second, third)] == [1, 2, 3]
    assert FinalReport.objects.values().get(pk=first.pk) == stored


def test_packs_have_numbers_of_their_own(world, time, light_pdf):
    PackFactory(year=localdate().year, number=7)
    assert final(world, time).number == 1


@pytest.mark.parametrize("change", ["update", "delete"])
def test_database_refuses_to_touch_a_final_report(db, change):
    rows = FinalReport.objects.filter(pk=FinalReportFactory().pk)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        rows.update(number=99) if change == "update" else rows.delete()


def test_people_of_the_round_are_told_in_the_organisations_language(world, time, light_pdf):
    with translation.override("en"):
        row = final(world, time)
    (told,) = Announcement.objects.all()
    assert told.title == f"Rapport efter Checkpoint 1, {row.reference}"
    assert (told.round, told.path, told.by) == (world.round, row.get_absolute_url(), world.lots)


def test_what_is_frozen_is_what_was_read(world, time, light_pdf):
    seen = build_checkpoint_report(time.last, world.lots, AFTER).digest
    InputFactory(checkpoint=time.last, initiative=world.own, shown=True)
    with pytest.raises(ReportChanged):
        final(world, time, seen=seen)
    assert not FinalReport.objects.exists()
    assert not Announcement.objects.exists()
    final(world, time, seen=build_checkpoint_report(time.last, world.lots, AFTER).digest)


@pytest.mark.parametrize(
    ("kind", "which", "words"),
    [
        (BEFORE, "last", "har börjat"),
        (AFTER, "coming", "när checkpointen har börjat"),
        (BEFORE, "cancelled", "är inställd"),
        (AFTER, "cancelled", "är inställd"),
    ],
)
def test_each_is_made_in_its_time(world, time, light_pdf, kind, which, words):
    time.cancelled = CheckpointFactory(round=world.round, cancelled=True)
    with pytest.raises(DomainError, match=words):
        finalise_report(by=world.lots, checkpoint=getattr(time, which), kind=kind)


@pytest.mark.parametrize("over", [False, True])
def test_the_buttons_are_of_those_that_can_be_made(world, time, over):
    time.cancelled = CheckpointFactory(round=world.round, cancelled=True)
    for which, kinds in [("coming", [BEFORE]), ("last", [AFTER]), ("cancelled", [])]:
        checkpoint = getattr(time, which)
        if over:
            checkpoint.round.ends_on = in_days(-1)
        wanted = [REPORT_MOVES[kind].name for kind in kinds if not over or kind == AFTER]
        assert [one.name for one in report_buttons(world.lots, checkpoint)] == wanted
        assert report_buttons(world.ledartroja, checkpoint) == []


def test_after_the_round_only_what_came_of_it_can_be_made(world, time, light_pdf):
    world.round.ends_on = in_days(-1)
    world.round.save()
    time.coming.round.refresh_from_db()
    time.last.round.refresh_from_db()
    with pytest.raises(DomainError):
        final(world, time, BEFORE)
    assert final(world, time).number == 1
