"""The pages of invitations: the list, the answer, the answer from a mail, who came."""

from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils.timezone import now
from pghistory.models import Context

from checkpoints.meetings.replies import SIGNER, reply_token
from checkpoints.models import Checkpoint, Gathering, Invitation
from checkpoints.policy.meetings import meeting_buttons
from checkpoints.services import invitations as services
from prioinit.models import OutgoingMail
from roles.permissions import Role
from tests.checkpoints.calls import all_leave, invitation_of, mails_to
from tests.factories import (
    CheckpointFactory,
    GatheringFactory,
    InvitationFactory,
    give_new,
    in_days,
)

Reply = Invitation.Reply


@pytest.fixture(params=[Checkpoint, Gathering], ids=["checkpoint", "gathering"])
def meeting(request, world):
    factory = CheckpointFactory if request.param is Checkpoint else GatheringFactory
    return factory(round=world.round, name="Vårt möte")


@pytest.fixture
def called(meeting, world):
    services.send_invitations(by=world.lots, meeting=meeting)
    return meeting


def url(name, meeting):
    return reverse(f"checkpoints:{meeting.noun}_{name}", args=[meeting.pk])


def by_mail(invitation, reply=""):
    path = reverse("checkpoints:reply_by_mail", args=[reply_token(invitation)])
    return f"{path}?svar={reply}" if reply else path


def begin(meeting):
    type(meeting).objects.filter(pk=meeting.pk).update(starts_at=now() - timedelta(minutes=5))
    meeting.refresh_from_db()


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize(
    ("stage", "possible", "afterwards"),
    [
        ("coming", ["invitations", "edit", "cancel"], ["cancel"]),
        ("started", ["invitations", "attendance"], ["attendance"]),
        ("cancelled", [], []),
    ],
)
def test_what_a_lots_can_do_follows_the_clock_and_the_round(
    meeting, world, stage, possible, afterwards, over
):
    if stage == "started":
        begin(meeting)
    if stage == "cancelled":
        meeting.cancelled_at = now()
    if over:
        meeting.round.ends_on = in_days(-1)
    wanted = [f"{meeting.noun}_{name}" for name in (afterwards if over else possible)]
    assert [one.name for one in meeting_buttons(world.lots, meeting)] == wanted
    assert meeting_buttons(world.ledartroja, meeting) == []


# --- The list ----------------------------------------------------------------------------------
def test_one_click_calls_everyone_and_a_second_nobody(meeting, world, client_for):
    browser = client_for(world.lots)
    assert "Lea Ledare" in browser.get(url("invitations", meeting)).text
    for said in ("kallelser är på väg", "redan kallade"):
        assert said in browser.post(url("invitations", meeting), follow=True).text
    assert len(mails_to(world.ledartroja)) == 1


def test_somebody_is_added_and_somebody_removed(meeting, world, client_for):
    browser = client_for(world.lots)
    lista = url("call_list", meeting)
    browser.post(lista, {"do": "add", "person": world.medarbetare.pk})
    browser.post(lista, {"do": "remove", "person": world.ledartroja.pk})
    browser.post(url("invitations", meeting))
    assert mails_to(world.ledartroja) == []
    assert len(mails_to(world.medarbetare)) == 1
    text = browser.get(url("invitations", meeting)).text
    assert "Borttagna" in text
    again = browser.post(lista, {"do": "remove", "person": world.ledartroja.pk}, follow=True)
    assert "står inte på listan" in again.text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Välj en person först"),
        ({"do": "add"}, "Välj en person först"),
        ({"person": "<b>"}, "inte redan står på listan"),
        ({"person": 987654}, "inte redan står på listan"),
    ],
)
def test_a_broken_choice_is_said_beside_the_field(meeting, world, client_for, data, said):
    response = client_for(world.lots).post(url("call_list", meeting), data)
    assert response.status_code == 422
    assert said in response.text
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("person", ["", "<b>", "987654"])
def test_nobody_is_taken_off_by_a_broken_address(meeting, world, client_for, person):
    data = {"do": "remove", "person": person}
    assert client_for(world.lots).post(url("call_list", meeting), data).status_code == 404


