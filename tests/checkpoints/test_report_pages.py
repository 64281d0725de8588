"""The pages, the paper and the command of a checkpoint report."""

import re
from collections import Counter
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.timezone import localtime, now
from pypdf import PdfReader

from checkpoints.models import FinalReport
from checkpoints.reports import build_checkpoint_report
from checkpoints.services import reports
from checkpoints.services.reports import checkpoint_report_pdf, finalise_report
from tests.checkpoints.reported import between_two, put_in_order
from tests.factories import CheckpointFactory, InputFactory, PreparationFactory, at_hour, in_days
from tests.paper import parts_of_page, sheets_of_pdf, squeezed, text_of_page

BEFORE, AFTER = FinalReport.Kind
WICKED = '<script>alert(1)</script> {{ x }} <img src="http://127.0.0.1/x" onerror="y"> & "så"'


@pytest.fixture
def time(world):
    found = between_two(world)
    found.of = {BEFORE: found.coming, AFTER: found.last}
    return found


@pytest.fixture
def light_pdf(monkeypatch):
    """For tests that are not about the document."""
    monkeypatch.setattr(
        reports, "checkpoint_report_pdf", lambda report: f"%PDF {report.digest}".encode()
    )


def address(name, row):
    return reverse(f"checkpoints:{name}", args=[row.pk])


def final(world, time, kind=AFTER):
    return finalise_report(by=world.lots, checkpoint=time.of[kind], kind=kind)


# --- Two clicks --------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", [BEFORE, AFTER])
def test_two_clicks_from_the_checkpoint_to_a_final_report(world, time, light_pdf, client_for, kind):
    browser = client_for(world.lots)
    preview = address(f"report_{kind}", time.of[kind])
    assert f'href="{preview}"' in browser.get(time.of[kind].get_absolute_url()).text
    (seen,) = re.findall(r'name="seen" value="(\w+)"', browser.get(preview).text)
    done = browser.post(f"{preview}faststall/", {"seen": seen}, follow=True)
    row = FinalReport.objects.get()
    assert done.redirect_chain == [(row.get_absolute_url(), 302)]
    for words in (row.reference, row.sha256, "Lotta Lots"):
        assert words in done.text
    page = browser.get(time.of[kind].get_absolute_url()).text
    assert row.reference in page
    assert "Gör en ny rapport" in page


def test_second_press_on_the_button_makes_no_second_report(world, time, light_pdf, client_for):
    browser = client_for(world.lots)
    seen = build_checkpoint_report(time.last, world.lots, AFTER).digest
    page = address("report_after_finalise", time.last)
    browser.post(page, {"seen": seen})
    again = browser.post(page, {"seen": seen})
    assert again.status_code == 409
    assert "Något har ändrats" in again.text
    assert build_checkpoint_report(time.last, world.lots, AFTER).digest in again.text
    assert FinalReport.objects.count() == 1


def test_without_what_was_read_nothing_is_frozen(world, time, light_pdf, client_for):
    answer = client_for(world.lots).post(address("report_after_finalise", time.last), {})
    assert answer.status_code == 422
    assert not FinalReport.objects.exists()


def test_the_report_after_is_not_shown_before(world, time, client_for):
    browser = client_for(world.lots)
    for name, checkpoint in (("report_after", time.coming), ("report_before", time.last)):
        answer = browser.get(address(name, checkpoint), follow=True)
        assert answer.redirect_chain == [(checkpoint.get_absolute_url(), 302)]
        refused = browser.post(address(f"{name}_finalise", checkpoint), {"seen": "x"})
        assert refused.status_code == 422
    assert not FinalReport.objects.exists()


# --- Who ---------------------------------------------------------------------------------------
def test_only_lotsar_of_the_round_make_one(world, time, client_for, light_pdf):
    url = address("report_before", time.coming)
    for name, person in world.people().items():
        browser = client_for(person)
        answers = {browser.get(url).status_code, browser.post(f"{url}faststall/", {}).status_code}
        if name == "lots":
            assert answers == {200, 422}
        elif name in ("external", "inactive"):
            assert answers <= {302, 403, 404}, name
        else:
            assert answers <= {403, 404}, name


