"""What the team has written about its work."""

from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.happenings.source import Told, source
from initiatives.models import Insight, NeedStatement, Obstacle


def _need(_row: int, said: dict) -> Told:
    what = _("Behovet i en mening") if said["number"] == 1 else _("Behovet, skrivet om")
    return Told(what, said["text"], by=said["by"])


def _insight(_row: int, said: dict) -> Told:
    what = _("Insikt: %(source)s") % {"source": Insight.Source(said["source"]).label}
    return Told(what, said["text"], by=said["by"])


def _obstacle(row: int, said: dict) -> Told:
    url = reverse("initiatives:obstacle", args=[row])
    return Told(_("Hinder lyft"), said["text"], url, said["by"])


def _obstacle_answered(row: int, said: dict) -> Told:
    url = reverse("initiatives:obstacle", args=[row])
    return Told(_("Hinder besvarat"), said["text"], url, said["by"])


WORK = (
    source(
        "behov",
        gettext_lazy("Behovet"),
        lambda: NeedStatement.objects.all(),
        TruncDate("at"),
        _need,
        offered=True,
        number="number",
        text="text",
        by="by__name",
    ),
    source(
        "insikt",
        gettext_lazy("Insikter"),
        lambda: Insight.objects.kept(),
        "on",
        _insight,
        offered=True,
        source="source",
        text="text",
        by="created_by__name",
    ),
    source(
        "hinder",
        gettext_lazy("Hinder"),
        lambda: Obstacle.objects.all(),
        TruncDate("raised_at"),
        _obstacle,
        text="stops_us",
        by="raised_by__name",
    ),
    source(
        "hinder-svar",
        gettext_lazy("Svar på hinder"),
        lambda: Obstacle.objects.filter(answered_at__isnull=False),
        TruncDate("answered_at"),
        _obstacle_answered,
        offered=True,
        text="answer",
        by="answered_by__name",
    ),
)
