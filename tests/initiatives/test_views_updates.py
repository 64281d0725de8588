"""Writing a lägesuppdatering: two minutes, and nothing typed is ever lost."""

import re

import pytest
from django.urls import reverse

from initiatives.models import StatusUpdate
from initiatives.services.updates import publish_update, save_draft
from tests.client import parse
from tests.factories import InitiativeFactory, StatusUpdateFactory

AUTOSAVE = {"HX-Request": "true", "HX-Target": "utkast"}
PERSONNUMMER = "Ring Anna, 811218-9876, om kvällen."


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


@pytest.fixture
def own(world, update_text):
    """The address to post to, what to post, and a draft made by someone."""
    world.write = url("update_write", world.own)
    world.keep = url("update_save_draft", world.own)
    world.text = lambda text="Vi har träffat målgruppen.", **fields: update_text(
        text, initiative=world.own, **fields
    )
    world.save = lambda by, text="Utkast", **fields: save_draft(
        by=by, initiative=world.own, **world.text(text, **fields)
    )
    world.publish = lambda by, text="Publicerat", **fields: publish_update(
        by=by, initiative=world.own, **world.text(text, **fields)
    )
    return world


def values(page: bytes) -> dict:
    """What is filled in, by name, as a browser would send it."""
    root = parse(page.decode())
    filled = {area.get("name"): (area.text or "").lstrip("\n") for area in root.iter("textarea")}
    for control in root.iter("input"):
        if control.get("type") != "radio" or control.get("checked") is not None:
            filled[control.get("name")] = control.get("value", "")
    return filled


def alerts(page: bytes) -> list[str]:
    root = parse(page.decode())
    return [
        " ".join("".join(element.itertext()).split())
        for element in root.iter()
        if "ds-alert" in (element.get("class") or "").split()
    ]


# --- The form ----------------------------------------------------------------------------------
def test_first_form_is_empty(own, client_for):
    page = client_for(own.ledartroja).get(own.write)
    assert (
        values(page.content).items()
        >= {
            "since_last": "",
            "next_step": "",
            "help_wanted": "",
            "version": "0",
        }.items()
    )
    assert "Två minuter räcker." in page.text
    assert "Släng utkastet" not in page.text.partition("<main")[2]


def test_form_asks_for_confidence_from_one_to_five(own, client_for):
    page = client_for(own.ledartroja).get(own.write)
    radios = [e for e in parse(page.text).iter("input") if e.get("type") == "radio"]
    assert [radio.get("value") for radio in radios] == ["1", "2", "3", "4", "5"]
    steps = [e for e in parse(page.text).iter("label") if e.get("class") == "scale-step"]
    assert ["".join(step.itertext()) for step in steps] == [
        "1, mycket låg",
        "2",
        "3",
        "4",
        "5, mycket hög",
    ]


def test_form_is_filled_in_from_the_last_published(own, client_for):
    own.publish(own.ledartroja, "Vi träffade 12.", confidence=2)
    page = client_for(own.ledartroja).get(own.write)
    assert (
        values(page.content).items()
        >= {
            "since_last": "Vi träffade 12.",
            "next_step": "Vi provar den enklaste idén.",
            "confidence": "2",
            "version": "-1",
        }.items()
    )
    assert alerts(page.content) == []


def test_form_goes_on_with_the_draft(own, client_for):
    own.publish(own.ledartroja, "Förra")
    own.save(own.ledartroja2, "Utkastet")
    page = client_for(own.ledartroja).get(own.write)
    assert values(page.content).items() >= {"since_last": "Utkastet", "version": "1"}.items()
    assert "av Leo Ledare" in page.text
    assert "Släng utkastet" in page.text


def test_form_says_that_the_other_has_already_written(own, client_for, frozen_time):
    frozen_time("2026-11-20 09:00")
    own.publish(own.ledartroja)
    for day, shown in [("2026-11-20", 1), ("2026-11-22", 1), ("2026-11-23", 0)]:
        frozen_time(f"{day} 10:00")
        said = alerts(client_for(own.ledartroja2).get(own.write).content)
        assert len(said) == shown, day
        assert all("Klart – vill du lägga till?" in text for text in said)
    frozen_time("2026-11-20 10:00")
    assert alerts(client_for(own.ledartroja).get(own.write).content) == []


