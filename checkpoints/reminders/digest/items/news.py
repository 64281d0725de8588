"""What has happened."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkpoints.models import Announcement
from checkpoints.reminders.digest.items.base import Item, Said
from initiatives.models import PhaseChange
from prioinit.templatetags.ui import swedish_date
from roles.models import Assignment
from roles.permissions import Role

MEANS: dict[Role, str | Promise] = {
    Role.LEDARTROJA: gettext_lazy(
        "Du leder arbetet ihop med minst en till: ni skriver läget, förbereder checkpoints "
        "och lyfter hinder."
    ),
    Role.FADDER: gettext_lazy(
        "Du krattar banan: du svarar på hinder, beslutar när teamet ber om det och håller kontakt."
    ),
    Role.COACH: gettext_lazy("Du stöttar teamet i arbetssättet och hör av dig när det blir tyst."),
    Role.TEAMMEDLEM: gettext_lazy("Du arbetar i teamet och läser det som är på gång."),
    Role.PROCESSLEDARE: gettext_lazy(
        "Du tar emot det som teamet har kommit fram till, och följer att det används och ger effekt."
    ),
    Role.LOTS: gettext_lazy(
        "Du håller ihop omgången: rigg, checkpoints och underlag till ledningsgruppen."
    ),
    Role.ADMIN: gettext_lazy("Du sköter människor, enheter och roller."),
}


def phase_changed(said: Said) -> Item:
    change: PhaseChange = said.row
    words = {
        "initiative": said.place,
        "phase": change.get_to_phase_display(),
        "who": change.decided_by.name,
        "day": date_format(change.on, "j F"),
        "reason": change.reason,
    }
    if change.is_back:
        title = _("%(initiative)s har gått tillbaka till fasen %(phase)s") % words
        headline = _("Tillbaka till fasen %(phase)s") % words
    else:
        title = _("%(initiative)s är nu i fasen %(phase)s") % words
        headline = _("Nu i fasen %(phase)s") % words
    return said.item(
        headline,
        _("%(who)s bestämde det %(day)s: %(reason)s") % words,
        title=title,
        path=said.reminder.initiative.get_absolute_url(),
        link_text=_("Se initiativet"),
        urgency=7,
        asks=False,
    )


def role_given(said: Said) -> Item:
    given: Assignment = said.row
    role = Role(given.role)
    words = {
        "role": role.label,
        "place": said.place,
        "who": given.given_by.name if given.given_by else settings.ORGANISATION_NAME,
        "day": swedish_date(given.starts_on),
        "means": MEANS[role],
    }
    if given.starts_on > said.today:
        headline = _("Du blir %(role)s från %(day)s") % words
    else:
        headline = _("Du är nu %(role)s") % words
    place = said.reminder.place
    return said.item(
        headline,
        _("%(means)s %(who)s gav dig rollen.") % words,
        title=f"{headline}: {said.place}" if place else headline,
        path=place.get_absolute_url() if place else reverse("roles:profile"),
        link_text=_("Se var du har rollen") if place else _("Se din profil"),
        urgency=7,
        asks=False,
    )


def report_final(said: Said) -> Item:
    announced: Announcement = said.row
    return said.item(
        _("Fastställt: %(title)s") % {"title": announced.title},
        _("Det är en allmän handling från och med nu, och ändras inte mer."),
        path=announced.path,
        link_text=_("Läs det"),
        urgency=8,
        asks=False,
    )
