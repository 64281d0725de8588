import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from checkpoints.models.checkpoint import Checkpoint
from initiatives.models import Initiative, Phase
from prioinit.fields import FreeText


class DecisionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Decision.State.REQUESTED)

    def decided(self):
        return self.filter(state=Decision.State.DECIDED)


@pghistory.track()
class Decision(models.Model):
    """What a team asks KLG or its fadder to decide, and what they decided and why. Frozen once decided."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class AskedOf(models.TextChoices):
        KLG = "klg", _("ledningsgruppen")
        FADDER = "fadder", _("fadder")

    class State(models.TextChoices):
        REQUESTED = "requested", _("begärt")
        DECIDED = "decided", _("beslutat")
        WITHDRAWN = "withdrawn", _("återtaget")

    class Outcome(models.TextChoices):
        JA = "ja", _("ja")
        NEJ = "nej", _("nej")
        ANNAT = "annat", _("annat beslut")

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="decisions")
    checkpoint = models.ForeignKey(
        Checkpoint, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    asked_of = models.CharField(_("av"), max_length=6, choices=AskedOf)
    wanted = FreeText(_("det här vill vi få beslutat"))
    to_phase = models.CharField(_("byta till fasen"), max_length=12, choices=Phase, blank=True)
    state = models.CharField(_("läge"), max_length=9, choices=State, default=State.REQUESTED)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("begärt"))
    outcome = models.CharField(_("utfall"), max_length=5, choices=Outcome, blank=True)
    text = FreeText(_("beslut"), blank=True)
    reason = FreeText(_("skäl"), blank=True)
    # Who decided: the fadder, or the one who spoke for KLG. The lots may have written it down.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("beslutat av"),
    )
    decided_on = models.DateField(_("beslutsdag"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("inskrivet"), null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("vem gör det"),
    )
    due_on = models.DateField(_("senast"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("beslut")
        verbose_name_plural = _("beslut")
        ordering = ["-decided_on", "-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_has_question",
                condition=~Q(wanted=""),
                violation_error_message=_("Skriv vad som ska beslutas."),
            ),
            models.CheckConstraint(
                name="decision_decided_is_whole",
                condition=(
                    Q(
                        state="decided",
                        decided_by__isnull=False,
                        decided_on__isnull=False,
                        recorded_by__isnull=False,
                        recorded_at__isnull=False,
                    )
                    & ~Q(outcome="")
                    & ~Q(text="")
                    & ~Q(reason="")
                )
                | Q(
                    state__in=["requested", "withdrawn"],
                    outcome="",
                    decided_by__isnull=True,
                    decided_on__isnull=True,
                    recorded_by__isnull=True,
                    recorded_at__isnull=True,
                ),
                violation_error_message=_("Ett beslut behöver utfall, text, skäl, dag och vem."),
            ),
            models.CheckConstraint(
                name="decision_phase_by_fadder",
                condition=Q(to_phase="") | Q(asked_of="fadder"),
                violation_error_message=_("Fadder beslutar om fasbyte."),
            ),
            models.UniqueConstraint(
                fields=["initiative", "checkpoint"],
                condition=Q(checkpoint__isnull=False, state="requested"),
                name="decision_one_waiting_per_checkpoint",
                violation_error_message=_("Ni har redan begärt ett beslut till den checkpointen."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="decision_is_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="decided"),
            )
        ]

    def __str__(self):
        return (self.text or self.wanted)[:60]

    def get_absolute_url(self):
        return reverse("checkpoints:decision", args=[self.pk])


class ActionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Action.State.OPEN)

    def overdue(self, on):
        return self.open().filter(due_on__lt=on)


@pghistory.track()
class Action(models.Model):
    """Åtgärd: what, how, who, when; from a decision, an input, or by hand."""

    access_path = {"initiative": "initiative_id", "round": "round_id"}

    class State(models.TextChoices):
        OPEN = "open", _("att göra")
        DONE = "done", _("gjord")
        DROPPED = "dropped", _("avskriven")

    round = models.ForeignKey("initiatives.Round", models.PROTECT, related_name="actions")
    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("initiativ"),
        help_text=_("Lämna tomt om åtgärden gäller hela omgången."),
    )
    checkpoint = models.ForeignKey(
        Checkpoint, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    input = models.ForeignKey(
        "checkpoints.Input", models.PROTECT, null=True, blank=True, related_name="actions"
    )
    what = FreeText(_("vad"))
    how = FreeText(_("hur"), blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="actions",
        verbose_name=_("vem"),
    )
    due_on = models.DateField(_("senast"))
    follow_up_on = models.DateField(_("följs upp"), null=True, blank=True)
    state = models.CharField(_("läge"), max_length=7, choices=State, default=State.OPEN)
    outcome = FreeText(_("hur det gick"), blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("avslutad"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("åtgärd")
        verbose_name_plural = _("åtgärder")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="action_says_what",
                condition=~Q(what=""),
                violation_error_message=_("Skriv vad som ska göras."),
            ),
            models.CheckConstraint(
                name="action_closed_is_whole",
                condition=Q(state="open", closed_at__isnull=True, closed_by__isnull=True)
                | Q(state="done", closed_at__isnull=False, closed_by__isnull=False)
                | (
                    Q(state="dropped", closed_at__isnull=False, closed_by__isnull=False)
                    & ~Q(outcome="")
                ),
                violation_error_message=_("Skriv varför åtgärden avskrivs."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["responsible", "due_on"], condition=Q(state="open"), name="action_open_mine"
            )
        ]

    def __str__(self):
        return self.what[:60]

    def get_absolute_url(self):
        return reverse("checkpoints:action", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < localdate()