def test_form_of_a_planned_initiative_leads_back(own, client_for):
    planned = InitiativeFactory(round=own.round)
    response = client_for(own.lots).get(url("update_write", planned), follow=True)
    assert response.redirect_chain == [(planned.get_absolute_url(), 302)]
    assert "inte igång än" in response.text


# --- Publishing --------------------------------------------------------------------------------
def test_publishing_is_one_submit(own, client_for):
    response = client_for(own.ledartroja).post(own.write, own.text("Klart."), follow=True)
    assert response.redirect_chain == [(own.own.get_absolute_url(), 302)]
    assert alerts(response.content) == ["Tack! Lägesuppdateringen är publicerad."]
    update = StatusUpdate.objects.get()
    assert (update.number, update.since_last, update.published_by) == (1, "Klart.", own.ledartroja)


@pytest.mark.parametrize(
    ("fields", "name", "error"),
    [
        ({"since_last": ""}, "since_last", "Skriv vad som har hänt."),
        ({"confidence": ""}, "confidence", "Välj 1–5."),
        ({"confidence": "6"}, "confidence", "Välj 1–5."),
        ({"next_step": PERSONNUMMER}, "next_step", "ser ut att innehålla ett personnummer"),
        ({"help_wanted": "å" * 10_001}, "help_wanted", "10000 tecken"),
    ],
)
def test_refused_update_keeps_what_was_typed(own, client_for, fields, name, error):
    text = own.text("Skrivet.") | fields
    page = client_for(own.ledartroja).post(own.write, text)
    assert page.status_code == 422
    assert page.text.count("<title>Fel: ") == 1
    assert error in page.text.partition(f'id="id_{name}_error"')[2][:400]
    sent = {key: str(value) for key, value in text.items() if key != "confidence"}
    assert values(page.content).items() >= sent.items()
    assert not StatusUpdate.objects.exists()


def test_conflict_shows_both_texts_and_loses_neither(own, client_for):
    form = own.text("Min text", next_step="Mitt nästa", confidence=5)
    own.save(own.ledartroja2, "Deras text", confidence=2)
    browser = client_for(own.ledartroja)
    page = browser.post(own.write, form)
    assert page.status_code == 409
    assert "Leo Ledare sparade klockan" in page.text
    assert "Deras text" in page.text
    assert re.search(r"Tilltro.*?2.*?Ditt val.*?5", page.text, re.DOTALL | re.IGNORECASE)
    sent = values(page.content)
    assert (
        sent.items()
        >= {
            "since_last": "Min text",
            "next_step": "Mitt nästa",
            "confidence": "5",
            "version": "1",
        }.items()
    )
    assert StatusUpdate.objects.get().since_last == "Deras text"
    # Saving on top, having seen it, is one more press.
    assert browser.post(own.write, sent).status_code == 302
    assert StatusUpdate.objects.get().since_last == "Min text"


def test_conflict_with_what_was_published_meanwhile(own, client_for):
    form = own.text("Min text")
    own.publish(own.ledartroja2, "Redan publicerat")
    browser = client_for(own.ledartroja)
    page = browser.post(own.write, form)
    assert page.status_code == 409
    assert "Redan publicerat" in page.text
    assert values(page.content)["version"] == "-1"
    assert browser.post(own.write, values(page.content)).status_code == 302
    assert list(StatusUpdate.objects.order_by("number").values_list("since_last", flat=True)) == [
        "Redan publicerat",
        "Min text",
    ]


# --- The draft, by hand and by itself ----------------------------------------------------------
def test_saving_the_draft_by_the_button(own, client_for):
    response = client_for(own.ledartroja).post(own.keep, own.text("", confidence=""), follow=True)
    assert response.redirect_chain == [(own.write, 302)]
    assert alerts(response.content) == ["Utkastet är sparat. Du kan skriva klart det senare."]


