"""Two at once, in real transactions on real threads. Each guard has a control that fails without it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from initiatives.models import Initiative, Round, StatusUpdate
from initiatives.services import running as running_services
from initiatives.services import updates as update_services
from initiatives.services.running import start_initiative
from initiatives.services.updates import publish_update, save_draft
from prioinit.errors import DomainError, EditConflict
from roles.models import Person
from tests.factories import InitiativeFactory, RoundFactory, complete_rigg

WRITERS = 8
TURNS = 125  # of eight writers: 1,000 saves

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """What each returned or raised; all pass the barrier before any begins."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            connection.ensure_connection()
            barrier.wait(30)
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


# --- The last place of a round -----------------------------------------------------------------
def two_starts():
    round_ = RoundFactory(cap=1)
    initiatives = InitiativeFactory.create_batch(2, round=round_)
    riggs = [complete_rigg(initiative) for initiative in initiatives]
    lots = riggs[0].lots
    results = at_once(
        *(lambda row=row: start_initiative(by=lots, initiative=row) for row in initiatives)
    )
    return results, Initiative.objects.filter(state="running").count()


def test_two_starts_on_the_last_place():
    results, running = two_starts()
    assert running == 1
    refused = [result for result in results if isinstance(result, DomainError)]
    assert len(refused) == 1
    assert "plats för 1 initiativ" in str(refused[0])


def test_control_two_starts_without_the_lock_on_the_round(monkeypatch):
    counted = Barrier(2)

    def count_then_wait(round_):
        left = real_places_left(round_)
        counted.wait(30)  # both have counted before either starts
        return left

    real_places_left = running_services.places_left
    monkeypatch.setattr(running_services, "places_left", count_then_wait)
    monkeypatch.setattr(Round.objects, "select_for_update", Round.objects.all)
    results, running = two_starts()
    assert running == 2, results


def test_the_same_initiative_is_started_once():
    initiative = InitiativeFactory()
    lots = complete_rigg(initiative).lots
    results = at_once(*[lambda: start_initiative(by=lots, initiative=initiative)] * 4)
    assert sum(isinstance(result, Initiative) for result in results) == 1
    assert initiative.phase_changes.count() == 1


# --- One text, many writers --------------------------------------------------------------------
def many_saves(initiative, people, turns=TURNS):
    """Everybody saves on what they last saw, over and over. Returns what became of each text."""
    seen = dict.fromkeys(people, 0)
    stored, returned, broken = [], [], []
    for turn in range(turns):
        texts = {person: f"{person.name}, tur {turn}" for person in people}

        def save(person, texts=texts):
            text = {"since_last": texts[person], "next_step": "", "help_wanted": ""}
            return save_draft(
                by=person,
                initiative=initiative,
                version=seen[person],
                confidence=None,
                **text,
            )

        results = at_once(*(lambda person=person: save(person) for person in people))
        for person, result in zip(people, results, strict=True):
            if isinstance(result, StatusUpdate):
                stored.append((result.version, texts[person]))
                seen[person] = result.version
            elif isinstance(result, EditConflict):
                returned.append(texts[person])
                seen[person] = update_services.form_version(result.stored)
            else:
                broken.append(result)
    return stored, returned, broken


def writers_of_one_draft():
    initiative = InitiativeFactory(running=True)
    return initiative, [
        Person.objects.create(email=f"w{n}@x.example", name=f"W{n}") for n in range(WRITERS)
    ]


def lost(initiative, stored):
    """Texts that were overwritten by someone who had not seen them."""
    versions = [version for version, _text in stored]
    return len(versions) - len(set(versions))


def test_a_thousand_saves_at_once_lose_nothing():
    initiative, people = writers_of_one_draft()
    stored, returned, broken = many_saves(initiative, people)
    assert broken == []
    assert len(stored) + len(returned) == WRITERS * TURNS == 1000
    assert len(stored) >= TURNS  # someone is let through every time
    assert lost(initiative, stored) == 0
    # The draft went through every stored text, one at a time and in order.
    history = StatusUpdate.pgh_event_models["insert"].objects.order_by("version", "pgh_id")
    kept = list(history.values_list("version", "since_last"))
    assert kept == sorted(stored)
    assert StatusUpdate.objects.get().since_last == max(stored)[1]


def test_control_saves_without_the_version_check_lose_texts(monkeypatch):
    monkeypatch.setattr(update_services, "_overwritten", lambda *_seen: None)
    monkeypatch.setattr(
        update_services,
        "_locked_draft",
        lambda initiative, version, by: initiative.updates.drafts().first(),
    )
    initiative, people = writers_of_one_draft()
    stored, _returned, _broken = many_saves(initiative, people[:2], turns=20)
    assert lost(initiative, stored) > 0


def test_two_publish_the_same_draft():
    initiative = InitiativeFactory(running=True)
    first, second = complete_rigg(initiative).ledartrojor
    text = {"next_step": "", "help_wanted": "", "confidence": 4}
    save_draft(by=first, initiative=initiative, version=0, since_last="Utkast", **text)
    results = at_once(
        *(
            lambda person=person: publish_update(
                by=person, initiative=initiative, version=1, since_last=person.name, **text
            )
            for person in (first, second)
        )
    )
    assert sorted(type(result).__name__ for result in results) == ["EditConflict", "StatusUpdate"]
    published = StatusUpdate.objects.get()
    assert (published.number, published.state) == (1, "final")


def publish_and_open():
    """One publishes while the other, who has seen as little, opens a draft."""
    initiative = InitiativeFactory(running=True)
    first, second = complete_rigg(initiative).ledartrojor
    text = {"since_last": "x", "next_step": "", "help_wanted": "", "confidence": 4}
    results = at_once(
        lambda: publish_update(by=first, initiative=initiative, version=0, **text),
        lambda: save_draft(by=second, initiative=initiative, version=0, **text),
    )
    return initiative, results


def test_publishing_while_the_other_opens_a_draft_is_seen_by_one_of_them():
    """Neither order may leave a draft that was written without having seen what was published."""
    for _turn in range(20):
        initiative, results = publish_and_open()
        assert sum(isinstance(result, EditConflict) for result in results) == 1, results
        assert initiative.updates.count() == 1
