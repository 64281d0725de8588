"""What a pack says, how it is fastställd, and the command that makes one."""

import json
import re
import threading
from dataclasses import replace
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.timezone import localdate, now

from initiatives.models import Phase
from initiatives.portfolio import read_portfolio
from initiatives.trail import long
from prioinit import documents
from prioinit.documents import ReportChanged, Seal
from prioinit.errors import DomainError
from programme import services
from programme.models import Pack
from programme.pack_data import PackReport
from programme.reports import build_pack
from programme.services import finalise_pack, pack_pdf
from roles.models import Assignment
from roles.permissions import Role
from tests.factories import (
    CheckpointFactory,
    PackFactory,
    PreparationFactory,
    RoundFactory,
    give_new,
    in_days,
)
from tests.programme.packs import MEETING, busy_round, finalised, lots_of, publish, running, step


def section(report, initiative):
    (found,) = [one for one in report.sections if one.id == initiative.pk]
    return found


# --- What it says ------------------------------------------------------------------------------
def test_report_is_the_same_after_json(busy):
    report = build_pack(busy[0])
    sealed = replace(report, seal=Seal("2026-001", now(), "Lotta"))
    for one in (report, sealed):
        assert PackReport.from_json(json.loads(json.dumps(one.to_json()))) == one


def test_pictures_are_redrawn_from_stored_facts(busy):
    round_ = busy[0]
    stored = PackReport.from_json(json.loads(json.dumps(build_pack(round_).to_json())))
    rows = {row.id: row for row in read_portfolio(round_.initiatives.all())}
    for one in stored.sections:
        assert one.trail == rows[one.id].trail
        assert one.confidence == rows[one.id].confidence


def test_decisions_are_what_ready_teams_ask_for_and_what_a_rigg_lacks(busy):
    report = build_pack(busy[0])
    assert [(one.initiative, one.text, one.note) for one in report.decisions] == [
        ("Trygg hemgång", "Låt oss prova med två avdelningar till i vår.", "Inför Checkpoint 2."),
        (
            "Unga tillbaka till skolan",
            "utse en ny ledartröja.",
            f"Saknas sedan {long(in_days(-6))}.",
        ),
    ]


def test_missing_fadder_is_for_the_ledningsgrupp_and_missing_coach_is_not(db):
    round_ = RoundFactory()
    initiative = running(round_, "Ensamt", Phase.BEHOV)
    Assignment.objects.filter(initiative=initiative, role__in=(Role.FADDER, Role.COACH)).delete()
    report = build_pack(round_)
    assert [one.text for one in report.decisions] == ["utse en fadder ur ledningsgruppen."]
    assert [gap.text for gap in report.sections[0].gaps] == ["fadder saknas", "coach saknas"]


def test_a_draft_and_a_cancelled_checkpoint_ask_for_nothing(db):
    round_ = RoundFactory()
    initiative = running(round_, "Tidigt", Phase.BEHOV)
    wish = {"initiative": initiative, "decision_wanted": "Ge oss tid."}
    PreparationFactory(checkpoint=CheckpointFactory(round=round_), **wish)
    cancelled = CheckpointFactory(round=round_, cancelled=True)
    PreparationFactory(checkpoint=cancelled, ready=True, **wish)
    report = build_pack(round_)
    assert report.decisions == ()
    assert report.sections[0].prepared is None


def test_first_pack_tells_of_everything_since_the_round_started(busy):
    report = build_pack(busy[0])
    assert report.previous is None
    assert report.news == (
        "4 lägesuppdateringar publicerade, från 2 av 3 initiativ.",
        "Klimatsmart måltid och Unga tillbaka till skolan startade i behov.",
        "Trygg hemgång startade i behov, gick vidare till idé, tillbaka till behov "
        "och sedan vidare till idé.",
        "Tyst från Klimatsmart måltid.",
    )


def test_next_pack_tells_only_what_is_new(busy, light_pdf):
    round_, trygg, unga, _tyst = busy
    finalised(round_)
    publish(trygg, 0, 5)
    step(trygg, Phase.IDE, Phase.TEST, in_days(-1), "Två avdelningar vill prova.")
    give_new(Role.LEDARTROJA, unga, name="Nils Ny")
    report = build_pack(round_)
    assert report.previous.reference == Pack.objects.get().reference
    assert report.news == (
        "1 lägesuppdatering publicerad, från 1 av 3 initiativ.",
        "Trygg hemgång gick vidare till test.",
        "Tilltron har stigit i Trygg hemgång.",
        "Tyst från Klimatsmart måltid.",
    )
    assert section(report, trygg).changes == (
        "Gick vidare till test.",
        "Tilltron gick från 4 till 5.",
    )
    assert section(report, unga).changes == (
        "Gäller inte längre: 1 ledartröja saknas.",
        "Nytt: Nils Ny har inte accepterat mandatet.",
        "Nils Ny är ny ledartröja.",
    )


def test_an_update_before_the_latest_is_shown_until_a_pack_has_shown_it(busy, light_pdf):
    round_, trygg, *_rest = busy
    assert section(build_pack(round_), trygg).unseen.number == 2
    finalised(round_)
    assert section(build_pack(round_), trygg).unseen is None


def test_texts_of_a_pack_are_in_the_language_of_the_organisation(busy, light_pdf):
    swedish = build_pack(busy[0])
    with translation.override("en"):
        assert build_pack(busy[0]) == swedish


