"""How a team thinks, tries and takes into use: counted in the query of a portfolio row, told in a few words."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import AdoptionStep, Idea, Insight, Phase, Step, Test
from initiatives.tempo_reading import local_day
from prioinit.templatetags.ui import in_days

TRYING = (Phase.IDE, Phase.TEST)
LONG = 14  # days without a test, from which they are counted


@dataclass(frozen=True)
class Trials:
    ideas: int
    chosen: int
    running: int
    closed: int
    last_on: date | None  # when a test was last closed
    insights: int = 0
    reached: int = 0  # steps of processtrappan
    reached_on: date | None = None  # the latest of them

    def told(self, phase: str, on: date) -> str:
        """The tempo in a few words, for where the initiative is: 3 idéer, 1 vald; 0 test på 47 dagar."""
        if phase == Phase.FORVERKLIGA:
            return self._taken_into_use(on)
        if phase == Phase.BEHOV and self.insights:
            told = ngettext("%(n)s insikt", "%(n)s insikter", self.insights)
            return told % {"n": self.insights}
        if self.running:
            return ngettext("%(n)s test pågår", "%(n)s test pågår", self.running) % {
                "n": self.running
            }
        if self.last_on and phase in TRYING:
            return self._since_the_last(self.last_on, on)
        if self.ideas and phase in TRYING:
            told = ngettext("%(n)s idé", "%(n)s idéer", self.ideas) % {"n": self.ideas}
            return _("%(ideas)s, %(n)s vald") % {"ideas": told, "n": self.chosen}
        return ""

    def _since_the_last(self, last_on: date, on: date) -> str:
        days = (on - last_on).days
        if days < LONG:
            return _("test avslutat %(when)s") % {"when": in_days(-days)}
        return ngettext("0 test på %(n)s dag", "0 test på %(n)s dagar", days) % {"n": days}

    def _taken_into_use(self, on: date) -> str:
        said = _("%(n)s av %(all)s steg") % {"n": self.reached, "all": len(Step)}
        if self.reached_on is None:
            return said
        when = in_days((self.reached_on - on).days)
        return _("%(steps)s, senast %(when)s") % {"steps": said, "when": when}


NO_TRIALS = Trials(0, 0, 0, 0, None)


def facts() -> JSONObject:
    """One small object."""
    ideas = JSONObject(ideas=Count("pk"), chosen=Count("pk", filter=Q(state=Idea.State.CHOSEN)))
    tests = JSONObject(
        running=Count("pk", filter=Q(closed_at=None)),
        closed=Count("closed_at"),
        last_on=Max("closed_at"),
    )
    steps = JSONObject(reached=Count("reached_on"), reached_on=Max("reached_on"))
    return JSONObject(
        insights=_counted(Insight.objects.kept(), JSONObject(insights=Count("pk"))),
        ideas=_counted(Idea.objects.kept(), ideas),
        tests=_counted(Test.objects.kept(), tests),
        steps=_counted(AdoptionStep.objects.all(), steps),
    )


def _counted(rows: QuerySet, figures: JSONObject) -> Subquery:
    here = rows.filter(initiative=OuterRef("pk")).order_by()
    return Subquery(here.values("initiative").annotate(figures=figures).values("figures"))


def read(told: dict) -> Trials:
    figures = vars(NO_TRIALS).copy()
    for part in told.values():
        figures |= part or {}
    reached_on = figures["reached_on"]
    days = {
        "last_on": local_day(figures["last_on"]),
        "reached_on": date.fromisoformat(reached_on) if reached_on else None,
    }
    return Trials(**figures | days)
