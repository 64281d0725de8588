import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from initiatives.models import Round
from prioinit.fields import FreeLine, FreeText

DEFAULT_LEAD_DAYS = [14, 7, 1]


def default_lead_days() -> list[int]:
    return list(DEFAULT_LEAD_DAYS)


class CheckpointQuerySet(models.QuerySet):
    def held(self):
        """Not cancelled."""
        return self.filter(cancelled_at=None)

    def coming(self, at=None):
        return self.held().filter(ends_at__gte=at or now()).order_by("starts_at", "pk")


@pghistory.track()
class Checkpoint(models.Model):
    """The occasion where all initiatives of a round show how far they have come and ask for input."""

    access_path = {"round": "round_id", "home": "round_id"}

    class OpenTo(models.TextChoices):
        KLG = "klg", _("ledningsgruppen")
        MEDARBETARE = "medarbetare", _("medarbetare")
        ALLMANHETEN = "allmanheten", _("allmänheten")

    round = models.ForeignKey(
        Round, models.PROTECT, verbose_name=_("omgång"), related_name="checkpoints"
    )
    name = FreeLine(_("namn"), max_length=120)
    starts_at = models.DateTimeField(_("börjar"))
    ends_at = models.DateTimeField(_("slutar"))
    place = FreeLine(_("plats"), blank=True)
    video_link = models.URLField(_("länk till videomötet"), blank=True, max_length=500)
    open_to = models.CharField(
        _("öppen för"), max_length=12, choices=OpenTo, default=OpenTo.MEDARBETARE
    )
    preparation_due_on = models.DateField(
        _("sista dag för förberedelsen"),
        help_text=_("Påminnelserna räknas från den dagen."),
    )
    lead_days = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(0), MaxValueValidator(90)]),
        verbose_name=_("påminn så många dagar före"),
        default=default_lead_days,
        size=6,
    )
    # A reminder belongs to one date. Moving the checkpoint raises this, and the old ones fall away.
    due_version = models.PositiveIntegerField(default=1, editable=False)
    cancelled_at = models.DateTimeField(_("inställd"), null=True, blank=True, editable=False)
    cancel_reason = FreeText(_("varför den ställdes in"), blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CheckpointQuerySet.as_manager()

    class Meta:
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="checkpoint_times_in_order",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("Checkpointen slutar innan den börjar."),
            ),
            models.CheckConstraint(
                name="checkpoint_cancelled_with_reason",
                condition=Q(cancelled_at__isnull=True, cancel_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                violation_error_message=_("Skriv varför checkpointen ställs in."),
            ),
            models.UniqueConstraint(
                fields=["round", "name"],
                name="checkpoint_name_once_per_round",
                violation_error_message=_("Omgången har redan en checkpoint med det namnet."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("checkpoints:checkpoint", args=[self.pk])

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    def has_started(self, at=None) -> bool:
        return self.starts_at <= (at or now())

    @property
    def day(self):
        return localdate(self.starts_at)
