from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from checkpoints.models.checkpoint import Checkpoint
from initiatives.models import Initiative, Round


class ReminderQuerySet(models.QuerySet):
    def planned(self):
        return self.filter(state=Reminder.State.PLANNED)

    def bundled(self):
        return self.filter(state=Reminder.State.BUNDLED)

    def open_gaps(self):
        """Gaps in a rigg that were told, or wait to be, and are not mended."""
        return self.filter(kind=Reminder.Kind.RIGG_BROKEN, reason="").exclude(
            state=Reminder.State.CANCELLED
        )

    def with_place(self):
        return self.select_related("person", "checkpoint", "initiative__round", "round")


class Reminder(models.Model):
    """One thing to say to one person on one day. Planned again and again, written once.

    `occasion` names what it is about and when ("checkpoint 7 v2", "2026-11-23"), so that the unique
    key makes planning twice a no-op and a moved date a new occasion.
    """

    access_path = {"initiative": "initiative_id", "round": ("initiative__round_id", "round_id")}

    class Kind(models.TextChoices):
        PREPARATION_DUE = "preparation_due", _("förberedelse till checkpoint")
        UPDATE_DUE = "update_due", _("lägesuppdatering")
        SILENCE = "silence", _("tystnad")
        PAUSE_OVER = "pause_over", _("pausen är slut")
        RIGG_BROKEN = "rigg_broken", _("riggen håller inte")
        OBSTACLE_WAITING = "obstacle_waiting", _("obesvarat hinder")
        INPUT_WAITING = "input_waiting", _("obesvarade medskick")
        DECISION_WAITING = "decision_waiting", _("beslut som väntar")
        ACTION_DUE = "action_due", _("åtgärd")
        ACTION_FOLLOW_UP = "action_follow_up", _("uppföljning av åtgärd")
        FOLLOW_UP_DUE = "follow_up_due", _("uppföljning av effekten")
        READING_DUE = "reading_due", _("mätning av effekten")
        PHASE_CHANGED = "phase_changed", _("fasbyte")
        ROLE_GIVEN = "role_given", _("ny roll")
        REPORT_FINAL = "report_final", _("fastställt underlag")

    class State(models.TextChoices):
        PLANNED = "planned", _("väntar")
        BUNDLED = "bundled", _("i utskick")
        CANCELLED = "cancelled", _("behövs inte")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=20, choices=Kind)
    # What it is about: an initiative, or else a whole round, or nothing but the person's own role.
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="reminders"
    )
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="reminders"
    )
    checkpoint = models.ForeignKey(
        Checkpoint, models.PROTECT, null=True, blank=True, related_name="reminders"
    )
    occasion = models.CharField(max_length=60)
    lead_days = models.SmallIntegerField(default=0)
    due_version = models.PositiveIntegerField(default=1)
    due_on = models.DateField(help_text=_("Den dag som det gäller."))
    send_on = models.DateField(help_text=_("Den arbetsdag då det sägs."))
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    reason = models.CharField(max_length=200, blank=True)
    mail = models.ForeignKey(
        "prioinit.OutgoingMail", models.PROTECT, null=True, blank=True, related_name="reminders"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("påminnelse")
        verbose_name_plural = _("påminnelser")
        ordering = ["send_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "initiative", "occasion", "lead_days", "due_version"],
                nulls_distinct=False,
                name="reminder_once",
            ),
            models.CheckConstraint(
                name="reminder_about_one_place",
                condition=Q(initiative__isnull=True) | Q(round__isnull=True),
            ),
            models.CheckConstraint(
                name="reminder_bundled_has_mail",
                condition=Q(state="bundled", mail__isnull=False)
                | Q(state="planned", mail__isnull=True)
                | Q(state="cancelled"),
            ),
            models.CheckConstraint(
                name="reminder_cancelled_has_reason",
                condition=~Q(state="cancelled") | ~Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["send_on"], condition=Q(state="planned"), name="reminder_planned_day"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.place} ({self.person}, {self.send_on})"

    @property
    def place(self) -> Initiative | Round | None:
        return self.initiative or self.round
