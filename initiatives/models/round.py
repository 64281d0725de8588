import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from prioinit.errors import DomainError
from prioinit.fields import FreeLine, FreeText


class RoundQuerySet(models.QuerySet):
    def current_first(self, on=None):
        """Rounds under way first, then those to come, then those that are over; newest first in each."""
        on = on or localdate()
        return self.annotate(
            standing=models.Case(
                models.When(starts_on__lte=on, ends_on__gte=on, then=0),
                models.When(starts_on__gt=on, then=1),
                default=2,
            )
        ).order_by("standing", "-starts_on", "-pk")

    def with_counts(self):
        """Annotated with how many initiatives it has and how many of them are started."""
        return self.annotate(
            initiative_count=models.Count("initiatives"),
            running_count=models.Count("initiatives", filter=Q(initiatives__state="running")),
        )

    def under_way(self, on=None):
        on = on or localdate()
        return self.filter(starts_on__lte=on, ends_on__gte=on)


@pghistory.track()
class Round(models.Model):
    """A round (omgång) of initiatives: its dates, its cap and its rhythm."""

    access_path = {"round": "pk", "home": "pk"}

    class PhaseDecider(models.TextChoices):
        LEDARTROJA = "ledartroja", _("ledartröjorna, och fadder får veta")
        FADDER = "fadder", _("fadder")

    name = FreeLine(_("namn"), max_length=120)
    purpose = FreeText(_("syfte"), blank=True)
    starts_on = models.DateField(_("start"))
    ends_on = models.DateField(_("slut"))
    cap = models.PositiveSmallIntegerField(
        _("högst antal samtidigt"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_(
            "Så många initiativ kan vara igång samtidigt. Fler går, men kräver ett skriftligt skäl."
        ),
    )
    update_every_weeks = models.PositiveSmallIntegerField(
        _("veckor mellan lägesuppdateringar"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(26)],
    )
    phase_decider = models.CharField(
        _("vem beslutar om fasbyte"),
        max_length=12,
        choices=PhaseDecider,
        default=PhaseDecider.LEDARTROJA,
    )
    version = models.PositiveIntegerField(default=1)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("omgång")
        verbose_name_plural = _("omgångar")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="round_name_once",
                violation_error_message=_("En annan omgång heter redan så."),
            ),
            models.CheckConstraint(
                name="round_days_in_order",
                condition=Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("Omgången slutar innan den börjar."),
            ),
            models.CheckConstraint(
                name="round_cap_positive",
                condition=Q(cap__gte=1),
                violation_error_message=_("Minst ett initiativ behöver få plats."),
            ),
            models.CheckConstraint(
                name="round_cadence_positive",
                condition=Q(update_every_weeks__gte=1),
                violation_error_message=_(
                    "Det behöver vara minst en vecka mellan uppdateringarna."
                ),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("initiatives:round", args=[self.pk])

    def is_over(self, on=None) -> bool:
        return self.ends_on < (on or localdate())

    def check_open(self) -> None:
        """Once it is over, nothing new begins in a round or is published in it.

        What is there can still be read, put right, exported and ended, and the round itself changed: a
        later end opens it again.
        """
        if self.is_over():
            raise DomainError(
                _("Omgången är avslutad. En lots kan förlänga den om arbetet ska fortsätta.")
            )
