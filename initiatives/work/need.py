"""Behov, as it is shown on other pages than its own."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Expression, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce, JSONObject, Left

from initiatives.models import Insight, NeedStatement

NEWEST = 2
SHOWN = 200  # characters of an insight


@dataclass(frozen=True)
class NewInsight:
    id: int
    text: str
    source: str
    on: date

    @property
    def source_label(self) -> str:
        return str(Insight.Source(self.source).label)


@dataclass(frozen=True)
class Need:
    sentence: str
    target_group_met: int
    insights: int
    newest: tuple[NewInsight, ...]


def facts() -> Expression:
    said = NeedStatement.objects.filter(initiative=OuterRef("pk")).order_by("-number")
    insights = Insight.objects.kept().filter(initiative=OuterRef("pk"))
    met = insights.from_target_group().order_by().values("initiative").annotate(n=Sum("people"))
    counted = insights.order_by().values("initiative").annotate(n=Count("pk"))
    insight = JSONObject(id="pk", text=Left("text", SHOWN), source="source", on="on")
    newest = insights.order_by("-on", "-pk").values(json=insight)
    return JSONObject(
        sentence=Subquery(said.values("text")[:1]),
        met=Coalesce(Subquery(met.values("n")), 0),
        insights=Coalesce(Subquery(counted.values("n")), 0),
        newest=ArraySubquery(newest[:NEWEST]),
    )


def read(told: dict) -> Need:
    newest = (NewInsight(**{**one, "on": date.fromisoformat(one["on"])}) for one in told["newest"])
    return Need(told["sentence"] or "", told["met"], told["insights"], tuple(newest))
