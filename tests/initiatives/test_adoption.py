"""Förverkliga: the stairs, who takes over, the note, and the decision to work like this."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from checkpoints.reminders.digest.items.news import MEANS
from initiatives.models import Adoption, AdoptionStep, Initiative, Step
from initiatives.services import adoption as services
from initiatives.stairs import draw_stairs
from initiatives.work import with_work, work_of
from prioinit.errors import DomainError, EditConflict
from roles.access import can
from roles.models import Assignment
from roles.permissions import Perm, Role
from tests.factories import (
    AdoptionFactory,
    AdoptionStepFactory,
    PersonFactory,
    UnitFactory,
    give,
    in_days,
)

EVIDENCE = "Rutinen är provad av två grupper."
DECIDED = {"decision": "Vi har öppet.", "decided_by_name": "Ylva Nordin", "version": 0}
IN_PLACE = {"HX-Request": "true", "HX-Target": "forverkliga"}


def url(name, row, *more):
    return reverse(f"initiatives:{name}", args=[row.pk, *more])


def step(**fields):
    today = localdate().isoformat()
    return {
        "reached_on": today,
        "evidence": EVIDENCE,
        "responsible": "Pia",
        "version": 0,
        **fields,
    }


def decided(**fields):
    return {**DECIDED, "decided_on": localdate().isoformat(), **fields}


def end_round(world):
    world.round.starts_on, world.round.ends_on = in_days(-100), in_days(-1)
    world.round.save()


def taken(initiative):
    return work_of(with_work(Initiative.objects.all()).get(pk=initiative.pk)).adoption


# --- What the database says --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("factory", "fields", "constraint"),
    [
        (AdoptionStepFactory, {"step": 0}, "adoption_step_1_to_9"),
        (AdoptionStepFactory, {"step": 10}, "adoption_step_1_to_9"),
        (AdoptionStepFactory, {"evidence": ""}, "adoption_step_shows_how"),
        (AdoptionFactory, {"decision": "Ja."}, "adoption_decided_whole"),
        (AdoptionFactory, {"decided": True, "decided_on": None}, "adoption_decided_whole"),
        (AdoptionFactory, {"decided": True, "decided_by_name": ""}, "adoption_decided_whole"),
        (AdoptionFactory, {"decided": True, "decision": ""}, "adoption_decided_whole"),
    ],
)
def test_what_cannot_be_true_is_refused(world, factory, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factory(initiative=world.own, **fields)


@pytest.mark.parametrize(
    ("factory", "fields"),
    [
        (AdoptionStepFactory, {"step": 1}),
        (AdoptionStepFactory, {"step": 9}),
        (AdoptionStepFactory, {"reached_on": None, "evidence": ""}),
        (AdoptionFactory, {}),
        (AdoptionFactory, {"decided": True}),
    ],
)
def test_what_can_be_true_is_kept(world, factory, fields):
    assert factory(initiative=world.own, **fields).pk


def test_a_step_is_one_row_and_an_initiative_has_one_adoption(world):
    AdoptionStepFactory(initiative=world.own)
    AdoptionStepFactory(initiative=world.other)
    with pytest.raises(IntegrityError, match="adoption_step_once"), transaction.atomic():
        AdoptionStepFactory(initiative=world.own)
    AdoptionFactory(initiative=world.own)
    with pytest.raises(IntegrityError), transaction.atomic():
        AdoptionFactory(initiative=world.own)


# --- The stairs --------------------------------------------------------------------------------
def test_the_nine_steps_stand_in_their_three_phases():
    assert [step.phase for step in Step] == ["kartlaggning", *["inforande"] * 6, *["standigt"] * 2]
    assert len({str(step.means) for step in Step}) == 9


def test_the_picture_shows_what_is_reached_and_the_latest(world):
    for number, day in ((1, -9), (5, -2), (2, -2)):
        AdoptionStepFactory(initiative=world.own, step=number, reached_on=in_days(day))
    AdoptionStepFactory(initiative=world.own, step=9, reached_on=None)
    stairs = draw_stairs(world.own.adoption_steps.all())
    assert [one.look for one in stairs.treads][:5] == ["done", "done", "todo", "todo", "now"]
    assert (stairs.reached, stairs.latest) == (3, Step.BESLUTAD)
    assert draw_stairs([]).latest is None
    heights = [one.height for one in stairs.treads]
    assert heights == sorted(heights)
    assert {one.y + one.height for one in stairs.treads} == {stairs.base}


def test_a_step_is_one_load_and_one_press(world, client_for):
    browser = client_for(world.processledare)
    opened = browser.get(f"{url('adoption', world.own)}?andra=steg-4").text
    assert f'value="{localdate().isoformat()}"' in opened
    assert 'value="Pia Processledare"' in opened
    answer = browser.post(url("step_write", world.own, 4), step(), follow=True)
    assert "Steg 4 är sparat." in answer.text
    assert "Processtrappan: 1 av 9 steg är nådda." in answer.text
    row = AdoptionStep.objects.get()
    assert (row.step, row.evidence, row.by, row.version) == (4, EVIDENCE, world.processledare, 1)


def test_the_same_press_twice_is_one_step(world, client_for):
    browser = client_for(world.ledartroja)
    for _ in range(2):
        assert browser.post(url("step_write", world.own, 4), step()).status_code == 302
    assert AdoptionStep.objects.get().version == 1


def test_a_step_is_taken_back_and_can_be_planned(world, client_for):
    row = AdoptionStepFactory(initiative=world.own)
    browser = client_for(world.ledartroja)
    undone = step(reached_on="", evidence="", version=1)
    assert browser.post(url("step_write", world.own, 4), undone).status_code == 302
    row.refresh_from_db()
    assert (row.reached_on, row.responsible) == (None, "Pia")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reached_on": "2999-01-01"}, "inte en dag framåt"),
        ({"evidence": ""}, "Skriv hur det märks att ni är där."),
        ({"evidence": "Ring 811218-9876"}, "personnummer"),
        ({"evidence": "x" * 10_001}, "10000 tecken"),
        ({"responsible": "x" * 121}, "120 tecken"),
    ],
)
def test_a_step_that_will_not_do_comes_back_open(world, client_for, wrong, said):
    answer = client_for(world.ledartroja).post(url("step_write", world.own, 4), step(**wrong))
    assert answer.status_code == 422
    assert said in " ".join(answer.text.split())
    assert f'action="{url("step_write", world.own, 4)}"' in answer.text
    assert wrong.get("evidence", EVIDENCE) in answer.text
    assert not AdoptionStep.objects.exists()


@pytest.mark.parametrize("number", [0, 10, 987])
def test_there_are_nine_steps(world, client_for, number):
    browser = client_for(world.ledartroja)
    assert browser.post(url("step_write", world.own, number), step()).status_code == 404
    page = browser.get(f"{url('adoption', world.own)}?andra=steg-{number}")
    assert page.status_code == 200
    assert 'name="evidence"' not in page.text


def test_two_who_write_the_same_step_see_both_texts(world, client_for):
    address = url("step_write", world.own, 4)
    client_for(world.lots).post(address, step(evidence="Deras."))
    browser = client_for(world.processledare)
    late = browser.post(address, step(evidence="Min."))
    assert late.status_code == 409
    assert "Deras." in late.text
    assert "Min." in late.text
    assert browser.post(address, step(evidence="Min.", version=1)).status_code == 302


def test_hostile_words_are_words(world, client_for):
    hostile = "<script>alert(1)</script>" + "å" * 9_975
    browser = client_for(world.ledartroja)
    page = browser.post(url("step_write", world.own, 4), step(evidence=hostile), follow=True)
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<script>alert" not in page.text


# --- Who takes over ----------------------------------------------------------------------------
def test_a_processledare_is_named_with_the_unit_and_told(world, client_for):
    unit, person = UnitFactory(name="Hemtjänsten"), PersonFactory(external=True, name="Nya Nora")
    data = {"person": person.pk, "unit": unit.pk}
    browser = client_for(world.ledartroja)
    for _ in range(2):
        answer = browser.post(url("processledare_name", world.own), data, follow=True)
    assert "Nya Nora" in answer.text
    assert "Hemtjänsten" in answer.text
    given = person.assignments.get()
    assert (given.role, given.initiative, given.starts_on) == (
        "processledare",
        world.own,
        localdate(),
    )
    assert (given.given_by, given.given_at is not None) == (world.ledartroja, True)
    assert MEANS[Role.PROCESSLEDARE]
    assert Adoption.objects.get().receiving_unit == unit
    former = world.processledare.assignments.get()
    assert former.ends_on == in_days(-1)
    assert not can(world.processledare, Perm.FOLLOW_UP, world.own)
    assert can(person, Perm.FOLLOW_UP, world.own)
    assert not can(person, Perm.EDIT_WORK, world.own)


def test_who_may_end_it_hands_over_from_the_stairs_when_someone_takes_over(world, client_for):
    def offered(person, initiative):
        page = client_for(person).get(reverse("initiatives:adoption", args=[initiative.pk]))
        return reverse("initiatives:ending_nyttiggjord", args=[initiative.pk]) in page.text

    assert offered(world.ledartroja, world.own)
    assert not offered(world.processledare, world.own)
    assert not offered(world.lots, world.other)  # nobody takes over yet


def test_one_who_was_named_by_mistake_today_never_had_the_role(world):
    people = [PersonFactory() for _ in range(2)]
    for person in (*people, people[0]):
        services.name_processledare(by=world.lots, initiative=world.own, person=person, unit=None)
    held = Assignment.objects.of_role(Role.PROCESSLEDARE).filter(initiative=world.own)
    assert {one.person for one in held.not_over()} == {people[0]}
    assert not people[1].assignments.exists()
    assert not Adoption.objects.exists()


def test_who_was_to_take_over_later_does_not(world):
    later = PersonFactory()
    give(later, Role.PROCESSLEDARE, world.own, starts_on=in_days(9))
    services.name_processledare(by=world.lots, initiative=world.own, person=later, unit=None)
    assert later.assignments.get().starts_on == localdate()


def test_who_has_left_does_not_take_over(world, client_for):
    with pytest.raises(DomainError, match="har slutat"):
        services.name_processledare(
            by=world.lots, initiative=world.own, person=world.inactive, unit=None
        )
    data = {"person": world.inactive.pk}
    answer = client_for(world.ledartroja).post(url("processledare_name", world.own), data)
    assert answer.status_code == 422
    assert world.processledare.assignments.get().ends_on is None


def test_a_processledare_is_neither_rigg_nor_team(world, client_for):
    page = client_for(world.lots).get(world.own.get_absolute_url()).text
    assert "Pia Processledare" not in page
    row = with_work(Initiative.objects.with_rigg()).get(pk=world.own.pk)
    assert "Pia Processledare" not in row.rigg_facts


# --- The note and the decision -----------------------------------------------------------------
def test_the_note_is_written_by_who_follows_up(world, client_for):
    browser = client_for(world.processledare)
    data = {"handover_note": "Ring\r\nbiblioteket.", "version": 0}
    for _ in range(2):
        answer = browser.post(url("handover_write", world.own), data, follow=True)
        assert "Överlämningen är sparad." in answer.text
    assert Adoption.objects.get().version == 1
    data["handover_note"] = "Annat."
    assert browser.post(url("handover_write", world.own), data).status_code == 409


def test_the_decision_to_adopt(world, client_for):
    browser = client_for(world.ledartroja)
    for _ in range(2):
        answer = browser.post(url("adoption_decide", world.own), decided(), follow=True)
    assert "Vi har öppet." in answer.text
    assert "Beslutat av Ylva Nordin" in answer.text
    assert Adoption.objects.get().is_decided
    with pytest.raises(EditConflict):
        services.decide_adoption(
            by=world.lots,
            initiative=world.own,
            version=0,
            decision="Nej.",
            decided_by_name="Y",
            decided_on=localdate(),
        )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"decision": ""}, "Skriv vad som är beslutat."),
        ({"decided_by_name": ""}, "Skriv vem som har beslutat."),
        ({"decided_on": ""}, "Skriv vilken dag det beslutades."),
        ({"decided_on": "2999-01-01"}, "inte en dag framåt"),
        ({"decision": "För 811218-9876"}, "personnummer"),
    ],
)
def test_a_decision_that_will_not_do(world, client_for, wrong, said):
    answer = client_for(world.ledartroja).post(url("adoption_decide", world.own), decided(**wrong))
    assert answer.status_code == 422
    assert said in " ".join(answer.text.split())
    assert not Adoption.objects.exists()


# --- In place, who, when, how many questions ---------------------------------------------------
def without_tokens(html: str) -> str:
    html = re.sub(r'<div role="status".*?</div>', "", html, flags=re.DOTALL)
    return re.sub(r'value="\w{64}"', "", html).strip()


@pytest.mark.parametrize("press", ["step", "note", "name", "decide"])
def test_a_fragment_put_in_the_old_page_is_a_fresh_page(world, client_for, press):
    address, data = {
        "step": (url("step_write", world.own, 4), step()),
        "note": (url("handover_write", world.own), {"handover_note": "Ring.", "version": 0}),
        "name": (url("processledare_name", world.own), {"person": world.klg.pk}),
        "decide": (url("adoption_decide", world.own), decided()),
    }[press]
    browser = client_for(world.ledartroja)
    answer = browser.post(address, data, headers=IN_PLACE)
    assert answer.status_code == 200
    fragment = without_tokens(answer.text)
    assert fragment.startswith('<div id="forverkliga"')
    assert fragment in without_tokens(browser.get(url("adoption", world.own)).text)


def test_readers_read_and_the_processledare_writes_steps_only(world, client_for):
    AdoptionStepFactory(initiative=world.own)
    for who in (world.medarbetare, world.coach, world.fadder, world.klg):
        page = client_for(who).get(url("adoption", world.own)).text
        assert "Rutinen ligger i pärmen." in page
        assert '<form class="form' not in page.partition("<main")[2]
        assert client_for(who).post(url("step_write", world.own, 4), step()).status_code == 403
    browser = client_for(world.processledare)
    page = browser.get(url("adoption", world.own)).text
    assert "Skriv överlämningen" in page
    assert "Utse processledare" not in page
    assert "Skriv beslutet" not in page
    for name, data in (("processledare_name", {}), ("adoption_decide", {})):
        assert browser.post(url(name, world.own), data).status_code == 403
    assert browser.get(url("adoption", world.other)).status_code == 404


def test_it_goes_on_long_after_the_round(world, client_for):
    end_round(world)
    browser = client_for(world.processledare)
    assert browser.post(url("step_write", world.own, 8), step()).status_code == 302
    note = {"handover_note": "Ring.", "version": 0}
    assert browser.post(url("handover_write", world.own), note).status_code == 302
    lots = client_for(world.lots)
    answer = lots.post(url("adoption_decide", world.own), decided(version=1))
    assert answer.status_code == 302
    answer = lots.post(url("processledare_name", world.own), {"person": world.klg.pk})
    assert answer.status_code == 302


@pytest.mark.parametrize("steps", [0, 9])
@pytest.mark.parametrize(("who", "number"), [("ledartroja", 8), ("medarbetare", 6)])
def test_the_page_asks_the_same_few_questions(world, client_for, queries, steps, who, number):
    AdoptionFactory(initiative=world.own, receiving_unit=world.lots.unit)
    for one in range(1, steps + 1):
        AdoptionStepFactory(initiative=world.own, step=one)
    browser = client_for(getattr(world, who))
    with queries(number):
        browser.get(url("adoption", world.own))


# --- On other pages ----------------------------------------------------------------------------
def test_the_initiative_page_tells_when_there_is_something_to_tell(world, client_for):
    browser = client_for(world.medarbetare)
    assert "h-forverkliga" not in browser.get(world.own.get_absolute_url()).text
    for number in (1, 2, 3, 5):
        AdoptionStepFactory(initiative=world.own, step=number)
    AdoptionStepFactory(initiative=world.own, step=9, reached_on=None)
    AdoptionFactory(initiative=world.own, receiving_unit=world.lots.unit)
    page = browser.get(world.own.get_absolute_url()).text
    for said in ("4 av 9 steg", "senast: Beslutad", "Pia Processledare", world.lots.unit.name):
        assert said in page


def test_the_work_tells_how_far_and_who(world):
    AdoptionFactory(initiative=world.own, decided=True)
    AdoptionStepFactory(initiative=world.own, step=3)
    told = taken(world.own)
    assert (told.reached, told.latest, told.is_decided) == (1, Step.MAL, True)
    assert told.processledare == "Pia Processledare"
    Assignment.objects.of_role(Role.PROCESSLEDARE).update(ends_on=in_days(-1))
    assert taken(world.own).processledare == ""
    assert taken(world.other) == type(told)(0, None, "", "", False)