def test_number_of_queries_does_not_grow(busy):
    round_ = busy[0]
    person = lots_of(round_)

    def count():
        with CaptureQueriesContext(connection) as seen:
            build_pack(round_, person=person)
        return len(seen)

    count()
    few = count()
    for n in range(8):
        publish(running(round_, f"Fler {n}", Phase.BEHOV), -1, 3)
    assert count() == few <= 9


# --- Fastställ ---------------------------------------------------------------------------------
def test_finalised_pack_keeps_data_document_and_checksum_together(busy):
    round_ = busy[0]
    pack = Pack.objects.get(pk=finalised(round_).pk)
    report = PackReport.from_json(pack.data)
    assert pack.reference == f"{localdate().year}-001" == report.seal.reference
    assert (report.seal.by, report.seal.at) == (lots_of(round_).name, pack.finalised_at)
    assert report.meeting_on == pack.meeting_on == MEETING
    assert pack.sha256 == sha256(bytes(pack.pdf)).hexdigest()
    assert pack_pdf(report) == bytes(pack.pdf)


def test_a_newer_pack_changes_no_older(busy, light_pdf):
    round_, trygg, *_rest = busy
    first = finalised(round_)
    before = Pack.objects.values().get(pk=first.pk)
    publish(trygg, 0, 1)
    second = finalised(round_)
    assert (first.number, second.number) == (1, 2)
    assert Pack.objects.values().get(pk=first.pk) == before


@pytest.mark.parametrize("change", ["update", "delete"])
def test_database_refuses_to_touch_a_final_pack(busy, light_pdf, change):
    pack = finalised(busy[0])
    rows = Pack.objects.filter(pk=pack.pk)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        rows.update(number=99) if change == "update" else rows.delete()


def test_failure_gives_the_number_back(busy, light_pdf, monkeypatch):
    def fail(report):
        raise DomainError("för tungt")

    with monkeypatch.context() as broken:
        broken.setattr(services, "pack_pdf", fail)
        with pytest.raises(DomainError):
            finalised(busy[0])
    assert Pack.objects.count() == 0
    assert finalised(busy[0]).number == 1


def test_numbers_start_again_each_year(busy, light_pdf, frozen_time):
    PackFactory(year=2026, number=41)
    frozen_time("2026-12-31 23:59")
    assert finalised(busy[0]).reference == "2026-042"
    frozen_time("2027-01-01 00:01")
    assert finalised(busy[0]).reference == "2027-001"


def test_round_without_initiatives_has_nothing_to_finalise(db):
    round_ = RoundFactory()
    lots = give_new(Role.LOTS, round_)
    with pytest.raises(DomainError, match="Inget initiativ är igång"):
        finalise_pack(by=lots, round_=round_, meeting_on=MEETING)


def test_what_is_frozen_is_what_was_read(busy, light_pdf):
    round_, trygg, *_rest = busy
    seen = build_pack(round_).digest
    publish(trygg, 0, 1)
    with pytest.raises(ReportChanged):
        finalised(round_, seen=seen)
    finalised(round_, seen=build_pack(round_).digest)


def race(round_, number_of_people=2):
    """All finalise at once; returns what went wrong for whom."""
    lots, barrier, problems = lots_of(round_), threading.Barrier(number_of_people), []

    def work():
        barrier.wait()
        try:
            finalise_pack(by=lots, round_=round_, meeting_on=MEETING)
        except IntegrityError as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(number_of_people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


@pytest.fixture
def slow_pdf(monkeypatch):
    held = threading.Event()

    def draw(report):
        held.wait(0.3)
        return b"%PDF"

    monkeypatch.setattr(services, "pack_pdf", draw)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers(slow_pdf):
    round_, *_rest = busy_round()
    assert race(round_, 3) == []
    assert sorted(Pack.objects.values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_two_take_the_same_number(slow_pdf, monkeypatch):
    monkeypatch.setattr(documents, "next_number", lambda model, year: Pack.objects.count() + 1)
    round_, *_rest = busy_round()
    assert len(race(round_)) == 1


# --- The command -------------------------------------------------------------------------------
def test_command_writes_a_draft_and_leaves_no_trace(busy, tmp_path, light_pdf, monkeypatch):
    out = tmp_path / "underlag.pdf"
    monkeypatch.setattr(
        "programme.management.commands.make_pack.pack_pdf", lambda report: b"%PDF-d"
    )
    call_command("make_pack", "omgång 5", out=str(out))
    assert out.read_bytes() == b"%PDF-d"
    assert Pack.objects.count() == 0


def test_command_finalises_in_the_name_of_a_lots(busy, tmp_path, light_pdf):
    out = tmp_path / "underlag.pdf"
    lots = lots_of(busy[0])
    call_command(
        "make_pack", str(busy[0].pk), out=str(out), final=True, by=lots.email, meeting="2026-12-03"
    )
    pack = Pack.objects.get()
    assert out.read_bytes() == bytes(pack.pdf)
    assert (pack.finalised_by, pack.meeting_on) == (lots, MEETING)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"round": "Omgång 99"}, "Ingen omgång heter ”Omgång 99”. Det finns: Omgång 5"),
        ({"final": True}, "Säg vem som fastställer"),
        ({"final": True, "by": "nagon@annan.example"}, "är inte lots för Omgång 5"),
        ({"meeting": "3/12"}, "Skriv mötets dag som 2026-12-03"),
    ],
)
def test_command_says_what_is_wrong(busy, tmp_path, options, message):
    options = {"round": "Omgång 5", "out": str(tmp_path / "x.pdf")} | options
    with pytest.raises(CommandError, match=re.escape(message)):
        call_command("make_pack", options.pop("round"), **options)
    assert not (tmp_path / "x.pdf").exists()
