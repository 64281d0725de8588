import secrets

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from checkpoints.models.meeting import Meeting, cancelled_with_reason, times_in_order
from initiatives.models import Round

DEFAULT_LEAD_DAYS = [14, 7, 1]
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike on a screen across a room
CODE_LENGTH = 6


def default_lead_days() -> list[int]:
    return list(DEFAULT_LEAD_DAYS)


def new_code() -> str:
    """What the short link to a checkpoint's questions ends with. An address, not a secret."""
    return "".join(secrets.choice(CODE_LETTERS) for _number in range(CODE_LENGTH))


@pghistory.track()
class Checkpoint(Meeting):
    """The occasion where all initiatives of a round show how far they have come and ask for input."""

    access_path = {"round": "round_id", "home": "round_id"}
    noun = "checkpoint"

    class OpenTo(models.TextChoices):
        KLG = "klg", _("ledningsgruppen")
        MEDARBETARE = "medarbetare", _("medarbetare")
        ALLMANHETEN = "allmanheten", _("allmänheten")

    class GuestLink(models.TextChoices):
        AUTO = "auto", _("öppnar av sig själv samma dag")
        OPEN = "open", _("öppen nu")
        CLOSED = "closed", _("stängd")

    round = models.ForeignKey(
        Round, models.PROTECT, verbose_name=_("omgång"), related_name="checkpoints"
    )
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
    )
    is_moderated = models.BooleanField(
        _("granska medskick först"),
        default=True,
        help_text=_("Andra ser ett medskick först när en lots har släppt fram det."),
    )
    # What the short link does; policy.door_of says when that means open.
    guest_link = models.CharField(
        _("länken för alla"), max_length=6, choices=GuestLink, default=GuestLink.AUTO
    )
    code = models.CharField(
        _("kod"), max_length=CODE_LENGTH, unique=True, default=new_code, editable=False
    )
    # A reminder belongs to one date. Moving the checkpoint raises this, and the old ones fall away.
    due_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        ordering = ["starts_at", "pk"]
        constraints = [
            times_in_order("checkpoint_times_in_order", _("Checkpointen slutar innan den börjar.")),
            cancelled_with_reason(
                "checkpoint_cancelled_with_reason", _("Skriv varför checkpointen ställs in.")
            ),
            models.UniqueConstraint(
                fields=["round", "name"],
                name="checkpoint_name_once_per_round",
                violation_error_message=_("Omgången har redan en checkpoint med det namnet."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("checkpoints:checkpoint", args=[self.pk])
