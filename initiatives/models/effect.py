"""Effektmål: what is to become different, by how much and when; and the readings that tell."""

from datetime import date

import pghistory
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiatives.models.removable import Removable, removed_by_someone
from prioinit.fields import FreeLine, FreeText

MOST = 100_000_000_000  # a hundred milliards: more is a slip of the finger
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
NUMBER_ERROR = _("Talet är för stort.")
DAY_ERROR = _("Året är mellan 2000 och 2100.")


def number_field(label, **kwargs) -> models.DecimalField:
    return models.DecimalField(label, max_digits=14, decimal_places=2, **kwargs)


def within(name: str, *fields: str, least: int = -MOST) -> models.CheckConstraint:
    bounds = {f"{field}__gte": least for field in fields}
    bounds |= {f"{field}__lte": MOST for field in fields}
    return models.CheckConstraint(
        name=name, condition=Q(**bounds), violation_error_message=NUMBER_ERROR
    )


def in_our_time(name: str, *fields: str) -> models.CheckConstraint:
    bounds = {f"{field}__range": (FIRST_DAY, LAST_DAY) for field in fields}
    return models.CheckConstraint(
        name=name, condition=Q(**bounds), violation_error_message=DAY_ERROR
    )


@pghistory.track()
class Effect(Removable):
    """Effektmål. It points upwards or downwards, as its target lies over or under where it began."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class Every(models.IntegerChoices):
        MONTH = 1, _("varje månad")
        QUARTER = 3, _("var tredje månad")
        HALF = 6, _("varje halvår")
        YEAR = 12, _("varje år")

    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="effects")
    what = FreeLine(_("vad som ska bli annorlunda"))
    unit = FreeLine(_("mäts i"), max_length=30)
    baseline = number_field(_("utgångsläge"))
    baseline_on = models.DateField(_("mätt den"), default=localdate)
    target = number_field(_("mål"))
    target_on = models.DateField(_("nått senast"))
    source = FreeLine(_("var siffran kommer ifrån"), max_length=300, blank=True)
    every_months = models.PositiveSmallIntegerField(
        _("hur ofta ni mäter"), choices=Every, default=Every.QUARTER
    )
    is_main = models.BooleanField(_("det här är vad målgruppen märker"), default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("skrivet"))

    class Meta:
        verbose_name = _("effektmål")
        verbose_name_plural = _("effektmål")
        ordering = ["-is_main", "created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="effect_says_what",
                condition=~Q(what="") & ~Q(unit=""),
                violation_error_message=_("Skriv vad som ska bli annorlunda, och vad det mäts i."),
            ),
            models.CheckConstraint(
                name="effect_goes_somewhere",
                condition=~Q(target=F("baseline")),
                violation_error_message=_("Målet är detsamma som utgångsläget."),
            ),
            models.CheckConstraint(
                name="effect_days_in_order",
                condition=Q(target_on__gt=F("baseline_on")),
                violation_error_message=_("Målet nås efter den dag utgångsläget mättes."),
            ),
            models.CheckConstraint(
                name="effect_every_1_3_6_12",
                condition=Q(every_months__in=[1, 3, 6, 12]),
                violation_error_message=_("Välj hur ofta ni mäter."),
            ),
            within("effect_numbers_within_reason", "baseline", "target"),
            in_our_time("effect_days_of_our_time", "baseline_on", "target_on"),
            models.UniqueConstraint(
                fields=["initiative"],
                condition=Q(is_main=True, removed_at__isnull=True),
                name="effect_one_main",
                violation_error_message=_(
                    "Ett annat effektmål är redan det som målgruppen märker."
                ),
            ),
            removed_by_someone("effect_removed_by_someone"),
        ]

    def __str__(self):
        return self.what

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"effekt-{self.pk}"

    @property
    def goes_down(self) -> bool:
        return self.target < self.baseline

    def next_due(self, last_on: date) -> date:
        """When it is to be read again, when it was last read that day."""
        return last_on + relativedelta(months=self.every_months)


@pghistory.track()
class Measurement(Removable):
    """Mätning. The team's or the processledare's, also long after the round."""

    access_path = {"initiative": "effect__initiative_id", "round": "effect__initiative__round_id"}
    after_end = True

    effect = models.ForeignKey(Effect, models.PROTECT, related_name="measurements")
    value = number_field(_("värde"))
    on = models.DateField(_("datum"), default=localdate)
    note = FreeText(_("anteckning"), blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("skriven"))

    class Meta:
        verbose_name = _("mätning")
        verbose_name_plural = _("mätningar")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["effect", "on"],
                condition=Q(removed_at__isnull=True),
                name="measurement_once_a_day",
                violation_error_message=_("Det finns redan en mätning den dagen. Ändra den."),
            ),
            within("measurement_number_within_reason", "value"),
            in_our_time("measurement_day_of_our_time", "on"),
            removed_by_someone("measurement_removed_by_someone"),
        ]

    def __str__(self):
        return f"{self.value:f} {self.effect.unit}, {self.on}"

    def clean(self):
        if self.on and self.on < self.effect.baseline_on:
            raise ValidationError(
                {"on": _("Mätningen är äldre än utgångsläget. Ändra utgångsläget i stället.")}
            )

    @property
    def initiative(self):
        return self.effect.initiative

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"matning-{self.pk}"
