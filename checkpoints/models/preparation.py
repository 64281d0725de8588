from dataclasses import dataclass
from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from checkpoints.models.checkpoint import Checkpoint
from initiatives.models import Initiative
from prioinit.fields import FreeLine, FreeText

MAX_QUESTIONS = 3


@dataclass(frozen=True)
class Picked:
    """Something that happened since last and that the team wants to tell of, as it was when they picked it."""

    key: str  # insikt-12, see initiatives.happenings
    on: date
    what: str
    text: str


@pghistory.track()
class Preparation(models.Model):
    """One page for one checkpoint: how far, what we learned, what we want input on. Frozen when it starts."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class State(models.TextChoices):
        DRAFT = "draft", _("utkast")
        READY = "ready", _("redo")

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="preparations")
    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="preparations")
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    how_far = FreeText(_("så långt har vi kommit"), blank=True)
    learned = FreeText(_("det här har vi lärt oss"), blank=True)
    decision_wanted = FreeText(
        _("beslut vi önskar av ledningsgruppen"),
        blank=True,
        help_text=_("Lämna tomt om ni inte behöver något beslut."),
    )
    happened = models.JSONField(_("har hänt sedan sist"), default=list, blank=True)
    presenters = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("vi som presenterar"), blank=True, related_name="+"
    )
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("förberedelse")
        verbose_name_plural = _("förberedelser")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["checkpoint", "initiative"], name="preparation_once_per_checkpoint"
            ),
            models.CheckConstraint(
                name="preparation_ready_is_whole",
                condition=Q(state="draft", ready_at__isnull=True)
                | (Q(state="ready", ready_at__isnull=False) & ~Q(how_far="")),
                violation_error_message=_("Skriv hur långt ni har kommit innan ni är redo."),
            ),
        ]

    def __str__(self):
        return f"{self.initiative}, {self.checkpoint}"

    @property
    def picked(self) -> list[Picked]:
        return [
            Picked(one["key"], date.fromisoformat(one["on"]), one["what"], one["text"])
            for one in self.happened
        ]

    def get_absolute_url(self):
        return reverse("checkpoints:preparation", args=[self.checkpoint_id, self.initiative_id])


@pghistory.track()
class PreparationQuestion(models.Model):
    """What the team asks the organisation, one to three per checkpoint."""

    access_path = {
        "initiative": "preparation__initiative_id",
        "round": "preparation__initiative__round_id",
    }

    preparation = models.ForeignKey(Preparation, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = FreeLine(_("fråga"), max_length=300)

    class Meta:
        verbose_name = _("fråga till organisationen")
        verbose_name_plural = _("frågor till organisationen")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["preparation", "number"], name="question_number_once"),
            models.CheckConstraint(
                name="question_one_to_three",
                condition=Q(number__gte=1, number__lte=MAX_QUESTIONS),
                violation_error_message=_("Ställ högst tre frågor."),
            ),
            models.CheckConstraint(name="question_has_text", condition=~Q(text="")),
        ]

    def __str__(self):
        return self.text


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Presenter(Preparation.presenters.through):  # type: ignore[name-defined,misc]
    """For its history: presenters come and go."""

    access_path = {
        "initiative": "preparation__initiative_id",
        "round": "preparation__initiative__round_id",
    }

    class Meta:
        proxy = True
        verbose_name = _("den som presenterar")
        verbose_name_plural = _("de som presenterar")
