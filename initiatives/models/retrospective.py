"""Tillbakablick: what the round itself taught about the way of working. "Version 2.0"."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.removable import Removable, RemovableQuerySet, removed_by_someone
from prioinit.fields import FreeText


@pghistory.track()
class RetrospectiveNote(Removable):
    """Something to keep, change or try in the next round."""

    access_path = {"round": "round_id", "home": "round_id"}
    owner_field = "round"
    after_end = True  # it looks back

    class Kind(models.TextChoices):
        KEEP = "keep", _("behåll")
        CHANGE = "change", _("ändra")
        TRY = "try", _("prova")

    round = models.ForeignKey(
        "initiatives.Round", models.PROTECT, related_name="retrospective_notes"
    )
    kind = models.CharField(_("sort"), max_length=6, choices=Kind)
    text = FreeText(_("till nästa omgång"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("skriven"))

    objects = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = _("tillbakablick")
        verbose_name_plural = _("tillbakablickar")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="retrospective_says_what",
                condition=~Q(text=""),
                violation_error_message=_("Skriv vad ni vill ta med er."),
            ),
            removed_by_someone("retrospective_removed_by_someone"),
        ]

    def __str__(self):
        return self.text[:60]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"omgangen-{self.pk}"
