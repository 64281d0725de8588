"""Informationsklassning: how well the information in an initiative must be protected, and why."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prioinit.fields import FreeLine, FreeText


class Level(models.IntegerChoices):
    """What happens if it goes wrong."""

    FORSUMBAR = 1, _("försumbar skada")
    MATTLIG = 2, _("måttlig skada")
    BETYDANDE = 3, _("betydande skada")
    ALLVARLIG = 4, _("allvarlig skada")


def _level(name) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(name, choices=Level)


@pghistory.track()
class InformationClassification(models.Model):
    """A decision. A new one is a new row: what was decided before can always be read."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    ASPECTS = ("confidentiality", "correctness", "availability", "traceability")

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.PROTECT, related_name="classifications"
    )
    number = models.PositiveSmallIntegerField(_("nummer"))
    confidentiality = _level(_("konfidentialitet"))
    confidentiality_reason = FreeText(_("varför"))
    correctness = _level(_("riktighet"))
    correctness_reason = FreeText(_("varför"))
    availability = _level(_("tillgänglighet"))
    availability_reason = FreeText(_("varför"))
    traceability = _level(_("spårbarhet"))
    traceability_reason = FreeText(_("varför"))
    decided_by = FreeLine(_("beslutat av"))
    decided_on = models.DateField(_("beslutat den"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("skriven"))

    class Meta:
        verbose_name = _("informationsklassning")
        verbose_name_plural = _("informationsklassningar")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "number"], name="classification_number_once"
            ),
            models.CheckConstraint(
                name="classification_levels_1_to_4",
                condition=Q(
                    number__gte=1,
                    confidentiality__range=(1, 4),
                    correctness__range=(1, 4),
                    availability__range=(1, 4),
                    traceability__range=(1, 4),
                ),
                violation_error_message=_("Nivån är mellan 1 och 4."),
            ),
            models.CheckConstraint(
                name="classification_says_why",
                condition=~Q(confidentiality_reason="")
                & ~Q(correctness_reason="")
                & ~Q(availability_reason="")
                & ~Q(traceability_reason="")
                & ~Q(decided_by=""),
                violation_error_message=_("Skriv varför för varje nivå, och vem som har beslutat."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="classification_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return "-".join(str(getattr(self, name)) for name in self.ASPECTS)

    @property
    def aspects(self) -> list[dict]:
        """The four, in the order they are always said."""
        return [
            {
                "name": self._meta.get_field(name).verbose_name,
                "level": getattr(self, name),
                "label": Level(getattr(self, name)).label,
                "reason": getattr(self, f"{name}_reason"),
            }
            for name in self.ASPECTS
        ]
