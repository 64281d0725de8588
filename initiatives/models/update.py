import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from initiatives.models.phase import Phase
from prioinit.fields import FreeText


class Confidence(models.IntegerChoices):
    """How much the team believes that it will get there. Information, not a mark."""

    VERY_LOW = 1, _("mycket låg")
    LOW = 2, _("låg")
    MIDDLE = 3, _("varken eller")
    HIGH = 4, _("hög")
    VERY_HIGH = 5, _("mycket hög")


class StatusUpdateQuerySet(models.QuerySet):
    def final(self):
        return self.filter(state=StatusUpdate.State.FINAL)

    def standing(self):
        """Not corrected by a later published one."""
        return self.exclude(corrections__state=StatusUpdate.State.FINAL)

    def drafts(self):
        return self.filter(state=StatusUpdate.State.DRAFT)


@pghistory.track()
class StatusUpdate(models.Model):
    """Lägesuppdatering. The team shares one draft; a published one is frozen and corrected by a new one."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class State(models.TextChoices):
        DRAFT = "draft", _("arbetsmaterial")
        FINAL = "final", _("publicerad")

    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="updates")
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    number = models.PositiveSmallIntegerField(_("nummer"), null=True, blank=True)
    since_last = FreeText(_("sedan sist"), blank=True)
    next_step = FreeText(_("härnäst"), blank=True)
    help_wanted = FreeText(_("behöver hjälp med"), blank=True)
    confidence = models.PositiveSmallIntegerField(
        _("tilltro"), choices=Confidence, null=True, blank=True
    )
    # Frozen with the text, so that an old update still says what was true that day.
    phase = models.CharField(_("fas"), max_length=12, choices=Phase, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("publicerad"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = StatusUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("lägesuppdatering")
        verbose_name_plural = _("lägesuppdateringar")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="update_final_is_whole",
                condition=Q(
                    state="draft",
                    number__isnull=True,
                    published_at__isnull=True,
                    published_by__isnull=True,
                    phase="",
                )
                | (
                    Q(
                        state="final",
                        number__isnull=False,
                        published_at__isnull=False,
                        published_by__isnull=False,
                        confidence__isnull=False,
                    )
                    & ~Q(since_last="")
                    & ~Q(phase="")
                ),
                violation_error_message=_(
                    "En publicerad uppdatering behöver ”sedan sist” och tilltro."
                ),
            ),
            models.CheckConstraint(
                name="update_confidence_1_to_5",
                condition=Q(confidence__isnull=True) | Q(confidence__gte=1, confidence__lte=5),
                violation_error_message=_("Tilltro är 1–5."),
            ),
            models.UniqueConstraint(
                fields=["initiative"],
                condition=Q(state="draft"),
                name="update_one_draft",
                violation_error_message=_("Det finns redan ett utkast."),
            ),
            models.UniqueConstraint(fields=["initiative", "number"], name="update_number_once"),
        ]
        indexes = [
            models.Index(
                fields=["initiative", "-published_at"],
                condition=Q(state="final"),
                name="update_latest_final",
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_update_is_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="final"),
            )
        ]

    def __str__(self):
        return f"{self.initiative}: {self._meta.verbose_name} {self.number or self.get_state_display()}"

    def get_absolute_url(self):
        return reverse("initiatives:update", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT
