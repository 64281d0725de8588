"""Medskick from those who are signed in, what the lots does with it, and the room that follows it live."""

import threading
from uuid import uuid4

import pytest
from django.db import connections
from django.utils.timezone import now

from checkpoints.models import Checkpoint, Input, PreparationQuestion
from checkpoints.services.input import moderate
from prioinit.errors import DomainError
from programme.my_page import build_my_page
from roles.models import Person
from tests.checkpoints.addresses import url
from tests.checkpoints.inputs import MOVES, give
from tests.factories import (
    CheckpointFactory,
    InitiativeFactory,
    InputFactory,
    PreparationFactory,
    at_hour,
    in_days,
)
from tests.fixtures import make_world

PERSONNUMMER = "Ring Kim, 900101-0017, i morgon."


@pytest.fixture
def checkpoint(world):
    made = CheckpointFactory(round=world.round, name="Checkpoint 3")
    PreparationFactory(checkpoint=made, initiative=world.own, ready=True, questions=["Var?"])
    PreparationFactory(checkpoint=made, initiative=world.other, questions=["Hemlig?"])
    return made


def typed(about: str, **changes) -> dict:
    return {
        "about": about,
        "kind": "tanke",
        "text": "Prata med scouterna.",
        "form": str(uuid4()),
        **changes,
    }


# --- Giving ------------------------------------------------------------------------------------
def test_to_a_question_to_an_initiative_or_to_the_checkpoint(world, checkpoint, client_for):
    browser = client_for(world.medarbetare)
    question = PreparationQuestion.objects.get(text="Var?")
    page = browser.get(url("input_list", checkpoint)).text
    assert ("Var?" in page, "Hemlig?" in page) == (True, False)
    for about in (f"q{question.pk}", f"i{world.other.pk}", "c"):
        sent = browser.post(url("input_give", checkpoint), typed(about))
        assert sent.url == url("input_list", checkpoint)
    assert list(
        Input.objects.order_by("pk").values_list("question", "initiative", "asked", "state")
    ) == [
        (question.pk, world.own.pk, "Var?", "waiting"),
        (None, world.other.pk, "", "waiting"),
        (None, None, "", "waiting"),
    ]


def test_on_the_initiative_page_a_question_leads_to_its_checkpoint(world, checkpoint, client_for):
    browser = client_for(world.medarbetare)
    question = PreparationQuestion.objects.get(text="Var?")
    give_url = url("initiative_input_give", world.own)
    browser.post(give_url, typed(f"q{question.pk}"))
    browser.post(give_url, typed(f"i{world.own.pk}", text="Hejsan"))
    given = Input.objects.order_by("pk").values_list("checkpoint", "state")
    assert list(given) == [(checkpoint.pk, "waiting"), (None, "shown")]
    assert "Hejsan" in browser.get(world.own.get_absolute_url()).text


def test_the_same_form_twice_is_one_row(world, checkpoint, client_for):
    browser, form = client_for(world.medarbetare), typed("c")
    for _time in range(2):
        assert browser.post(url("input_give", checkpoint), form).status_code == 302
    assert Input.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_twice_at_the_same_moment_is_one_row():
    world, form, barrier, given = make_world(), uuid4(), threading.Barrier(2), []

    def send():
        barrier.wait()
        given.append(give(world, form=form).pk)
        connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(given), len(set(given)), Input.objects.count()) == (2, 1, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"text": "x" * 2_001},
        {"text": PERSONNUMMER},
        {"about": "q987654"},
        {"form": ""},
    ],
)
def test_refused_with_what_was_typed(world, checkpoint, client_for, changes):
    sent = client_for(world.medarbetare).post(
        url("input_give", checkpoint), typed(**{"about": "c"} | changes)
    )
    assert (sent.status_code, Input.objects.count()) == (422, 0)
    assert changes.get("text", "scouterna") in sent.text


def test_line_breaks_count_as_the_browser_counts_them(world, checkpoint, client_for):
    text = "\r\n".join(["x" * 99] * 20)  # 1,999 characters to the browser
    client_for(world.medarbetare).post(url("input_give", checkpoint), typed("c", text=text))
    assert Input.objects.get().text == text.replace("\r\n", "\n")


def test_closed_a_week_after(world, client_for):
    day = in_days(-8)
    over = CheckpointFactory(round=world.round, starts_at=at_hour(day, 9), ends_at=at_hour(day, 12))
    browser = client_for(world.medarbetare)
    assert 'name="text"' not in browser.get(url("input_list", over)).text
    sent = browser.post(url("input_give", over), typed("c"))
    assert (sent.status_code, "tar inte emot fler" in sent.text) == (422, True)


