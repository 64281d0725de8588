"""A round that is over: nothing new begins in it, what is there can be put right, and it can be prolonged."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from checkpoints.models import Checkpoint
from checkpoints.services.checkpoints import cancel_checkpoint, change_checkpoint, plan_checkpoint
from checkpoints.services.gatherings import change_gathering, plan_gathering
from checkpoints.services.invitations import put_on_list, send_invitations
from checkpoints.services.preparations import save_preparation
from initiatives.models import Initiative, Round, StatusUpdate
from initiatives.services import updates
from initiatives.services.communication import finish
from initiatives.services.endings import LessonText
from initiatives.services.ideas import move_idea
from initiatives.services.pausing import pause_initiative
from initiatives.services.rounds import change_initiative, change_round, create_initiative
from initiatives.services.running import (
    accept_mandate,
    change_phase,
    start_initiative,
    write_mandate,
)
from prioinit.errors import DomainError
from roles.permissions import Role
from roles.services import end_role, give_role
from tests.factories import (
    CheckpointFactory,
    CommunicationActivityFactory,
    GatheringFactory,
    IdeaFactory,
    InitiativeFactory,
    PersonFactory,
    StatusUpdateFactory,
    in_days,
)

SAID = "Omgången är avslutad"
TEXT = {"since_last": "Nytt", "next_step": "", "help_wanted": "", "confidence": 3}


@pytest.fixture
def over(world):
    """The round of `world` ended yesterday, with a checkpoint still to come."""
    world.checkpoint = CheckpointFactory(round=world.round)
    world.gathering = GatheringFactory(round=world.round)
    Round.objects.filter(pk=world.round.pk).update(starts_on=in_days(-100), ends_on=in_days(-1))
    world.round.refresh_from_db()
    world.own = Initiative.objects.select_related("round").get(pk=world.own.pk)
    world.planned = InitiativeFactory(round=world.round)
    return world


def page(name, *pks):
    return reverse(name, args=pks)


# --- What is refused ---------------------------------------------------------------------------
REFUSED = {
    "a new initiative": lambda w: create_initiative(
        by=w.lots, round_=w.round, code="N", name="N", question="Hur?"
    ),
    "starting": lambda w: start_initiative(by=w.lots, initiative=w.planned),
    "a mandate": lambda w: write_mandate(
        by=w.lots, initiative=w.own, text="Nytt", issued_on=in_days(0)
    ),
    "accepting it": lambda w: accept_mandate(by=w.teammedlem, mandate=w.mandate),
    "a phase": lambda w: change_phase(by=w.ledartroja, initiative=w.own, to="ide", reason="Nu"),
    "a draft": lambda w: updates.save_draft(by=w.ledartroja, initiative=w.own, version=0, **TEXT),
    "an update": lambda w: updates.publish_update(
        by=w.ledartroja, initiative=w.own, version=0, **TEXT
    ),
    "a role": lambda w: give_role(
        by=w.lots, person=PersonFactory(), role=Role.COACH, place=w.own, starts_on=in_days(0)
    ),
    "a checkpoint": lambda w: plan_checkpoint(
        by=w.lots, round_=w.round, name="C", starts_at=now(), ends_at=now() + timedelta(hours=1)
    ),
    "moving one": lambda w: change_checkpoint(
        by=w.lots, checkpoint=w.checkpoint, version=1, place="Ekasalen"
    ),
    "a träff": lambda w: plan_gathering(
        by=w.lots, round_=w.round, name="T", starts_at=now(), ends_at=now() + timedelta(hours=1)
    ),
    "moving a träff": lambda w: change_gathering(
        by=w.lots, gathering=w.gathering, version=1, place="Ekasalen"
    ),
    "calling people": lambda w: send_invitations(by=w.lots, meeting=w.checkpoint),
    "one more on the list": lambda w: put_on_list(
        by=w.lots, meeting=w.gathering, person=w.medarbetare
    ),
    "a pause": lambda w: pause_initiative(
        by=w.ledartroja,
        initiative=w.own,
        version=w.own.version,
        until=in_days(9),
        reason="Val",
        lesson=LessonText("ekonomi", "Vi började för brett.", "Börja smalt."),
    ),
    "a preparation": lambda w: save_preparation(
        by=w.ledartroja,
        checkpoint=w.checkpoint,
        initiative=w.own,
        version=0,
        questions=["Vad?"],
        presenters=[],
        how_far="Hit",
        learned="",
        decision_wanted="",
    ),
    "an idea": lambda w: move_idea(
        by=w.ledartroja, row=IdeaFactory(initiative=w.own), name="choose"
    ),
    "an activity": lambda w: finish(
        by=w.ledartroja, row=CommunicationActivityFactory(initiative=w.own)
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_nothing_new_begins(over, what):
    with pytest.raises(DomainError, match=SAID):
        REFUSED[what](over)


@pytest.mark.parametrize("what", sorted(REFUSED.keys() - {"starting", "accepting it"}))
def test_all_of_it_works_again_when_the_round_is_prolonged(over, what):
    change_round(by=over.lots, round_=over.round, version=1, ends_on=in_days(90))
    over.round.refresh_from_db()
    over.own = Initiative.objects.select_related("round").get(pk=over.own.pk)
    assert REFUSED[what](over)


@pytest.mark.parametrize(
    ("who", "name", "on"),
    [
        ("lots", "initiatives:initiative_new", "round"),
        ("lots", "initiatives:initiative_start", "planned"),
        ("lots", "initiatives:mandate_new", "own"),
        ("lots", "roles:initiative_role_new", "own"),
        ("lots", "checkpoints:checkpoint_new", "round"),
        ("lots", "checkpoints:checkpoint_edit", "checkpoint"),
        ("ledartroja", "initiatives:phase_change", "own"),
        ("ledartroja", "initiatives:update_write", "own"),
    ],
)
def test_an_old_link_says_why_and_no_page_has_it(over, client_for, who, name, on):
    browser, address = client_for(getattr(over, who)), page(name, getattr(over, on).pk)
    refused = browser.get(address)
    assert refused.status_code == 409
    assert SAID in refused.text
    for shown in (
        over.round.get_absolute_url(),
        over.own.get_absolute_url(),
        over.planned.get_absolute_url(),
        over.checkpoint.get_absolute_url(),
        page("initiatives:rigg", over.own.pk),
        page("initiatives:mandates", over.own.pk),
        page("checkpoints:preparation", over.checkpoint.pk, over.own.pk),
    ):
        answer = browser.get(shown)
        assert "Omgången är avslutad sedan" in answer.text
        assert address not in answer.text


# --- What is still possible --------------------------------------------------------------------
def test_what_was_published_can_be_put_right(over, client_for):
    wrong = StatusUpdateFactory(published=True, initiative=over.own, edited_by=over.ledartroja)
    browser = client_for(over.ledartroja)
    assert "Rätta" in browser.get(wrong.get_absolute_url()).text
    browser.post(page("initiatives:update_correct", wrong.pk))
    draft = StatusUpdate.objects.get(corrects=wrong)
    assert "Skriv vidare" in browser.get(draft.get_absolute_url()).text
    assert browser.get(page("initiatives:update_write", over.own.pk)).status_code == 200
    updates.publish_update(by=over.ledartroja, initiative=over.own, version=draft.version, **TEXT)
    draft.refresh_from_db()
    assert not draft.is_draft


def test_an_update_begun_before_the_end_waits_for_a_longer_round(over, client_for):
    draft = StatusUpdateFactory(initiative=over.own, edited_by=over.ledartroja)
    browser = client_for(over.ledartroja)
    assert "Skriv vidare" not in browser.get(draft.get_absolute_url()).text
    form = TEXT | {"version": draft.version, "since_last": "Skrivet över midnatt"}
    refused = browser.post(page("initiatives:update_write", over.own.pk), form)
    assert refused.status_code == 422
    assert SAID in refused.text
    assert "Skrivet över midnatt" in refused.text


def test_ending_roles_correcting_texts_cancelling_and_a_new_lots(over):
    held = over.own.assignments.get(person=over.coach)
    assert end_role(by=over.lots, assignment=held, ends_on=in_days(0)).ends_on == in_days(0)
    changed = change_initiative(by=over.lots, initiative=over.own, version=1, name="Rätt namn")
    assert changed.name == "Rätt namn"
    cancel_checkpoint(by=over.lots, checkpoint=over.checkpoint, reason="Omgången är slut")
    assert Checkpoint.objects.get(pk=over.checkpoint.pk).is_cancelled
    # Without this a round whose lotsar have all gone could never be prolonged.
    assert give_role(
        by=over.admin,
        person=over.medarbetare,
        role=Role.LOTS,
        place=over.round,
        starts_on=in_days(0),
    )


def test_the_lots_still_changes_exports_and_adds_a_lots(over, client_for):
    shown = client_for(over.lots).get(over.round.get_absolute_url()).text
    for name in ("initiatives:round_edit", "roles:round_role_new", "programme:workbook_export"):
        assert page(name, over.round.pk) in shown
    shown = client_for(over.lots).get(over.own.get_absolute_url()).text
    for name in ("initiatives:rigg", "initiatives:initiative_edit"):
        assert page(name, over.own.pk) in shown
