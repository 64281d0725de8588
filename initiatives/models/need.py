"""Behov: what the team learns, from whom, and the need in one sentence."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiatives.models.removable import Removable, RemovableQuerySet, removed_by_someone
from prioinit.fields import FreeLine, FreeText, NoPersonalNumber

MOST_PEOPLE = 10_000


class InsightQuerySet(RemovableQuerySet):
    def from_target_group(self):
        return self.filter(from_target_group=True)

    def target_group_met(self) -> int:
        """The figure: people from the target group, as the insights count them."""
        met = Coalesce(Sum("people"), 0)
        return self.kept().from_target_group().aggregate(met=met)["met"]


@pghistory.track()
class Insight(Removable):
    """Insikt: something learned about the need, and from whom."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class Source(models.TextChoices):
        INTERVJU = "intervju", _("intervju")
        OBSERVATION = "observation", _("observation")
        DATA = "data", _("data")
        WORKSHOP = "workshop", _("workshop")
        OMVARLD = "omvarld", _("omvärld")

    WITHOUT_PEOPLE = (Source.DATA, Source.OMVARLD)  # nobody is met in a table or a report

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.PROTECT, related_name="insights"
    )
    text = FreeText(_("det här lärde vi oss"))
    source = models.CharField(_("källa"), max_length=11, choices=Source)
    people = models.PositiveIntegerField(_("hur många"), null=True, blank=True)
    from_target_group = models.BooleanField(_("de hör till målgruppen"), default=False)
    on = models.DateField(_("datum"), default=localdate)
    link = models.URLField(_("länk"), max_length=500, blank=True, validators=[NoPersonalNumber()])
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("skriven"))
    objects = InsightQuerySet.as_manager()

    class Meta:
        verbose_name = _("insikt")
        verbose_name_plural = _("insikter")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="insight_says_what",
                condition=~Q(text=""),
                violation_error_message=_("Skriv vad ni lärde er."),
            ),
            models.CheckConstraint(
                name="insight_people_1_to_10000",
                condition=Q(people__isnull=True) | Q(people__gte=1, people__lte=MOST_PEOPLE),
                violation_error_message=_("Antalet är mellan 1 och 10 000."),
            ),
            models.CheckConstraint(
                name="insight_data_meets_nobody",
                condition=Q(people__isnull=True) | ~Q(source__in=["data", "omvarld"]),
                violation_error_message=_("Data och omvärld har inget antal personer."),
            ),
            models.CheckConstraint(
                name="insight_target_group_counted",
                condition=Q(from_target_group=False) | Q(people__isnull=False),
                violation_error_message=_("Skriv hur många ur målgruppen ni mötte."),
            ),
            removed_by_someone("insight_removed_by_someone"),
        ]
        indexes = [
            models.Index(
                fields=["initiative", "-on", "-id"],
                condition=Q(removed_at__isnull=True),
                name="insight_newest",
            )
        ]

    def __str__(self):
        return self.text[:60]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"insikt-{self.pk}"


@pghistory.track()
class NeedStatement(models.Model):
    """The need in one sentence. It usually takes several rounds; every one of them is kept."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.PROTECT, related_name="need_statements"
    )
    number = models.PositiveSmallIntegerField(_("nummer"))
    text = FreeLine(_("behovet i en mening"), max_length=300)
    why = FreeText(_("varför ni ändrar"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("skriven"))

    class Meta:
        verbose_name = _("behov i en mening")
        verbose_name_plural = _("behov i en mening")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "number"], name="need_statement_number_once"
            ),
            models.CheckConstraint(
                name="need_statement_says_what",
                condition=~Q(text="") & Q(number__gte=1),
                violation_error_message=_("Skriv behovet i en mening."),
            ),
            models.CheckConstraint(
                name="need_statement_says_why",
                condition=Q(number=1) | ~Q(why=""),
                violation_error_message=_("Skriv varför ni ändrar meningen."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="need_statement_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return self.text


class ToMeetQuerySet(models.QuerySet):
    def waiting(self):
        """Neither met nor dropped. Whom a removed insight came from is yet to be met."""
        return self.filter(dropped_at=None).filter(
            Q(insight=None) | Q(insight__removed_at__isnull=False)
        )


@pghistory.track()
class ToMeet(models.Model):
    """Att möta: whom the team has yet to talk to. A role or a group, never a person's name."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="to_meet")
    who = FreeLine(_("vem"), help_text=_("En roll eller en grupp, inte en persons namn."))
    why = FreeText(_("varför"), blank=True)
    insight = models.ForeignKey(
        Insight, models.PROTECT, null=True, blank=True, related_name="met", verbose_name=_("insikt")
    )
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dropped_at = models.DateTimeField(_("struken"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("skriven"))
    version = models.PositiveIntegerField(default=1)

    objects = ToMeetQuerySet.as_manager()

    class Meta:
        verbose_name = _("att möta")
        verbose_name_plural = _("att möta")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="to_meet_says_who",
                condition=~Q(who=""),
                violation_error_message=_("Skriv vem ni behöver prata med."),
            ),
            models.CheckConstraint(
                name="to_meet_dropped_by_someone",
                condition=Q(dropped_by__isnull=True, dropped_at__isnull=True)
                | Q(dropped_by__isnull=False, dropped_at__isnull=False),
            ),
            models.CheckConstraint(
                name="to_meet_met_or_dropped",
                condition=Q(insight__isnull=True) | Q(dropped_at__isnull=True),
                violation_error_message=_("Den ni har mött är inte struken."),
            ),
        ]

    def __str__(self):
        return self.who

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"mote-{self.pk}"

    @property
    def is_gone(self) -> bool:
        return self.dropped_at is not None

    @property
    def is_waiting(self) -> bool:
        """`insight` must be read with it where there are many."""
        return self.dropped_at is None and (
            self.insight is None or self.insight.removed_at is not None
        )


@pghistory.track()
class Actor(Removable):
    """Aktör: who has a part in the matter, inside the municipality or outside, and what they bring."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class Side(models.TextChoices):
        INSIDE = "inside", _("i kommunen")
        OUTSIDE = "outside", _("utanför")

    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="actors")
    name = FreeLine(
        _("aktör"), max_length=120, help_text=_("En organisation eller grupp, inte en person.")
    )
    side = models.CharField(_("var"), max_length=7, choices=Side, default=Side.INSIDE)
    unit = models.ForeignKey(
        "roles.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("enhet"),
    )
    brings = FreeText(_("bidrar med"), blank=True)

    class Meta:
        verbose_name = _("aktör")
        verbose_name_plural = _("aktörer")
        ordering = ["side", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="actor_has_name",
                condition=~Q(name=""),
                violation_error_message=_("Skriv vilka det är."),
            ),
            removed_by_someone("actor_removed_by_someone"),
        ]

    def __str__(self):
        return self.name

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"aktor-{self.pk}"
