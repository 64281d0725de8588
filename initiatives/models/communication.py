"""Kommunikationsplan: whom the team tells what, how and when, and what it gave."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiatives.models.removable import Removable, removed_by_someone
from prioinit.fields import FreeLine, FreeText


@pghistory.track()
class CommunicationActivity(Removable):
    """One thing the team does to be understood, and what it gave when it was done."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class Side(models.TextChoices):
        INTERNAL = "internal", _("internt")
        EXTERNAL = "external", _("externt")

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.PROTECT, related_name="communication"
    )
    activity = FreeLine(_("aktivitet"))
    how = FreeText(_("hur"), blank=True)
    why = FreeText(_("varför"), blank=True)
    target_group = FreeLine(_("målgrupp"))
    channel = FreeLine(_("kanal"), max_length=120, blank=True)
    side = models.CharField(_("internt eller externt"), max_length=8, choices=Side)
    planned_on = models.DateField(_("datum"))
    responsible = FreeLine(_("ansvarig"), max_length=120, blank=True)
    done_on = models.DateField(_("klar den"), null=True, blank=True)
    gave = FreeText(_("vad det gav"), blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("skriven"))

    class Meta:
        verbose_name = _("kommunikationsaktivitet")
        verbose_name_plural = _("kommunikationsaktiviteter")
        ordering = ["planned_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="communication_says_what_to_whom",
                condition=~Q(activity="") & ~Q(target_group=""),
                violation_error_message=_("Skriv vad ni ska göra och vilka det är för."),
            ),
            models.CheckConstraint(
                name="communication_gave_when_done",
                condition=Q(gave="") | Q(done_on__isnull=False),
                violation_error_message=_("Det som inte är gjort har inte gett något än."),
            ),
            removed_by_someone("communication_removed_by_someone"),
        ]

    def __str__(self):
        return self.activity

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"aktivitet-{self.pk}"

    @property
    def gave_anchor(self) -> str:
        """The question of what it gave, there."""
        return f"gav-{self.pk}"

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.planned_on < localdate()
