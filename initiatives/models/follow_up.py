"""Uppföljning: is the effect still there, 6, 12 and 24 months later? Asked long after the team has gone."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from initiatives.models.effect import Measurement
from prioinit.fields import FreeText


class FollowUpQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(answered_at=None)


@pghistory.track()
class FollowUp(models.Model):
    """Answered by a reading of the main effect, or by words."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    MONTHS = (6, 12, 24)

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.PROTECT, related_name="follow_ups"
    )
    months = models.PositiveSmallIntegerField(_("månader efter"))
    due_on = models.DateField(_("datum"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True)
    answer = FreeText(_("hur det har gått"), blank=True)
    measurement = models.ForeignKey(
        Measurement, models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppföljning")
        verbose_name_plural = _("uppföljningar")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "months"], name="follow_up_once"),
            models.CheckConstraint(
                name="follow_up_after_6_12_24", condition=Q(months__in=[6, 12, 24])
            ),
            models.CheckConstraint(
                name="follow_up_answered_by_someone",
                condition=Q(
                    answered_by__isnull=True,
                    answered_at__isnull=True,
                    answer="",
                    measurement__isnull=True,
                )
                | (
                    Q(answered_by__isnull=False, answered_at__isnull=False)
                    & (~Q(answer="") | Q(measurement__isnull=False))
                ),
                violation_error_message=_("Skriv ett värde eller några ord."),
            ),
        ]

    def __str__(self):
        return _("Uppföljning efter %(n)s månader") % {"n": self.months}

    def get_absolute_url(self):
        return reverse("initiatives:follow_up", args=[self.pk])

    @property
    def version(self) -> int:
        """A correction is made on top of the answer that was seen, known by its moment."""
        return round(self.answered_at.timestamp() * 1_000_000) if self.answered_at else 0

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None
