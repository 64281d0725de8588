"""What the benefits come to: a simple sum of kronor and hours. No accounting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.timezone import localdate

from initiatives.models import Benefit, BenefitYear, Initiative

NOTHING = Decimal(0)


# Final reports keep these as they are: what one gets later needs a default.
@dataclass(frozen=True)
class Sum:
    planned: Decimal
    realised: Decimal


@dataclass(frozen=True)
class Totals:
    money: Sum
    hours: Sum
    costs: Sum

    @property
    def net(self) -> Sum:
        return Sum(
            self.money.planned - self.costs.planned, self.money.realised - self.costs.realised
        )

    @property
    def has_money(self) -> bool:
        return any((*vars(self.money).values(), *vars(self.costs).values()))

    @property
    def has_hours(self) -> bool:
        return any(vars(self.hours).values())


def benefits_of(initiative: Initiative) -> list[Benefit]:
    """Each with `kept_years`."""
    years = Prefetch("years", BenefitYear.objects.kept(), to_attr="kept_years")
    return list(initiative.benefits.kept().prefetch_related(years))


def totals_of(benefits: Sequence[Benefit]) -> Totals:
    """Of `benefits_of`. What it costs is counted for the years that it has: so far, for the outcome."""
    of_kind = {
        kind: [year for one in benefits if one.kind == kind for year in one.kept_years]  # type: ignore[attr-defined]
        for kind in Benefit.Kind
    }
    return Totals(
        money=_sum(of_kind[Benefit.Kind.PENGAR]),
        hours=_sum(of_kind[Benefit.Kind.TID]),
        costs=Sum(
            sum((_cost(one, one.kept_years) for one in benefits), NOTHING),  # type: ignore[attr-defined]
            sum((_cost(one, _so_far(one)) for one in benefits), NOTHING),
        ),
    )


def _sum(years: Iterable[BenefitYear]) -> Sum:
    years = list(years)
    return Sum(
        sum((one.planned or NOTHING for one in years), NOTHING),
        sum((one.realised or NOTHING for one in years), NOTHING),
    )


def _so_far(benefit) -> list[BenefitYear]:
    if benefit.is_counted:
        return [year for year in benefit.kept_years if year.realised is not None]
    return [year for year in benefit.kept_years if year.year <= localdate().year]


def _cost(benefit: Benefit, years: Sequence[BenefitYear]) -> Decimal:
    """A benefit that no year is written for yet has its one-off cost in the plan."""
    if not years and years is not benefit.kept_years:  # type: ignore[attr-defined]
        return NOTHING
    return benefit.one_off_cost + benefit.yearly_cost * len(years)
