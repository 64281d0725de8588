"""What a team has done, as other pages than its own show it: the initiative's page, the pack, the reports.

One JSON text per initiative, read in the query that reads it. Each module here is a part: `facts()` is what
is read, `read(told)` makes a frozen dataclass of it.
"""

import json
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import Expression, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from initiatives.models import Initiative
from initiatives.work import adoption, coach, effect, ending, need, tests
from prioinit.sql import Compiled

PARTS = {
    "need": need,
    "tests": tests,
    "effects": effect,
    "adoption": adoption,
    "end": ending,
    "coach": coach,
}


@dataclass(frozen=True)
class Work:
    need: need.Need
    tests: tests.Tests
    effects: effect.Effects
    adoption: adoption.Taken
    end: ending.End
    coach: coach.CoachLog | None  # None: not for the one who reads


def without_coach_log(work: Work) -> Work:
    """For those who may not read it."""
    return replace(work, coach=None)


def with_work(queryset: QuerySet) -> QuerySet:
    """Annotated for `work_of`. Lists do without: they show none of it."""
    return queryset.annotate(work_facts=_facts())


def work_of(initiative: Initiative) -> Work:
    """`initiative` must come from `with_work`."""
    told = json.loads(initiative.work_facts)  # type: ignore[attr-defined]
    return Work(**{name: part.read(told[name]) for name, part in PARTS.items()})


@lru_cache(maxsize=1)
def _facts() -> Expression:
    read = JSONObject(**{name: part.facts() for name, part in PARTS.items()})
    return Compiled(Initiative, Cast(read, TextField()))
