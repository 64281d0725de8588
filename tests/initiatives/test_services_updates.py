"""The shared draft, its publication, and its correction by a new one."""

import pytest
from django.core.exceptions import ValidationError

from initiatives.models import Initiative, StatusUpdate
from initiatives.services.running import change_phase
from initiatives.services.updates import (
    begin_correction,
    discard_draft,
    draft_and_latest,
    form_version,
    newest,
    publish_update,
    save_draft,
)
from prioinit.errors import DomainError, EditConflict
from tests.factories import StatusUpdateFactory


@pytest.fixture
def save(running, update_text):
    """`save("text", by=..., version=...)`: without a version, from a form opened now."""

    def act(text="Vi har träffat målgruppen.", *, service=save_draft, by=None, **fields):
        data = update_text(text, initiative=running.initiative) | fields
        return service(by=by or running.ledartrojor[0], initiative=running.initiative, **data)

    return act


@pytest.fixture
def publish(save):
    def act(text="Vi har träffat målgruppen.", **fields):
        return save(text, service=publish_update, **fields)

    return act


def texts(initiative):
    return list(initiative.updates.order_by("pk").values_list("state", "number", "since_last"))


# --- The draft ---------------------------------------------------------------------------------
def test_draft_is_shared_and_counts_its_versions(running, save):
    _first, second = running.ledartrojor
    assert save("Ett").version == 1
    draft = save("Två", by=second)
    assert (draft.version, draft.edited_by, draft.state, draft.number) == (2, second, "draft", None)
    assert texts(running.initiative) == [("draft", None, "Två")]


def test_draft_may_be_empty(save):
    draft = save("", next_step="", confidence=None)
    assert (draft.since_last, draft.confidence) == ("", None)


def test_own_autosave_on_its_way_is_accepted(running, save, publish):
    first = running.ledartrojor[0]
    save("Ett", by=first)
    save("Ett och", by=first, version=1)
    assert save("Ett och två", by=first, version=1).version == 3
    published = publish("Ett och två, klart", by=first, version=2)
    assert (published.number, published.since_last) == (1, "Ett och två, klart")


def test_own_first_autosave_on_its_way_is_accepted(running, save, publish):
    publish("Förra")
    save("Hej", version=-1)
    assert publish("Hej igen", version=-1).number == 2
    assert texts(running.initiative) == [("final", 1, "Förra"), ("final", 2, "Hej igen")]


def test_autosave_of_the_other_is_a_conflict(running, save):
    first, second = running.ledartrojor
    save("Ett", by=first)
    save("Ett av andra", by=second, version=1)
    with pytest.raises(EditConflict) as conflict:
        save("Ett av första", by=first, version=1)
    assert conflict.value.stored.since_last == "Ett av andra"
    assert texts(running.initiative) == [("draft", None, "Ett av andra")]


def test_own_text_from_another_window_two_saves_ago_is_a_conflict(save):
    save("Ett")
    save("Två")
    save("Tre")
    with pytest.raises(EditConflict):
        save("Gammal flik", version=1)


def test_both_opened_an_empty_form(running, save):
    first, second = running.ledartrojor
    save("Från första", by=first, version=0)
    with pytest.raises(EditConflict) as conflict:
        save("Från andra", by=second, version=0)
    assert conflict.value.stored.since_last == "Från första"


def test_saved_on_top_of_the_conflict(running, save):
    first, second = running.ledartrojor
    save("Från första", by=first, version=0)
    with pytest.raises(EditConflict) as conflict:
        save("Från andra", by=second, version=0)
    save("Båda", by=second, version=form_version(conflict.value.stored))
    assert texts(running.initiative) == [("draft", None, "Båda")]


def test_draft_of_a_planned_initiative_is_refused(rigged, update_text):
    with pytest.raises(DomainError, match="inte igång"):
        save_draft(by=rigged.lots, initiative=rigged.initiative, **update_text())
    assert not StatusUpdate.objects.exists()


# --- Publishing --------------------------------------------------------------------------------
def test_publishing_freezes_text_number_phase_and_person(running, save, publish):
    first, second = running.ledartrojor
    save("Utkast", by=first)
    update = publish("Färdigt", by=second, confidence=5)
    stored = StatusUpdate.objects.get()
    assert stored == update
    assert (stored.state, stored.number, stored.since_last, stored.confidence, stored.phase) == (
        "final",
        1,
        "Färdigt",
        5,
        "behov",
    )
    assert (stored.published_by, stored.published_at is not None) == (second, True)
    change_phase(by=first, initiative=running.initiative, to="ide", reason="Vi vet nog.")
    assert StatusUpdate.objects.get().phase == "behov"
    running.initiative.refresh_from_db()
    assert publish("Nästa").phase == "ide"


def test_numbers_follow_on(running, publish):
    assert [publish(text).number for text in ("ett", "två", "tre")] == [1, 2, 3]


