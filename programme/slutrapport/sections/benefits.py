"""Nyttan: who gained what, and the simple sum."""

from dataclasses import dataclass
from decimal import Decimal

from initiatives.benefit_totals import Totals, benefits_of, totals_of
from initiatives.models import Benefit, Initiative
from programme.slutrapport.limits import short
from roles.models import Person


@dataclass(frozen=True)
class Year:
    year: int
    planned: Decimal | None
    realised: Decimal | None
    words: str


@dataclass(frozen=True)
class Gain:
    who: str
    kind: str
    kind_label: str
    what: str
    one_off_cost: Decimal
    yearly_cost: Decimal
    years: tuple[Year, ...]

    @property
    def in_hours(self) -> bool:
        return self.kind == Benefit.Kind.TID


@dataclass(frozen=True)
class Benefits:
    gains: tuple[Gain, ...]
    totals: Totals


def build(initiative: Initiative, reader: Person | None) -> Benefits | None:
    found = benefits_of(initiative)
    return Benefits(tuple(map(_gain, found)), totals_of(found)) if found else None


def _gain(benefit: Benefit) -> Gain:
    return Gain(
        who=benefit.who,
        kind=benefit.kind,
        kind_label=str(benefit.get_kind_display()),
        what=short(benefit.what),
        one_off_cost=benefit.one_off_cost,
        yearly_cost=benefit.yearly_cost,
        years=tuple(
            Year(one.year, one.planned, one.realised, short(one.words))
            for one in benefit.kept_years  # type: ignore[attr-defined]
        ),
    )
