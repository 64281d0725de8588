"""Who comes in where: works, 403 without the right, 404 for an outsider, 405 for the wrong method."""

import pytest
from django.urls import reverse

from initiatives.urls import urlpatterns
from tests.factories import (
    ActorFactory,
    AttachmentFactory,
    BenefitYearFactory,
    CoachNoteFactory,
    CommunicationActivityFactory,
    ContactNoteFactory,
    EndingFactory,
    FollowUpFactory,
    GoalFactory,
    IdeaFactory,
    InitiativeFactory,
    InsightFactory,
    LessonFactory,
    LinkFactory,
    MeasurementFactory,
    ObstacleFactory,
    RetrospectiveNoteFactory,
    StatusUpdateFactory,
    TestFactory,
    ToMeetFactory,
)

EVERYONE = (
    "medarbetare external_member teammedlem ledartroja coach fadder klg lots second_lots admin"
)
TEAM = "external_member teammedlem ledartroja lots"
FOLLOWING = "external_member teammedlem ledartroja processledare lots"
PUBLISHING = "ledartroja ledartroja2 lots"
AROUND = "external_member teammedlem ledartroja coach fadder lots"

# name: (what the address is about, methods it takes, who may)
VIEWS = {
    "round_list": (None, "GET", EVERYONE),
    "round_new": (None, "GET POST", "lots second_lots admin"),
    "round": ("round", "GET", EVERYONE),
    "round_edit": ("round", "GET POST", "lots"),
    "initiative_new": ("round", "GET POST", "lots"),
    "goals": (None, "GET", EVERYONE),
    "goal_new": (None, "GET POST", "lots second_lots admin"),
    "goal_edit": ("goal", "GET POST", "lots second_lots admin"),
    "list": (None, "GET", EVERYONE),
    "initiative": ("own", "GET", EVERYONE),
    "initiative_edit": ("own", "GET POST", "lots"),
    "rigg": ("own", "GET", AROUND),
    "initiative_pause": ("own", "GET POST", "lots ledartroja ledartroja2"),
    "initiative_resume": ("own", "POST", "lots ledartroja ledartroja2"),
    "initiative_start": ("planned", "GET POST", "lots"),
    "mandates": ("own", "GET", EVERYONE),
    "mandate_new": ("own", "GET POST", "lots"),
    "mandate_accept": ("mandate", "POST", "ledartroja ledartroja2"),
    "phase_change": ("own", "GET POST", "ledartroja ledartroja2 lots"),
    "update_write": ("own", "GET POST", "ledartroja ledartroja2 lots"),
    "update_save_draft": ("own", "POST", "ledartroja ledartroja2 lots"),
    "update_discard": ("own", "POST", "ledartroja ledartroja2 lots"),
    "update_list": ("own", "GET", EVERYONE),
    "update": ("update", "GET", EVERYONE),
    "update_correct": ("update", "POST", "ledartroja ledartroja2 lots"),
    "need": ("own", "GET", EVERYONE),
    **dict.fromkeys(("need_say", "insight_new", "to_meet_new", "actor_new"), ("own", "POST", TEAM)),
    **dict.fromkeys(
        ("insight_edit", "insight_remove", "insight_restore"), ("insight", "POST", TEAM)
    ),
    **dict.fromkeys(("to_meet_edit", "to_meet_drop", "to_meet_reopen"), ("to_meet", "POST", TEAM)),
    **dict.fromkeys(("actor_edit", "actor_remove", "actor_restore"), ("actor", "POST", TEAM)),
    "ideas": ("own", "GET", EVERYONE),
    "idea_new": ("own", "POST", TEAM),
    **{
        f"idea_{name}": ("idea", "POST", TEAM)
        for name in ("edit", "choose", "park", "reopen", "remove", "restore")
    },
    "tests": ("own", "GET", EVERYONE),
    "test_new": ("own", "POST", TEAM),
    "test": ("test", "GET", EVERYONE),
    **{f"test_{name}": ("test", "POST", TEAM) for name in ("edit", "close", "correct")},
    **{f"test_{name}": ("test", "POST", TEAM) for name in ("remove", "restore")},
    "misses": (None, "GET", EVERYONE),
    "effects": ("own", "GET", EVERYONE),
    **dict.fromkeys(("effect_new", "benefit_new"), ("own", "POST", TEAM)),
    **dict.fromkeys(
        ("effect_edit", "effect_remove", "effect_restore", "measurement_new"),
        ("effect", "POST", TEAM),
    ),
    **dict.fromkeys(
        ("measurement_edit", "measurement_remove", "measurement_restore"),
        ("measurement", "POST", TEAM),
    ),
    **dict.fromkeys(
        ("benefit_edit", "benefit_remove", "benefit_restore", "benefit_year_new"),
        ("benefit", "POST", TEAM),
    ),
    **dict.fromkeys(
        ("benefit_year_edit", "benefit_year_remove", "benefit_year_restore"),
        ("benefit_year", "POST", TEAM),
    ),
    "follow_up": ("follow_up", "GET POST", TEAM),
    "adoption": ("own", "GET", EVERYONE),
    **dict.fromkeys(("step_write", "handover_write"), ("own", "POST", FOLLOWING)),
    **dict.fromkeys(("processledare_name", "adoption_decide"), ("own", "POST", PUBLISHING)),
    "communication": ("own", "GET", EVERYONE),
    "activity_new": ("own", "POST", TEAM),
    **dict.fromkeys(
        (f"activity_{move}" for move in ("edit", "done", "gave", "undo", "remove", "restore")),
        ("activity", "POST", TEAM),
    ),
    "documents": ("own", "GET", EVERYONE),
    **dict.fromkeys(("link_new", "attachment_new", "classify"), ("own", "POST", TEAM)),
    **dict.fromkeys(("link_edit", "link_remove", "link_restore"), ("link", "POST", TEAM)),
    "attachment": ("attachment", "GET", EVERYONE),
    **dict.fromkeys(
        ("attachment_edit", "attachment_remove", "attachment_restore"),
        ("attachment", "POST", TEAM),
    ),
    "ending": ("own", "GET", "ledartroja ledartroja2 lots"),
    **{
        f"ending_{outcome}": ("own", "GET POST", "ledartroja ledartroja2 lots")
        for outcome in ("nyttiggjord", "lardom", "sammanslagen")
    },
    "ending_reopen": ("ended_one", "POST", "lots"),
    "lessons": (None, "GET", EVERYONE),
    "initiative_lessons": ("own", "GET", EVERYONE),
    "lesson_new": ("own", "POST", TEAM),
    **dict.fromkeys(("lesson_edit", "lesson_remove", "lesson_restore"), ("lesson", "POST", TEAM)),
    "coach_log": ("own", "GET", "ledartroja ledartroja2 coach lots"),
    "coach_note_new": ("own", "POST", "coach"),
    **dict.fromkeys(
        (f"coach_note_{move}" for move in ("edit", "done", "not_done", "remove", "restore")),
        ("coach_note", "POST", "coach"),
    ),
    "retrospective": ("round", "GET", EVERYONE),
    "look_back_new": ("round", "POST", "lots"),
    **dict.fromkeys(
        (f"look_back_{move}" for move in ("edit", "remove", "restore")),
        ("look_back", "POST", "lots"),
    ),
    "obstacles": (None, "GET", EVERYONE),
    "obstacle_new": ("own", "GET POST", "ledartroja ledartroja2 lots"),
    "obstacle": ("obstacle", "GET", EVERYONE),
    "obstacle_answer": ("obstacle", "POST", "fadder lots"),
    "obstacle_take": ("obstacle", "POST", "fadder lots"),
    "obstacle_lift": ("obstacle", "POST", "fadder lots"),
    "obstacle_close": ("answered", "POST", "ledartroja ledartroja2 lots"),
    "obstacle_reopen": ("answered", "POST", "ledartroja ledartroja2 lots"),
    "obstacle_withdraw": ("obstacle", "POST", "ledartroja ledartroja2 lots"),
    "contacts": ("own", "GET", AROUND),
    "contact_new": ("own", "GET POST", "fadder lots"),
    "contact_edit": ("contact", "GET POST", "fadder"),
}


