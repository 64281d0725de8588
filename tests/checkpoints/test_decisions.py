"""Beslut: asked for, taken on a phone, told of with its reason, frozen."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from checkpoints.models import Decision
from checkpoints.notifications.decisions import render_decisions
from checkpoints.policy.decisions import may_ask, may_withdraw
from checkpoints.services import decisions as services
from initiatives.models import Initiative, Round
from prioinit.errors import DomainError
from prioinit.models import OutgoingMail
from roles.models import Assignment
from tests.checkpoints.addresses import url
from tests.checkpoints.decided import WISH, said, taken
from tests.factories import CheckpointFactory, DecisionFactory, InitiativeFactory, at_hour, in_days


@pytest.fixture
def checkpoint(world):
    return CheckpointFactory(round=world.round, name="Checkpoint 3")


@pytest.fixture
def asked(world):
    return services.request_decision(
        by=world.ledartroja, initiative=world.own, asked_of="fadder", wanted=WISH
    )


@pytest.fixture
def fadder_decides_phase(world):
    world.round.phase_decider = Round.PhaseDecider.FADDER
    world.round.save()
    return world


def told():
    mails = OutgoingMail.objects.filter(kind="beslut").select_related("recipient")
    return {mail.recipient.name for mail in mails}


# --- Asked for ---------------------------------------------------------------------------------
def test_a_question_goes_to_the_fadder_at_once(world, asked):
    (mail,) = OutgoingMail.objects.filter(kind="beslut")
    assert mail.recipient == world.fadder
    (content,) = render_decisions([mail]).values()
    assert content.subject == "Beslut begärt: Eget initiativ"
    assert WISH in content.text
    assert content.html.count(asked.get_absolute_url()) == 1


def test_a_question_to_the_ledningsgrupp_is_for_the_next_checkpoint(world, checkpoint):
    CheckpointFactory(round=world.round, starts_at=at_hour(in_days(90), 9))
    asked = services.request_decision(
        by=world.ledartroja, initiative=world.own, asked_of="klg", wanted=WISH
    )
    assert asked.checkpoint == checkpoint
    assert told() == {"Lotta Lots"}


def test_the_same_question_twice_is_one(world, asked, client_for):
    browser = client_for(world.ledartroja)
    again = browser.post(url("decision_request", world.own), {"asked_of": "fadder", "wanted": WISH})
    assert again.url == asked.get_absolute_url()
    assert Decision.objects.count() == 1
    assert OutgoingMail.objects.filter(kind="beslut").count() == 1


def test_who_may_ask(world, client_for):
    new = url("decision_request", world.own)
    assert client_for(world.lots).get(new).status_code == 200
    for person in (world.teammedlem, world.fadder, world.ended, world.other_ledartroja):
        assert client_for(person).get(new).status_code == 403
    assert client_for(world.external).get(new).status_code == 404


def test_asking_and_taking_back_is_offered_while_it_can_be_done(world, asked):
    for person in (world.ledartroja, world.lots):
        assert (may_ask(person, world.own), may_withdraw(person, asked)) == (True, True)
    for person in (world.teammedlem, world.fadder, world.klg, world.ended):
        assert (may_ask(person, world.own), may_withdraw(person, asked)) == (False, False)
    asked.state = Decision.State.DECIDED
    assert not may_withdraw(world.ledartroja, asked)
    world.own.round.ends_on = in_days(-1)
    assert not may_ask(world.ledartroja, world.own)


def test_nothing_is_asked_for_in_a_round_that_is_over(world):
    Round.objects.filter(pk=world.round.pk).update(ends_on=in_days(-1))
    with pytest.raises(DomainError, match="avslutad"):
        services.request_decision(
            by=world.ledartroja, initiative=world.own, asked_of="fadder", wanted=WISH
        )


@pytest.mark.parametrize("wanted", ["", "Ring 811218-9876", "x" * 10_001])
def test_a_question_that_will_not_do_is_refused(world, client_for, wanted):
    data = {"asked_of": "fadder", "wanted": wanted}
    answer = client_for(world.ledartroja).post(url("decision_request", world.own), data)
    assert answer.status_code == 422
    assert not Decision.objects.exists()


def test_a_withdrawn_question_waits_for_nobody(world, asked, client_for):
    client_for(world.ledartroja).post(url("decision_withdraw", asked))
    late = client_for(world.fadder).post(
        url("decision_decide", asked), {"outcome": "ja", "reason": "Ja."}
    )
    assert late.status_code == 409
    assert "Teamet har tagit tillbaka sin fråga." in late.text


# --- The fadder's phone ------------------------------------------------------------------------
def test_a_fadder_decides_with_one_load_and_one_press(world, asked, client_for):
    browser = client_for(world.fadder)
    page = browser.get(asked.get_absolute_url())
    assert 'name="decided_by"' not in page.text
    answer = browser.post(url("decision_decide", asked), {"outcome": "ja", "reason": "Kör."})
    assert answer.status_code == 302
    row = Decision.objects.get()
    assert (row.outcome, row.text, row.reason) == ("ja", WISH, "Kör.")
    assert (row.decided_by, row.recorded_by, row.decided_on) == (
        world.fadder,
        world.fadder,
        in_days(0),
    )


def test_the_team_and_the_responsible_are_told_with_the_reason(world, asked):
    OutgoingMail.objects.all().delete()
    services.record_decision(
        by=world.fadder, decision=asked, **taken(world.fadder, responsible=world.medarbetare)
    )
    assert told() == {"Lea Ledare", "Leo Ledare", "Tea Team", "Extra Extern", "Maja Medarbetare"}
    (content, *_) = render_decisions(list(OutgoingMail.objects.all())).values()
    assert "Provet är litet." in content.text


def test_the_second_to_decide_is_told_who_was_first_and_keeps_the_words(world, asked, client_for):
    services.record_decision(by=world.fadder, decision=asked, **taken(world.fadder))
    late = client_for(world.lots).post(
        url("decision_decide", asked), said(world.fadder, outcome="nej", reason="Mina skäl.")
    )
    assert late.status_code == 409
    assert "Fatima Fadder har redan skrivit in beslutet." in late.text
    assert "Mina skäl." in late.text
    assert Decision.objects.get().outcome == "ja"


@pytest.mark.parametrize(
    ("change", "said_back"),
    [
        ({"reason": ""}, "Skriv skälet."),
        ({"outcome": ""}, "Välj ja, nej eller annat beslut."),
        ({"outcome": "annat"}, "Skriv vad som beslutades."),
        ({"reason": "Ring 811218-9876"}, "personnummer"),
    ],
)
def test_a_decision_that_is_not_whole_is_refused(world, asked, client_for, change, said_back):
    data = {"outcome": "ja", "reason": "Kör.", **change}
    answer = client_for(world.fadder).post(url("decision_decide", asked), data)
    assert answer.status_code == 422
    assert said_back in answer.text
    assert Decision.objects.get().state == "requested"


def test_who_may_decide_what_a_fadder_is_asked(world, asked, client_for):
    decide = url("decision_decide", asked)
    for person in (world.klg, world.ledartroja, world.coach, world.other_fadder, world.ended):
        assert client_for(person).post(decide, said(world.fadder)).status_code == 403
    assert client_for(world.external).post(decide).status_code == 404
    assert client_for(world.lots).post(decide, said(world.klg)).status_code == 422  # no fadder here
    assert client_for(world.lots).post(decide, said(world.fadder)).status_code == 302


def test_what_a_form_would_refuse_is_refused_without_one(world, asked):
    with pytest.raises(DomainError, match="personnummer"):
        services.request_decision(
            by=world.ledartroja, initiative=world.own, asked_of="klg", wanted="Ring 811218-9876"
        )
    for fields, words in (
        ({"reason": "Ring 811218-9876"}, "personnummer"),
        ({"outcome": "annat"}, "Skriv vad som beslutades"),
    ):
        with pytest.raises(DomainError, match=words):
            services.record_decision(by=world.lots, decision=asked, **taken(world.fadder, **fields))
    assert Decision.objects.get().state == "requested"


def test_nobody_else_is_written_down_as_the_one_who_decided(world, asked):
    for person in (world.klg, world.other_fadder, world.lots):
        with pytest.raises(DomainError, match="kan inte ta det beslutet"):
            services.record_decision(by=world.lots, decision=asked, **taken(person))


def test_a_fadder_whose_role_ended_decides_nothing(world, asked, client_for):
    Assignment.objects.filter(person=world.fadder).update(ends_on=in_days(-1))
    decide = client_for(world.fadder).post(
        url("decision_decide", asked), {"outcome": "ja", "reason": "Kör."}
    )
    assert decide.status_code == 403


# --- Phase -------------------------------------------------------------------------------------
def test_a_yes_to_a_phase_makes_the_change_as_the_fadders(fadder_decides_phase, client_for):
    world = fadder_decides_phase
    browser = client_for(world.ledartroja)
    led_here = browser.get(reverse("initiatives:phase_change", args=[world.own.pk]))
    assert led_here.url == url("decision_request", world.own)
    data = {"asked_of": "fadder", "wanted": "Vi vill prova.", "to_phase": "test"}
    asked = browser.post(url("decision_request", world.own), data)
    client_for(world.fadder).post(f"{asked.url}besluta/", {"outcome": "ja", "reason": "Prova."})
    own = Initiative.objects.get(pk=world.own.pk)
    step = own.phase_changes.last()
    assert (own.phase, step.decided_by, step.reason) == ("test", world.fadder, "Prova.")


def test_a_no_to_a_phase_changes_nothing(fadder_decides_phase):
    world = fadder_decides_phase
    asked = services.request_decision(
        by=world.ledartroja,
        initiative=world.own,
        asked_of="fadder",
        wanted="Vi vill prova.",
        to_phase="test",
    )
    services.record_decision(by=world.fadder, decision=asked, **taken(world.fadder, outcome="nej"))
    assert Initiative.objects.get(pk=world.own.pk).phase == "behov"
    assert Decision.objects.get().text == "Nej till: Vi vill prova."


@pytest.mark.parametrize(
    ("running", "to_phase", "words"),
    [(True, "behov", "redan i fasen"), (False, "test", "inte igång")],
)
def test_a_phase_that_cannot_come_is_not_asked_for(fadder_decides_phase, running, to_phase, words):
    world = fadder_decides_phase
    planned = InitiativeFactory(round=world.round)
    with pytest.raises(DomainError, match=words):
        services.request_decision(
            by=world.lots,
            initiative=world.own if running else planned,
            asked_of="fadder",
            wanted="Prova.",
            to_phase=to_phase,
        )


def test_a_phase_is_not_asked_for_where_the_ledartrojor_decide(world):
    with pytest.raises(DomainError, match="beslutar ledartröjorna"):
        services.request_decision(
            by=world.ledartroja,
            initiative=world.own,
            asked_of="fadder",
            wanted="Prova.",
            to_phase="test",
        )


# --- Afterwards --------------------------------------------------------------------------------
def test_a_decision_is_frozen(world):
    row = DecisionFactory(initiative=world.own, decided=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=row.pk).update(reason="Ett annat.")


def test_a_wrong_one_is_put_right_by_a_new_that_says_so(world, client_for):
    row = DecisionFactory(initiative=world.own, decided=True, decided_on=in_days(0))
    browser = client_for(world.lots)
    for _ in range(2):
        answer = browser.post(
            url("decision_correct", row),
            said(world.klg, text="Ett fordon.", reason="Vi läste fel."),
        )
    new = Decision.objects.exclude(pk=row.pk).get()
    assert new.text.startswith(f"Ersätter beslut nr {row.pk} från ")
    assert new.text.endswith("Ett fordon.")
    assert answer.url == new.get_absolute_url()
    assert client_for(world.ledartroja).get(url("decision_correct", row)).status_code == 403


def test_the_list_filters_and_shows_what_one_may_read(world, client_for):
    DecisionFactory(initiative=world.own, wanted="Vårt önskemål.")
    DecisionFactory(initiative=world.far, wanted="Deras önskemål.", decided=True)
    browser = client_for(world.lots)
    assert "Deras önskemål." not in browser.get("/beslut/?visa=vantar").text
    assert "Vårt önskemål." not in browser.get("/beslut/?visa=beslutade").text
    assert "Vårt önskemål." in browser.get(f"/beslut/?initiativ={world.own.pk}").text
    outside = client_for(world.external_member).get("/beslut/").text
    assert "Vårt önskemål." in outside
    assert "Deras önskemål." not in outside


@pytest.mark.parametrize("more", [0, 30])
def test_the_list_asks_the_same_few_questions(world, client_for, expect_queries, more):
    for _ in range(more + 1):
        DecisionFactory(initiative=world.own, decided=True)
    browser = client_for(world.lots)
    browser.get("/beslut/")
    with expect_queries(5):
        browser.get("/beslut/")


def test_hostile_words_are_words(world, asked, client_for):
    hostile = "<script>alert(1)</script>"
    page = client_for(world.fadder).post(
        url("decision_decide", asked), {"outcome": "ja", "reason": hostile}, follow=True
    )
    assert "&lt;script&gt;" in page.text
