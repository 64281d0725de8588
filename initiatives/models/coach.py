"""Coachlogg: the agreed next steps. Official documents, so they say what and when, not how people feel."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiatives.models.removable import Removable, RemovableQuerySet, removed_by_someone
from prioinit.fields import FreeText


@pghistory.track()
class CoachNote(Removable):
    """The day coach and team were heard, and the step they agreed on."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.PROTECT, related_name="coach_notes"
    )
    on = models.DateField(_("datum"), default=localdate)
    next_step = FreeText(_("nästa steg"))
    due_on = models.DateField(_("senast"), null=True, blank=True)
    done_at = models.DateTimeField(_("gjort"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("skriven"))

    objects = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = _("coachanteckning")
        verbose_name_plural = _("coachlogg")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="coach_note_says_what",
                condition=~Q(next_step=""),
                violation_error_message=_("Skriv det steg ni kom överens om."),
            ),
            models.CheckConstraint(
                name="coach_note_due_after",
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("on")),
                violation_error_message=_("Steget kan inte vara klart före samtalet."),
            ),
            models.CheckConstraint(
                name="coach_note_done_by_someone",
                condition=Q(done_by__isnull=True, done_at__isnull=True)
                | Q(done_by__isnull=False, done_at__isnull=False),
            ),
            removed_by_someone("coach_note_removed_by_someone"),
        ]
        indexes = [
            models.Index(
                fields=["initiative", "-on", "-id"],
                condition=Q(removed_at__isnull=True),
                name="coach_note_newest",
            )
        ]

    def __str__(self):
        return self.next_step[:60]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"steg-{self.pk}"
