import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from checkpoints.models.checkpoint import Checkpoint
from initiatives.models import Initiative
from prioinit.fields import FreeLine


@pghistory.track()
class AgendaItem(models.Model):
    """One line of a checkpoint's running order (körordning): an initiative, a break, or something else."""

    access_path = {"round": "checkpoint__round_id", "home": "checkpoint__round_id"}

    class Kind(models.TextChoices):
        INITIATIVE = "initiative", _("initiativ")
        BREAK = "break", _("paus")
        OTHER = "other", _("annat")

    checkpoint = models.ForeignKey(Checkpoint, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(_("ordning"))
    kind = models.CharField(_("sort"), max_length=10, choices=Kind)
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    title = FreeLine(_("rubrik"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minuter"), default=10, validators=[MinValueValidator(1), MaxValueValidator(480)]
    )

    class Meta:
        verbose_name = _("punkt i körordningen")
        verbose_name_plural = _("körordning")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["checkpoint", "position"],
                name="agenda_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["checkpoint", "initiative"],
                name="agenda_initiative_once",
                violation_error_message=_("Initiativet är redan med i körordningen."),
            ),
            models.CheckConstraint(
                name="agenda_initiative_or_title",
                condition=Q(kind="initiative", initiative__isnull=False, title="")
                | (~Q(kind="initiative") & Q(initiative__isnull=True) & ~Q(title="")),
                violation_error_message=_("Välj ett initiativ, eller skriv en rubrik."),
            ),
            models.CheckConstraint(
                name="agenda_minutes_1_to_480",
                condition=Q(minutes__gte=1, minutes__lte=480),
                violation_error_message=_("En punkt tar 1–480 minuter."),
            ),
        ]

    def __str__(self):
        return self.title or str(self.initiative)


class Showing(models.Model):
    """Where the room is right now: what the presentation shows and the control view steers."""

    access_path = {"round": "checkpoint__round_id", "home": "checkpoint__round_id"}

    checkpoint = models.OneToOneField(Checkpoint, models.CASCADE, related_name="showing")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")
    began_at = models.DateTimeField(_("började"))
    # Moved back by what was spent on the item before, so that going back does not start its clock anew.
    item_began_at = models.DateTimeField(_("punkten började"))
    slide = models.CharField(_("bild"), max_length=40, default="start")  # a key of showing.slides
    spent = models.JSONField(default=dict)  # item -> seconds, of those that the room has left
    more = models.JSONField(default=dict)  # item -> minutes added on the day
    shows_input = models.BooleanField(_("medskick visas i rummet"), default=False)
    ended_at = models.DateTimeField(_("slutade"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("visning")
        verbose_name_plural = _("visningar")

    def __str__(self):
        return f"{self.checkpoint}: {self.item or ''}"
