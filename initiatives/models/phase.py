import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from prioinit.fields import FreeText


class Phase(models.TextChoices):
    """The innovation process. A way of thinking, not a ladder: a change can go to any phase."""

    BEHOV = "behov", _("behov")
    IDE = "ide", _("idé")
    TEST = "test", _("test")
    FORVERKLIGA = "forverkliga", _("förverkliga")

    @property
    def position(self) -> int:
        return list(Phase).index(self)


@pghistory.track()
class PhaseChange(models.Model):
    """A step in the trail, forward or back. Written once, never rewritten."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.PROTECT, related_name="phase_changes"
    )
    from_phase = models.CharField(_("från"), max_length=12, choices=Phase, null=True, blank=True)  # noqa: DJ001 - null is "the first"
    to_phase = models.CharField(_("till"), max_length=12, choices=Phase)
    on = models.DateField(_("datum"))
    reason = FreeText(_("varför"), blank=True)
    missing = FreeText(_("saknades vid bytet"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("beslutat av")
    )
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("fasbyte")
        verbose_name_plural = _("fasbyten")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="phase_change_moves",
                condition=Q(from_phase__isnull=True) | ~Q(from_phase=F("to_phase")),
                violation_error_message=_("Initiativet är redan i den fasen."),
            ),
            models.CheckConstraint(
                name="phase_change_has_reason",
                condition=Q(from_phase__isnull=True) | ~Q(reason=""),
                violation_error_message=_("Skriv varför ni byter fas."),
            ),
            models.UniqueConstraint(
                fields=["initiative"],
                condition=Q(from_phase__isnull=True),
                name="phase_change_starts_once",
                violation_error_message=_("Initiativet har redan startat."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="trail_is_not_rewritten", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return f"{self.initiative}: {self.get_to_phase_display()} {self.on}"

    @property
    def is_back(self) -> bool:
        return (
            self.from_phase is not None
            and Phase(self.to_phase).position < Phase(self.from_phase).position
        )
