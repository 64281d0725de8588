"""Mail about obstacles: who is told of which step, and in which words. Written when it leaves."""

from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from initiatives.models import Obstacle, ObstacleStep
from prioinit.mail import MailContent, queue_mails, render_content, wake_on_commit
from prioinit.models import OutgoingMail
from roles.access import people_in_role, users_with
from roles.models import Person
from roles.permissions import Perm, Role

MAIL_KIND = "hinder"
Kind = ObstacleStep.Kind
ASKS_FADDER = (Kind.RAISED, Kind.REOPENED)
TEAM_ROLES = (Role.LEDARTROJA, Role.TEAMMEDLEM)


def tell_of_step(step: ObstacleStep) -> None:
    """At once, which is the next working hour; each person at most once of each step."""
    queue_mails(kind=MAIL_KIND, recipients=audience(step), key=str(step.pk))
    wake_on_commit()


def audience(step: ObstacleStep) -> QuerySet[Person]:
    """Whom the step concerns today. Never the one who took it."""
    obstacle = step.obstacle
    if step.kind in ASKS_FADDER:
        told = _fadder_or_lots(obstacle)
    elif step.kind == Kind.ANSWERED:
        told = people_in_role(obstacle, *TEAM_ROLES) | _raiser(obstacle)
    elif step.kind == Kind.LIFTED:
        told = people_in_role(obstacle, Role.LOTS) | _raiser(obstacle)
    elif step.kind == Kind.TAKEN:
        told = _raiser(obstacle)
    else:
        told = _helpers(obstacle)
    return told.filter(is_active=True).exclude(pk=step.by_id).distinct()


def _fadder_or_lots(obstacle: Obstacle) -> QuerySet[Person]:
    faddrar = people_in_role(obstacle, Role.FADDER)
    return faddrar if faddrar.exists() else people_in_role(obstacle, Role.LOTS)


def _raiser(obstacle: Obstacle) -> QuerySet[Person]:
    """Who raised it, as long as they still work with it."""
    return users_with(Perm.PUBLISH, obstacle).filter(pk=obstacle.raised_by_id)


def _helpers(obstacle: Obstacle) -> QuerySet[Person]:
    """Those who took, lifted or answered it, as long as they still can."""
    handled = obstacle.steps.filter(kind__in=[Kind.TAKEN, Kind.LIFTED, Kind.ANSWERED])
    able = users_with(Perm.CLEAR_THE_WAY, obstacle) | users_with(Perm.DECIDE, obstacle)
    return able.filter(pk__in=handled.values("by_id"))


def render_steps(mails: list[OutgoingMail]) -> dict[UUID, MailContent | None]:
    steps = ObstacleStep.objects.select_related("obstacle__initiative__round", "by").in_bulk(
        [int(mail.key) for mail in mails]
    )
    return {mail.pk: _content(mail, steps[int(mail.key)]) for mail in mails}


def _content(mail: OutgoingMail, step: ObstacleStep) -> MailContent | None:
    if not mail.frozen_at and not _is_wanted(mail, step):
        return None
    person, obstacle = mail.recipient, step.obstacle
    with translation.override(person.language):
        words = {"initiative": obstacle.initiative.name, "who": step.by.name}
        context = {
            "person": person,
            "step": step,
            "obstacle": obstacle,
            "asks": step.kind in ASKS_FADDER,
            "title": _title(step) % words,
            "link": settings.SITE_URL + obstacle.get_absolute_url(),
            "link_label": _("Ta, svara eller lyft")
            if step.kind in ASKS_FADDER
            else _("Se hindret"),
        }
    return render_content("initiatives/mail/obstacle", context, person.language)


def _is_wanted(mail: OutgoingMail, step: ObstacleStep) -> bool:
    """Not when the role ended overnight, or when someone has already done what is asked."""
    if step.kind in ASKS_FADDER and step.obstacle.state != Obstacle.State.RAISED:
        return False
    return audience(step).filter(Q(pk=mail.recipient_id)).exists()


def _title(step: ObstacleStep) -> str:
    return {
        Kind.RAISED: _("Hinder i %(initiative)s: teamet behöver din hjälp"),
        Kind.REOPENED: _("Hindret stoppar fortfarande %(initiative)s"),
        Kind.TAKEN: _("%(who)s har tagit ert hinder i %(initiative)s"),
        Kind.LIFTED: _("%(who)s har lyft ett hinder till ledningsgruppen: %(initiative)s"),
        Kind.ANSWERED: _("Svar på ert hinder i %(initiative)s"),
        Kind.CLOSED: _("Hindret är borta i %(initiative)s"),
        Kind.WITHDRAWN: _("Hindret i %(initiative)s behöver inte lösas längre"),
    }[Kind(step.kind)]
