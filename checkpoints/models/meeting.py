from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from prioinit.fields import FreeLine, FreeText


class MeetingQuerySet(models.QuerySet):
    def held(self):
        """Not cancelled."""
        return self.filter(cancelled_at=None)

    def coming(self, at=None):
        return self.held().filter(ends_at__gte=at or now()).order_by("starts_at", "pk")


class Meeting(models.Model):
    """A time and a place that people are invited to: what a checkpoint and a träff have in common."""

    name = FreeLine(_("namn"), max_length=120)
    starts_at = models.DateTimeField(_("börjar"))
    ends_at = models.DateTimeField(_("slutar"))
    place = FreeLine(_("plats"), blank=True)
    video_link = models.URLField(_("länk till videomötet"), blank=True, max_length=500)
    cancelled_at = models.DateTimeField(_("inställd"), null=True, blank=True, editable=False)
    cancel_reason = FreeText(_("varför"), blank=True, editable=False)
    move_reason = FreeText(_("varför tiden ändrades"), blank=True, editable=False)
    moved_at = models.DateTimeField(_("flyttad"), null=True, blank=True, editable=False)
    # What calendars know it by. The sequence rises with every change that a calendar shows (RFC 5546).
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    calendar_changed_at = models.DateTimeField(default=now, editable=False)
    invited_at = models.DateTimeField(_("kallelsen skickad"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    noun: str  # what an invitation, an address and a mail call this sort of meeting

    objects = MeetingQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    def has_started(self, at=None) -> bool:
        return self.starts_at <= (at or now())

    def is_over(self, at=None) -> bool:
        return self.ends_at <= (at or now())

    @property
    def day(self):
        return localdate(self.starts_at)


def times_in_order(name: str, message) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name, condition=Q(ends_at__gt=F("starts_at")), violation_error_message=message
    )


def cancelled_with_reason(name: str, message) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(cancelled_at__isnull=True, cancel_reason="")
        | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
        violation_error_message=message,
    )
