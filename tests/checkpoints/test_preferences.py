import pytest

from checkpoints.models import MailPreference, Reminder
from checkpoints.reminders.rhythm import GROUP_OF, may_be_weekly

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


def test_every_kind_has_a_group_and_duty_is_never_weekly():
    assert set(GROUP_OF) == set(Reminder.Kind)
    assert {kind for kind in Reminder.Kind if not may_be_weekly(kind)} == DUTY
