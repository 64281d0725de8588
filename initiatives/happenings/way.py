"""The way of an initiative: its phases, mandates, roles and updates."""

from datetime import date

from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.happenings.source import Told, source
from initiatives.models import Mandate, PhaseChange, StatusUpdate
from initiatives.portfolio import PhaseStep
from roles.models import Assignment
from roles.permissions import Role


def _step(_row: int, said: dict) -> Told:
    step = PhaseStep(said["before"], said["to"], date.min, said["reason"])
    text = "" if step.is_return else said["reason"]  # of a return it is told already
    return Told(step.told, text, by=said["by"])


def _mandate(_row: int, said: dict) -> Told:
    return Told(_("Mandat %(n)s") % {"n": said["number"]}, said["text"])


def _role(_row: int, said: dict) -> Told:
    words = {"who": said["who"], "role": Role(said["role"]).label}
    return Told(_("%(who)s blir %(role)s") % words)


def _role_ended(_row: int, said: dict) -> Told:
    words = {"who": said["who"], "role": Role(said["role"]).label}
    return Told(_("%(who)s slutar som %(role)s") % words)


def _update(row: int, said: dict) -> Told:
    url = reverse("initiatives:update", args=[row])
    return Told(_("Lägesuppdatering"), said["since_last"], url, said["by"])


WAY = (
    source(
        "fas",
        gettext_lazy("Fasbyten"),
        lambda: PhaseChange.objects.all(),
        "on",
        _step,
        offered=True,
        before="from_phase",
        to="to_phase",
        reason="reason",
        by="decided_by__name",
    ),
    source(
        "mandat",
        gettext_lazy("Mandat"),
        lambda: Mandate.objects.all(),
        "issued_on",
        _mandate,
        number="number",
        text="text",
    ),
    source(
        "roll",
        gettext_lazy("Roller"),
        lambda: Assignment.objects.all(),
        "starts_on",
        _role,
        who="person__name",
        role="role",
    ),
    source(
        "roll-slut",
        gettext_lazy("Roller som slutat"),
        lambda: Assignment.objects.filter(ends_on__lt=localdate()),
        "ends_on",
        _role_ended,
        who="person__name",
        role="role",
    ),
    source(
        "lage",
        gettext_lazy("Lägesuppdateringar"),
        lambda: StatusUpdate.objects.final().standing(),
        TruncDate("published_at"),
        _update,
        since_last="since_last",
        by="published_by__name",
    ),
)