@pytest.mark.parametrize("name", ["invitations", "call_list", "attendance"])
@pytest.mark.parametrize(
    ("who", "status"), [("ledartroja", 403), ("medarbetare", 403), ("external", 404)]
)
def test_only_those_who_run_the_round(meeting, world, client_for, name, who, status):
    assert client_for(getattr(world, who)).post(url(name, meeting)).status_code == status
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("n", [1, 40])
def test_the_list_page_takes_the_same_queries(world, client_for, expect_queries, n):
    checkpoint = CheckpointFactory(round=world.round)
    services.send_invitations(by=world.lots, meeting=checkpoint)
    for _ in range(n):
        give_new(Role.TEAMMEDLEM, world.own)
        InvitationFactory(checkpoint=checkpoint, called_at=now())
    browser = client_for(world.lots)
    browser.get(url("invitations", checkpoint))
    with expect_queries(6):
        browser.get(url("invitations", checkpoint))


def test_the_page_tells_the_lots_who_comes_and_who_is_not_called(called, world, client_for):
    services.answer(invitation=invitation_of(world.ledartroja, called), reply=Reply.JA)
    give_new(Role.LEDARTROJA, world.own, name="Nya Nora")
    text = client_for(world.lots).get(called.get_absolute_url()).text
    assert "<strong>1</strong><span>ja</span>" in text
    assert "1 med en roll i omgången är inte kallad än." in text
    assert "inte kallad än" not in client_for(world.fadder).get(called.get_absolute_url()).text


# --- Answers on the page -----------------------------------------------------------------------
@pytest.mark.parametrize("reply", Reply.values)
def test_one_click_answers(called, world, client_for, reply):
    browser = client_for(world.ledartroja)
    assert "Kommer du?" in browser.get(called.get_absolute_url()).text
    invitation = invitation_of(world.ledartroja, called)
    address = reverse("checkpoints:reply", args=[invitation.pk])
    response = browser.post(address, {"svar": reply}, follow=True)
    assert f"Du har svarat {reply}" in response.text
    invitation.refresh_from_db()
    assert invitation.reply == reply


def test_answered_from_min_sida_and_then_gone_from_there(called, world, client_for):
    browser = client_for(world.ledartroja)
    assert "Vårt möte" in browser.get("/").text
    address = reverse("checkpoints:reply", args=[invitation_of(world.ledartroja, called).pk])
    response = browser.post(address, {"svar": "ja", "fran": "min-sida"})
    assert response.url == "/"
    assert "Kommer du?" not in browser.get("/").text


def test_nobody_answers_for_somebody_else(called, world, client_for):
    address = reverse("checkpoints:reply", args=[invitation_of(world.ledartroja, called).pk])
    for person in (world.lots, world.ledartroja2, world.external):
        assert client_for(person).post(address, {"svar": "ja"}).status_code == 404
    browser = client_for(world.ledartroja)
    assert browser.get(address).status_code == 405
    assert browser.post(address, {"svar": "kanske inte"}).status_code == 404


def test_who_is_not_called_is_asked_nothing(called, world, client_for):
    assert "Kommer du?" not in client_for(world.medarbetare).get(called.get_absolute_url()).text


# --- Answers from the mail ---------------------------------------------------------------------
def test_the_mail_s_link_shows_little_and_writes_nothing(called, world, client):
    invitation = invitation_of(world.ledartroja, called)
    response = client.get(by_mail(invitation, "nej"))
    assert response.status_code == 200
    assert "Vårt möte" in response.text
    for secret in ("Lea", world.ledartroja.email, "Lotta", called.video_link or "Omgång ett"):
        assert secret not in response.text
    assert 'value="nej" autofocus' in response.text
    assert response["Cache-Control"].startswith("max-age=0")
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert not response.cookies
    invitation.refresh_from_db()
    assert invitation.reply == ""


