"""The follow-up of an effect long after, and the reading that is due."""

from django.urls import reverse
from django.utils.translation import gettext as _

from checkpoints.reminders.digest.items.base import SHORT, Item, Said, quoted
from initiatives.models import Effect, FollowUp
from prioinit.templatetags.ui import swedish_date


def follow_up_due(said: Said) -> Item:
    follow_up: FollowUp = said.row
    words = {
        "initiative": said.place,
        "n": follow_up.months,
        "due": swedish_date(follow_up.due_on),
    }
    return said.item(
        _("Hur har det gått efter %(n)s månader?") % words,
        _("Svara senast %(due)s. En siffra eller en rad räcker.") % words,
        title=_("Hur har det gått efter %(n)s månader? %(initiative)s") % words,
        path=follow_up.get_absolute_url(),
        link_text=_("Svara"),
        urgency=2,
    )


def reading_due(said: Said) -> Item:
    effect: Effect = said.row
    words = {
        "initiative": said.place,
        "what": quoted(f"{effect.unit} {effect.what}", SHORT),
        "every": effect.get_every_months_display(),
    }
    return said.item(
        _("Dags att mäta: %(what)s") % words,
        _("Ni mäter den %(every)s. Skriv värdet, så ser alla om det rör på sig.") % words,
        path=reverse("initiatives:effects", args=[effect.initiative_id]) + f"#{effect.anchor}",
        link_text=_("Skriv mätningen"),
        urgency=4,
    )
