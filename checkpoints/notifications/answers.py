"""The answer goes back to those who gave: at once, in their language, never to the one who answered."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Answer, Input
from prioinit.mail import render_content, send_to

TEMPLATE = "checkpoints/mail/answer"


def tell_givers(answer: Answer, inputs: list[Input], *, again: bool = False) -> None:
    """One mail a person, however many of their inputs it answers."""
    people: dict[int, list[Input]] = {}
    guests: dict[tuple[str, str], list[Input]] = {}
    for row in inputs:
        if row.person_id:
            people.setdefault(row.person_id, []).append(row)
        elif row.contact:
            guests.setdefault((row.contact.lower(), row.language), []).append(row)
    for rows in people.values():
        person = rows[0].person
        if person.pk != answer.by_id and person.is_active:
            send_to(person, TEMPLATE, _context(answer, rows, again) | _link(answer))
    for (address, language), rows in guests.items():
        if address != answer.by.email.lower():
            _write_to_guest(rows[0].contact, language, _context(answer, rows, again))


def _context(answer: Answer, rows: list[Input], again: bool) -> dict:
    return {
        "answer": answer,
        "place": answer.initiative or answer.round,
        "inputs": rows,
        "again": again,
        "title": _("Svar på ditt medskick"),
        "link": "",
    }


def _link(answer: Answer) -> dict:
    if answer.initiative_id:
        path = reverse("checkpoints:initiative_input", args=[answer.initiative_id])
    else:
        path = answer.round.get_absolute_url()
    return {"link": settings.SITE_URL + path, "link_label": _("Se alla medskick och svar")}


def _write_to_guest(address: str, language: str, context: dict) -> None:
    """No link: a guest cannot read anything here. An answer to the mail reaches the one who wrote."""
    content = render_content(TEMPLATE, {"person": None, **context}, language)
    mail = EmailMultiAlternatives(
        content.subject, content.text, None, [address], reply_to=[context["answer"].by.email]
    )
    mail.attach_alternative(content.html, "text/html")
    mail.send()
