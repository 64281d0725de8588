import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from prioinit.fields import FreeText


@pghistory.track()
class Mandate(models.Model):
    """The written mission from the ledningsgrupp. A new wording is a new number, accepted anew."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.PROTECT, related_name="mandates"
    )
    number = models.PositiveSmallIntegerField(_("nummer"))
    text = FreeText(
        _("uppdraget"),
        help_text=_(
            "Vad ska ni åstadkomma, för vem, och vad får ni bestämma själva? Skriv så att alla förstår."
        ),
    )
    issued_on = models.DateField(_("gavs av ledningsgruppen"), default=localdate)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("inskrivet av")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("mandat")
        verbose_name_plural = _("mandat")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "number"], name="mandate_number_once"),
            models.CheckConstraint(
                name="mandate_has_text",
                condition=~models.Q(text=""),
                violation_error_message=_("Skriv uppdraget."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="mandate_is_not_rewritten", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return f"{self.initiative}: mandat {self.number}"


@pghistory.track()
class MandateAcceptance(models.Model):
    access_path = {
        "initiative": "mandate__initiative_id",
        "round": "mandate__initiative__round_id",
    }

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="acceptances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(_("accepterat"), default=now, editable=False)

    class Meta:
        verbose_name = _("accepterat mandat")
        verbose_name_plural = _("accepterade mandat")
        ordering = ["accepted_at"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "person"], name="mandate_accepted_once"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="acceptance_is_final", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.mandate}"
