"""Mail about decisions and åtgärder: who is told, and in which words. Written when it leaves."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from checkpoints.models import Action, Decision
from prioinit.mail import MailContent, queue_mails, render_content, wake_on_commit
from prioinit.models import OutgoingMail
from roles.access import people_in_role
from roles.models import Person
from roles.permissions import Role

DECISION_MAIL, ACTION_MAIL = "beslut", "atgard"
REQUESTED, DECIDED = "begart", "beslutat"


# --- Decisions ---------------------------------------------------------------------------------
def tell_of_request(decision: Decision) -> None:
    _queue(REQUESTED, decision, asked_audience(decision))


def tell_of_decision(decision: Decision) -> None:
    _queue(DECIDED, decision, decided_audience(decision))


def _queue(event: str, decision: Decision, people: QuerySet[Person]) -> None:
    """At once, which is the next working hour; each person once."""
    queue_mails(kind=DECISION_MAIL, recipients=people, key=f"{event} {decision.pk}")
    wake_on_commit()


def asked_audience(decision: Decision) -> QuerySet[Person]:
    """The fadder; the lotsar when there is none, and when it waits for the ledningsgrupp's meeting."""
    people = people_in_role(decision, Role.FADDER)
    if decision.asked_of == Decision.AskedOf.KLG or not people.exists():
        people = people_in_role(decision, Role.LOTS)
    return people.filter(is_active=True).exclude(pk=decision.requested_by_id)


def decided_audience(decision: Decision) -> QuerySet[Person]:
    """The team, the fadder and the one who is to do it; not those whose own doing it is."""
    people = people_in_role(decision, Role.LEDARTROJA, Role.TEAMMEDLEM, Role.FADDER)
    people |= Person.objects.filter(pk=decision.responsible_id)
    own = [decision.recorded_by_id, decision.decided_by_id]
    return people.filter(is_active=True).exclude(pk__in=own).distinct()


def render_decisions(mails: list[OutgoingMail]) -> dict[UUID, MailContent | None]:
    found = Decision.objects.select_related(
        "initiative__round", "requested_by", "decided_by", "responsible", "checkpoint"
    ).in_bulk([int(mail.key.split()[1]) for mail in mails])
    return {mail.pk: _decision(mail, found[int(mail.key.split()[1])]) for mail in mails}


def _decision(mail: OutgoingMail, decision: Decision) -> MailContent | None:
    asks = mail.key.startswith(REQUESTED)
    audience: Callable = asked_audience if asks else decided_audience
    gone = asks and decision.state != Decision.State.REQUESTED
    if not mail.frozen_at and (
        gone or not audience(decision).filter(pk=mail.recipient_id).exists()
    ):
        return None
    with translation.override(mail.recipient.language):
        words = {"initiative": decision.initiative.name}
        title = _("Beslut begärt: %(initiative)s") if asks else _("Beslut: %(initiative)s")
        label = _("Läs och besluta") if asks else _("Se beslutet")
        context = {"decision": decision, "asks": asks, "title": title % words}
        context |= _link(mail, decision.get_absolute_url(), label)
    return render_content("checkpoints/mail/decision", context, mail.recipient.language)


# --- Åtgärder ----------------------------------------------------------------------------------
def tell_responsible(action: Action, *, by: Person) -> None:
    if action.responsible_id == by.pk:
        return
    queue_mails(kind=ACTION_MAIL, recipients=[action.responsible], key=f"{action.pk} {by.pk}")
    wake_on_commit()


def render_actions(mails: list[OutgoingMail]) -> dict[UUID, MailContent | None]:
    found = Action.objects.select_related("initiative", "round", "created_by").in_bulk(
        [int(mail.key.split()[0]) for mail in mails]
    )
    givers = Person.objects.in_bulk([int(mail.key.split()[1]) for mail in mails])
    return {
        mail.pk: _action(mail, found[int(mail.key.split()[0])], givers[int(mail.key.split()[1])])
        for mail in mails
    }


def _action(mail: OutgoingMail, action: Action, giver: Person) -> MailContent | None:
    """Not when it has been done or given to someone else since."""
    if not mail.frozen_at and not (action.is_open and action.responsible_id == mail.recipient_id):
        return None
    with translation.override(mail.recipient.language):
        title = _("Du har fått en åtgärd: %(what)s") % {"what": action}
        context = {"action": action, "giver": giver, "title": title}
        context |= _link(mail, action.get_absolute_url(), _("Se åtgärden"))
    return render_content("checkpoints/mail/action", context, mail.recipient.language)


def _link(mail: OutgoingMail, path: str, label: str) -> dict:
    return {"person": mail.recipient, "link": settings.SITE_URL + path, "link_label": label}
