"""A little history for Utskick: what went, what was refused, what someone has stopped."""

from prioinit.models import MailState, OutgoingMail
from roles.models import Person

# who, day, subject, text
SENT = [
    ("maria", -16, "Lägesuppdatering: Ett tryggare stationsområde"),
    ("johan", -16, "Lägesuppdatering: Ett tryggare stationsområde"),
    ("karl", -10, "Lägesuppdatering: Tillbaka till skolan"),
    ("sara", -6, "Lägesuppdatering: Bo kvar hemma längre"),
    ("frida", -33, "Lägesuppdatering: Klimatsmart måltid"),
    ("kent", -33, "Lägesuppdatering: Klimatsmart måltid"),
    ("leila", -12, "Riggen håller inte: Tillbaka till skolan"),
    ("tomas", -12, "Riggen håller inte: Tillbaka till skolan"),
]
TEXT = "Hej {name}!\n\n{subject}\n\nPå Min sida står det som väntar på dig."


def write(people: dict[str, Person], moment) -> None:
    for number, (key, day, subject) in enumerate(SENT):
        person, sent = people[key], moment(day, 7, 2)
        OutgoingMail.objects.create(
            **_mail(person, subject, sent, number),
            kind="paminnelser",
            key=sent.date().isoformat(),
            state=MailState.SENT,
            attempts=1,
            sent_at=sent,
            smtp_code=250,
        )
    OutgoingMail.objects.create(
        **_mail(people["viktor"], "Inbjudan till Prioinitiativ", moment(-5, 14, 31), len(SENT)),
        state=MailState.FAILED,
        attempts=1,
        smtp_code=550,
        smtp_reply="5.1.1 Mailbox unknown",
        reason="Mejlservern tog inte emot adressen.",
    )


def _mail(person: Person, subject: str, at, number: int) -> dict:
    return {
        "recipient": person,
        "to_email": person.email,
        "subject": subject,
        "text_body": TEXT.format(name=person.get_short_name(), subject=subject),
        "message_id": f"<demo-{number}@lindasa.example>",
        "queued_at": at,
        "frozen_at": at,
    }
