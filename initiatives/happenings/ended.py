"""Lessons, and how it ended."""

from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.happenings.source import Told, source
from initiatives.models import Ending, Lesson


def _lesson(_row: int, said: dict) -> Told:
    url = reverse("initiatives:initiative_lessons", args=[said["initiative"]])
    return Told(_("Lärdom"), said["text"], url, said["by"])


def _ending(_row: int, said: dict) -> Told:
    what = _("Avslut: %(outcome)s") % {"outcome": Ending.Outcome(said["outcome"]).label}
    return Told(what, said["words"], by=said["by"])


ENDED = (
    source(
        "lardom",
        gettext_lazy("Lärdomar"),
        lambda: Lesson.objects.kept(),
        TruncDate("created_at"),
        _lesson,
        offered=True,
        text="text",
        by="created_by__name",
    ),
    source(
        "avslut",
        gettext_lazy("Avslut"),
        lambda: Ending.objects.standing(),
        "on",
        _ending,
        outcome="outcome",
        words="words",
        by="by__name",
    ),
)
