"""The short link: anyone, no account, no cookie, an old phone, a whole room behind one address."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils.timezone import localdate, now

from checkpoints.inputs import guest
from checkpoints.models import Checkpoint, Input, PreparationQuestion, Showing
from checkpoints.policy.inputs import Door, door_of
from checkpoints.services.input import forget_guests, give_guest_input
from prioinit.errors import DomainError
from prioinit.models import OutgoingMail
from tests.factories import (
    AgendaItemFactory,
    AnswerFactory,
    CheckpointFactory,
    InitiativeFactory,
    InputFactory,
    OutgoingMailFactory,
    PreparationFactory,
    at_hour,
    in_days,
)

TEXT = "Prata med scouterna, de har redan provat."
PERSONNUMMER = "Ring Kim, 900101-0017, i morgon."


@pytest.fixture(autouse=True)
def nobody_counted():
    caches["memory"].clear()


@pytest.fixture
def checkpoint(world):
    """Today, from nine to three, with two teams ready and one not."""
    made = CheckpointFactory(
        round=world.round, starts_at=at_hour(localdate(), 9), ends_at=at_hour(localdate(), 15)
    )
    PreparationFactory(
        checkpoint=made, initiative=world.own, ready=True, questions=["Var?", "Hur?"]
    )
    PreparationFactory(checkpoint=made, initiative=world.other, questions=["Hemlig fråga?"])
    return made


@pytest.fixture
def question(checkpoint):
    return PreparationQuestion.objects.get(text="Var?")


def url(name, *args) -> str:
    return reverse(f"checkpoints:{name}", args=args)


def address(checkpoint, question=None) -> str:
    if question:
        return url("guest_question", checkpoint.code, question.pk)
    return url("guest_free", checkpoint.code)


def form_opened(seconds_ago: float = 10, monkeypatch=None) -> str:
    opened = round((now().timestamp() - seconds_ago) * 1000)
    return guest._signer.sign_object([uuid4().hex, opened])


def data(**changes) -> dict:
    return {"text": TEXT, "kind": "tanke", "formular": form_opened(), "rubrik": "", **changes}


# --- One page, one question --------------------------------------------------------------------
def test_the_link_opens_on_a_question_and_one_submit_gives_it(client, checkpoint, question):
    page = client.get(url("guest", checkpoint.code))
    assert (page.status_code, "Var?" in page.text, "Hemlig" in page.text) == (200, True, False)
    sent = client.post(address(checkpoint, question), data(kind="fraga"))
    thanks = client.get(sent.url)
    assert "Tack!" in thanks.text
    assert "Hur?" in thanks.text  # the next question
    given = Input.objects.get()
    assert (given.text, given.kind, given.asked) == (TEXT, "fraga", "Var?")
    assert (given.initiative, given.checkpoint) == (question.preparation.initiative, checkpoint)
    assert (given.state, given.person, given.contact) == ("waiting", None, "")


def test_the_room_starts_where_the_presentation_is(client, world, checkpoint):
    late = InitiativeFactory(round=world.round, running=True, name="Sist ut")
    PreparationFactory(checkpoint=checkpoint, initiative=late, ready=True, questions=["Nu då?"])
    item = AgendaItemFactory(checkpoint=checkpoint, initiative=late)
    Showing.objects.create(
        checkpoint=checkpoint, item=item, began_at=now(), item_began_at=now(), by=world.lots
    )
    assert "<h1>Nu då?</h1>" in client.get(url("guest", checkpoint.code)).text
    assert guest.checkpoint_of(checkpoint.code).now_showing == late.pk
    there = CheckpointFactory(round=world.round)
    assert guest.checkpoint_of(there.code).now_showing is None
    Showing.objects.update(ended_at=now())
    assert guest.checkpoint_of(checkpoint.code).now_showing is None


def test_without_moderation_it_is_shown_at_once(client, checkpoint, question):
    Checkpoint.objects.update(is_moderated=False)
    client.post(address(checkpoint, question), data())
    assert Input.objects.get().state == "shown"


def test_something_else_than_what_is_asked(client, checkpoint):
    client.post(address(checkpoint), data())
    given = Input.objects.get()
    assert (given.initiative, given.question, given.checkpoint) == (None, None, checkpoint)


def test_a_withdrawn_question_leads_to_the_others(client, checkpoint, question):
    path = address(checkpoint, question)
    question.delete()
    assert client.get(path).url == url("guest", checkpoint.code)


def test_a_reworded_question_keeps_its_address(world, checkpoint, question):
    from checkpoints.services.preparations import save_preparation  # noqa: PLC0415

    Checkpoint.objects.update(starts_at=now() + timedelta(hours=1), ends_at=now() + timedelta(2))
    save_preparation(
        by=world.ledartroja,
        checkpoint=checkpoint,
        initiative=world.own,
        version=1,
        questions=["Var någonstans?", "Hur?"],
        presenters=[],
        how_far="Långt",
        learned="",
        decision_wanted="",
    )
    question.refresh_from_db()
    assert question.text == "Var någonstans?"


# --- No cookie, small, in two languages --------------------------------------------------------
def test_nothing_is_kept_in_the_phone_and_no_session_is_made(client, checkpoint, question):
    answers = [
        client.get(url("guest", checkpoint.code)),
        client.post(address(checkpoint, question), data()),
        client.get(url("guest_thanks", checkpoint.code)),
        client.get(url("guest_privacy")),
        client.post(address(checkpoint, question), data(text="")),
    ]
    assert [dict(answer.cookies) for answer in answers] == [{}] * 5
    assert not client.cookies
    assert "<script" not in "".join(answer.text for answer in answers)


def test_the_page_and_its_style_weigh_less_than_30_kb(client, checkpoint, settings):
    style = (settings.BASE_DIR / "static" / "css" / "guest.css").read_bytes()
    assert len(client.get(url("guest", checkpoint.code)).content) + len(style) < 30_000


@pytest.mark.parametrize(
    ("query", "accepts", "language"),
    [("", "sv", "sv"), ("", "en-GB,en", "en"), ("?sprak=en", "sv", "en"), ("?sprak=xx", "", "sv")],
)
def test_language_of_the_phone_or_of_the_switch(
    client, checkpoint, question, query, accepts, language
):
    headers = {"Accept-Language": accepts}
    page = client.get(address(checkpoint, question) + query, headers=headers)
    assert page.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in page.text
    client.post(address(checkpoint, question) + query, data(), headers=headers)
    assert Input.objects.get().language == language


def test_two_queries_read_the_page(client, checkpoint, expect_queries):
    with expect_queries(2):
        client.get(url("guest", checkpoint.code))


# --- When it is open ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("days", "link", "open_to", "door"),
    [
        (1, "auto", "medarbetare", Door.NOT_YET),
        (0, "auto", "medarbetare", Door.OPEN),
        (-7, "auto", "allmanheten", Door.OPEN),
        (-8, "auto", "allmanheten", Door.OVER),
        (30, "open", "medarbetare", Door.OPEN),
        (-8, "open", "medarbetare", Door.OVER),
        (0, "closed", "allmanheten", Door.SHUT),
        (0, "auto", "klg", Door.SHUT),
        (0, "open", "klg", Door.OPEN),
    ],
)
def test_the_door(world, client, days, link, open_to, door):
    day = in_days(days)
    checkpoint = CheckpointFactory(
        round=world.round,
        starts_at=at_hour(day, 9),
        ends_at=at_hour(day, 15),
        guest_link=link,
        open_to=open_to,
    )
    assert door_of(checkpoint) == door
    page = client.get(url("guest", checkpoint.code))
    assert page.status_code == (404 if door == Door.SHUT else 200)
    assert ('name="text"' in page.text) == (door == Door.OPEN)
    if door != Door.OPEN:
        client.post(url("guest_free", checkpoint.code), data())
        assert not Input.objects.exists()
        with pytest.raises(DomainError):
            give_guest_input(
                checkpoint=checkpoint, kind="tanke", text=TEXT, form=uuid4(), language="sv"
            )


def test_cancelled_closed_and_never_been_look_the_same(client, world):
    cancelled = CheckpointFactory(round=world.round, cancelled=True, guest_link="open")
    closed = CheckpointFactory(round=world.round, guest_link="closed")
    pages = [client.get(url("guest", code)) for code in (cancelled.code, closed.code, "zzzzzz")]
    bodies = {
        page.text.replace(code, "")
        for page, code in zip(pages, (cancelled.code, closed.code, "zzzzzz"), strict=True)
    }
    assert ({page.status_code for page in pages}, len(bodies)) == ({404}, 1)


def test_a_code_is_read_aloud_in_any_case(client, checkpoint):
    assert client.get(url("guest", checkpoint.code.upper())).status_code == 200


def test_a_guest_reads_nothing_else(client, world, checkpoint):
    for path in (
        checkpoint.get_absolute_url(),
        url("input_list", checkpoint.pk),
        url("input_live", checkpoint.pk),
        url("checkpoint_input_csv", checkpoint.pk),
    ):
        assert client.get(path).url.startswith("/logga-in/")


# --- What is refused, with the text kept -------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"text": ""}, 422),
        ({"text": "x" * 10_000}, 422),
        ({"text": PERSONNUMMER}, 422),
        ({"name": PERSONNUMMER, "consents": "1"}, 422),
        ({"kind": "annat"}, 422),
        ({"contact": "kim@example.org"}, 422),  # without consent
        ({"contact": "inte en adress", "consents": "1"}, 422),
        ({"rubrik": "Köp nu"}, 422),
        ({"formular": "påhittat"}, 422),
        ({"formular": ""}, 422),
        ({"text": "y" * 60_000}, 413),
    ],
)
def test_refused_with_what_was_typed(client, checkpoint, question, changes, status):
    answer = client.post(address(checkpoint, question), data(**changes))
    assert (answer.status_code, Input.objects.count()) == (status, 0)
    assert answer.text.count('role="alert"') == 1
    if status == 422 and changes.get("text") != "":
        assert changes.get("text", TEXT) in answer.text


def test_a_machine_is_faster_than_a_person_and_the_same_form_can_be_sent_again(
    client, checkpoint, question, frozen_time
):
    frozen_time(at_hour(localdate(), 10))
    signed = guest.new_form()
    fast = client.post(address(checkpoint, question), data(formular=signed))
    assert (fast.status_code, signed in fast.text) == (422, True)
    frozen_time(at_hour(localdate(), 10) + timedelta(seconds=3))
    assert client.post(address(checkpoint, question), data(formular=signed)).status_code == 302
    frozen_time(at_hour(localdate(), 10) + timedelta(days=2))
    old = client.post(address(checkpoint, question), data(formular=signed))
    assert (old.status_code, signed in old.text) == (422, False)  # with a new form to send


def test_hostile_text_is_only_text(client, checkpoint, question, world, client_for):
    hostile = "<script>alert(1)</script>{{ 7|add:7 }}"
    client.braces_are_text = True
    client.post(address(checkpoint, question), data(text=hostile))
    browser = client_for(world.lots)
    browser.braces_are_text = True
    page = browser.get(url("moderation", checkpoint.pk)).text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_sent_twice_is_one_row_and_a_new_text_is_one_more(client, checkpoint, question):
    same = data()
    for _time in range(2):
        assert client.post(address(checkpoint, question), same).status_code == 302
    assert Input.objects.count() == 1
    client.post(address(checkpoint, question), same | {"text": "Och en sak till."})
    assert Input.objects.count() == 2


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "https://elak.example"}, 403),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}, 302),
        ({"Origin": "null"}, 302),
        ({}, 302),
    ],
)
def test_another_sites_page_cannot_send_it(client, checkpoint, question, headers, status):
    answer = client.post(address(checkpoint, question), data(), headers=headers)
    assert answer.status_code == status


# --- How many ----------------------------------------------------------------------------------
def send(client, checkpoint, question, times: int, ip: str = "192.0.2.1") -> list[int]:
    return [
        client.post(
            address(checkpoint, question), data(text=f"{TEXT} {n}"), REMOTE_ADDR=ip
        ).status_code
        for n in range(times)
    ]


def test_a_room_behind_one_address_is_let_in_and_a_flood_is_not(
    client, checkpoint, question, frozen_time, monkeypatch
):
    frozen_time(at_hour(localdate(), 10))
    client.reads_html = False
    assert set(send(client, checkpoint, question, 300)) == {302}
    monkeypatch.setattr(guest, "PER_MINUTE_IN_THE_ROOM", 305)
    assert send(client, checkpoint, question, 7)[-2:] == [429, 429]
    assert send(client, checkpoint, question, 1, ip="192.0.2.2") == [302]


def test_outside_the_meeting_an_address_may_less(client, checkpoint, question, frozen_time):
    frozen_time(at_hour(in_days(1), 20))
    client.reads_html = False
    assert send(client, checkpoint, question, 31) == [302] * 30 + [429]
    refused = client.post(address(checkpoint, question), data(), REMOTE_ADDR="192.0.2.1")
    assert (refused.headers["Retry-After"], TEXT in refused.text) == ("60", True)
    frozen_time(at_hour(in_days(1), 20) + timedelta(minutes=1))
    assert send(client, checkpoint, question, 1) == [302]


def test_many_addresses_together_have_a_limit_too(
    client, checkpoint, question, frozen_time, monkeypatch
):
    frozen_time(at_hour(in_days(1), 20))
    monkeypatch.setattr(guest, "PER_CHECKPOINT", 3)
    seen = [send(client, checkpoint, question, 1, ip=f"192.0.2.{n}")[0] for n in range(5)]
    assert seen == [302, 302, 302, 429, 429]


# --- What a guest leaves -----------------------------------------------------------------------
def test_name_and_address_with_consent_and_not_in_the_history(client, checkpoint, question):
    left = {"name": "Kim Ek", "contact": "kim@example.org", "consents": "1"}
    client.post(address(checkpoint, question), data(**left))
    given = Input.objects.get()
    assert (given.name, given.contact, given.consented_at is not None) == (
        "Kim Ek",
        "kim@example.org",
        True,
    )
    assert {"name", "contact"}.isdisjoint(field.name for field in given.events.model._meta.fields)


def test_guests_are_forgotten_a_month_after_the_answer_and_a_year_after_the_input(world):
    left = {"contact": "kim@example.org", "name": "Kim", "consented_at": now(), "shown": True}
    answer = AnswerFactory(initiative=world.own, answered_at=now() - timedelta(days=31))
    fresh = AnswerFactory(initiative=world.own, answered_at=now() - timedelta(days=29))
    checkpoint = CheckpointFactory(round=world.round)
    answered = InputFactory(checkpoint=checkpoint, initiative=world.own, answer=answer, **left)
    left |= {"contact": "lo@example.org"}
    recent = InputFactory(checkpoint=checkpoint, initiative=world.own, answer=fresh, **left)
    old = InputFactory(checkpoint=checkpoint, initiative=world.own, **left | {"contact": "a@b.se"})
    Input.objects.filter(pk=old.pk).update(created_at=now() - timedelta(days=366))
    mail = OutgoingMailFactory(
        recipient=None, to_email="kim@example.org", state="sent", sent_at=now(), next_try_at=None
    )
    assert forget_guests() == 2
    kept = dict(Input.objects.values_list("pk", "contact"))
    assert kept == {answered.pk: "", recent.pk: "lo@example.org", old.pk: ""}
    assert OutgoingMail.objects.get(pk=mail.pk).to_email == "borttagen@guest.invalid"
    assert forget_guests() == 0
