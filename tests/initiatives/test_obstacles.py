"""Hinder: raised to the fadder, answered from a phone, told of in mails. And the fadder's contact log."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from initiatives.models import ContactNote, Obstacle, ObstacleStep
from initiatives.notifications import render_steps
from initiatives.policy.obstacles import MOVES, available_moves, is_asked
from initiatives.portfolio import read_portfolio
from initiatives.services.obstacles import (
    AlreadyHandled,
    change_contact,
    move_obstacle,
    raise_obstacle,
)
from prioinit.calendar import workdays_between
from prioinit.errors import DomainError
from prioinit.mail import OutgoingMail
from roles.models import Assignment
from tests.factories import (
    ContactNoteFactory,
    InitiativeFactory,
    ObstacleFactory,
    at_hour,
    complete_rigg,
    in_days,
)

TEXT = {"stops_us": "Två register får inte talas vid.", "we_need": "Ett ja.", "needed_by": None}
POSTED = {**TEXT, "needed_by": ""}


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


@pytest.fixture
def obstacle(world):
    return raise_obstacle(by=world.ledartroja, initiative=world.own, **TEXT)


def told(kind="hinder"):
    return {mail.recipient.name for mail in OutgoingMail.objects.filter(kind=kind)}


def step(obstacle, name, by, text=""):
    OutgoingMail.objects.all().delete()
    return move_obstacle(by=by, obstacle=obstacle, name=name, text=text)


# --- Told --------------------------------------------------------------------------------------
def test_a_raised_one_goes_to_the_fadder_at_once_with_one_link(world, obstacle):
    (mail,) = OutgoingMail.objects.filter(kind="hinder")
    assert mail.recipient == world.fadder
    (content,) = render_steps([mail]).values()
    assert content.subject == "Hinder i Eget initiativ: teamet behöver din hjälp"
    assert content.html.count(f"/hinder/{obstacle.pk}/") == 1
    assert TEXT["stops_us"] in content.text


def test_without_a_fadder_it_goes_to_the_lots(world):
    Assignment.objects.filter(person=world.fadder).update(ends_on=in_days(-1))
    raise_obstacle(by=world.ledartroja, initiative=world.own, **TEXT)
    assert told() == {"Lotta Lots"}


def test_the_answer_goes_to_the_team_and_not_to_the_one_who_wrote_it(world, obstacle):
    step(obstacle, "answer", world.fadder, "Det är klart.")
    assert told() == {"Lea Ledare", "Leo Ledare", "Tea Team", "Extra Extern"}


def test_who_raised_it_hears_that_it_is_taken_and_the_lots_that_it_is_lifted(world, obstacle):
    step(obstacle, "take", world.fadder)
    assert told() == {"Lea Ledare"}
    step(obstacle, "lift", world.fadder, "Vi måste bestämma det tillsammans.")
    assert told() == {"Lea Ledare", "Lotta Lots"}


def test_a_mail_that_came_too_late_is_not_sent(world, obstacle):
    (mail,) = OutgoingMail.objects.filter(kind="hinder")
    move_obstacle(by=world.lots, obstacle=obstacle, name="answer", text="Klart.")
    assert render_steps([mail]) == {mail.pk: None}


def test_a_role_that_ended_overnight_gets_no_mail(world, obstacle):
    (mail,) = OutgoingMail.objects.filter(kind="hinder")
    Assignment.objects.filter(person=world.fadder).update(ends_on=in_days(-1))
    assert render_steps([mail]) == {mail.pk: None}


# --- Moves -------------------------------------------------------------------------------------
def test_opened_again_it_starts_anew_and_the_story_remembers(world, obstacle):
    move_obstacle(by=world.fadder, obstacle=obstacle, name="take")
    move_obstacle(by=world.fadder, obstacle=obstacle, name="answer", text="Det är klart.")
    again = step(obstacle, "reopen", world.ledartroja2, "Nej, registret är kvar.")
    assert (again.state, again.answer, again.taken_by, again.raised_by) == (
        "raised",
        "",
        None,
        world.ledartroja2,
    )
    kinds = list(again.steps.values_list("kind", flat=True))
    assert kinds == ["raised", "taken", "answered", "reopened"]
    assert told() == {"Fatima Fadder"}


@pytest.mark.parametrize("name", ["answer", "withdraw", "reopen"])
def test_what_needs_words_is_refused_without(world, obstacle, name):
    if name == "reopen":
        move_obstacle(by=world.fadder, obstacle=obstacle, name="answer", text="Klart.")
    with pytest.raises(DomainError, match=r"^Skriv "):
        move_obstacle(by=world.lots, obstacle=obstacle, name=name, text="  ")


def test_withdrawn_is_closed_with_its_note(world, obstacle):
    ended = move_obstacle(
        by=world.ledartroja, obstacle=obstacle, name="withdraw", text="Det löste sig."
    )
    assert (ended.state, ended.closing_note, ended.answered_at) == (
        "closed",
        "Det löste sig.",
        None,
    )


@pytest.mark.parametrize(
    ("state", "fadder", "klg", "team"),
    [
        ("raised", ["answer", "take", "lift"], [], ["withdraw"]),
        ("taken", ["answer", "lift"], [], ["withdraw"]),
        ("lifted", ["answer"], ["answer"], ["withdraw"]),  # a fadder sits in the ledningsgrupp
        ("answered", [], [], ["close", "reopen"]),
        ("closed", [], [], ["reopen"]),
    ],
)
def test_whose_turn_it_is(world, state, fadder, klg, team):
    obstacle = Obstacle(initiative=world.own, state=state)

    def names(person):
        return [move.name for move in available_moves(person, obstacle)]

    assert (names(world.fadder), names(world.klg), names(world.ledartroja)) == (fadder, klg, team)
    assert names(world.lots) == [*fadder, *team]
    assert names(world.coach) == names(world.teammedlem) == names(world.medarbetare) == []
    asked = [is_asked(one, obstacle) for one in (world.fadder, world.klg, world.ledartroja)]
    assert asked == [bool(fadder), bool(klg), False]


def test_only_what_the_table_says_is_possible(world):
    possible = {
        "raised": {"answer": "answered", "take": "taken", "lift": "lifted", "withdraw": "closed"},
        "taken": {"answer": "answered", "lift": "lifted", "withdraw": "closed"},
        "lifted": {"answer": "answered", "withdraw": "closed"},
        "answered": {"close": "closed", "reopen": "raised"},
        "closed": {"reopen": "raised"},
    }
    told = {
        "answer": "answered",
        "take": "taken",
        "lift": "lifted",
        "close": "closed",
        "reopen": "reopened",
        "withdraw": "withdrawn",
    }
    assert set(possible) == set(Obstacle.State.values)
    for state in possible:
        for name in {move.name for move in MOVES}:
            moment = {"answered_at": timezone.now(), "answered_by": world.fadder, "answer": "Ja."}
            columns = {
                "raised": {},
                "taken": {"taken_at": timezone.now(), "taken_by": world.fadder},
                "lifted": {"lifted_at": timezone.now(), "lifted_by": world.fadder},
                "answered": moment,
                "closed": {"closed_at": timezone.now(), "closed_by": world.lots},
            }[state]
            row = ObstacleFactory(initiative=world.own, state=state, **columns)
            if name in possible[state]:
                moved = move_obstacle(by=world.lots, obstacle=row, name=name, text="Ord.")
                after = possible[state][name], told[name]
                assert (moved.state, moved.steps.last().kind) == after
            else:
                with pytest.raises(AlreadyHandled):
                    move_obstacle(by=world.lots, obstacle=row, name=name, text="Ord.")


def test_steps_are_frozen(obstacle):
    with pytest.raises(DatabaseError), transaction.atomic():
        ObstacleStep.objects.update(text="Ändrat.")


def test_the_same_words_twice_are_one_obstacle(world, obstacle):
    assert raise_obstacle(by=world.ledartroja, initiative=world.own, **TEXT) == obstacle
    assert OutgoingMail.objects.filter(kind="hinder").count() == 1


def test_nothing_new_is_raised_in_a_round_that_is_over(world):
    world.round.ends_on = in_days(-1)
    world.round.save()
    with pytest.raises(DomainError, match="avslutad"):
        raise_obstacle(by=world.ledartroja, initiative=world.own, **TEXT)


# --- On a phone --------------------------------------------------------------------------------
def test_a_fadder_answers_with_one_load_and_one_press(world, obstacle, client_for):
    browser = client_for(world.fadder)
    page = browser.get(obstacle.get_absolute_url())
    for name in ("answer", "take", "lift"):
        assert f'formaction="{url(f"obstacle_{name}", obstacle)}"' in page.text
    answered = browser.post(url("obstacle_answer", obstacle), {"text": "Kör."}, follow=True)
    assert "Kör." in answered.text
    assert Obstacle.objects.get(pk=obstacle.pk).answered_by == world.fadder


def test_the_second_to_answer_is_told_who_was_first_and_keeps_the_words(
    world, obstacle, client_for
):
    move_obstacle(by=world.fadder, obstacle=obstacle, name="answer", text="Kör.")
    late = client_for(world.lots).post(url("obstacle_answer", obstacle), {"text": "Vänta lite."})
    assert late.status_code == 409
    assert "Fatima Fadder svarade före dig." in late.text
    assert "Vänta lite." in late.text
    assert Obstacle.objects.get(pk=obstacle.pk).answer == "Kör."


def test_the_same_press_twice_is_one(world, obstacle, client_for):
    browser = client_for(world.fadder)
    for _ in range(2):
        assert browser.post(url("obstacle_take", obstacle), {"text": ""}).status_code == 302
    assert obstacle.steps.filter(kind="taken").count() == 1


def test_a_lifted_one_is_for_the_ledningsgrupp_and_not_for_a_colleague(world, obstacle, client_for):
    assert client_for(world.klg).post(url("obstacle_take", obstacle)).status_code == 403
    move_obstacle(by=world.fadder, obstacle=obstacle, name="lift")
    answer = url("obstacle_answer", obstacle)
    assert client_for(world.medarbetare).post(answer, {"text": "Jag."}).status_code == 403
    assert client_for(world.klg).post(answer, {"text": "Vi säger ja."}).status_code == 302


@pytest.mark.parametrize(
    ("text", "said"), [("", "Skriv ett svar."), ("Ring 811218-9876", "personnummer")]
)
def test_an_answer_that_will_not_do_is_kept_on_the_page(world, obstacle, client_for, text, said):
    refused = client_for(world.fadder).post(url("obstacle_answer", obstacle), {"text": text})
    assert refused.status_code == 422
    assert said in refused.text
    assert text in refused.text


def test_hostile_words_are_words(world, client_for):
    hostile = {"stops_us": "<script>alert(1)</script>", "we_need": "x" * 10_000, "needed_by": ""}
    page = client_for(world.ledartroja).post(
        reverse("initiatives:obstacle_new", args=[world.own.pk]), hostile, follow=True
    )
    assert "&lt;script&gt;" in page.text
    too_long = {**hostile, "we_need": "x" * 10_001}
    new = reverse("initiatives:obstacle_new", args=[world.own.pk])
    assert client_for(world.ledartroja).post(new, too_long).status_code == 422


def test_raising_leads_to_the_page_and_a_second_press_to_the_same(world, client_for):
    browser, new = client_for(world.ledartroja), url("obstacle_new", world.own)
    answers = [browser.post(new, POSTED).url for _ in range(2)]
    assert answers == [Obstacle.objects.get().get_absolute_url()] * 2
    assert client_for(world.teammedlem).get(new).status_code == 403
    assert client_for(world.ended).post(new, POSTED).status_code == 403
    assert client_for(world.external).get(new).status_code == 404


# --- Lists and days ----------------------------------------------------------------------------
@pytest.mark.parametrize("more", [0, 30])
def test_the_list_asks_the_same_few_questions(world, client_for, queries, more):
    for _ in range(more + 1):
        ObstacleFactory(initiative=world.own)
    browser = client_for(world.medarbetare)
    browser.get("/hinder/")
    with queries(5):
        browser.get("/hinder/")


def test_the_list_shows_what_one_may_read_and_filters(world, client_for):
    mine = ObstacleFactory(initiative=world.own, stops_us="Vårt eget hinder.")
    ObstacleFactory(initiative=world.far, stops_us="Ett annat hinder.")
    outside = client_for(world.external_member).get("/hinder/").text
    assert "Vårt eget hinder." in outside
    assert "Ett annat hinder." not in outside
    move_obstacle(by=world.ledartroja, obstacle=mine, name="withdraw", text="Löst.")
    assert "Vårt eget hinder." not in client_for(world.lots).get("/hinder/").text
    assert "Vårt eget hinder." in client_for(world.lots).get("/hinder/?visa=avslutade").text


def test_lead_time_counts_from_the_first_time(world, client_for, frozen_time):
    frozen_time("2026-11-02 09:00")  # a Monday
    row = raise_obstacle(by=world.ledartroja, initiative=world.own, **TEXT)
    frozen_time("2026-11-05 09:00")
    move_obstacle(by=world.fadder, obstacle=row, name="answer", text="Klart.")
    page = client_for(world.ledartroja).get(row.get_absolute_url())
    assert "svar efter 3 arbetsdagar" in page.text
    move_obstacle(by=world.ledartroja, obstacle=row, name="reopen", text="Nej.")
    frozen_time("2026-11-09 09:00")
    page = client_for(world.ledartroja).get(row.get_absolute_url())
    assert "har väntat 5 arbetsdagar" in page.text


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [((2026, 11, 6), (2026, 11, 9), 1), ((2026, 12, 23), (2026, 12, 28), 1)],
)
def test_workdays_skip_weekends_and_days_off(start, end, days):
    assert workdays_between(timezone.datetime(*start).date(), timezone.datetime(*end).date()) == (
        days
    )


def test_the_portfolio_row_tells_of_open_obstacles_and_the_last_contact(world):
    raised = ObstacleFactory(initiative=world.own, raised_at=at_hour(in_days(-9), 23))
    ObstacleFactory(initiative=world.own, answered=True)
    ContactNoteFactory(initiative=world.own, on=in_days(-20))
    ContactNoteFactory(initiative=world.own, on=in_days(-3), next_on=in_days(4))
    (row,) = read_portfolio(type(world.own).objects.filter(pk=world.own.pk))
    assert [one.id for one in row.unanswered] == [raised.pk]
    assert len(row.obstacles) == 2
    assert row.unanswered[0].raised_on == in_days(-9)
    assert (row.contact.on, row.contact.next_on) == (in_days(-3), in_days(4))


# --- Contacts ----------------------------------------------------------------------------------
CONTACT = {"on": "2026-01-05", "next_step": "Fadder bokar möte.", "next_on": ""}


def test_a_fadder_logs_and_changes_a_contact(world, client_for):
    browser = client_for(world.fadder)
    for _ in range(2):
        browser.post(url("contact_new", world.own), CONTACT)
    note = ContactNote.objects.get()
    changed = {**CONTACT, "next_step": "Fadder ringer.", "version": note.version}
    assert browser.post(url("contact_edit", note), changed).status_code == 302
    page = client_for(world.ledartroja).get(url("contacts", world.own))
    assert "Fadder ringer." in page.text


def test_two_who_change_the_same_contact_see_both_texts(world, client_for):
    note = ContactNoteFactory(initiative=world.own, by=world.fadder)
    browser = client_for(world.fadder)
    first = {**CONTACT, "next_step": "Den första.", "version": 1}
    browser.post(url("contact_edit", note), first)
    second = browser.post(url("contact_edit", note), {**first, "next_step": "Den andra."})
    assert second.status_code == 409
    assert "Den första." in second.text
    assert "Den andra." in second.text


def test_contacts_are_for_those_around_the_initiative_and_changed_by_who_wrote(world, client_for):
    note = ContactNoteFactory(initiative=world.own, by=world.fadder)
    assert client_for(world.medarbetare).get(url("contacts", world.own)).status_code == 403
    assert client_for(world.external).get(url("contacts", world.own)).status_code == 404
    assert client_for(world.teammedlem).get(url("contacts", world.own)).status_code == 200
    assert client_for(world.ledartroja).get(url("contact_new", world.own)).status_code == 403
    assert client_for(world.lots).post(url("contact_edit", note), CONTACT).status_code == 403
    with pytest.raises(DomainError, match="Bara den som skrev"):
        change_contact(by=world.lots, note=note, version=1, next_step="Lotsens ord.")


@pytest.mark.parametrize("wrong", [{"on": "2999-01-01"}, {"next_on": "2026-01-04"}])
def test_a_contact_in_the_wrong_order_is_refused(world, client_for, wrong):
    answer = client_for(world.fadder).post(url("contact_new", world.own), {**CONTACT, **wrong})
    assert answer.status_code == 422


# --- The initiative's page ---------------------------------------------------------------------
def test_the_initiative_page_shows_obstacle_and_contact_to_whom_they_concern(world, client_for):
    complete_rigg(InitiativeFactory(round=world.round, running=True))
    ObstacleFactory(initiative=world.own)
    ContactNoteFactory(initiative=world.own)
    team = client_for(world.ledartroja).get(world.own.get_absolute_url()).text
    assert "Två register får inte talas vid." in team
    assert "Fadder bokar möte med skolchefen." in team
    assert url("obstacle_new", world.own) in team
    others = client_for(world.medarbetare).get(world.own.get_absolute_url()).text
    assert "Två register får inte talas vid." in others
    assert "Fadder bokar möte med skolchefen." not in others
    assert url("obstacle_new", world.own) not in others
