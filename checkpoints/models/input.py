import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from checkpoints.models.checkpoint import Checkpoint
from checkpoints.models.preparation import PreparationQuestion
from initiatives.models import Initiative, Round
from prioinit.fields import FreeLine, FreeText

INPUT_MAX = 2_000


@pghistory.track()
class Answer(models.Model):
    """What the team says to one or several inputs: we take it, we try it, we don't, and why."""

    access_path = {"initiative": "initiative_id", "round": "round_id"}

    class Verdict(models.TextChoices):
        TAR_MED = "tar_med", _("tar med")
        PROVAR = "provar", _("prövar")
        AVSTAR = "avstar", _("avstår")

    round = models.ForeignKey(Round, models.PROTECT, related_name="answers")
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="answers"
    )
    verdict = models.CharField(_("svar"), max_length=8, choices=Verdict)
    because = FreeText(_("därför att"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("besvarat"))

    class Meta:
        verbose_name = _("svar på medskick")
        verbose_name_plural = _("svar på medskick")
        ordering = ["-answered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="answer_has_reason",
                condition=~Q(because=""),
                violation_error_message=_("Skriv varför."),
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="answer_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return f"{self.get_verdict_display()}: {self.because[:60]}"


class InputQuerySet(models.QuerySet):
    def waiting(self):
        """Not looked at by a lots yet."""
        return self.filter(state=Input.State.WAITING)

    def shown(self):
        return self.filter(state=Input.State.SHOWN)

    def unanswered(self):
        """Shown to others, and the team owes it an answer."""
        return self.shown().filter(answer=None)


@pghistory.track(exclude=["name", "contact"])
class Input(models.Model):
    """Medskick: what someone gives an initiative at or around a checkpoint. Kept as it was written."""

    access_path = {"initiative": "initiative_id", "round": "round_id"}

    class Kind(models.TextChoices):
        TANKE = "tanke", _("tanke")
        FRAGA = "fraga", _("fråga")
        ERBJUDANDE = "erbjudande", _("erbjudande om hjälp")
        KONTAKT = "kontakt", _("någon ni bör prata med")

    class State(models.TextChoices):
        WAITING = "waiting", _("att granska")
        SHOWN = "shown", _("visas")
        HIDDEN = "hidden", _("dolt")

    round = models.ForeignKey(Round, models.PROTECT, related_name="inputs")
    checkpoint = models.ForeignKey(
        Checkpoint, models.PROTECT, null=True, blank=True, related_name="inputs"
    )
    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inputs",
        verbose_name=_("initiativ"),
    )
    question = models.ForeignKey(
        PreparationQuestion, models.SET_NULL, null=True, blank=True, related_name="inputs"
    )
    asked = models.CharField(_("frågan"), max_length=300, blank=True)  # as it read that day
    kind = models.CharField(_("sort"), max_length=10, choices=Kind, default=Kind.TANKE)
    text = FreeText(_("medskick"), max_length=INPUT_MAX)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="inputs"
    )
    # A guest may leave these, with consent, and gets the answer by mail. Not kept in the history.
    name = FreeLine(_("namn"), max_length=120, blank=True)
    contact = models.EmailField(_("e-post"), blank=True)
    consented_at = models.DateTimeField(_("samtyckte"), null=True, blank=True)
    language = models.CharField(max_length=2, default="sv")
    state = models.CharField(_("läge"), max_length=8, choices=State, default=State.WAITING)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    moderated_at = models.DateTimeField(_("granskat"), null=True, blank=True)
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, blank=True, related_name="inputs")
    created_at = models.DateTimeField(_("kom in"), auto_now_add=True)
    # The form and the text it was sent with: the same one sent twice is one row.
    submission = models.UUIDField(null=True, unique=True, editable=False)

    objects = InputQuerySet.as_manager()

    class Meta:
        verbose_name = _("medskick")
        verbose_name_plural = _("medskick")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="input_has_text",
                condition=~Q(text=""),
                violation_error_message=_("Skriv något."),
            ),
            models.CheckConstraint(
                name="input_guest_data_with_consent",
                condition=Q(name="", contact="") | Q(consented_at__isnull=False),
                violation_error_message=_(
                    "Vi sparar namn och e-post bara om du säger ja till det."
                ),
            ),
            models.CheckConstraint(
                name="input_from_person_or_guest",
                condition=Q(person__isnull=True) | Q(name="", contact=""),
            ),
            models.CheckConstraint(
                name="input_moderated_by_someone",
                condition=Q(moderated_by__isnull=True, moderated_at__isnull=True)
                | Q(moderated_by__isnull=False, moderated_at__isnull=False),
            ),
            models.CheckConstraint(
                name="input_hidden_by_someone",
                condition=~Q(state="hidden") | Q(moderated_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["checkpoint", "-created_at"], name="input_newest_of_checkpoint"),
            models.Index(
                fields=["initiative"],
                condition=Q(state="shown", answer__isnull=True),
                name="input_unanswered",
            ),
        ]

    def __str__(self):
        return self.text[:60]
