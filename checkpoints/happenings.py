"""What checkpoints bring to an initiative's timeline."""

from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkpoints.models import Answer, Decision, Preparation
from initiatives.happenings import Told, source


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


CHECKPOINTS = (
    source(
        "checkpoint",
        gettext_lazy("Checkpoints"),
        lambda: Preparation.objects.filter(
            state=Preparation.State.READY, checkpoint__ends_at__lte=now()
        ),
        TruncDate("checkpoint__starts_at"),
        _prepared,
        checkpoint="checkpoint_id",
        name="checkpoint__name",
        how_far="how_far",
    ),
    source(
        "svar",
        gettext_lazy("Svar på medskick"),
        lambda: Answer.objects.all(),
        TruncDate("answered_at"),
        _answer,
        verdict="verdict",
        because="because",
        by="by__name",
    ),
    source(
        "beslut",
        gettext_lazy("Beslut"),
        lambda: Decision.objects.decided(),
        "decided_on",
        _decision,
        offered=True,
        outcome="outcome",
        text="text",
        by="decided_by__name",
    ),
)