def test_who_may_give(world, checkpoint, client_for):
    found = {
        who: client_for(getattr(world, who))
        .post(url("input_give", checkpoint), typed("c"))
        .status_code
        for who in ("medarbetare", "ledartroja", "klg", "lots", "external", "external_member")
    }
    assert found == {
        "medarbetare": 302,
        "ledartroja": 302,
        "klg": 302,
        "lots": 302,
        "external": 404,
        "external_member": 403,
    }
    member = client_for(world.external_member)
    own, other = (url("initiative_input_give", one) for one in (world.own, world.other))
    assert member.post(own, typed(f"i{world.own.pk}")).status_code == 302
    assert member.post(other, typed(f"i{world.other.pk}")).status_code == 404


# --- Who sees what -----------------------------------------------------------------------------
def test_waiting_is_for_the_lots_and_the_one_who_gave_it(world, checkpoint, client_for):
    give(world, checkpoint=checkpoint, text="Inte än")
    pages = {
        "medarbetare": True,
        "ledartroja": False,
        "klg": False,
        "second_lots": False,
    }
    for who, sees in pages.items():
        browser = client_for(getattr(world, who))
        for path in (
            url("input_list", checkpoint),
            checkpoint.get_absolute_url(),
            world.own.get_absolute_url(),
        ):
            assert ("Inte än" in browser.get(path).text) == sees, (who, path)
    assert "Inte än" in client_for(world.lots).get(url("moderation", checkpoint)).text


def test_a_lots_own_input_needs_no_review(world, checkpoint):
    given = give(world, by=world.lots, checkpoint=checkpoint)
    assert (given.state, given.moderated_by) == ("shown", world.lots)


def test_addresses_of_guests_are_for_the_lots_alone(world, checkpoint, client_for):
    InputFactory(
        checkpoint=checkpoint,
        initiative=world.own,
        shown=True,
        name="Kim Gäst",
        contact="kim@example.org",
        consented_at=now(),
    )
    for who in ("ledartroja", "medarbetare", "second_lots"):
        browser = client_for(getattr(world, who))
        for path in (url("input_list", checkpoint), url("initiative_input", world.own)):
            page = browser.get(path).text
            assert ("kim@example.org" in page, "Kim Gäst" in page) == (False, False)
    page = client_for(world.lots).get(url("moderation", checkpoint) + "?visa=shown").text
    assert "kim@example.org" in page


# --- Moderation --------------------------------------------------------------------------------
def test_show_hide_and_undo(world, checkpoint):
    row = give(world, checkpoint=checkpoint)
    for name, state, by in [
        ("visa", "shown", world.lots),
        ("dolj", "hidden", world.lots),
        ("visa", "shown", world.lots),
        ("angra", "waiting", None),
    ]:
        changed = moderate(by=world.lots, checkpoint=checkpoint, inputs=[row.pk], move=MOVES[name])
        row.refresh_from_db()
        assert (changed, row.state, row.moderated_by) == ([row.pk], state, by)
    assert (
        moderate(by=world.lots, checkpoint=checkpoint, inputs=[row.pk], move=MOVES["angra"]) == []
    )


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        ("waiting", {"visa", "dolj"}),
        ("shown", {"dolj", "angra"}),
        ("hidden", {"visa", "angra"}),
    ],
)
def test_what_a_lots_can_do_with_one_depends_on_what_it_is(world, checkpoint, state, possible):
    def changes(move) -> bool:
        row = InputFactory(checkpoint=checkpoint, initiative=world.own, shown=state == "shown")
        if state == "hidden":
            moderate(by=world.lots, checkpoint=checkpoint, inputs=[row.pk], move=MOVES["dolj"])
        return moderate(by=world.lots, checkpoint=checkpoint, inputs=[row.pk], move=move) != []

    assert {name for name, move in MOVES.items() if changes(move)} == possible


def test_all_at_once_is_all_that_was_on_the_page(world, checkpoint, client_for):
    seen = [give(world, checkpoint=checkpoint, text=f"Nummer {n}") for n in range(3)]
    late = give(world, checkpoint=checkpoint, text="Kom efteråt")
    far = InputFactory(checkpoint__round=world.second_round)
    form = {"gor": "visa:alla", "sedda": [row.pk for row in seen] + [far.pk]}
    client_for(world.lots).post(url("moderation", checkpoint), form)
    assert set(Input.objects.filter(state="shown")) == set(seen)
    form = {"gor": "dolj:valda", "valda": [seen[0].pk, late.pk]}
    client_for(world.lots).post(url("moderation", checkpoint), form)
    assert set(Input.objects.filter(state="hidden")) == {seen[0], late}


@pytest.mark.parametrize("gor", ["", "visa", "visa:", "visa:x", "ta-bort:1", "visa:valda"])
def test_nothing_chosen(world, checkpoint, client_for, gor):
    sent = client_for(world.lots).post(url("moderation", checkpoint), {"gor": gor})
    assert sent.status_code == 422


