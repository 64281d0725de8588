"""How an initiative ends, and what it taught those who were there."""

from datetime import timedelta

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from initiatives.models.phase import Phase
from initiatives.models.removable import Removable, RemovableQuerySet, removed_by_someone
from prioinit.fields import FreeText

REOPEN_WITHIN = timedelta(days=14)


class LessonQuerySet(RemovableQuerySet):
    def search(self, text: str):
        return self.filter(
            Q(text__icontains=text)
            | Q(advice__icontains=text)
            | Q(initiative__name__icontains=text)
        )

    def in_phase_order(self):
        order = models.Case(*(models.When(phase=phase, then=phase.position) for phase in Phase))
        return self.annotate(phase_order=order).order_by("phase_order", "-created_at", "-pk")


@pghistory.track()
class Lesson(Removable):
    """Lärdom: what the team learned, and what others should do. It outlives the round."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class Kind(models.TextChoices):
        ARBETSSATT = "arbetssatt", _("arbetssätt")
        SAMARBETE = "samarbete", _("samarbete")
        MALGRUPP = "malgrupp", _("målgrupp")
        TEKNIK = "teknik", _("teknik")
        EKONOMI = "ekonomi", _("ekonomi")
        JURIDIK = "juridik", _("juridik")

    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="lessons")
    phase = models.CharField(_("fas"), max_length=12, choices=Phase)
    kind = models.CharField(_("handlar om"), max_length=10, choices=Kind)
    text = FreeText(_("det här lärde vi oss"))
    advice = FreeText(_("det här bör andra göra"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("skriven"))

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lärdom")
        verbose_name_plural = _("lärdomar")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="lesson_says_what",
                condition=~Q(text=""),
                violation_error_message=_("Skriv vad ni lärde er."),
            ),
            models.CheckConstraint(
                name="lesson_gives_advice",
                condition=~Q(advice=""),
                violation_error_message=_("Skriv vad andra bör göra."),
            ),
            removed_by_someone("lesson_removed_by_someone"),
        ]
        indexes = [
            models.Index(
                fields=["initiative", "-created_at"],
                condition=Q(removed_at__isnull=True),
                name="lesson_newest",
            )
        ]

    def __str__(self):
        return self.text[:60]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"lardom-{self.pk}"


class EndingQuerySet(models.QuerySet):
    def standing(self):
        """Not opened again."""
        return self.filter(reopened_at=None)


@pghistory.track()
class Ending(models.Model):
    """Avslut. Frozen; an initiative that is opened again within two weeks may get another."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class Outcome(models.TextChoices):
        NYTTIGGJORD = "nyttiggjord", _("nyttiggjord")
        LARDOM = "lardom", _("avslutad med lärdom")
        SAMMANSLAGEN = "sammanslagen", _("sammanslagen")

    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="endings")
    outcome = models.CharField(_("utfall"), max_length=12, choices=Outcome)
    on = models.DateField(_("datum"), default=localdate)
    words = FreeText(_("med egna ord"))
    processledare = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("processledare"),
    )
    unit = models.ForeignKey(
        "roles.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("enhet som tar emot"),
    )
    merged_into = models.ForeignKey(
        "initiatives.Initiative",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="took_in",
        verbose_name=_("går upp i"),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("skrivet"))
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField(_("öppnat igen"), null=True, blank=True)

    objects = EndingQuerySet.as_manager()

    class Meta:
        verbose_name = _("avslut")
        verbose_name_plural = _("avslut")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative"],
                condition=Q(reopened_at__isnull=True),
                name="ending_one_that_stands",
                violation_error_message=_("Initiativet är redan avslutat."),
            ),
            models.CheckConstraint(
                name="ending_says_why",
                condition=~Q(words=""),
                violation_error_message=_("Skriv vad som hände."),
            ),
            models.CheckConstraint(
                name="ending_in_use_has_who_takes_over",
                condition=Q(outcome="nyttiggjord", processledare__isnull=False, unit__isnull=False)
                | (~Q(outcome="nyttiggjord") & Q(processledare__isnull=True, unit__isnull=True)),
                violation_error_message=_("Välj processledare och enhet som tar emot."),
            ),
            models.CheckConstraint(
                name="ending_merged_says_into_which",
                condition=Q(outcome="sammanslagen", merged_into__isnull=False)
                | (~Q(outcome="sammanslagen") & Q(merged_into__isnull=True)),
                violation_error_message=_("Välj det initiativ som det går upp i."),
            ),
            models.CheckConstraint(
                name="ending_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("initiative")),
                violation_error_message=_("Ett initiativ kan inte gå upp i sig självt."),
            ),
            models.CheckConstraint(
                name="ending_reopened_by_someone",
                condition=Q(reopened_by__isnull=True, reopened_at__isnull=True)
                | Q(reopened_by__isnull=False, reopened_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="ending_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="ending_is_frozen", exclude=["reopened_by", "reopened_at"]),
            pgtrigger.Protect(
                name="ending_reopened_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__reopened_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.initiative}: {self.get_outcome_display()}"

    @property
    def can_be_reopened(self) -> bool:
        """What was ended by mistake is opened again while everyone still remembers it."""
        return self.reopened_at is None and now() < self.at + REOPEN_WITHIN
