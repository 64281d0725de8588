"""The end, and what was learned, as they are shown on other pages than their own."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Expression, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject, Left
from django.utils.timezone import now

from initiatives.models import Ending, Lesson
from initiatives.models.ending import REOPEN_WITHIN

NEWEST = 2
SHOWN = 300  # characters of a lesson


@dataclass(frozen=True)
class Ended:
    id: int
    outcome: str
    on: date
    at: datetime
    words: str
    by: str
    processledare: str | None
    unit: str | None
    merged_into: int | None
    merged_name: str | None

    @property
    def outcome_label(self) -> str:
        return str(Ending.Outcome(self.outcome).label)

    @property
    def can_be_reopened(self) -> bool:
        return now() < self.at + REOPEN_WITHIN


@dataclass(frozen=True)
class NewLesson:
    id: int
    text: str
    advice: str


@dataclass(frozen=True)
class End:
    ended: Ended | None
    lessons: int
    newest: tuple[NewLesson, ...]


def facts() -> Expression:
    standing = Ending.objects.standing().filter(initiative=OuterRef("pk"))
    lessons = Lesson.objects.kept().filter(initiative=OuterRef("pk"))
    counted = lessons.order_by().values("initiative").annotate(n=Count("pk"))
    ended = JSONObject(
        id="pk",
        outcome="outcome",
        on="on",
        at="at",
        words="words",
        by="by__name",
        processledare="processledare__name",
        unit="unit__name",
        merged_into="merged_into",
        merged_name="merged_into__name",
    )
    lesson = JSONObject(id="pk", text=Left("text", SHOWN), advice=Left("advice", SHOWN))
    return JSONObject(
        ended=ArraySubquery(standing.values(json=ended)[:1]),
        lessons=Coalesce(Subquery(counted.values("n")), 0),
        newest=ArraySubquery(lessons.values(json=lesson)[:NEWEST]),
    )


def read(told: dict) -> End:
    ended = [
        Ended(
            **{
                **one,
                "on": date.fromisoformat(one["on"]),
                "at": datetime.fromisoformat(one["at"]),
            }
        )
        for one in told["ended"]
    ]
    newest = tuple(NewLesson(**one) for one in told["newest"])
    return End(ended[0] if ended else None, told["lessons"], newest)
