import json
import re
import threading
from collections import Counter
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate, localtime, now
from pypdf import PdfReader

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
    PersonFactory,
    PreparationFactory,
    RoundFactory,
    give_new,
    in_days,
)
from tests.paper import parts_of_page, sheets_of_pdf, squeezed, text_of_page
from tests.programme.packs import busy_round, publish, running, step

MEETING = date(2026, 12, 3)


@pytest.fixture
def busy(db):
    return busy_round()


@pytest.fixture
def light_pdf(monkeypatch):
    """For tests that are not about the document."""
    monkeypatch.setattr(services, "pack_pdf", lambda report: f"%PDF {report.digest}".encode())


def lots_of(round_):
    return Assignment.objects.get(role=Role.LOTS, round=round_).person


def finalised(round_, **fields):
    return finalise_pack(by=lots_of(round_), round_=round_, meeting_on=MEETING, **fields)


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


# --- Pages -------------------------------------------------------------------------------------
def address(name, pk):
    return reverse(f"programme:{name}", args=[pk])


def test_two_clicks_from_helheten_to_a_final_pack(busy, light_pdf, client_for):
    round_ = busy[0]
    browser = client_for(lots_of(round_))
    preview = browser.get(address("pack_preview", round_.pk))
    assert preview.status_code == 200
    page = preview.content.decode()
    fields = dict(re.findall(r'name="(seen|meeting_on)"[^>]*?value="([^"]+)"', page))
    assert fields.keys() == {"seen", "meeting_on"}
    done = browser.post(address("pack_finalise", round_.pk), fields, follow=True)
    pack = Pack.objects.get()
    assert done.redirect_chain == [(pack.get_absolute_url(), 302)]
    page = done.content.decode()
    assert pack.reference in page
    assert pack.sha256 in page
    assert lots_of(round_).name in page


def test_second_press_on_the_button_makes_no_second_pack(busy, light_pdf, client_for):
    round_ = busy[0]
    browser = client_for(lots_of(round_))
    fields = {"seen": build_pack(round_).digest, "meeting_on": "2026-12-03"}
    browser.post(address("pack_finalise", round_.pk), fields)
    again = browser.post(address("pack_finalise", round_.pk), fields)
    assert again.status_code == 409
    assert "Något har ändrats" in again.content.decode()
    assert build_pack(round_).digest in again.content.decode()
    assert Pack.objects.count() == 1


@pytest.mark.parametrize(("day", "status"), [("", 422), ("i morgon", 422)])
def test_a_meeting_needs_a_day(busy, client_for, day, status):
    round_ = busy[0]
    fields = {"seen": build_pack(round_).digest, "meeting_on": day}
    answer = client_for(lots_of(round_)).post(address("pack_finalise", round_.pk), fields)
    assert answer.status_code == status
    assert Pack.objects.count() == 0


def test_text_too_heavy_for_a_pdf_is_said_on_the_page(busy, client_for, monkeypatch):
    monkeypatch.setattr("prioinit.pdf.SIZE_LIMIT", 10)
    round_ = busy[0]
    fields = {"seen": build_pack(round_).digest, "meeting_on": "2026-12-03"}
    answer = client_for(lots_of(round_)).post(address("pack_finalise", round_.pk), fields)
    assert answer.status_code == 422
    assert "Korta de längsta texterna" in answer.content.decode()
    assert Pack.objects.count() == 0


def test_empty_round_is_shown_but_cannot_be_finalised(db, client_for):
    round_ = RoundFactory()
    browser = client_for(give_new(Role.LOTS, round_))
    page = browser.get(address("pack_preview", round_.pk))
    assert "Inget initiativ är igång" in page.content.decode()
    fields = {"seen": build_pack(round_).digest, "meeting_on": "2026-12-03"}
    assert browser.post(address("pack_finalise", round_.pk), fields).status_code == 422


def test_only_lotsar_of_the_round_make_one(world, client_for, light_pdf):
    urls = [address("pack_preview", world.round.pk), address("pack_finalise", world.round.pk)]
    for name, person in world.people().items():
        answers = {client_for(person).get(urls[0]).status_code}
        answers.add(client_for(person).post(urls[1], {}).status_code)
        if name == "lots":
            assert answers == {200, 422}
        elif name in ("external", "inactive"):
            assert answers <= {302, 403, 404}, name
        else:
            assert answers <= {403, 404}, name


def test_final_pack_is_read_by_employees_and_not_by_others(world, client_for, light_pdf):
    pack = finalise_pack(by=world.lots, round_=world.round, meeting_on=MEETING)
    for name in ("pack", "pack_pdf"):
        assert client_for(world.medarbetare).get(address(name, pack.pk)).status_code == 200
        assert client_for(world.external).get(address(name, pack.pk)).status_code == 404
        assert client_for(world.lots).post(address(name, pack.pk)).status_code == 405


