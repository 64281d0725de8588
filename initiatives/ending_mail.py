"""Mail about an ending: to those who have worked with it, and to whoever takes over. Written when it leaves."""

from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from initiatives.models import Ending, Lesson
from prioinit.mail import MailContent, queue_mails, render_content, wake_on_commit
from prioinit.models import OutgoingMail
from roles.access import people_in_role
from roles.models import Person
from roles.permissions import INITIATIVE_ROLES, Role

MAIL_KIND = "avslut"


def tell_of_ending(ending: Ending) -> None:
    """At once, which is the next working hour; each person once."""
    queue_mails(kind=MAIL_KIND, recipients=audience(ending), key=str(ending.pk))
    wake_on_commit()


def audience(ending: Ending) -> QuerySet[Person]:
    """Team, fadder, coach and lotsar; who takes over what is in use; those who lead what it goes up in."""
    told = people_in_role(ending.initiative, *INITIATIVE_ROLES, Role.LOTS)
    told |= Person.objects.filter(pk=ending.processledare_id)
    if ending.merged_into:
        told |= people_in_role(ending.merged_into, Role.LEDARTROJA)
    return told.filter(is_active=True).exclude(pk=ending.by_id).distinct()


def render_endings(mails: list[OutgoingMail]) -> dict[UUID, MailContent | None]:
    rows = Ending.objects.select_related(
        "initiative__round", "merged_into", "processledare", "unit", "by"
    ).prefetch_related(
        Prefetch("initiative__lessons", Lesson.objects.kept(), to_attr="kept_lessons")
    )
    found = rows.in_bulk([int(mail.key) for mail in mails])
    return {mail.pk: _content(mail, found[int(mail.key)]) for mail in mails}


def _content(mail: OutgoingMail, ending: Ending) -> MailContent | None:
    if not mail.frozen_at and not _is_wanted(mail, ending):
        return None
    person = mail.recipient
    with translation.override(person.language):
        context = {
            "person": person,
            "ending": ending,
            "lesson": next(iter(ending.initiative.kept_lessons), None),
            "takes_over": ending.processledare_id == person.pk,
            "title": _title(ending) % {"initiative": ending.initiative.name},
            "link": settings.SITE_URL + ending.initiative.get_absolute_url(),
            "link_label": _("Läs hur det gick"),
        }
    return render_content("initiatives/mail/ending", context, person.language)


def _is_wanted(mail: OutgoingMail, ending: Ending) -> bool:
    """Not when it was opened again, or the role ended overnight."""
    if ending.reopened_at is not None:
        return False
    return audience(ending).filter(Q(pk=mail.recipient_id)).exists()


def _title(ending: Ending) -> str:
    return {
        Ending.Outcome.NYTTIGGJORD: _("%(initiative)s är nyttiggjort. Tack!"),
        Ending.Outcome.LARDOM: _("%(initiative)s är avslutat med lärdom. Tack!"),
        Ending.Outcome.SAMMANSLAGEN: _("%(initiative)s går vidare i ett annat initiativ"),
    }[Ending.Outcome(ending.outcome)]