def test_refused_draft_keeps_what_was_typed(own, client_for):
    page = client_for(own.ledartroja).post(own.keep, own.text(PERSONNUMMER))
    assert page.status_code == 422
    assert values(page.content)["since_last"] == PERSONNUMMER
    assert not StatusUpdate.objects.exists()


def test_autosave_answers_with_a_small_note(own, client_for):
    browser = client_for(own.ledartroja)
    response = browser.post(own.keep, own.text("Ett"), headers=AUTOSAVE)
    assert response.status_code == 200
    assert len(response.content) <= 2000
    note = parse(response.text)
    assert [element.get("id") for element in note if element.tag == "div"] == ["utkast"]
    assert values(response.content)["version"] == "1"
    assert "av Lea Ledare" in response.text
    assert set(response.headers["Vary"].split(", ")) >= {"HX-Request", "HX-Target"}


def test_autosave_note_is_what_a_fresh_page_has(own, client_for):
    browser = client_for(own.ledartroja)
    note = browser.post(own.keep, own.text("Ett"), headers=AUTOSAVE).text
    page = browser.get(own.write).text
    assert " ".join(note.split()) in " ".join(page.split())


def test_autosave_of_something_refused_says_so_in_the_note(own, client_for):
    own.save(own.ledartroja, "Förra")
    response = client_for(own.ledartroja).post(own.keep, own.text(PERSONNUMMER), headers=AUTOSAVE)
    assert response.status_code == 422
    assert len(response.content) <= 2000
    assert "<html" not in response.text
    assert "Inte sparat än." in response.text
    assert "personnummer" in response.text
    assert values(response.content)["version"] == "1"
    assert StatusUpdate.objects.get().since_last == "Förra"


def test_autosave_on_what_the_other_wrote_is_the_conflict_page(own, client_for):
    form = own.text("Min")
    own.save(own.ledartroja2, "Deras")
    page = client_for(own.ledartroja).post(own.keep, form, headers=AUTOSAVE)
    assert page.status_code == 409
    assert values(page.content).items() >= {"since_last": "Min", "version": "1"}.items()
    assert "Deras" in page.text
    # The press that settles it keeps the draft a draft.
    assert f'action="{own.keep}"' in page.text
    client_for(own.ledartroja).post(own.keep, values(page.content))
    assert StatusUpdate.objects.get().state == "draft"


def test_autosaves_follow_on_each_other(own, client_for):
    browser = client_for(own.ledartroja)
    form = own.text("E")
    for expected in ("1", "2", "3"):
        response = browser.post(own.keep, form, headers=AUTOSAVE)
        assert values(response.content)["version"] == expected
        form = form | {"version": expected, "since_last": form["since_last"] + "n"}
    assert browser.post(own.write, form).status_code == 302
    assert StatusUpdate.objects.get().since_last == "Ennn"


@pytest.mark.parametrize("drafts", [0, 1])
def test_autosave_asks_little(own, client_for, queries, drafts):
    browser = client_for(own.ledartroja)
    form = own.text("Ett")
    if drafts:
        own.save(own.ledartroja, "Noll")
        form["version"] = 1
    # Session, person, roles, initiative, the draft under lock, write. The first one locks the
    # initiative and looks again, so that nobody publishes meanwhile.
    with queries(4 if drafts else 6):
        assert browser.post(own.keep, form, headers=AUTOSAVE).status_code == 200


# --- Throwing it away --------------------------------------------------------------------------
def test_discarding_the_draft(own, client_for):
    own.save(own.ledartroja2)
    browser = client_for(own.ledartroja)
    response = browser.post(url("update_discard", own.own), own.text(), follow=True)
    assert alerts(response.content) == ["Utkastet är borta."]
    assert not StatusUpdate.objects.exists()


def test_discarding_what_one_has_not_read(own, client_for):
    own.save(own.ledartroja2, "Ett")
    form = own.text()
    own.save(own.ledartroja2, "Ett och mycket mer")
    response = client_for(own.ledartroja).post(url("update_discard", own.own), form, follow=True)
    assert response.redirect_chain == [(own.write, 302)]
    assert "Läs det innan du slänger det." in response.text
    assert StatusUpdate.objects.get().since_last == "Ett och mycket mer"


