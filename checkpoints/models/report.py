import pghistory
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from checkpoints.models.checkpoint import Checkpoint
from prioinit.models import FinalDocument, frozen_for_ever


@pghistory.track(exclude=["pdf"])
class FinalReport(FinalDocument):
    """The report before a checkpoint, or after it, fastställd. A newer one is a new number."""

    # Not "home": it tells of every initiative in the round.
    access_path = {"round": "checkpoint__round_id"}
    series = "CP-"

    class Kind(models.TextChoices):
        BEFORE = "before", _("inför")
        AFTER = "after", _("efter")

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="reports")
    kind = models.CharField(_("sort"), max_length=6, choices=Kind)

    class Meta(FinalDocument.Meta):
        verbose_name = _("checkpointrapport")
        verbose_name_plural = _("checkpointrapporter")
        triggers = [frozen_for_ever("report_is_frozen")]

    def get_absolute_url(self):
        return reverse("checkpoints:report", args=[self.pk])
