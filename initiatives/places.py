"""Where an initiative's work is written and read: the pages that its own page leads to, in their order."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roles.permissions import Perm


@dataclass(frozen=True)
class Place:
    url_name: str
    label: str | Promise
    perm: Perm = Perm.READ


PLACES = (
    Place("initiative", _("Läget")),
    Place("need", _("Behov")),
    Place("initiative_lessons", _("Lärdomar")),
    Place("coach_log", _("Coachlogg"), Perm.READ_COACH_LOG),
)