@pytest.mark.parametrize("version", ["", "x", None])
def test_discarding_without_a_version_throws_nothing(own, client_for, version):
    own.save(own.ledartroja)
    data = {} if version is None else {"version": version}
    client_for(own.ledartroja).post(url("update_discard", own.own), data)
    assert StatusUpdate.objects.count() == 1


# --- Reading -----------------------------------------------------------------------------------
def test_draft_is_read_by_those_around_the_initiative(own, client_for):
    draft = own.save(own.ledartroja, "Hemligt än")
    for name in ("ledartroja2", "fadder", "coach", "teammedlem", "external_member", "lots"):
        page = client_for(getattr(own, name)).get(draft.get_absolute_url())
        assert page.status_code == 200, name
        assert "Hemligt än" in page.text
        assert "Arbetsmaterial, sparat i dag av Lea Ledare." in page.text
    for name in ("medarbetare", "klg", "other_ledartroja", "second_lots", "admin", "ended"):
        person = getattr(own, name)
        assert client_for(person).get(draft.get_absolute_url()).status_code == 404, name
        page = client_for(person).get(own.own.get_absolute_url())
        assert draft.get_absolute_url() not in page.text, name
    for name in ("fadder", "coach"):
        page = client_for(getattr(own, name)).get(own.own.get_absolute_url())
        assert draft.get_absolute_url() in page.text


def test_draft_is_not_among_the_published(own, client_for):
    own.save(own.ledartroja, "Hemligt än")
    assert "Hemligt" not in client_for(own.ledartroja).get(url("update_list", own.own)).text


def test_published_one_can_be_read_by_all(own, client_for):
    update = own.publish(own.ledartroja, "Vi träffade 12.")
    page = client_for(own.medarbetare).get(update.get_absolute_url())
    assert "Vi träffade 12." in page.text
    assert "Rätta" not in page.text


def test_correcting(own, client_for):
    update = own.publish(own.ledartroja, "Vi träffade 10.")
    browser = client_for(own.ledartroja)
    assert "Rätta" in browser.get(update.get_absolute_url()).text
    form = browser.post(url("update_correct", update), follow=True)
    assert form.redirect_chain == [(own.write, 302)]
    assert "Du rättar uppdatering 1." in form.text
    browser.post(own.write, values(form.content) | {"since_last": "Vi träffade 12."})
    second = StatusUpdate.objects.get(number=2)
    assert second.corrects == update
    first_page = browser.get(update.get_absolute_url()).text
    assert "Läs den som gäller" in first_page
    assert second.get_absolute_url() in first_page
    assert "Rätta</button>" not in first_page
    assert "Rättar nummer 1." in browser.get(second.get_absolute_url()).text
    listed = browser.get(url("update_list", own.own)).text
    assert "rättar nummer 1" in listed
    assert "rättad i nummer 2" in listed


def test_correcting_an_old_one_is_refused_in_words(own, client_for):
    first = own.publish(own.ledartroja, "Ett")
    own.publish(own.ledartroja, "Två")
    response = client_for(own.ledartroja).post(url("update_correct", first), follow=True)
    assert response.redirect_chain == [(first.get_absolute_url(), 302)]
    assert alerts(response.content) == [
        "Det finns en nyare lägesuppdatering. Skriv det rätta i nästa."
    ]


@pytest.mark.parametrize("rows", [1, 60])
def test_pages_ask_the_same_whatever_there_is(own, client_for, queries, rows):
    update = None
    for _ in range(rows):
        update = StatusUpdateFactory(
            published=True, initiative=own.own, corrects=update, edited_by=own.ledartroja
        )
    browser = client_for(own.ledartroja)
    with queries(4):
        browser.get(own.write)
    with queries(5):
        browser.get(url("update_list", own.own))
    with queries(5):
        browser.get(update.get_absolute_url())
