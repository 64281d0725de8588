import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from checkpoints.models.checkpoint import Checkpoint
from checkpoints.models.meeting import Meeting, cancelled_with_reason, times_in_order
from initiatives.models import Round
from prioinit.fields import FreeText


@pghistory.track()
class Gathering(Meeting):
    """Träff or utbildning that lotsar hold for the ledartröjor of a round."""

    access_path = {"round": "round_id", "home": "round_id"}

    class Kind(models.TextChoices):
        TRAFF = "traff", _("träff")
        UTBILDNING = "utbildning", _("utbildning")

    round = models.ForeignKey(
        Round, models.PROTECT, verbose_name=_("omgång"), related_name="gatherings"
    )
    kind = models.CharField(_("sort"), max_length=10, choices=Kind, default=Kind.TRAFF)
    about = FreeText(_("vad vi ska göra"), blank=True)

    class Meta:
        verbose_name = _("träff")
        verbose_name_plural = _("träffar och utbildningar")
        ordering = ["starts_at", "pk"]
        constraints = [
            times_in_order("gathering_times_in_order", _("Träffen slutar innan den börjar.")),
            cancelled_with_reason(
                "gathering_cancelled_with_reason", _("Skriv varför träffen ställs in.")
            ),
        ]

    def get_absolute_url(self):
        return reverse("checkpoints:gathering", args=[self.pk])


@pghistory.track()
class Invitation(models.Model):
    """One person asked to one checkpoint or gathering, what they answered, and whether they came."""

    access_path = {
        "round": ("checkpoint__round_id", "gathering__round_id"),
        "home": ("checkpoint__round_id", "gathering__round_id"),
    }

    class Reply(models.TextChoices):
        JA = "ja", _("ja")
        NEJ = "nej", _("nej")
        KANSKE = "kanske", _("kanske")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations")
    checkpoint = models.ForeignKey(
        Checkpoint, models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    gathering = models.ForeignKey(
        Gathering, models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    reply = models.CharField(_("svar"), max_length=6, choices=Reply, blank=True)
    replied_at = models.DateTimeField(_("svarade"), null=True, blank=True)
    came = models.BooleanField(_("var med"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("inte längre kallad"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("kallelse")
        verbose_name_plural = _("kallelser")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="invitation_to_one_meeting",
                condition=Q(checkpoint__isnull=False, gathering__isnull=True)
                | Q(checkpoint__isnull=True, gathering__isnull=False),
                violation_error_message=_("En kallelse gäller en checkpoint eller en träff."),
            ),
            models.UniqueConstraint(
                fields=["person", "checkpoint", "gathering"],
                nulls_distinct=False,
                name="invitation_once_per_person",
                violation_error_message=_("Personen är redan kallad."),
            ),
            models.CheckConstraint(
                name="invitation_reply_has_moment",
                condition=Q(reply="", replied_at__isnull=True)
                | (~Q(reply="") & Q(replied_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.meeting}"

    @property
    def meeting(self) -> Meeting:
        return self.checkpoint or self.gathering