def test_final_report_is_read_by_employees_and_not_by_guests(world, time, client_for, light_pdf):
    row = final(world, time)
    page = time.last.get_absolute_url()
    for name in ("report", "report_pdf"):
        for reader in (world.medarbetare, world.klg, world.far_ledartroja):
            assert client_for(reader).get(address(name, row)).status_code == 200
        for guest in (world.external, world.external_member):
            assert client_for(guest).get(address(name, row)).status_code == 404
        assert client_for(world.lots).post(address(name, row)).status_code == 405
    assert row.reference in client_for(world.medarbetare).get(page).text
    assert row.reference not in client_for(world.external_member).get(page).text


def test_downloaded_file_is_the_finalised_one(world, time, client_for, light_pdf):
    row = final(world, time)
    answer = client_for(world.klg).get(address("report_pdf", row))
    assert sha256(answer.content).hexdigest() == row.sha256
    assert answer["Content-Type"] == "application/pdf"
    assert f'filename="checkpointrapport-{row.reference}.pdf"' in answer["Content-Disposition"]


def test_final_report_says_what_it_said_and_points_at_a_newer(
    world, time, light_pdf, client_for, frozen_time
):
    row = final(world, time)
    reader = client_for(world.klg)
    said = text_of_page(reader.get(row.get_absolute_url()).text)
    InputFactory(checkpoint=time.last, initiative=world.own, shown=True)
    world.own.name = "Ett nytt namn"
    world.own.save(update_fields=["name"])
    frozen_time(now() + timedelta(minutes=1))
    newer = final(world, time)
    page = reader.get(row.get_absolute_url()).text
    assert text_of_page(page) == said
    assert f"En nyare rapport finns: {newer.reference}" in page
    assert "En nyare rapport" not in reader.get(newer.get_absolute_url()).text


# --- Page and paper ----------------------------------------------------------------------------
@pytest.mark.parametrize("kind", [BEFORE, AFTER])
@pytest.mark.parametrize("ordered", [True, False])
def test_pdf_says_what_the_page_says(world, time, client_for, kind, ordered):
    if ordered:
        put_in_order(world, time.coming)
    row = final(world, time, kind)
    html = client_for(world.lots).get(row.get_absolute_url()).text
    parts, sheets = parts_of_page(html), sheets_of_pdf(bytes(row.pdf))
    assert [sheet[: len(part)] for sheet, part in zip(sheets[1:], parts[1:], strict=True)] == parts[
        1:
    ]
    (lead,) = re.findall(r'<p class="lead" lang="sv">(.*?)</p>', html, re.DOTALL)
    (name,) = re.findall(r"<h1[^>]*>(.*?)</h1>", html)
    heading = squeezed(lead + name)
    assert sheets[0].startswith(heading + parts[0])
    assert Counter("".join(sheets)) == Counter(heading + text_of_page(html))


@pytest.mark.parametrize("kind", [BEFORE, AFTER])
def test_draft_is_marked_on_page_and_on_every_sheet(world, time, client_for, kind):
    page = client_for(world.lots).get(address(f"report_{kind}", time.of[kind])).text
    assert "Arbetsmaterial" in page
    pdf = checkpoint_report_pdf(build_checkpoint_report(time.of[kind], None, kind))
    for sheet in PdfReader(BytesIO(pdf)).pages:
        assert "ARBETSMATERIAL" in sheet.extract_text()
        assert "inte fastställd" in sheet.extract_text()


def test_every_sheet_of_a_final_pdf_carries_number_and_time(world, time):
    row = final(world, time, BEFORE)
    sheets = PdfReader(BytesIO(bytes(row.pdf))).pages
    assert len(sheets) == 1 + 2
    stamp = f"{localtime(row.finalised_at):%Y-%m-%d %H.%M}"
    for number, sheet in enumerate(sheets, start=1):
        text = sheet.extract_text()
        assert f"Prioinitiativ · Omgång ett · fastställd {stamp} · nr {row.reference}" in text
        assert f"sida {number} (3)" in text


@pytest.mark.parametrize("kind", [BEFORE, AFTER])
def test_pdf_is_tagged_titled_and_claims_its_standards(world, time, kind):
    row = final(world, time, kind)
    with pikepdf.open(BytesIO(bytes(row.pdf))) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "sv"
        claims = document.open_metadata()
        assert row.reference in claims["dc:title"]
        assert (claims["pdfaid:part"], claims["pdfaid:conformance"]) == ("3", "A")
        assert b"<pdfuaid:part>1</pdfuaid:part>" in document.Root.Metadata.read_bytes()


