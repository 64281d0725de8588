from datetime import date

import pytest

from checkpoints.models import MailPreference, Reminder
from checkpoints.reminders.rhythm import GROUP_OF, may_be_weekly
from checkpoints.services.preferences import choose_rhythms
from prioinit.errors import DomainError
from tests.factories import ReminderFactory

URL = "/min-profil/mejl/"
CHOSEN = {"uppgifter": "dagligen", "bevakning": "veckovis", "nyheter": "genast", "weekday": "2"}
DUTY = {"preparation_due", "update_due", "obstacle_waiting", "rigg_broken", "decision_waiting"} | {
    "action_due",
    "follow_up_due",
}


def test_person_chooses_and_reads_it_in_the_profile(world, client_for):
    browser = client_for(world.ledartroja)
    page = browser.post(URL, CHOSEN, follow=True)
    assert page.redirect_chain[-1][0] == "/min-profil/"
    assert "en gång i veckan, på onsdag" in page.text
    rows = MailPreference.objects.filter(person=world.ledartroja).order_by("group")
    assert list(rows.values_list("group", "rhythm", "weekday")) == [
        ("bevakning", "veckovis", 2),
        ("nyheter", "genast", None),
        ("uppgifter", "dagligen", None),
    ]


def test_choosing_again_changes_the_same_rows(world, client_for):
    browser = client_for(world.ledartroja)
    for _ in range(2):
        browser.post(URL, CHOSEN)
    browser.post(URL, CHOSEN | {"nyheter": "dagligen"})
    assert MailPreference.objects.filter(person=world.ledartroja).count() == 3
    assert "genast" not in set(MailPreference.objects.values_list("rhythm", flat=True))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"uppgifter": "veckovis"}, "Välj ett av alternativen."),
        ({"nyheter": "aldrig"}, "Välj ett av alternativen."),
        ({"weekday": ""}, "Välj vilken dag"),
        ({"weekday": "6"}, "6"),
    ],
)
def test_what_cannot_be_chosen_is_said(world, client_for, changed, said):
    answer = client_for(world.ledartroja).post(URL, CHOSEN | changed)
    assert answer.status_code == 422
    assert said in answer.text
    assert not MailPreference.objects.exists()


def test_choice_is_ones_own(world, client_for, client):
    client_for(world.external).post(URL, CHOSEN)
    assert set(MailPreference.objects.values_list("person", flat=True)) == {world.external.pk}
    assert client.get(URL).status_code == 302
    assert client_for(world.lots).put(URL).status_code == 405


def test_two_people_choose_each_their_own(world):
    choose_rhythms(by=world.lots, rhythms={"nyheter": "veckovis"}, weekday=2)
    choose_rhythms(by=world.coach, rhythms={"nyheter": "genast"}, weekday=None)
    assert set(MailPreference.objects.values_list("person", "rhythm", "weekday")) == {
        (world.lots.pk, "veckovis", 2),
        (world.coach.pk, "genast", None),
    }
    with pytest.raises(DomainError):
        choose_rhythms(by=world.coach, rhythms={"nyheter": "aldrig"}, weekday=None)


def test_what_waits_of_that_group_follows_and_nothing_else(world, frozen_time):
    frozen_time("2026-12-02 12:00")  # a Wednesday
    news = {"kind": Reminder.Kind.PHASE_CHANGED, "send_on": date(2026, 12, 3)}
    waits = ReminderFactory(person=world.lots, **news)
    stays = [
        ReminderFactory(person=world.coach, **news),
        ReminderFactory(person=world.lots, **news | {"kind": Reminder.Kind.UPDATE_DUE}),
        ReminderFactory(
            person=world.lots, **news, state=Reminder.State.CANCELLED, reason="Flyttad"
        ),
        ReminderFactory(person=world.lots, **news | {"send_on": date(2026, 12, 1)}),
    ]
    before = [one.send_on for one in stays]
    choose_rhythms(by=world.lots, rhythms={"nyheter": "veckovis"}, weekday=4)
    for one in (waits, *stays):
        one.refresh_from_db()
    assert waits.send_on == date(2026, 12, 4)
    assert [one.send_on for one in stays] == before


def test_every_kind_has_a_group_and_duty_is_never_weekly():
    assert set(GROUP_OF) == set(Reminder.Kind)
    assert {kind for kind in Reminder.Kind if not may_be_weekly(kind)} == DUTY