def test_publishing_what_someone_has_published_meanwhile_is_a_conflict(running, publish):
    first, second = running.ledartrojor
    publish("Första", by=first, version=0)
    with pytest.raises(EditConflict) as conflict:
        publish("Andra", by=second, version=0)
    stored = conflict.value.stored
    assert (stored.number, stored.since_last) == (1, "Första")
    assert publish("Båda", by=second, version=form_version(stored)).number == 2


def test_autosave_that_arrives_after_publication_leaves_no_draft_behind(running, save, publish):
    publish("Klart", version=0)
    with pytest.raises(EditConflict):
        save("Klar", version=0)
    assert texts(running.initiative) == [("final", 1, "Klart")]


def test_publishing_a_planned_initiative_is_refused(rigged, update_text):
    with pytest.raises(DomainError, match="inte igång"):
        publish_update(by=rigged.lots, initiative=rigged.initiative, **update_text())


@pytest.mark.parametrize("fields", [{"since_last": ""}, {"confidence": None}])
def test_publishing_half_an_update_leaves_the_draft(running, save, publish, fields):
    save("Utkast")
    with pytest.raises(ValidationError):
        publish(**{"text": "x", **fields} if "since_last" not in fields else {"text": ""})
    assert texts(running.initiative) == [("draft", None, "Utkast")]


def test_publishing_a_personnummer_is_refused(publish):
    with pytest.raises(ValidationError, match="personnummer"):
        publish("Anna 811218-9876 hjälper till.")
    assert not StatusUpdate.objects.exists()


# --- Correcting --------------------------------------------------------------------------------
def test_correction_is_a_new_one_and_the_first_stays(running, publish):
    first = publish("Vi träffade 10.")
    draft = begin_correction(by=running.ledartrojor[1], update=first)
    assert (draft.corrects, draft.since_last, draft.state) == (first, "Vi träffade 10.", "draft")
    second = publish("Vi träffade 12.")
    assert (second.number, second.corrects) == (2, first)
    assert texts(running.initiative) == [
        ("final", 1, "Vi träffade 10."),
        ("final", 2, "Vi träffade 12."),
    ]
    assert list(StatusUpdate.objects.final().standing()) == [second]


def test_only_the_last_one_is_corrected(running, publish):
    first = publish("Ett")
    publish("Två")
    with pytest.raises(DomainError, match="nyare lägesuppdatering"):
        begin_correction(by=running.lots, update=first)


def test_correction_waits_for_the_draft(running, save, publish):
    first = publish("Ett")
    save("Nästa")
    with pytest.raises(DomainError, match="Det finns ett utkast"):
        begin_correction(by=running.lots, update=first)


def test_draft_is_not_corrected(running, save):
    with pytest.raises(DomainError, match="inte publicerad"):
        begin_correction(by=running.lots, update=save("Ett"))


# --- Discarding --------------------------------------------------------------------------------
def test_discarding_the_draft_one_has_seen(running, save):
    draft = save("Ett")
    discard_draft(by=running.ledartrojor[1], initiative=running.initiative, version=draft.version)
    assert texts(running.initiative) == []


def test_discarding_what_someone_has_written_since_is_a_conflict(running, save):
    first, second = running.ledartrojor
    save("Ett", by=first)
    save("Ett och mer", by=second)
    with pytest.raises(EditConflict):
        discard_draft(by=first, initiative=running.initiative, version=1)
    assert texts(running.initiative) == [("draft", None, "Ett och mer")]


def test_discarding_nothing_is_nothing(running):
    discard_draft(by=running.lots, initiative=running.initiative, version=0)


def test_text_on_a_draft_someone_threw_away_starts_a_new_one(running, save):
    save("Ett")
    discard_draft(by=running.lots, initiative=running.initiative, version=1)
    assert save("Ett och två", version=1).version == 1


# --- What a form opens on ----------------------------------------------------------------------
def test_form_opens_on_the_draft_else_on_the_last_published(running):
    initiative = running.initiative
    assert (newest(initiative), form_version(None), draft_and_latest(initiative)) == (
        None,
        0,
        (None, None),
    )
    StatusUpdateFactory(published=True, initiative=initiative)
    last = StatusUpdateFactory(published=True, initiative=initiative)
    assert (newest(initiative), form_version(last)) == (last, -2)
    assert draft_and_latest(initiative) == (None, last)
    draft = StatusUpdateFactory(initiative=initiative, version=7)
    assert (newest(initiative), form_version(draft)) == (draft, 7)
    assert draft_and_latest(initiative) == (draft, last)


def test_every_text_that_was_ever_saved_is_in_the_history(running, save):
    for text in ("Ett", "Två", "Tre"):
        save(text)
    events = StatusUpdate.pgh_event_models["insert"].objects
    kept = events.order_by("pgh_id").values_list("since_last", flat=True)
    assert list(kept) == ["Ett", "Två", "Tre"]
    assert Initiative.objects.filter(updates__since_last="Tre").exists()
