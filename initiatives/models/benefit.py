"""Nytta: who gains what, and in which years. A simple sum, no accounting."""

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.effect import MOST, NUMBER_ERROR, number_field
from initiatives.models.removable import Removable, RemovableQuerySet, removed_by_someone
from prioinit.fields import FreeLine, FreeText

FIRST_YEAR, LAST_YEAR = 2000, 2100


@pghistory.track()
class Benefit(Removable):
    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class Kind(models.TextChoices):
        PENGAR = "pengar", _("pengar")
        TID = "tid", _("tid")
        KVALITET = "kvalitet", _("kvalitet")

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.PROTECT, related_name="benefits"
    )
    who = FreeLine(_("vem får nyttan"))
    kind = models.CharField(_("slag"), max_length=8, choices=Kind)
    what = FreeText(_("vad de får"))
    one_off_cost = number_field(_("kostnad en gång, kronor"), default=0)
    yearly_cost = number_field(_("kostnad per år, kronor"), default=0)

    class Meta:
        verbose_name = _("nytta")
        verbose_name_plural = _("nyttor")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="benefit_says_who_and_what",
                condition=~Q(who="") & ~Q(what=""),
                violation_error_message=_("Skriv vem som får nyttan, och vad de får."),
            ),
            models.CheckConstraint(
                name="benefit_costs_within_reason",
                condition=Q(
                    one_off_cost__gte=0,
                    one_off_cost__lte=MOST,
                    yearly_cost__gte=0,
                    yearly_cost__lte=MOST,
                ),
                violation_error_message=_("En kostnad är noll eller mer, och ett rimligt tal."),
            ),
            removed_by_someone("benefit_removed_by_someone"),
        ]

    def __str__(self):
        return self.who

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"nytta-{self.pk}"

    @property
    def is_counted(self) -> bool:
        """In kronor or hours. Kvalitet is told in words."""
        return self.kind != self.Kind.KVALITET


class BenefitYearQuerySet(RemovableQuerySet):
    def counted(self):
        """With a number in it."""
        return self.exclude(planned=None, realised=None)


@pghistory.track()
class BenefitYear(Removable):
    """What a benefit was planned to give one year, and gave: kronor, hours, or words."""

    access_path = {"initiative": "benefit__initiative_id", "round": "benefit__initiative__round_id"}

    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("år"))
    planned = number_field(_("planerat"), null=True, blank=True)
    realised = number_field(_("utfall"), null=True, blank=True)
    words = FreeText(_("i ord"), blank=True)

    objects = BenefitYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("nytta ett år")
        verbose_name_plural = _("nytta per år")
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["benefit", "year"],
                condition=Q(removed_at__isnull=True),
                name="benefit_year_once",
                violation_error_message=_("Det året finns redan. Ändra det."),
            ),
            models.CheckConstraint(
                name="benefit_year_of_our_time",
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                violation_error_message=_("Året är mellan 2000 och 2100."),
            ),
            models.CheckConstraint(
                name="benefit_year_numbers_within_reason",
                condition=(Q(planned__isnull=True) | Q(planned__gte=0, planned__lte=MOST))
                & (Q(realised__isnull=True) | Q(realised__gte=0, realised__lte=MOST)),
                violation_error_message=NUMBER_ERROR,
            ),
            models.CheckConstraint(
                name="benefit_year_says_something",
                condition=Q(planned__isnull=False) | Q(realised__isnull=False) | ~Q(words=""),
                violation_error_message=_("Skriv vad som är planerat, utfallet, eller några ord."),
            ),
            removed_by_someone("benefit_year_removed_by_someone"),
        ]

    def __str__(self):
        return str(self.year)

    def clean(self):
        if not self.benefit.is_counted and (self.planned, self.realised) != (None, None):
            raise ValidationError(_("Kvalitet berättas i ord, inte i tal."))

    @property
    def initiative(self):
        return self.benefit.initiative

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"nyttoar-{self.pk}"