@pytest.fixture
def places(world):
    world.planned = InitiativeFactory(round=world.round)
    world.update = StatusUpdateFactory(published=True, initiative=world.own)
    world.goal = GoalFactory()
    world.insight = InsightFactory(initiative=world.own)
    world.to_meet = ToMeetFactory(initiative=world.own)
    world.actor = ActorFactory(initiative=world.own)
    world.idea = IdeaFactory(initiative=world.own)
    world.test = TestFactory(initiative=world.own)
    world.measurement = MeasurementFactory(effect__initiative=world.own)
    world.effect = world.measurement.effect
    world.benefit_year = BenefitYearFactory(benefit__initiative=world.own)
    world.benefit = world.benefit_year.benefit
    world.follow_up = FollowUpFactory(initiative=world.own)
    world.activity = CommunicationActivityFactory(initiative=world.own)
    world.link = LinkFactory(initiative=world.own)
    world.attachment = AttachmentFactory(initiative=world.own)
    world.ended_one = EndingFactory(initiative=world.own)
    world.lesson = LessonFactory(initiative=world.own)
    world.coach_note = CoachNoteFactory(initiative=world.own)
    world.look_back = RetrospectiveNoteFactory(round=world.round)
    world.obstacle = ObstacleFactory(initiative=world.own)
    world.answered = ObstacleFactory(initiative=world.own, answered=True)
    world.contact = ContactNoteFactory(initiative=world.own, by=world.fadder)
    return world


