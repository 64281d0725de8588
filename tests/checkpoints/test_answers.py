"""Every input gets an answer: one or several at a time, told once to those who gave."""

import threading

import pytest
from django.db import connections, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse
from django.utils.timezone import now

from checkpoints.inputs.reading import earlier_answers
from checkpoints.models import Answer, Input
from checkpoints.services.answers import answer_inputs
from prioinit.errors import DomainError, EditConflict
from prioinit.models import OutgoingMail
from tests.factories import AnswerFactory, CheckpointFactory, InputFactory
from tests.fixtures import make_world


@pytest.fixture
def checkpoint(world):
    return CheckpointFactory(round=world.round)


def given(world, checkpoint, **fields) -> Input:
    return InputFactory(checkpoint=checkpoint, initiative=world.own, shown=True, **fields)


def from_guest(world, checkpoint, address: str, **fields) -> Input:
    return given(world, checkpoint, contact=address, consented_at=now(), **fields)


def answer(world, *inputs, **changes) -> Answer:
    return answer_inputs(
        **{
            "by": world.ledartroja,
            "place": world.own,
            "inputs": [row.pk for row in inputs],
            "verdict": "tar_med",
            "because": "Vi ringer dem i veckan.",
            **changes,
        }
    )


def url(place, query: str = "") -> str:
    return reverse("checkpoints:input_answer", args=[place.pk]) + query


def form(*inputs, **changes) -> dict:
    return {
        "inputs": [row.pk for row in inputs],
        "verdict": "provar",
        "because": "Två klasser provar.",
        "instead_of": "",
        **changes,
    }


# --- Answering ---------------------------------------------------------------------------------
def test_several_get_one_answer(world, checkpoint, client_for):
    rows = [given(world, checkpoint, text=f"Nummer {n}") for n in range(3)]
    browser = client_for(world.ledartroja)
    assert browser.get(url(world.own)).text.count('name="inputs"') == 3
    assert browser.post(url(world.own), form(*rows[:2])).url == url(world.own)
    said = Answer.objects.get()
    assert set(said.inputs.all()) == set(rows[:2])
    assert (said.verdict, said.because, said.by) == (
        "provar",
        "Två klasser provar.",
        world.ledartroja,
    )
    assert browser.get(url(world.own)).text.count('name="inputs"') == 1
    assert (
        "Två klasser provar."
        in client_for(world.medarbetare).get(world.own.get_absolute_url()).text
    )


def test_the_lots_answers_what_was_said_to_the_whole_checkpoint(world, checkpoint, client_for):
    row = InputFactory(checkpoint=checkpoint, initiative=None, round=world.round, shown=True)
    path = reverse("checkpoints:round_input_answer", args=[world.round.pk])
    assert client_for(world.lots).post(path, form(row)).status_code == 302
    row.refresh_from_db()
    assert (row.answer.initiative, row.answer.round) == (None, world.round)
    assert client_for(world.ledartroja).post(path, form(row)).status_code == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"inputs": []},
        {"verdict": ""},
        {"verdict": "kanske"},
        {"because": " "},
        {"because": "x" * 2_001},
        {"because": "Kim, 900101-0017"},
    ],
)
def test_refused_with_what_was_typed(world, checkpoint, client_for, changes):
    row = given(world, checkpoint)
    sent = client_for(world.ledartroja).post(url(world.own), form(row, **changes))
    assert (sent.status_code, Answer.objects.count()) == (422, 0)
    assert changes.get("because", "Två klasser provar.") in sent.text


def test_only_what_is_shown_and_ones_own_is_answered(world, checkpoint):
    waiting = InputFactory(checkpoint=checkpoint, initiative=world.own)
    others = InputFactory(checkpoint=checkpoint, initiative=world.other, shown=True)
    shown = given(world, checkpoint)
    for rows in ([waiting], [others], [shown, waiting]):
        with pytest.raises(DomainError, match=r"Välj minst ett|visas inte längre"):
            answer(world, *rows)
    assert not Answer.objects.exists()


def test_an_answer_is_to_something_and_says_why(world, checkpoint):
    for rows, changes, words in (
        ([], {}, "Välj minst ett"),
        ([given(world, checkpoint)], {"because": " "}, "Skriv varför"),
    ):
        with pytest.raises(DomainError, match=words):
            answer(world, *rows, **changes)


def test_who_may_answer(world, checkpoint, client_for):
    given(world, checkpoint)
    found = {
        who: client_for(getattr(world, who)).get(url(world.own)).status_code
        for who in (
            "ledartroja",
            "lots",
            "teammedlem",
            "fadder",
            "other_ledartroja",
            "ended",
            "external",
        )
    }
    assert found == {
        "ledartroja": 200,
        "lots": 200,
        "teammedlem": 403,
        "fadder": 403,
        "other_ledartroja": 403,
        "ended": 403,
        "external": 404,
    }


