"""Where an initiative's work is written and read: the pages that its own page leads to, in their order."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roles.permissions import Perm


@dataclass(frozen=True)
class Place:
    """A satellite's page is known by its address alone."""

    url_name: str
    label: str | Promise
    perm: Perm = Perm.READ


PLACES = (
    Place("initiatives:initiative", _("Läget")),
    Place("initiatives:need", _("Behov")),
    Place("initiatives:ideas", _("Idéer")),
    Place("initiatives:tests", _("Tester")),
    Place("initiatives:adoption", _("Förverkliga")),
    Place("initiatives:effects", _("Effekter")),
    Place("initiatives:communication", _("Kommunikation")),
    Place("initiatives:documents", _("Dokument")),
    Place("initiatives:initiative_lessons", _("Lärdomar")),
    Place("initiatives:coach_log", _("Coachlogg"), Perm.READ_COACH_LOG),
    Place("programme:timeline", _("Tidslinje")),
    Place("programme:history", _("Historik")),
)