def test_the_fragment_is_the_pile_of_the_new_page(world, checkpoint, client_for):
    rows = [give(world, checkpoint=checkpoint, text=f"Nummer {n}") for n in range(2)]
    htmx = client_for(world.lots, HX_Request="true", HX_Target="granska")
    answer = htmx.post(url("moderation", checkpoint), {"gor": f"visa:{rows[0].pk}"}).text
    assert answer.lstrip().startswith('<form id="granska"')
    assert "1 medskick visas nu." in answer
    assert f'value="angra:{rows[0].pk}"' in answer
    assert f'value="visa:{rows[1].pk}"' in answer


def test_an_answered_one_can_be_hidden_but_not_reviewed_again(world, checkpoint):
    from tests.factories import AnswerFactory  # noqa: PLC0415

    row = InputFactory(
        checkpoint=checkpoint,
        initiative=world.own,
        shown=True,
        answer=AnswerFactory(initiative=world.own),
    )
    asked = {"by": world.lots, "checkpoint": checkpoint, "inputs": [row.pk]}
    assert moderate(**asked, move=MOVES["angra"]) == []
    assert moderate(**asked, move=MOVES["dolj"]) == [row.pk]


def test_input_that_will_not_do_is_refused_without_a_form(world, checkpoint):
    with pytest.raises(DomainError, match="gäller en checkpoint eller ett initiativ"):
        give(world, initiative=None)
    with pytest.raises(DomainError, match="en annan omgång"):
        give(world, checkpoint=checkpoint, initiative=world.far)
    with pytest.raises(DomainError, match="personnummer"):
        give(world, text=PERSONNUMMER)


def test_the_lots_opens_and_shuts_the_link(world, checkpoint, client_for):
    browser = client_for(world.lots)
    browser.post(url("guest_link", checkpoint), {"guest_link": "open"})
    checkpoint.refresh_from_db()
    assert (checkpoint.guest_link, checkpoint.is_moderated) == ("open", False)
    assert "Öppen" in browser.get(url("guest_link", checkpoint)).text
    Checkpoint.objects.update(cancelled_at=now(), cancel_reason="Snö")
    refused = browser.post(url("guest_link", checkpoint), {"guest_link": "open"})
    assert (refused.status_code, "inställd" in refused.text) == (422, True)


def test_posters_for_the_checkpoint_and_each_question(world, checkpoint, client_for, settings):
    settings.SITE_URL = "https://prio.example"
    page = client_for(world.lots).get(url("posters", checkpoint)).text
    question = PreparationQuestion.objects.get(text="Var?")
    assert page.count("<svg") - page.split('class="card poster"')[0].count("<svg") >= 2
    assert f">/m/{checkpoint.code}/{question.pk}</span>" in page
    assert "Hemlig?" not in page


@pytest.mark.parametrize("name", ["moderation", "guest_link", "posters"])
def test_only_the_lots_of_the_round(world, checkpoint, client_for, name):
    found = {
        who: client_for(getattr(world, who)).get(url(name, checkpoint)).status_code
        for who in ("lots", "second_lots", "ledartroja", "klg", "external")
    }
    assert found == {
        "lots": 200,
        "second_lots": 403,
        "ledartroja": 403,
        "klg": 403,
        "external": 404,
    }


# --- Min sida, and how much it costs -----------------------------------------------------------
def test_min_sida_says_what_waits(world, checkpoint):
    give(world, checkpoint=checkpoint)
    InputFactory(checkpoint=checkpoint, initiative=world.own, shown=True)
    InputFactory(checkpoint=checkpoint, initiative=None, round=world.round, shown=True)

    def said(person):
        page = build_my_page(Person.objects.get(pk=person.pk))
        return [
            (str(one.label), one.initiative, one.text)
            for one in page.waiting
            if "edskick" in str(one.label)
        ]

    assert said(world.ledartroja) == [
        ("Medskick", world.own.name, "1 medskick väntar på ert svar.")
    ]
    assert said(world.lots) == [
        ("Granska medskick", "Checkpoint 3", "1 medskick väntar på att granskas."),
        ("Medskick", world.round.name, "1 medskick väntar på ert svar."),
    ]
    assert said(world.other_ledartroja) == said(world.second_lots) == []


@pytest.mark.parametrize("n", [1, 25])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("input_list", 9), ("moderation", 6), ("posters", 4), ("initiative_input", 6)],
)
def test_queries_are_as_many_for_one_and_for_many(
    world, client_for, expect_queries, name, queries, n
):
    checkpoint = CheckpointFactory(round=world.round)
    for number in range(n):
        initiative = InitiativeFactory(round=world.round, running=True)
        PreparationFactory(
            checkpoint=checkpoint, initiative=initiative, ready=True, questions=["A?", "B?"]
        )
        for one in (initiative, world.own):
            InputFactory(checkpoint=checkpoint, initiative=one, shown=bool(number % 2))
            InputFactory(checkpoint=checkpoint, initiative=one, shown=True, person=world.lots)
    place = world.own if name == "initiative_input" else checkpoint
    browser = client_for(world.lots)
    browser.get(url(name, place))
    with expect_queries(queries):
        browser.get(url(name, place))
