"""Test: what a team believes and tries, and what it saw and learned."""

from datetime import date
from functools import reduce
from operator import or_

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiatives.models.idea import Idea
from initiatives.models.removable import Removable, RemovableQuerySet, removed_by_someone
from prioinit.fields import FreeLine, FreeText

# When the test is closed what was planned stays as it was. What was learned may be put right.
FROZEN = (
    "initiative",
    "idea",
    "believe",
    "try_by",
    "right_when",
    "with_whom",
    "starts_on",
    "ends_on",
    "responsible",
    "anchoring",
    "closed_by",
    "closed_at",
)


def _any_change(*names: str) -> pgtrigger.Q:
    changes = (pgtrigger.Q(**{f"old__{one}__df": pgtrigger.F(f"new__{one}")}) for one in names)
    return reduce(or_, changes)


class TestQuerySet(RemovableQuerySet):
    def running(self):
        return self.kept().filter(closed_at=None)

    def closed(self):
        return self.exclude(closed_at=None)

    def successful_misses(self):
        """Lyckade missar: tests that were stopped because of what they taught."""
        return self.closed().filter(decision=Test.Decision.STOP)

    def open_first(self):
        """Then the closed ones, the newest first."""
        return self.order_by(models.F("closed_at").desc(nulls_first=True), "-starts_on", "-pk")


@pghistory.track()
class Test(Removable):
    """A test card and, once it is closed, its learning card (rule 5)."""

    __test__ = False  # or pytest takes it for one of its own
    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class Decision(models.TextChoices):
        CONTINUE = "continue", _("gå vidare")
        CHANGE = "change", _("ändra")
        STOP = "stop", _("lägg ner")

    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="tests")
    idea = models.ForeignKey(
        Idea, models.PROTECT, null=True, blank=True, related_name="tests", verbose_name=_("idé")
    )
    # Test card
    believe = FreeText(_("vi tror att"))
    try_by = FreeText(_("vi provar genom"))
    right_when = FreeText(_("vi vet att vi har rätt när"))
    with_whom = FreeText(_("med vem"), blank=True)
    starts_on = models.DateField(_("från"), default=localdate)
    ends_on = models.DateField(_("till"), null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ansvarig"),
    )
    anchoring = FreeText(_("förankring"), blank=True)
    # Learning card
    saw = FreeText(_("vi såg"), blank=True)
    learned = FreeText(_("vi lärde"), blank=True)
    decision = models.CharField(_("därför"), max_length=8, choices=Decision, blank=True)
    therefore = FreeLine(_("det gör vi nu"), blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("avslutat"), null=True, blank=True)
    corrections = models.PositiveSmallIntegerField(_("rättelser"), default=0)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    corrected_at = models.DateTimeField(_("rättat"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("skrivet"))

    objects = TestQuerySet.as_manager()

    class Meta:
        verbose_name = _("test")
        verbose_name_plural = _("tester")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="test_says_what",
                condition=~Q(believe="") & ~Q(try_by="") & ~Q(right_when=""),
                violation_error_message=_(
                    "Skriv vad ni tror, hur ni provar och när ni vet att ni har rätt."
                ),
            ),
            models.CheckConstraint(
                name="test_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("Testet slutar tidigast den dag det börjar."),
            ),
            models.CheckConstraint(
                name="test_closed_is_whole",
                condition=~Q(decision="")
                & ~Q(saw="")
                & ~Q(learned="")
                & Q(closed_by__isnull=False, closed_at__isnull=False)
                | Q(
                    decision="",
                    learned="",
                    therefore="",
                    closed_by__isnull=True,
                    closed_at__isnull=True,
                ),
                violation_error_message=_(
                    "Ett test avslutas med vad ni såg, vad ni lärde och vad ni gör därför."
                ),
            ),
            models.CheckConstraint(
                name="test_corrected_by_someone",
                condition=Q(corrections=0, corrected_by__isnull=True, corrected_at__isnull=True)
                | Q(
                    corrections__gte=1,
                    corrected_by__isnull=False,
                    corrected_at__isnull=False,
                    closed_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="test_closed_is_kept",
                condition=Q(closed_at__isnull=True) | Q(removed_at__isnull=True),
                violation_error_message=_("Ett avslutat test tas inte bort."),
            ),
            removed_by_someone("test_removed_by_someone"),
        ]
        indexes = [
            models.Index(fields=["initiative", "-closed_at"], name="test_by_initiative"),
            models.Index(
                fields=["-closed_at", "-id"], condition=Q(decision="stop"), name="test_misses"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="test_card_is_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False) & _any_change(*FROZEN),
            ),
            pgtrigger.Protect(
                name="closed_test_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.believe[:60]

    def get_absolute_url(self):
        return reverse("initiatives:test", args=[self.pk])

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"test-{self.pk}"

    @property
    def closing(self) -> str:
        """Opened there to be closed."""
        return f"avslut-{self.pk}"

    @property
    def correcting(self) -> str:
        """Opened there to put its learning right."""
        return f"ratta-{self.pk}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def closed_on(self) -> date | None:
        return localdate(self.closed_at) if self.closed_at else None

    @property
    def successful_miss(self) -> bool:
        """Stopped because of what it taught: honoured, never red."""
        return self.decision == self.Decision.STOP

    @property
    def learning_version(self) -> int:
        return self.corrections + 1

    @property
    def standing(self) -> str:
        """Its decision; while it is open where it is in time."""
        return standing(self.decision, self.starts_on, self.ends_on, localdate())


def standing(decision: str, starts_on: date, ends_on: date | None, on: date) -> str:
    if decision:
        return decision
    if starts_on > on:
        return "planned"
    return "over" if ends_on is not None and ends_on < on else "running"
