"""Förverkliga: who takes it over, the decision to work like this, and the nine steps of processtrappan."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prioinit.fields import FreeLine, FreeText


@pghistory.track()
class Adoption(models.Model):
    """What happens after the team: who receives it, what they need to know, and the decision."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    initiative = models.OneToOneField(
        "initiatives.Initiative", models.PROTECT, related_name="adoption"
    )
    receiving_unit = models.ForeignKey(
        "roles.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("enhet som tar emot"),
    )
    handover_note = FreeText(_("överlämning"), blank=True)
    decision = FreeText(_("så här ska vi arbeta"), blank=True)
    decided_by_name = FreeLine(_("beslutat av"), blank=True)
    decided_on = models.DateField(_("beslutat den"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("skrivet"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("införande")
        verbose_name_plural = _("införanden")
        constraints = [
            models.CheckConstraint(
                name="adoption_decided_whole",
                condition=Q(decision="", decided_by_name="", decided_on__isnull=True)
                | (~Q(decision="") & ~Q(decided_by_name="") & Q(decided_on__isnull=False)),
                violation_error_message=_("Skriv vad som är beslutat, av vem och vilken dag."),
            )
        ]

    def __str__(self):
        return f"{self.initiative}"

    @property
    def is_decided(self) -> bool:
        return self.decided_on is not None


class AdoptionPhase(models.TextChoices):
    KARTLAGGNING = "kartlaggning", _("kartläggning")
    INFORANDE = "inforande", _("införande")
    STANDIGT = "standigt", _("ständiga förbättringar")


class Step(models.IntegerChoices):
    """Processtrappan: the nine steps from a drawn process to one that shows how it develops."""

    KARTLAGD = 1, _("Kartlagd")
    PROCESSLEDARE = 2, _("Processledare utsedd")
    MAL = 3, _("Mål finns")
    OVERLAMNAD = 4, _("Överlämnad till drift")
    BESLUTAD = 5, _("Beslutad")
    HANDLINGSPLAN = 6, _("Handlingsplan framtagen och aktiv")
    KANT = 7, _("Känt bland medarbetare")
    FORBATTRINGAR = 8, _("Ständiga förbättringar")
    VISUALISERING = 9, _("Visualisering av utvecklingen")

    @property
    def phase(self) -> AdoptionPhase:
        if self == Step.KARTLAGD:
            return AdoptionPhase.KARTLAGGNING
        return AdoptionPhase.INFORANDE if self <= Step.KANT else AdoptionPhase.STANDIGT

    @property
    def means(self) -> str | Promise:
        return STEP_MEANS[self]


STEP_MEANS: dict[Step, str | Promise] = {
    Step.KARTLAGD: _(
        "Arbetssättet är ritat ihop med dem som gör jobbet, så att det går att använda."
    ),
    Step.PROCESSLEDARE: _("Den som ska införa arbetssättet har tid och mandat."),
    Step.MAL: _("Vad ska bli bättre, hur mycket och till när? Var står vi nu?"),
    Step.OVERLAMNAD: _("Beskrivningen av arbetssättet och målet är klar och överlämnad."),
    Step.BESLUTAD: _("Den som äger frågan har beslutat: så här ska vi arbeta."),
    Step.HANDLINGSPLAN: _("Vem gör vad och när? Planen följs upp."),
    Step.KANT: _("Medarbetarna arbetar så."),
    Step.FORBATTRINGAR: _("De som arbetar så kommer med förslag och är med och utvecklar."),
    Step.VISUALISERING: _("Det syns hur det utvecklas, och det jämförs med målen."),
}


@pghistory.track()
class AdoptionStep(models.Model):
    """A step of the stairs: reached on a day, or who is to see to it. In any order."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.PROTECT, related_name="adoption_steps"
    )
    step = models.PositiveSmallIntegerField(_("steg"), choices=Step)
    reached_on = models.DateField(_("nått den"), null=True, blank=True)
    evidence = FreeText(_("hur det märks"), blank=True)
    responsible = FreeLine(_("ansvarig"), max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("skrivet"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("steg i trappan")
        verbose_name_plural = _("steg i trappan")
        ordering = ["initiative", "step"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "step"], name="adoption_step_once"),
            models.CheckConstraint(
                name="adoption_step_1_to_9",
                condition=Q(step__gte=1, step__lte=9),
                violation_error_message=_("Trappan har nio steg."),
            ),
            models.CheckConstraint(
                name="adoption_step_shows_how",
                condition=Q(reached_on__isnull=True) | ~Q(evidence=""),
                violation_error_message=_("Skriv hur det märks att ni är där."),
            ),
        ]

    def __str__(self):
        return f"{self.step}. {self.get_step_display()}"
