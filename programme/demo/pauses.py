"""One that rests, and a person who has chosen when to hear of things."""

from datetime import date, timedelta

from checkpoints.models import MailPreference
from initiatives.models import Initiative
from roles.models import Person

CODE = "TILLSAMMANS"
DAYS_LEFT = 40
REASON = (
    "Matsalen på Linden byggs om till efter årsskiftet, och utan den kan vi inte prova. "
    "Vi tittar på det igen när köket är klart."
)


def write(initiatives: dict[str, Initiative], people: dict[str, Person], today: date) -> None:
    resting = initiatives[CODE]
    resting.paused_until = today + timedelta(days=DAYS_LEFT)
    resting.pause_reason = REASON
    resting.save(update_fields=["paused_until", "pause_reason"])
    MailPreference.objects.create(
        person=people["ylva"],
        group=MailPreference.Group.NEWS,
        rhythm=MailPreference.Rhythm.WEEKLY,
        weekday=MailPreference.Weekday.FRIDAY,
    )
