"""The pages of a pack, and that its paper says the same."""

import re
from collections import Counter
from hashlib import sha256
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.timezone import localtime
from pypdf import PdfReader

from initiatives.trail import long
from programme.models import Pack
from programme.reports import build_pack
from programme.services import finalise_pack, pack_pdf
from roles.permissions import Role
from tests.factories import PackFactory, PersonFactory, RoundFactory, give_new
from tests.paper import parts_of_page, sheets_of_pdf, squeezed, text_of_page
from tests.programme.packs import MEETING, finalised, lots_of, publish


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
