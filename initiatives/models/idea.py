"""Idé: a way to meet the need, compared with the others, chosen or parked."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.removable import Removable, RemovableQuerySet, removed_by_someone
from prioinit.fields import FreeLine, FreeText


class IdeaQuerySet(RemovableQuerySet):
    def lifted_first(self):
        """What others take an active part in, then the newest."""
        alone = models.Case(models.When(others="", then=1), default=0)
        return self.order_by(alone, "-created_at", "-pk")


@pghistory.track()
class Idea(Removable):
    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class State(models.TextChoices):
        OPEN = "open", _("öppen")
        CHOSEN = "chosen", _("vald")
        PARKED = "parked", _("parkerad")
        TRIED = "tried", _("provad")

    class Fit(models.IntegerChoices):
        LITTLE = 1, _("lite")
        PARTLY = 2, _("delvis")
        WELL = 3, _("väl")

    class Effort(models.IntegerChoices):
        LITTLE = 1, _("lite")
        SOME = 2, _("en del")
        MUCH = 3, _("mycket")

    class Courage(models.IntegerChoices):
        SAFE = 1, _("trygg")
        NEW = 2, _("ny för oss")
        BOLD = 3, _("modig")

    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="ideas")
    title = FreeLine(_("idén i korthet"), max_length=120)
    text = FreeText(_("hur den fungerar"), blank=True)
    others = FreeText(_("vilka andra än kommunen tar aktiv del"), blank=True)
    fit = models.PositiveSmallIntegerField(
        _("svarar mot behovet"), choices=Fit, null=True, blank=True
    )
    effort = models.PositiveSmallIntegerField(_("kräver"), choices=Effort, null=True, blank=True)
    courage = models.PositiveSmallIntegerField(
        _("hur modig"), choices=Courage, null=True, blank=True
    )
    state = models.CharField(_("läge"), max_length=6, choices=State, default=State.OPEN)
    parked_why = FreeText(_("varför den parkeras"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("avgjord"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("skriven"))

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idé")
        verbose_name_plural = _("idéer")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="idea_says_what",
                condition=~Q(title=""),
                violation_error_message=_("Skriv idén i korthet."),
            ),
            *(
                models.CheckConstraint(
                    name=f"idea_{scale}_1_to_3",
                    condition=Q(**{f"{scale}__isnull": True})
                    | Q(**{f"{scale}__gte": 1, f"{scale}__lte": 3}),
                    violation_error_message=_("Välj ett av de tre orden."),
                )
                for scale in ("fit", "effort", "courage")
            ),
            models.CheckConstraint(
                name="idea_parked_says_why",
                condition=Q(state="parked") & ~Q(parked_why="")
                | ~Q(state="parked") & Q(parked_why=""),
                violation_error_message=_("Skriv varför ni parkerar idén."),
            ),
            models.CheckConstraint(
                name="idea_decided_by_someone",
                condition=Q(state="open", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state="open") & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            removed_by_someone("idea_removed_by_someone"),
        ]
        indexes = [
            models.Index(
                fields=["initiative", "created_at"],
                condition=Q(removed_at__isnull=True),
                name="idea_kept",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"ide-{self.pk}"

    @property
    def is_lifted(self) -> bool:
        """Others than the municipality take an active part: what we want more of."""
        return bool(self.others)

    @property
    def is_parked(self) -> bool:
        return self.state == self.State.PARKED

    @property
    def is_compared(self) -> bool:
        return any((self.fit, self.effort, self.courage))
