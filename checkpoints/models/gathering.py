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
    noun = "gathering"

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


AnyMeeting = Checkpoint | Gathering


class InvitationQuerySet(models.QuerySet):
    def to(self, meeting: AnyMeeting):
        return self.filter(**{meeting.noun: meeting})

    def called(self):
        """Told, and not taken off the list since."""
        return self.filter(called_at__isnull=False, withdrawn_at=None)

    def unanswered(self):
        return self.called().filter(reply="")


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
    # Empty: not told yet, so there is nothing to take back either.
    called_at = models.DateTimeField(_("kallad"), null=True, blank=True)
    # Rises when the person is taken off the list and put back: a calendar must see that as news.
    turn = models.PositiveSmallIntegerField(default=0, editable=False)
    withdrawn_at = models.DateTimeField(_("inte längre kallad"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InvitationQuerySet.as_manager()

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
    def meeting(self) -> AnyMeeting:
        return self.checkpoint or self.gathering

    @property
    def is_called(self) -> bool:
        return self.called_at is not None and self.withdrawn_at is None

    @property
    def calendar_sequence(self) -> int:
        """What this person's calendar knows it by: it rises with the meeting and with the person's own turn."""
        return self.meeting.sequence + self.turn