# What the address has after the key of its row.
MORE = {"step_write": (4,)}


def address(name, place, places):
    args = [getattr(places, place).pk, *MORE.get(name, ())] if place else []
    return reverse(f"initiatives:{name}", args=args)


@pytest.mark.parametrize("name", VIEWS)
def test_who_may(places, client_for, name):
    place, methods, who = VIEWS[name]
    url = address(name, place, places)
    method = "post" if methods == "POST" else "get"
    answers = {
        person: getattr(client_for(getattr(places, person)), method)(url).status_code
        for person in {*EVERYONE.split(), *who.split()}
    }
    came_in = {person for person, status in answers.items() if status in (200, 302, 409, 422)}
    # Someone from outside the municipality does not see what is not theirs; a colleague does.
    unseen = {"external_member"} if place in ("planned",) else set()
    expected = dict.fromkeys(answers, 403) | dict.fromkeys(unseen, 404)
    assert came_in == set(who.split())
    assert {p: s for p, s in answers.items() if p not in came_in} == {
        p: s for p, s in expected.items() if p not in came_in
    }


@pytest.mark.parametrize("name", VIEWS)
def test_who_may_not(places, client, client_for, name):
    place, methods, who = VIEWS[name]
    method = "post" if methods == "POST" else "get"
    url = address(name, place, places)

    # What is about nothing in particular is closed to an outsider; what is there is not even there.
    outsider = getattr(client_for(places.external), method)(url)
    assert outsider.status_code == (404 if place not in (None, "goal") else 403)

    nobody = getattr(client, method)(url)
    assert (nobody.status_code, nobody.url.split("?")[0]) == (302, reverse("account_login"))

    insider = client_for(getattr(places, who.split()[-1]))
    wrong = sorted({"GET", "POST", "PUT", "DELETE"} - set(methods.split()))
    assert [insider.generic(verb, url).status_code for verb in wrong] == [405] * len(wrong)

    if place:
        gone = reverse(f"initiatives:{name}", args=[987654321, *MORE.get(name, ())])
        assert getattr(client_for(places.lots), method)(gone).status_code == 404


@pytest.mark.parametrize("name", ["initiative", "mandates", "update_list", "round"])
def test_role_that_ended_yesterday_gives_nothing_today(places, client_for, name):
    places.ended.unit = places.external.unit
    places.ended.save()
    url = address(name, VIEWS[name][0], places)
    assert client_for(places.ended).get(url).status_code == 404


def test_every_address_is_in_the_table():
    ones_own = {"drafts"}  # about no initiative: test_drafts.py
    assert {pattern.name for pattern in urlpatterns} == set(VIEWS) | ones_own
