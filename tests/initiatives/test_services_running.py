"""Start, mandate and phase: what moves an initiative."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from initiatives.models import Initiative, Mandate, MandateAcceptance, Phase, PhaseChange, Round
from initiatives.services.running import (
    accept_mandate,
    change_phase,
    places_left,
    start_initiative,
    write_mandate,
)
from prioinit.errors import DomainError
from roles.models import Assignment
from roles.permissions import Role
from tests.factories import (
    InitiativeFactory,
    InsightFactory,
    MandateFactory,
    PersonFactory,
    StatusUpdateFactory,
    give_new,
    in_days,
)


def fill_round(round_, places):
    round_.cap = places
    round_.save()
    InitiativeFactory.create_batch(places, round=round_, running=True)


# --- Start -------------------------------------------------------------------------------------
def test_start_of_a_whole_rigg(rigged):
    started = start_initiative(by=rigged.lots, initiative=rigged.initiative)
    stored = Initiative.objects.get(pk=started.pk)
    assert (stored.state, stored.started_on, stored.over_cap_reason, stored.version) == (
        "running",
        localdate(),
        "",
        2,
    )
    step = stored.phase_changes.get()
    assert (step.from_phase, step.to_phase, step.on, step.decided_by, step.reason) == (
        None,
        Phase.BEHOV,
        localdate(),
        rigged.lots,
        "",
    )


def test_start_with_gaps_names_each_of_them(rigged):
    rigged.initiative.goals.clear()
    Assignment.objects.filter(person=rigged.coach).update(ends_on=in_days(-1))
    with pytest.raises(DomainError, match=r"^Riggen är inte hel: coach saknas, mål saknas\.$"):
        start_initiative(by=rigged.lots, initiative=rigged.initiative)
    assert Initiative.objects.get(pk=rigged.initiative.pk).state == "planned"
    assert not PhaseChange.objects.exists()


def test_start_judges_the_rigg_of_the_starting_day(rigged):
    Assignment.objects.filter(person=rigged.coach).update(starts_on=in_days(5))
    with pytest.raises(DomainError, match="coach saknas"):
        start_initiative(by=rigged.lots, initiative=rigged.initiative)
    started = start_initiative(by=rigged.lots, initiative=rigged.initiative, on=in_days(5))
    assert started.started_on == in_days(5)


def test_start_twice_is_refused(rigged):
    start_initiative(by=rigged.lots, initiative=rigged.initiative)
    with pytest.raises(DomainError, match="redan startat"):
        start_initiative(by=rigged.lots, initiative=rigged.initiative)
    assert PhaseChange.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "   "])
def test_start_over_the_cap_takes_a_reason(rigged, reason):
    fill_round(rigged.initiative.round, 2)
    with pytest.raises(DomainError, match="plats för 2 initiativ"):
        start_initiative(by=rigged.lots, initiative=rigged.initiative, over_cap_reason=reason)
    assert places_left(rigged.initiative.round) == 0


def test_start_over_the_cap_keeps_its_reason(rigged):
    fill_round(rigged.initiative.round, 1)
    start_initiative(
        by=rigged.lots, initiative=rigged.initiative, over_cap_reason=" Skolorna väntar. "
    )
    assert Initiative.objects.get(pk=rigged.initiative.pk).over_cap_reason == "Skolorna väntar."
    assert places_left(rigged.initiative.round) == -1


def test_start_on_the_last_place_needs_no_reason_and_keeps_none(rigged):
    fill_round(rigged.initiative.round, 1)
    rigged.initiative.round.cap = 2
    rigged.initiative.round.save()
    start_initiative(by=rigged.lots, initiative=rigged.initiative, over_cap_reason="Onödigt")
    assert Initiative.objects.get(pk=rigged.initiative.pk).over_cap_reason == ""


def test_planned_ones_and_other_rounds_take_no_place(rigged):
    InitiativeFactory(round=rigged.initiative.round)
    InitiativeFactory(running=True)
    assert places_left(rigged.initiative.round) == 6


# --- Mandate -----------------------------------------------------------------------------------
def test_mandate_gets_the_next_number(rigged):
    mandate = write_mandate(
        by=rigged.lots, initiative=rigged.initiative, text="Nytt uppdrag.", issued_on=in_days(-2)
    )
    assert (mandate.number, mandate.text, mandate.issued_on, mandate.issued_by) == (
        2,
        "Nytt uppdrag.",
        in_days(-2),
        rigged.lots,
    )
    assert list(rigged.initiative.mandates.values_list("number", flat=True)) == [2, 1]


def test_mandate_with_the_same_words_is_refused(rigged):
    text = f" {rigged.mandate.text}\n"
    with pytest.raises(DomainError, match="densamma som i mandat 1"):
        write_mandate(
            by=rigged.lots, initiative=rigged.initiative, text=text, issued_on=localdate()
        )


def test_accepting_is_noted_once(rigged):
    mandate = MandateFactory(initiative=rigged.initiative)
    person = rigged.ledartrojor[0]
    first = accept_mandate(by=person, mandate=mandate)
    assert accept_mandate(by=person, mandate=mandate) == first
    assert mandate.acceptances.get().person == person


def test_replaced_mandate_cannot_be_accepted(rigged):
    new = give_new(Role.LEDARTROJA, rigged.initiative)
    write_mandate(
        by=rigged.lots, initiative=rigged.initiative, text="Nytt uppdrag.", issued_on=localdate()
    )
    with pytest.raises(DomainError, match="nyare mandat"):
        accept_mandate(by=new, mandate=rigged.mandate)
    assert not MandateAcceptance.objects.filter(person=new).exists()
    assert Mandate.objects.count() == 2


# --- Phase -------------------------------------------------------------------------------------
def move(rigg, to, by=None, reason="Vi vet vad som behövs."):
    return change_phase(
        by=by or rigg.ledartrojor[0], initiative=rigg.initiative, to=to, reason=reason
    )


def trail(initiative):
    return list(initiative.phase_changes.values_list("from_phase", "to_phase", "reason", "missing"))


def test_phase_forward_with_what_one_would_expect(running):
    StatusUpdateFactory(published=True, initiative=running.initiative)
    InsightFactory(initiative=running.initiative, from_target_group=True)
    step = move(running, Phase.IDE)
    assert (step.on, step.decided_by) == (localdate(), running.ledartrojor[0])
    assert trail(running.initiative) == [
        (None, "behov", "", ""),
        ("behov", "ide", "Vi vet vad som behövs.", ""),
    ]
    stored = Initiative.objects.get(pk=running.initiative.pk)
    assert (stored.phase, stored.version) == ("ide", 2)


def test_phase_skipped_notes_what_was_missing(running):
    move(running, Phase.FORVERKLIGA)
    assert trail(running.initiative)[-1][3].splitlines() == [
        "Ni hoppar över fasen idé.",
        "Ni hoppar över fasen test.",
        "Ingen lägesuppdatering är publicerad i fasen behov.",
        "Ingen insikt kommer från målgruppen än.",
    ]


def test_phase_back_notes_only_what_was_learned(running):
    move(running, Phase.TEST)
    move(running, Phase.BEHOV, reason="Vi hade missat barnen.")
    move(running, Phase.IDE, reason="Nu har vi träffat barnen.")
    assert trail(running.initiative)[2:] == [
        ("test", "behov", "Vi hade missat barnen.", ""),
        (
            "behov",
            "ide",
            "Nu har vi träffat barnen.",
            "Ingen lägesuppdatering är publicerad i fasen behov.\n"
            "Ingen insikt kommer från målgruppen än.",
        ),
    ]
    assert [step.is_back for step in running.initiative.phase_changes.all()] == [
        False,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("reason", ["", "Anna 811218-9876 sa nej."])
def test_phase_change_without_a_proper_reason_is_refused(running, reason):
    with pytest.raises(ValidationError, match=r"Skriv varför ni byter fas|personnummer"):
        move(running, Phase.IDE, reason=reason)
    assert len(trail(running.initiative)) == 1


def test_phase_to_where_it_is_is_refused(running):
    with pytest.raises(DomainError, match="redan i fasen behov"):
        move(running, Phase.BEHOV)


def test_phase_of_a_planned_one_is_refused(rigged):
    with pytest.raises(DomainError, match="inte igång"):
        move(rigged, Phase.IDE)


def test_fadder_decides_where_the_round_says_so(running):
    Round.objects.update(phase_decider=Round.PhaseDecider.FADDER)
    with pytest.raises(DomainError, match="beslutar faddern"):
        move(running, Phase.IDE)
    assert move(running, Phase.IDE, by=running.fadder).decided_by == running.fadder
    assert move(running, Phase.TEST, by=running.lots).decided_by == running.lots


def test_fadder_does_not_decide_where_the_round_says_nothing(running):
    for person in (running.fadder, running.coach, PersonFactory()):
        with pytest.raises(DomainError, match="beslutar ledartröjorna om fasbyte"):
            move(running, Phase.IDE, by=person)
    assert Initiative.objects.get(pk=running.initiative.pk).phase == "behov"
