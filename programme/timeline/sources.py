"""What happens to an initiative: where each kind of thing is read, and how it is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, Expression, F, QuerySet, Value
from django.db.models.functions import Cast, JSONObject, TruncDate
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkpoints.models import Answer, Decision, Preparation
from initiatives.models import (
    Initiative,
    Insight,
    Mandate,
    NeedStatement,
    Obstacle,
    PhaseChange,
    StatusUpdate,
)
from initiatives.portfolio import PhaseStep
from roles.models import Assignment
from roles.permissions import Role


@dataclass(frozen=True)
class Told:
    """`what` in a few words, `text` in the team's own."""

    what: str
    text: str = ""
    url: str = ""
    by: str = ""


@dataclass(frozen=True)
class Source:
    """`kind` is it in an address. `rows` are (happened_on, kind, row, said); `tell` makes words of a row."""

    kind: str
    label: str | Promise
    rows: Callable[[Initiative], QuerySet]
    tell: Callable[[int, dict[str, Any]], Told]


def _source(
    kind: str,
    label: str | Promise,
    found: Callable[[Initiative], QuerySet],
    on: str | Expression,
    tell: Callable[[int, dict[str, Any]], Told],
    **said: str,
) -> Source:
    """`on` names a date, or is an expression for one; `said` what is read, by the name `tell` knows it by."""
    happened = Cast(F(on), DateField()) if isinstance(on, str) else on

    def rows(initiative: Initiative) -> QuerySet:
        named = {"happened_on": happened, "kind": Value(kind), "row": F("pk")}
        told = found(initiative).order_by().annotate(**named, told=JSONObject(**said))
        return told.values_list("happened_on", "kind", "row", "told")

    return Source(kind, label, rows, tell)


# --- The way -----------------------------------------------------------------------------------
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


# --- The work ----------------------------------------------------------------------------------
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


# --- The organisation --------------------------------------------------------------------------
def _prepared(_row: int, said: dict) -> Told:
    url = reverse("checkpoints:preparation", args=[said["checkpoint"], said["initiative"]])
    return Told(said["name"], said["how_far"], url)


def _answer(_row: int, said: dict) -> Told:
    verdict = Answer.Verdict(said["verdict"]).label
    what = _("Svar på medskick: %(verdict)s") % {"verdict": verdict}
    return Told(what, said["because"], by=said["by"])


def _decision(row: int, said: dict) -> Told:
    what = _("Beslut: %(outcome)s") % {"outcome": Decision.Outcome(said["outcome"]).label}
    return Told(what, said["text"], reverse("checkpoints:decision", args=[row]), said["by"])


_WAY = (
    _source(
        "fas",
        gettext_lazy("Fasbyten"),
        lambda initiative: PhaseChange.objects.filter(initiative=initiative),
        "on",
        _step,
        before="from_phase",
        to="to_phase",
        reason="reason",
        by="decided_by__name",
    ),
    _source(
        "mandat",
        gettext_lazy("Mandat"),
        lambda initiative: Mandate.objects.filter(initiative=initiative),
        "issued_on",
        _mandate,
        number="number",
        text="text",
    ),
    _source(
        "roll",
        gettext_lazy("Roller"),
        lambda initiative: Assignment.objects.filter(initiative=initiative),
        "starts_on",
        _role,
        who="person__name",
        role="role",
    ),
    _source(
        "roll-slut",
        gettext_lazy("Roller som slutat"),
        lambda initiative: Assignment.objects.filter(
            initiative=initiative, ends_on__lt=localdate()
        ),
        "ends_on",
        _role_ended,
        who="person__name",
        role="role",
    ),
    _source(
        "lage",
        gettext_lazy("Lägesuppdateringar"),
        lambda initiative: StatusUpdate.objects.final().standing().filter(initiative=initiative),
        TruncDate("published_at"),
        _update,
        since_last="since_last",
        by="published_by__name",
    ),
)
_WORK = (
    _source(
        "behov",
        gettext_lazy("Behovet"),
        lambda initiative: NeedStatement.objects.filter(initiative=initiative),
        TruncDate("at"),
        _need,
        number="number",
        text="text",
        by="by__name",
    ),
    _source(
        "insikt",
        gettext_lazy("Insikter"),
        lambda initiative: Insight.objects.kept().filter(initiative=initiative),
        "on",
        _insight,
        source="source",
        text="text",
        by="created_by__name",
    ),
    _source(
        "hinder",
        gettext_lazy("Hinder"),
        lambda initiative: Obstacle.objects.filter(initiative=initiative),
        TruncDate("raised_at"),
        _obstacle,
        text="stops_us",
        by="raised_by__name",
    ),
    _source(
        "hinder-svar",
        gettext_lazy("Svar på hinder"),
        lambda initiative: Obstacle.objects.filter(
            initiative=initiative, answered_at__isnull=False
        ),
        TruncDate("answered_at"),
        _obstacle_answered,
        text="answer",
        by="answered_by__name",
    ),
)
_ORGANISATION = (
    _source(
        "checkpoint",
        gettext_lazy("Checkpoints"),
        lambda initiative: Preparation.objects.filter(
            initiative=initiative, state=Preparation.State.READY, checkpoint__ends_at__lte=now()
        ),
        TruncDate("checkpoint__starts_at"),
        _prepared,
        checkpoint="checkpoint_id",
        initiative="initiative_id",
        name="checkpoint__name",
        how_far="how_far",
    ),
    _source(
        "svar",
        gettext_lazy("Svar på medskick"),
        lambda initiative: Answer.objects.filter(initiative=initiative),
        TruncDate("answered_at"),
        _answer,
        verdict="verdict",
        because="because",
        by="by__name",
    ),
    _source(
        "beslut",
        gettext_lazy("Beslut"),
        lambda initiative: Decision.objects.decided().filter(initiative=initiative),
        "decided_on",
        _decision,
        outcome="outcome",
        text="text",
        by="decided_by__name",
    ),
)
SOURCES = (*_WAY, *_WORK, *_ORGANISATION)