def test_what_people_write_is_text_in_page_and_pdf(world, time, client_for):
    PreparationFactory(
        checkpoint=CheckpointFactory(round=world.round, name="Elak"),
        initiative=world.other,
        ready=True,
        how_far=WICKED,
    )
    InputFactory(checkpoint=time.last, initiative=world.own, shown=True, text=WICKED)
    browser = client_for(world.lots)
    browser.braces_are_text = True
    wicked = world.round.checkpoints.get(name="Elak")
    for kind, checkpoint in ((BEFORE, wicked), (AFTER, time.last)):
        page = browser.get(address(f"report_{kind}", checkpoint)).text
        assert "<script>alert" not in page
        pdf = checkpoint_report_pdf(build_checkpoint_report(checkpoint, None, kind))
        assert squeezed(WICKED) in "".join(sheets_of_pdf(pdf))


def test_nothing_to_tell_is_said_on_page_and_paper(world, client_for):
    started = CheckpointFactory(round=world.second_round, starts_at=at_hour(in_days(-1), 13))
    world.second_round.initiatives.update(state="planned", started_on=None)
    coming = CheckpointFactory(round=world.second_round)
    browser = client_for(world.second_lots)
    after = browser.get(address("report_after", started)).text
    for words in (
        "Inget beslut är inskrivet.",
        "Ingen åtgärd är inskriven.",
        "Ingen har noterat vilka som var med.",
        "Inga medskick visas.",
    ):
        assert words in after
    assert "Inget initiativ är igång." in browser.get(address("report_before", coming)).text
    for kind, checkpoint in ((BEFORE, coming), (AFTER, started)):
        pdf = checkpoint_report_pdf(build_checkpoint_report(checkpoint, None, kind))
        assert len(PdfReader(BytesIO(pdf)).pages) == 1


# --- Queries -----------------------------------------------------------------------------------
@pytest.mark.parametrize("n", [1, 15])
@pytest.mark.parametrize(
    ("name", "queries"), [("report_after", 12), ("report", 4), ("report_pdf", 3)]
)
def test_queries_of_the_pages(world, time, light_pdf, client_for, expect_queries, name, queries, n):
    for _number in range(n):
        row = final(world, time)
    url = address(name, time.last if name == "report_after" else row)
    browser = client_for(world.lots)
    browser.get(url)
    with expect_queries(queries):
        browser.get(url)


# --- The command -------------------------------------------------------------------------------
def test_command_writes_a_draft_and_leaves_no_trace(world, time, tmp_path, monkeypatch):
    out = tmp_path / "rapport.pdf"
    command = "checkpoints.management.commands.make_checkpoint_report.checkpoint_report_pdf"
    monkeypatch.setattr(command, lambda report: f"%PDF {report.kind}".encode())
    call_command("make_checkpoint_report", "inför", "checkpoint 2", out=str(out))
    assert out.read_bytes() == b"%PDF before"
    assert not FinalReport.objects.exists()


def test_command_finalises_in_the_name_of_a_lots(world, time, tmp_path, light_pdf):
    out = tmp_path / "rapport.pdf"
    arguments = {"out": str(out), "final": True, "by": world.lots.email}
    call_command("make_checkpoint_report", "efter", str(time.last.pk), **arguments)
    row = FinalReport.objects.get()
    assert out.read_bytes() == bytes(row.pdf)
    assert (row.finalised_by, row.kind) == (world.lots, AFTER)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"checkpoint": "Checkpoint 99"}, "Ingen checkpoint heter ”Checkpoint 99”. Det finns:"),
        ({"checkpoint": "Samma"}, "Flera checkpoints heter ”Samma”. Skriv id:"),
        ({"final": True}, "Säg vem som fastställer"),
        ({"final": True, "by": "nagon@annan.example"}, "är inte lots för Checkpoint 1"),
    ],
)
def test_command_says_what_is_wrong(world, time, tmp_path, options, message):
    for round_ in (world.round, world.second_round):
        CheckpointFactory(round=round_, name="Samma")
    options = {"checkpoint": "Checkpoint 1", "out": str(tmp_path / "x.pdf")} | options
    with pytest.raises(CommandError, match=re.escape(message)):
        call_command("make_checkpoint_report", "efter", options.pop("checkpoint"), **options)
    assert not (tmp_path / "x.pdf").exists()
