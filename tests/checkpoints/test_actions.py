"""Åtgärder: from a decision, an input or by hand; done by the one who is to do it, without any role."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from checkpoints.models import Action
from checkpoints.notifications.decisions import render_actions
from checkpoints.policy.actions import available_moves, may_edit, places_for_actions
from checkpoints.services.actions import change_action, create_action, move_action
from prioinit.errors import DomainError
from prioinit.models import OutgoingMail
from programme.my_page import build_my_page
from roles.models import Assignment, Person
from tests.factories import (
    ActionFactory,
    CheckpointFactory,
    DecisionFactory,
    InputFactory,
    in_days,
)


def url(name, row=None):
    return reverse(f"checkpoints:{name}", args=[row.pk] if row else [])


def posted(person, **fields):
    return {
        "what": "Boka lokalen.",
        "how": "",
        "responsible": person.pk,
        "due_on": in_days(7).isoformat(),
        "follow_up_on": "",
        **fields,
    }


@pytest.fixture
def action(world):
    return ActionFactory(initiative=world.own, responsible=world.medarbetare)


def mails():
    return OutgoingMail.objects.filter(kind="atgard")


# --- New ---------------------------------------------------------------------------------------
def test_one_by_hand_is_told_to_the_one_who_is_to_do_it(world, client_for):
    data = posted(world.medarbetare, place=f"i{world.own.pk}")
    for _ in range(2):
        assert client_for(world.teammedlem).post(url("action_new"), data).status_code == 302
    action = Action.objects.get()
    assert (action.initiative, action.round) == (world.own, world.round)
    (mail,) = mails()
    (content,) = render_actions([mail]).values()
    assert mail.recipient == world.medarbetare
    assert content.subject == "Du har fått en åtgärd: Boka lokalen."
    assert content.html.count(action.get_absolute_url()) == 1


def test_nobody_is_told_of_what_they_gave_themselves(world, client_for):
    data = posted(world.ledartroja, place=f"i{world.own.pk}")
    client_for(world.ledartroja).post(url("action_new"), data)
    assert not mails()


def test_a_lots_starts_one_for_the_whole_round(world, client_for):
    data = posted(world.lots, place=f"o{world.round.pk}")
    assert client_for(world.lots).post(url("action_new"), data).status_code == 302
    assert (Action.objects.get().initiative, Action.objects.get().round) == (None, world.round)


def test_one_agreed_at_a_checkpoint_belongs_to_it_and_to_its_round(world, client_for):
    here = CheckpointFactory(round=world.round)
    browser = client_for(world.lots)
    new = f"{url('action_new')}?checkpoint={here.pk}"
    data = posted(world.medarbetare, place=f"o{world.round.pk}")
    assert browser.post(new, data).status_code == 302
    assert Action.objects.get().checkpoint == here
    elsewhere = CheckpointFactory(round=world.second_round)
    refused = browser.post(f"{url('action_new')}?checkpoint={elsewhere.pk}", data)
    assert (refused.status_code, Action.objects.count()) == (422, 1)
    assert browser.get(f"{url('action_new')}?checkpoint=987654321").status_code == 404


def test_a_decision_fills_in_what_it_says(world, client_for):
    decision = DecisionFactory(
        initiative=world.own,
        decided=True,
        checkpoint=CheckpointFactory(round=world.round),
        responsible=world.ledartroja,
        due_on=in_days(9),
    )
    new = f"{url('action_new')}?decision={decision.pk}"
    page = client_for(world.ledartroja).get(new)
    assert page.context["form"]["what"].value() == decision.text
    assert 'name="place"' not in page.text
    client_for(world.ledartroja).post(new, posted(world.ledartroja))
    action = Action.objects.get()
    assert (action.decision, action.initiative, action.checkpoint) == (
        decision,
        world.own,
        decision.checkpoint,
    )


def test_an_input_leads_to_one_too(world, client_for):
    checkpoint = CheckpointFactory(round=world.round)
    given = InputFactory(checkpoint=checkpoint, initiative=world.own, shown=True)
    new = f"{url('action_new')}?input={given.pk}"
    client_for(world.ledartroja).post(new, posted(world.ledartroja))
    action = Action.objects.get()
    assert (action.input, action.checkpoint) == (given, checkpoint)


def test_someone_elses_decision_and_place_are_out_of_reach(world, client_for):
    decision = DecisionFactory(initiative=world.far, decided=True)
    browser = client_for(world.ledartroja)
    assert browser.get(f"{url('action_new')}?decision={decision.pk}").status_code == 403
    assert browser.get(f"{url('action_new')}?decision=987654321").status_code == 404
    answer = browser.post(url("action_new"), posted(world.lots, place=f"i{world.far.pk}"))
    assert answer.status_code == 422
    for person in (world.medarbetare, world.fadder, world.ended, world.external):
        assert client_for(person).get(url("action_new")).status_code == 403


def test_one_is_offered_the_places_that_one_works_in(world):
    def places(person):
        return [list(found.order_by("pk")) for found in places_for_actions(person)]

    assert places(world.teammedlem) == [[world.own], []]
    assert places(world.lots) == [[world.own, world.other], [world.round]]
    assert places(world.medarbetare) == places(world.fadder) == [[], []]


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": ""},
        {"what": "Ring 811218-9876"},
        {"how": "x" * 10_001},
        {"due_on": ""},
        {"follow_up_on": "2020-01-01"},
        {"responsible": ""},
    ],
)
def test_what_will_not_do_is_refused(world, client_for, wrong):
    data = {**posted(world.medarbetare, place=f"i{world.own.pk}"), **wrong}
    assert client_for(world.ledartroja).post(url("action_new"), data).status_code == 422
    assert not Action.objects.exists()


def test_nothing_new_in_a_round_that_is_over(world):
    world.round.ends_on = in_days(-1)
    world.round.save()
    with pytest.raises(DomainError, match="avslutad"):
        create_action(
            by=world.lots,
            round_=world.round,
            initiative=None,
            what="Städa.",
            how="",
            responsible=world.lots,
            due_on=in_days(1),
        )


ANOTHER = {
    "initiative": lambda w: w.other,
    "what": lambda w: "Boka en annan lokal.",
    "responsible": lambda w: w.fadder,
    "due_on": lambda w: in_days(8),
    "decision": lambda w: DecisionFactory(initiative=w.own, decided=True),
    "input_": lambda w: InputFactory(initiative=w.own, shown=True),
}


@pytest.mark.parametrize("differs", ANOTHER)
def test_only_what_says_just_the_same_is_the_same(world, differs):
    given = {"what": "Boka lokalen.", "how": "", "responsible": world.coach, "due_on": in_days(7)}
    given |= {"by": world.lots, "round_": world.round, "initiative": world.own}
    first = create_action(**given)
    assert create_action(**given) == first
    assert create_action(**given | {differs: ANOTHER[differs](world)}) != first
    move_action(by=world.lots, action=first, name="done")
    assert create_action(**given) != first


# --- Changed -----------------------------------------------------------------------------------
def test_given_to_someone_else_it_is_told_to_them(world, action, client_for):
    data = posted(world.coach, version=action.version)
    assert client_for(world.ledartroja).post(url("action_edit", action), data).status_code == 302
    assert [mail.recipient for mail in mails()] == [world.coach]
    again = posted(world.coach, version=action.version + 1, what="Boka den stora lokalen.")
    client_for(world.ledartroja).post(url("action_edit", action), again)
    assert [mail.recipient for mail in mails()] == [world.coach]


def test_two_who_change_it_see_both_texts(world, action, client_for):
    browser = client_for(world.ledartroja)
    data = posted(world.medarbetare, version=action.version, what="Den första.")
    browser.post(url("action_edit", action), data)
    second = browser.post(url("action_edit", action), {**data, "what": "Den andra."})
    assert second.status_code == 409
    assert "Den första." in second.text
    assert "Den andra." in second.text


def test_a_mail_about_what_is_done_is_not_sent(world, client_for):
    data = posted(world.medarbetare, place=f"i{world.own.pk}")
    client_for(world.ledartroja).post(url("action_new"), data)
    (mail,) = mails()
    move_action(by=world.medarbetare, action=Action.objects.get(), name="done")
    assert render_actions([mail]) == {mail.pk: None}


# --- Done, dropped, open again -----------------------------------------------------------------
def test_who_is_to_do_it_says_so_without_any_role(world, client_for):
    action = ActionFactory(initiative=world.own, responsible=world.external)
    browser = client_for(world.external)
    assert browser.get(action.get_absolute_url()).status_code == 200
    done = browser.post(url("action_done", action), {"text": "Det gick bra."})
    assert done.status_code == 302
    stored = Action.objects.get()
    assert (stored.state, stored.outcome, stored.closed_by) == (
        "done",
        "Det gick bra.",
        world.external,
    )
    assert browser.post(url("action_reopen", action)).status_code == 302
    assert browser.post(url("action_drop", action), {"text": "Nej."}).status_code == 403
    assert browser.get(url("action_edit", action)).status_code == 403


@pytest.mark.parametrize(
    ("state", "possible"),
    [("open", ["done", "drop"]), ("done", ["reopen"]), ("dropped", ["reopen"])],
)
def test_what_becomes_of_one_depends_on_what_it_is(world, state, possible):
    closed = {"closed_by": world.coach, "closed_at": now(), "outcome": "Så blev det."}
    action = ActionFactory(initiative=world.own, state=state, **({} if state == "open" else closed))
    assert [move.name for move in available_moves(world.lots, action)] == possible
    assert available_moves(world.fadder, action) == []
    assert may_edit(world.lots, action) == (state == "open")
    assert not may_edit(world.fadder, action)


def test_what_is_done_is_neither_changed_nor_dropped(world, action):
    done = move_action(by=world.coach, action=action, name="done", text="Klart i maj.")
    assert done.version == action.version + 1  # or a form opened before would write over it
    with pytest.raises(DomainError, match=f"redan gjord. Det var {world.coach.name}"):
        change_action(by=world.lots, action=action, version=done.version, what="Boka en till.")
    with pytest.raises(DomainError, match="redan gjord"):
        move_action(by=world.coach, action=action, name="drop", text="Behövs inte.")
    again = move_action(by=world.lots, action=action, name="reopen", text="Ett ord för mycket.")
    assert (again.outcome, again.closed_by) == ("", None)


def test_no_personnummer_without_a_form_either(world, action):
    with pytest.raises(DomainError, match="personnummer"):
        move_action(by=world.coach, action=action, name="done", text="Ring 811228-9874.")
    with pytest.raises(DomainError, match="personnummer"):
        create_action(
            by=world.lots,
            round_=world.round,
            initiative=world.own,
            what="Ring 811228-9874.",
            how="",
            responsible=world.coach,
            due_on=in_days(7),
        )


def test_others_without_a_right_do_not(world, action, client_for):
    for person in (world.fadder, world.klg, world.other_ledartroja, world.ended):
        assert client_for(person).post(url("action_done", action)).status_code == 403
    assert client_for(world.external).post(url("action_done", action)).status_code == 404
    assert client_for(world.lots).get(url("action_done", action)).status_code == 405


def test_the_same_press_twice_is_one_and_the_second_person_is_told(world, action, client_for):
    browser = client_for(world.medarbetare)
    for _ in range(2):
        assert browser.post(url("action_done", action)).status_code == 302
    late = client_for(world.ledartroja).post(url("action_done", action), {"text": "Jag också."})
    assert late.status_code == 409
    assert "Åtgärden är redan gjord. Det var Maja Medarbetare." in late.text


def test_dropping_takes_a_reason(world, action, client_for):
    browser = client_for(world.ledartroja)
    refused = browser.post(url("action_drop", action), {"text": ""})
    assert refused.status_code == 422
    assert "Skriv varför den skrivs av." in refused.text
    assert browser.post(url("action_drop", action), {"text": "Behövs inte."}).status_code == 302
    assert Action.objects.get().state == "dropped"
    assert browser.post(url("action_reopen", action)).status_code == 302
    stored = Action.objects.get()
    assert (stored.state, stored.outcome, stored.closed_by) == ("open", "", None)


def test_a_role_that_ended_gives_no_right_but_being_responsible_does(world, client_for):
    action = ActionFactory(initiative=world.own, responsible=world.coach)
    Assignment.objects.filter(person=world.coach).update(ends_on=in_days(-1))
    assert client_for(world.coach).post(url("action_done", action)).status_code == 302


# --- Lists -------------------------------------------------------------------------------------
def test_mine_come_first_and_late_ones_are_said_in_words(world, client_for):
    ActionFactory(initiative=world.own, what="Någon annans.", due_on=in_days(1))
    ActionFactory(
        initiative=world.own, what="Min.", due_on=in_days(-3), responsible=world.medarbetare
    )
    page = client_for(world.medarbetare).get(url("actions")).text
    assert page.index("Min.") < page.index("Någon annans.")
    assert "försenad" in page
    assert "Någon annans." not in client_for(world.lots).get("/atgarder/?visa=forsenade").text
    assert "Någon annans." not in client_for(world.medarbetare).get("/atgarder/?vem=mina").text


def test_the_list_shows_what_one_may_read(world, client_for):
    ActionFactory(initiative=world.own, what="Vår sak.")
    ActionFactory(initiative=world.far, what="Deras sak.")
    outside = client_for(world.external_member).get("/atgarder/").text
    assert "Vår sak." in outside
    assert "Deras sak." not in outside
    assert "Vår sak." not in client_for(world.external).get("/atgarder/").text


@pytest.mark.parametrize("more", [0, 30])
@pytest.mark.parametrize("sort", ["", "datum", "vem", "nyast"])
def test_the_list_asks_the_same_few_questions(world, client_for, expect_queries, more, sort):
    for _ in range(more + 1):
        ActionFactory(initiative=world.own)
    browser = client_for(world.lots)
    browser.get("/atgarder/")
    with expect_queries(5):
        browser.get(f"/atgarder/?sortera={sort}")


def test_my_page_holds_my_actions_and_what_i_am_asked(world, client_for):
    ActionFactory(initiative=world.own, responsible=world.fadder, what="Ring skolchefen.")
    DecisionFactory(initiative=world.own, asked_of="fadder", wanted="Får vi?")
    DecisionFactory(initiative=world.other, asked_of="klg", wanted="Får alla?")
    page = build_my_page(Person.objects.get(pk=world.fadder.pk))
    assert [one.what for one in page.actions] == ["Ring skolchefen."]
    assert [one.text for one in page.waiting] == ["Får vi?", "Får alla?"]
    assert [one.text for one in build_my_page(world.klg).waiting] == ["Får alla?"]
    assert build_my_page(world.coach).waiting == ()
    browser = client_for(world.fadder)
    done = browser.post(url("action_done", Action.objects.get()), {"next": "/"})
    assert done.url == "/"
    assert "Ring skolchefen." not in browser.get("/").text


def test_open_ones_begin_the_next_checkpoint(world, client_for):
    ActionFactory(initiative=world.own, what="Kvar att göra.")
    checkpoint = CheckpointFactory(round=world.round)
    page = client_for(world.medarbetare).get(checkpoint.get_absolute_url()).text
    assert "Åtgärder från förra gången" in page
    assert "Kvar att göra." in page