def test_an_answer_from_the_mail_needs_no_sign_in_and_can_be_changed(called, world, client):
    client.handler.enforce_csrf_checks = True
    invitation = invitation_of(world.ledartroja, called)
    for reply in ("nej", "ja"):
        response = client.post(by_mail(invitation, "nej"), {"svar": reply}, follow=True)
        assert f"Tack! Du har svarat {reply}." in response.text
        invitation.refresh_from_db()
        assert invitation.reply == reply
    token = reply_token(invitation)
    assert not [row for row in Context.objects.all() if token in str(row.metadata)]


@pytest.mark.parametrize("token", ["x", "x" * 5000, "%00", "<script>", "MQ:1abc:def"])
def test_a_made_up_token_is_not_found(called, client, token):
    assert client.get(f"/svar/{token}/").status_code == 404


def test_a_token_signed_for_something_else_is_not_found(called, world, client):
    other = signing.Signer(salt="something else").sign_object(
        invitation_of(world.ledartroja, called).pk
    )
    assert client.get(f"/svar/{other}/").status_code == 404
    assert client.get(f"/svar/{SIGNER.sign_object(987654321)}/").status_code == 404


def test_the_link_says_when_it_is_too_late(called, world, client):
    invitation = invitation_of(world.ledartroja, called)
    begin(called)
    assert "Mötet har börjat" in client.get(by_mail(invitation, "ja")).text
    response = client.post(by_mail(invitation), {"svar": "ja"})
    assert response.status_code == 409
    invitation.refresh_from_db()
    assert invitation.reply == ""


def test_the_link_says_that_it_is_cancelled(called, world, client):
    invitation = invitation_of(world.ledartroja, called)
    type(called).objects.update(cancelled_at=now(), cancel_reason="Storm på torget.")
    text = client.get(by_mail(invitation, "ja")).text
    assert "Mötet är inställt." in text
    assert "Storm" not in text


def test_the_link_of_one_taken_off_says_so(called, world, client):
    all_leave()
    services.take_off_list(by=world.lots, meeting=called, person=world.ledartroja)
    text = client.get(by_mail(invitation_of(world.ledartroja, called), "ja")).text
    assert "Du är inte längre kallad." in text


def test_the_link_of_one_who_left_is_dead(called, world, client):
    world.ledartroja.is_active = False
    world.ledartroja.save(update_fields=["is_active"])
    assert client.get(by_mail(invitation_of(world.ledartroja, called))).status_code == 404


# --- Who came ----------------------------------------------------------------------------------
def test_yes_is_ticked_beforehand_and_stored_only_when_saved(called, world, client_for):
    services.answer(invitation=invitation_of(world.ledartroja, called), reply=Reply.JA)
    begin(called)
    browser = client_for(world.lots)
    text = browser.get(url("attendance", called)).text
    ticked = f'id="kom-{world.ledartroja.pk}" checked'
    assert ticked in text
    assert text.count(" checked") == 1
    assert not Invitation.objects.exclude(came=None).exists()
    browser.post(url("attendance", called), {"came": [world.ledartroja2.pk], "person": ""})
    assert invitation_of(world.ledartroja2, called).came is True
    assert invitation_of(world.ledartroja, called).came is False
    again = browser.get(url("attendance", called)).text
    assert ticked not in again
    assert f'id="kom-{world.ledartroja2.pk}" checked' in again


def test_somebody_who_was_not_called_came(called, world, client_for):
    begin(called)
    browser = client_for(world.lots)
    data = {"came": ["x", str(world.ledartroja.pk)], "person": world.medarbetare.pk}
    assert "2 personer var med." in browser.post(url("attendance", called), data, follow=True).text
    invalid = browser.post(url("attendance", called), {"person": "987654321"})
    assert invalid.status_code == 422


def test_attendance_waits_for_the_meeting(called, world, client_for):
    response = client_for(world.lots).post(url("attendance", called), {"came": []})
    assert response.url == called.get_absolute_url()
    assert not Invitation.objects.exclude(came=None).exists()
