"""What comes of it: readings of effects, steps of the stairs, what was told to whom."""

from decimal import Decimal

from django.db.models import CharField, F
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.happenings.source import Told, source
from initiatives.models import Adoption, AdoptionStep, CommunicationActivity, Measurement, Step


def _reading(_row: int, said: dict) -> Told:
    value = number_format(Decimal(said["value"]).normalize(), use_l10n=True)
    words = {"value": f"{value} {said['unit']}", "what": said["effect"]}
    url = reverse("initiatives:effects", args=[said["initiative"]])
    return Told(_("Mätning"), _("%(value)s %(what)s") % words, url, said["by"])


def _step(_row: int, said: dict) -> Told:
    words = {"n": said["step"], "name": Step(said["step"]).label}
    return Told(_("Steg %(n)s: %(name)s") % words, said["evidence"], by=said["by"])


def _adopted(_row: int, said: dict) -> Told:
    return Told(_("Beslut att införa"), said["decision"], by=said["by"])


def _told(_row: int, said: dict) -> Told:
    what = _("Kommunikation: %(target_group)s") % said
    text = f"{said['activity']}. {said['gave']}" if said["gave"] else said["activity"]
    return Told(what, text, by=said["by"])


REALISED = (
    source(
        "matning",
        gettext_lazy("Mätningar"),
        lambda: Measurement.objects.kept().filter(effect__removed_at=None),
        "on",
        _reading,
        offered=True,
        value=Cast(F("value"), CharField()),
        unit="effect__unit",
        effect="effect__what",
        of="effect__initiative",
        by="created_by__name",
    ),
    source(
        "steg",
        gettext_lazy("Steg i processtrappan"),
        lambda: AdoptionStep.objects.filter(reached_on__isnull=False),
        "reached_on",
        _step,
        offered=True,
        step="step",
        evidence="evidence",
        by="by__name",
    ),
    source(
        "inforande",
        gettext_lazy("Beslut att införa"),
        lambda: Adoption.objects.filter(decided_on__isnull=False),
        "decided_on",
        _adopted,
        offered=True,
        decision="decision",
        by="decided_by_name",
    ),
    source(
        "kommunikation",
        gettext_lazy("Kommunikation"),
        lambda: CommunicationActivity.objects.kept().filter(done_on__isnull=False),
        "done_on",
        _told,
        activity="activity",
        target_group="target_group",
        gave="gave",
        by="responsible",
    ),
)
