import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiatives.models.ending import Ending
from initiatives.models.goal import Goal
from initiatives.models.phase import Phase
from initiatives.models.round import Round
from initiatives.rigg import annotate_rigg
from prioinit.fields import FreeLine, FreeText, SwedishSortKey
from roles.models import Unit


class InitiativeQuerySet(models.QuerySet):
    def planned(self):
        return self.filter(state=Initiative.State.PLANNED)

    def running(self, on=None):
        """Started, in a round that is not over."""
        return self.filter(state=Initiative.State.RUNNING, round__ends_on__gte=on or localdate())

    def current(self, on=None):
        """Being rigged or started, in a round that is not over."""
        return self.filter(round__ends_on__gte=on or localdate())

    def ended(self):
        return self.filter(state=Initiative.State.ENDED)

    def ended_with_lesson(self):
        """Stopped well: a learning instead of a solution."""
        # One filter(): the ending that stands is the one that is asked about.
        return self.ended().filter(
            endings__outcome=Ending.Outcome.LARDOM, endings__reopened_at=None
        )

    def with_rigg(self, on=None):
        """Annotated with what `rigg_of` judges."""
        return annotate_rigg(self, on or localdate())

    def in_phase_order(self):
        return self.annotate(
            phase_order=models.Case(
                *(models.When(phase=phase, then=phase.position) for phase in Phase)
            )
        )

    def search(self, text: str):
        return self.filter(
            Q(name__icontains=text)
            | Q(question__icontains=text)
            | Q(target_group__icontains=text)
            | Q(code__icontains=text)
        )


@pghistory.track(exclude=["sort_key"])
class Initiative(models.Model):
    """A complex area that several förvaltningar must solve together, in a new way, within 1-2 years."""

    access_path = {"initiative": "pk", "round": "round_id"}

    class State(models.TextChoices):
        PLANNED = "planned", _("riggas")
        RUNNING = "running", _("igång")
        ENDED = "ended", _("avslutat")

    round = models.ForeignKey(
        Round, models.PROTECT, verbose_name=_("omgång"), related_name="initiatives"
    )
    code = FreeLine(_("kod"), max_length=40, help_text=_("Kort namn för listor och kalkylblad."))
    name = FreeLine(_("namn"), max_length=120)
    question = FreeText(_("utmaning"), help_text=_("Formulera den som en fråga: Hur kan vi …?"))
    target_group = FreeLine(
        _("målgrupp"), blank=True, help_text=_("Vilka är det för? Så smalt ni kan.")
    )
    difference = FreeText(
        _("vad målgruppen ska märka"),
        blank=True,
        help_text=_("Beskriv skillnaden med målgruppens ord."),
    )
    noticed_by = models.DateField(
        _("senast"),
        null=True,
        blank=True,
        help_text=_("När målgruppen senast ska märka skillnaden, inom 24 månader."),
    )
    units = models.ManyToManyField(
        Unit, verbose_name=_("enheter som deltar"), blank=True, related_name="initiatives"
    )
    goals = models.ManyToManyField(
        Goal, verbose_name=_("mål"), blank=True, related_name="initiatives"
    )
    registry_number = FreeLine(_("diarienummer"), max_length=60, blank=True)
    state = models.CharField(
        _("läge"), max_length=10, choices=State, default=State.PLANNED, editable=False
    )
    phase = models.CharField(
        _("fas"), max_length=12, choices=Phase, default=Phase.BEHOV, editable=False
    )
    started_on = models.DateField(_("startade"), null=True, blank=True, editable=False)
    ended_on = models.DateField(_("avslutades"), null=True, blank=True, editable=False)
    over_cap_reason = FreeText(_("skäl att gå över taket"), blank=True, editable=False)
    # A pause stops the reminders, until the day the team looks at it again.
    paused_until = models.DateField(_("pausat till"), null=True, blank=True, editable=False)
    pause_reason = FreeText(_("varför det är pausat"), blank=True, editable=False)
    resumed_on = models.DateField(_("återupptaget"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    sort_key = SwedishSortKey("name")

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiativ")
        verbose_name_plural = _("initiativ")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("code"),
                "round",
                name="initiative_code_once_per_round",
                violation_error_message=_("Ett annat initiativ i omgången har redan den koden."),
            ),
            models.CheckConstraint(
                name="initiative_running_has_start",
                condition=Q(state="planned", started_on__isnull=True)
                | Q(state__in=["running", "ended"], started_on__isnull=False),
                violation_error_message=_("Ett initiativ som är igång har ett startdatum."),
            ),
            models.CheckConstraint(
                name="initiative_ended_has_day",
                condition=Q(state="ended", ended_on__isnull=False, paused_until__isnull=True)
                | (~Q(state="ended") & Q(ended_on__isnull=True)),
                violation_error_message=_(
                    "Ett avslutat initiativ har ett slutdatum och ingen paus."
                ),
            ),
            models.CheckConstraint(
                name="initiative_paused_with_reason",
                condition=Q(paused_until__isnull=True, pause_reason="")
                | (Q(paused_until__isnull=False) & ~Q(pause_reason="")),
                violation_error_message=_("Skriv varför initiativet pausas."),
            ),
        ]
        indexes = [models.Index(fields=["state", "sort_key"], name="initiative_state_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("initiatives:initiative", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING

    @property
    def is_ended(self) -> bool:
        return self.state == self.State.ENDED

    def is_paused(self, on=None) -> bool:
        """Until the day the team looks at it again; on that day it is running as before."""
        return self.paused_until is not None and (on or localdate()) < self.paused_until


# Units and goals come and go: an addition and a removal are all that can happen to such a row.
_comes_and_goes = pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())


@_comes_and_goes
class InitiativeUnit(Initiative.units.through):  # type: ignore[name-defined,misc]
    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class Meta:
        proxy = True
        verbose_name = _("enhet som deltar")
        verbose_name_plural = _("enheter som deltar")


@_comes_and_goes
class InitiativeGoal(Initiative.goals.through):  # type: ignore[name-defined,misc]
    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    class Meta:
        proxy = True
        verbose_name = _("mål att bidra till")
        verbose_name_plural = _("mål att bidra till")
