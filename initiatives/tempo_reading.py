"""The tempo of one initiative or many, in one query."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.timezone import localdate

from initiatives.models import AdoptionStep, Idea, Initiative, Test
from initiatives.tempo import Quarter, Tempo, quarters_of, tempo_of


@dataclass(frozen=True)
class TempoRow:
    initiative: Initiative
    tempo: Tempo
    started: tuple[tuple[Quarter, int], ...]  # in the columns of the table


@dataclass(frozen=True)
class TempoTable:
    quarters: tuple[Quarter, ...]
    rows: tuple[TempoRow, ...]

    @property
    def has_steps(self) -> bool:
        return any(row.tempo.since_step is not None for row in self.rows)


def read_tempo(initiatives: QuerySet, on: date | None = None) -> list[tuple[Initiative, Tempo]]:
    day = on or localdate()
    idea = Idea.objects.kept().filter(initiative=OuterRef("pk")).order_by("created_at")
    tests = Test.objects.kept().filter(initiative=OuterRef("pk")).order_by("starts_on")
    steps = AdoptionStep.objects.filter(initiative=OuterRef("pk"), reached_on__isnull=False)
    read = initiatives.annotate(
        first_idea=Subquery(idea.values("created_at")[:1]),
        test_days=ArraySubquery(tests.values(json=JSONObject(on="starts_on", closed="closed_at"))),
        latest_step=Subquery(steps.order_by("-reached_on").values("reached_on")[:1]),
    )
    return [(one, _tempo(one, day)) for one in read]


def tempo_table(initiatives: QuerySet, on: date | None = None) -> TempoTable:
    """Of those who have begun to think, try or take into use."""
    several = [
        (one, tempo)
        for one, tempo in read_tempo(initiatives, on)
        if one.first_idea or tempo.tests or tempo.since_step is not None  # type: ignore[attr-defined]
    ]
    quarters = quarters_of(tempo for _one, tempo in several)
    rows = (TempoRow(one, tempo, _in_columns(tempo, quarters)) for one, tempo in several)
    return TempoTable(tuple(quarters), tuple(rows))


def _in_columns(tempo: Tempo, quarters: list[Quarter]) -> tuple[tuple[Quarter, int], ...]:
    started = dict(tempo.started)
    return tuple((one, started.get(one, 0)) for one in quarters)


def _tempo(initiative, on: date) -> Tempo:
    first = localdate(initiative.first_idea) if initiative.first_idea else None
    days = (
        (date.fromisoformat(one["on"]), local_day(one["closed"])) for one in initiative.test_days
    )
    return tempo_of(first, days, on, initiative.latest_step)


def local_day(moment: str | None) -> date | None:
    return localdate(datetime.fromisoformat(moment)) if moment else None
