import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from prioinit.fields import FreeText


class ObstacleQuerySet(models.QuerySet):
    def open(self):
        return self.exclude(state=Obstacle.State.CLOSED)

    def unanswered(self):
        """Nobody has answered yet; someone may have taken it, or lifted it to KLG."""
        return self.filter(answered_at=None).exclude(state=Obstacle.State.CLOSED)


@pghistory.track()
class Obstacle(models.Model):
    """Hinder: something the team cannot clear alone. Goes to a fadder, then to KLG."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class State(models.TextChoices):
        RAISED = "raised", _("väntar på fadder")
        TAKEN = "taken", _("fadder har tagit det")
        LIFTED = "lifted", _("hos ledningsgruppen")
        ANSWERED = "answered", _("besvarat")
        CLOSED = "closed", _("avslutat")

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.PROTECT, related_name="obstacles"
    )
    stops_us = FreeText(_("det här stoppar oss"))
    we_need = FreeText(_("det här behöver vi"))
    needed_by = models.DateField(_("senast"), null=True, blank=True)
    state = models.CharField(_("läge"), max_length=8, choices=State, default=State.RAISED)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(_("lyft"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField(_("taget"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(_("lyft till ledningsgruppen"), null=True, blank=True)
    lift_note = FreeText(_("till ledningsgruppen"), blank=True)
    answer = FreeText(_("svar"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("besvarat"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("avslutat"), null=True, blank=True)
    closing_note = FreeText(_("hur det löste sig"), blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        verbose_name = _("hinder")
        verbose_name_plural = _("hinder")
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="obstacle_says_what",
                condition=~Q(stops_us="") & ~Q(we_need=""),
                violation_error_message=_("Skriv vad som stoppar er och vad ni behöver."),
            ),
            models.CheckConstraint(
                name="obstacle_taken_by_someone",
                condition=Q(taken_by__isnull=True, taken_at__isnull=True)
                | Q(taken_by__isnull=False, taken_at__isnull=False),
            ),
            models.CheckConstraint(
                name="obstacle_lifted_by_someone",
                condition=Q(lifted_by__isnull=True, lifted_at__isnull=True)
                | Q(lifted_by__isnull=False, lifted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="obstacle_answered_is_whole",
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                violation_error_message=_("Skriv ett svar."),
            ),
            models.CheckConstraint(
                name="obstacle_closed_by_someone",
                condition=Q(state="closed", closed_by__isnull=False, closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_by__isnull=True, closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="obstacle_state_has_its_moment",
                condition=Q(state__in=["raised", "closed"])
                | Q(state="taken", taken_at__isnull=False)
                | Q(state="lifted", lifted_at__isnull=False)
                | Q(state="answered", answered_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["initiative", "raised_at"],
                condition=~Q(state="closed"),
                name="obstacle_open",
            )
        ]

    def __str__(self):
        return self.stops_us[:60]

    def get_absolute_url(self):
        return reverse("initiatives:obstacle", args=[self.pk])


@pghistory.track()
class ObstacleStep(models.Model):
    """One line of an obstacle's story. Opened again, the obstacle starts anew; its story does not."""

    access_path = {
        "initiative": "obstacle__initiative_id",
        "round": "obstacle__initiative__round_id",
    }

    class Kind(models.TextChoices):
        RAISED = "raised", _("lyfte hindret")
        TAKEN = "taken", _("tog hindret")
        LIFTED = "lifted", _("lyfte det till ledningsgruppen")
        ANSWERED = "answered", _("svarade")
        REOPENED = "reopened", _("öppnade det igen: det stoppar oss fortfarande")
        CLOSED = "closed", _("avslutade det")
        WITHDRAWN = "withdrawn", _("drog tillbaka det")

    obstacle = models.ForeignKey(Obstacle, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = FreeText(blank=True)

    class Meta:
        verbose_name = _("steg i ett hinder")
        verbose_name_plural = _("steg i ett hinder")
        ordering = ["at", "pk"]
        triggers = [
            pgtrigger.Protect(
                name="obstacle_step_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return f"{self.by} {self.get_kind_display()}"


@pghistory.track()
class ContactNote(models.Model):
    """A fadder's contact with the team: the day, and the agreed next step. Not how people feel (rule 11)."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.PROTECT, related_name="contact_notes"
    )
    on = models.DateField(_("datum"), default=localdate)
    next_step = FreeText(_("nästa steg vi kom överens om"))
    next_on = models.DateField(_("nästa kontakt"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("kontakt med fadder")
        verbose_name_plural = _("kontakter med fadder")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="contact_note_has_next_step",
                condition=~Q(next_step=""),
                violation_error_message=_("Skriv nästa steg."),
            )
        ]

    def __str__(self):
        return f"{self.on}: {self.next_step[:60]}"
