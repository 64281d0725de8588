"""Idé and test, as they are shown on other pages than their own."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Expression, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject, Left
from django.urls import reverse
from django.utils.timezone import localdate

from initiatives.models import Idea, Test
from initiatives.models.test import standing

NEWEST = 3
LATEST_CLOSED = 12  # more than is closed between two checkpoints
SHOWN = 400  # characters of a text
_NOUGHTS = dict.fromkeys(("ideas", "chosen", "tests", "running"), 0)


@dataclass(frozen=True)
class ToldTest:
    """Plain values: reports keep them."""

    id: int
    believe: str
    right_when: str
    saw: str
    learned: str
    decision: str
    therefore: str
    starts_on: date
    ends_on: date | None
    closed_on: date | None

    @property
    def url(self) -> str:
        return reverse("initiatives:test", args=[self.id])

    @property
    def standing(self) -> str:
        return standing(self.decision, self.starts_on, self.ends_on, localdate())

    @property
    def decision_label(self) -> str:
        return str(Test.Decision(self.decision).label)

    @property
    def successful_miss(self) -> bool:
        return self.decision == Test.Decision.STOP


class TellsOfTests:
    """For a dataclass of a report that has `tested`."""

    tested: tuple[ToldTest, ...]

    @property
    def misses(self) -> list[ToldTest]:
        return [one for one in self.tested if one.successful_miss]

    @property
    def went_on(self) -> list[ToldTest]:
        return [one for one in self.tested if not one.successful_miss]


@dataclass(frozen=True)
class Tests:
    ideas: int
    chosen: int  # or tried
    tests: int
    running: int
    newest: tuple[ToldTest, ...]  # those that are open first
    closed: tuple[ToldTest, ...]  # the latest

    def closed_since(self, day: date | None) -> tuple[ToldTest, ...]:
        """After that day; None: all that are told."""
        return tuple(one for one in self.closed if day is None or one.closed_on > day)  # type: ignore[operator]


_TOLD = JSONObject(
    id="pk",
    believe=Left("believe", SHOWN),
    right_when=Left("right_when", SHOWN),
    saw=Left("saw", SHOWN),
    learned=Left("learned", SHOWN),
    decision="decision",
    therefore="therefore",
    starts_on="starts_on",
    ends_on="ends_on",
    closed_on="closed_at",
)


def facts() -> Expression:
    tests = Test.objects.kept().filter(initiative=OuterRef("pk"))
    latest = tests.closed().order_by("-closed_at", "-pk")
    settled = Q(state__in=[Idea.State.CHOSEN, Idea.State.TRIED])
    ideas = JSONObject(ideas=Count("pk"), chosen=Count("pk", filter=settled))
    counted = JSONObject(tests=Count("pk"), running=Count("pk", filter=Q(closed_at=None)))
    return JSONObject(
        ideas=_figures(Idea.objects.kept().filter(initiative=OuterRef("pk")), ideas),
        tests=_figures(tests, counted),
        newest=ArraySubquery(tests.open_first().values(json=_TOLD)[:NEWEST]),
        closed=ArraySubquery(latest.values(json=_TOLD)[:LATEST_CLOSED]),
    )


def _figures(rows, figures: JSONObject) -> Subquery:
    return Subquery(rows.order_by().values("initiative").annotate(n=figures).values("n"))


def read(told: dict) -> Tests:
    lists = {name: tuple(map(_test, told[name])) for name in ("newest", "closed")}
    return Tests(**_NOUGHTS | (told["ideas"] or {}) | (told["tests"] or {}), **lists)


def _test(told: dict) -> ToldTest:
    closed = told["closed_on"]
    days = {
        "starts_on": date.fromisoformat(told["starts_on"]),
        "ends_on": date.fromisoformat(told["ends_on"]) if told["ends_on"] else None,
        "closed_on": localdate(datetime.fromisoformat(closed)) if closed else None,
    }
    return ToldTest(**{**told, **days})