# --- Twice, and two at once --------------------------------------------------------------------
def test_the_same_form_twice_is_one_answer_and_one_mail(world, checkpoint, client_for):
    row = from_guest(world, checkpoint, "kim@example.org")
    browser = client_for(world.ledartroja)
    for _time in range(2):
        assert browser.post(url(world.own), form(row)).status_code == 302
    assert (Answer.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_a_colleague_was_first(world, checkpoint, client_for):
    first, second = given(world, checkpoint), given(world, checkpoint)
    answer(world, first, by=world.ledartroja2, because="Redan på gång.")
    late = client_for(world.ledartroja).post(url(world.own), form(first, second))
    assert late.status_code == 409
    assert "Leo Ledare" in late.text
    assert "Redan på gång." in late.text
    assert "Två klasser provar." in late.text  # one's own, still to be sent
    assert Answer.objects.count() == 1
    second.refresh_from_db()
    assert second.answer is None


@pytest.mark.django_db(transaction=True)
def test_two_answer_at_the_same_moment():
    world = make_world()
    row = given(world, CheckpointFactory(round=world.round))
    barrier, outcomes = threading.Barrier(2), []

    def say(by):
        barrier.wait()
        try:
            answer(world, row, by=by, because=f"Säger {by.name}")
            outcomes.append("ok")
        except EditConflict:
            outcomes.append("konflikt")
        connections.close_all()

    threads = [
        threading.Thread(target=say, args=[by]) for by in (world.ledartroja, world.ledartroja2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["konflikt", "ok"]
    assert Answer.objects.count() == 1


# --- A wrong one -------------------------------------------------------------------------------
def test_an_answer_is_frozen_and_replaced_by_a_new_one(world, checkpoint, client_for):
    row, other = given(world, checkpoint), given(world, checkpoint)
    first = answer(world, row, other)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Answer.objects.update(because="Ändrat")
    again = url(world.own, f"?om={row.pk}")
    browser = client_for(world.ledartroja2)
    assert f'name="instead_of" value="{first.pk}"' in browser.get(again).text
    sent = browser.post(again, form(row, instead_of=first.pk, because="Vi tänkte om."))
    assert sent.status_code == 302
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.answer.because, other.answer) == ("Vi tänkte om.", first)
    assert earlier_answers(row) == [first]
    assert "Tidigare svar:" in browser.get(again).text
    stale = browser.post(again, form(row, instead_of=first.pk, because="För sent."))
    assert stale.status_code == 409


# --- Who is told -------------------------------------------------------------------------------
def test_everyone_who_gave_is_told_once_and_never_the_one_who_answers(world, checkpoint):
    rows = [
        given(world, checkpoint, person=world.medarbetare, text="Ett"),
        given(world, checkpoint, person=world.medarbetare, text="Två"),
        given(world, checkpoint, person=world.ledartroja, text="Från mig själv"),
        given(world, checkpoint, person=world.inactive, text="Har slutat"),
        given(world, checkpoint, text="Utan adress"),
        from_guest(world, checkpoint, "kim@example.org", text="Hallå"),
        from_guest(world, checkpoint, "KIM@example.org", text="Hallå igen"),
        from_guest(world, checkpoint, "sam@example.org", text="Hello", language="en"),
        from_guest(world, checkpoint, world.ledartroja.email, text="Jag som gäst"),
    ]
    answer(world, *rows)
    mails = {mail.to_email: mail for mail in OutgoingMail.objects.all()}
    assert set(mails) == {world.medarbetare.email, "kim@example.org", "sam@example.org"}
    to_employee, to_guest = mails[world.medarbetare.email], mails["kim@example.org"]
    assert to_employee.subject == "Svar på ditt medskick: Eget initiativ"
    assert f"/initiativ/{world.own.pk}/medskick/" in to_employee.text_body
    for part in (to_guest.text_body, to_guest.html_body):
        assert "Vi ringer dem i veckan." in part
        assert "Hallå igen" in part
        assert "Ett" not in part.split()
        assert "/initiativ/" not in part
    assert to_guest.reply_to == world.ledartroja.email
    assert "Hello" in mails["sam@example.org"].text_body


def test_a_new_answer_says_that_it_replaces_the_old(world, checkpoint):
    row = from_guest(world, checkpoint, "kim@example.org")
    first = answer(world, row)
    answer(world, row, instead_of=first.pk, because="Vi tänkte om.")
    latest = OutgoingMail.objects.get(subject__startswith="Nytt svar")
    assert "ersätter det du fick tidigare" in latest.text_body


def test_hostile_text_stays_text_in_the_mail(world, checkpoint):
    row = from_guest(world, checkpoint, "kim@example.org", text="<script>alert(1)</script>")
    world.own.name = "Rad\r\nBcc: alla@example.org"
    world.own.save()
    answer(world, row, because="<b>fet</b>")
    mail = OutgoingMail.objects.get()
    assert ("<script>" in mail.html_body, "<b>fet" in mail.html_body) == (False, False)
    assert "\n" not in mail.subject


@pytest.mark.parametrize("n", [1, 25])
def test_queries_of_the_page(world, checkpoint, client_for, expect_queries, n):
    said = AnswerFactory(initiative=world.own)
    for _number in range(n):
        given(world, checkpoint, person=world.medarbetare)
        given(world, checkpoint, answer=said)
    browser = client_for(world.ledartroja)
    browser.get(url(world.own))
    with expect_queries(5):
        browser.get(url(world.own))