def test_downloaded_file_is_the_finalised_one(world, client_for, light_pdf):
    pack = finalise_pack(by=world.lots, round_=world.round, meeting_on=MEETING)
    answer = client_for(world.klg).get(address("pack_pdf", pack.pk))
    assert sha256(answer.content).hexdigest() == pack.sha256
    assert answer["Content-Type"] == "application/pdf"
    assert (
        f'filename="ledningsgruppens-underlag-{pack.reference}.pdf"'
        in answer["Content-Disposition"]
    )


def test_final_pack_says_what_it_said_when_the_world_has_moved_on(busy, light_pdf, client_for):
    round_, trygg, *_rest = busy
    pack = finalised(round_)
    reader = client_for(lots_of(round_))

    def body():
        page = reader.get(pack.get_absolute_url()).content.decode()
        return text_of_page(page)

    before = body()
    publish(trygg, 0, 1)
    trygg.name = "Ett nytt namn"
    trygg.save(update_fields=["name"])
    assert body() == before


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("", 2),
        ("2026-014", 1),
        ("14", 1),
        ("2026", 2),
        ("skolan", 1),
        ("lotta", 1),
        ("finns inte", 0),
    ],
)
def test_archive_is_searched_by_number_round_and_name(db, client_for, q, found):
    PackFactory(year=2026, number=14, round__name="Omgång om skolan")
    PackFactory(year=2026, number=15, finalised_by__name="Lotta Lots")
    page = client_for(PersonFactory()).get(reverse("programme:pack_list"), {"q": q})
    assert len(page.context["page"].object_list) == found


def test_empty_archive_says_what_will_be_there(db, client_for):
    page = client_for(PersonFactory()).get(reverse("programme:pack_list"))
    assert "Inget underlag är fastställt än" in page.content.decode()


def test_archive_shows_only_rounds_one_may_read(world, client_for, light_pdf):
    finalise_pack(by=world.lots, round_=world.round, meeting_on=MEETING)
    outsider = client_for(world.external_member).get(reverse("programme:pack_list"))
    assert list(outsider.context["page"].object_list) == []


# --- Page and paper ----------------------------------------------------------------------------
def test_pdf_says_what_the_page_says(busy, client_for):
    pack = finalised(busy[0])
    page = client_for(lots_of(busy[0])).get(pack.get_absolute_url())
    html, pdf = page.content.decode(), bytes(pack.pdf)
    heading = squeezed(
        f"Testkommunen · ledningsgruppen {long(MEETING)} · Omgång 5"
        "Prioinitiativen: läget och vad ni behöver besluta"
    )
    parts, sheets = parts_of_page(html), sheets_of_pdf(pdf)
    assert [sheet[: len(part)] for sheet, part in zip(sheets[1:], parts[1:], strict=True)] == parts[
        1:
    ]
    assert sheets[0].startswith(heading + parts[0])
    assert Counter("".join(sheets)) == Counter(heading + text_of_page(html))


def test_preview_and_draft_pdf_say_the_same_and_are_marked(busy, client_for):
    round_ = busy[0]
    page = client_for(lots_of(round_)).get(address("pack_preview", round_.pk)).content.decode()
    pdf = pack_pdf(build_pack(round_))
    assert "Arbetsmaterial" in page
    for one in PdfReader(BytesIO(pdf)).pages:
        assert "ARBETSMATERIAL" in one.extract_text()
        assert "inte fastställd" in one.extract_text()
    assert Counter(text_of_page(page)) <= Counter("".join(sheets_of_pdf(pdf)))


def test_every_page_of_a_final_pdf_carries_number_and_time(busy):
    pack = finalised(busy[0])
    pages = PdfReader(BytesIO(bytes(pack.pdf))).pages
    stamp = f"{localtime(pack.finalised_at):%Y-%m-%d %H.%M}"
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"Prioinitiativ · Omgång 5 · fastställd {stamp} · nr {pack.reference}" in text
        assert f"sida {number} ({len(pages)})" in text
    assert len(pages) == 1 + 3


def test_what_people_write_is_text_in_page_and_pdf(busy, client_for):
    round_, trygg, *_rest = busy
    wicked = '<script>alert(1)</script> {{ x }} <img src="http://127.0.0.1/x" onerror="y"> & "så"'
    publish(trygg, 0, 3, help_wanted=wicked)
    browser = client_for(lots_of(round_))
    browser.braces_are_text = True
    page = browser.get(address("pack_preview", round_.pk)).content.decode()
    assert "<script>alert" not in page
    assert squeezed(wicked) in "".join(sheets_of_pdf(pack_pdf(build_pack(round_))))


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
