"""Effects, as they are shown on other pages than their own."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Expression, OuterRef, Q, Subquery, TextField, When
from django.db.models.functions import Cast, Coalesce, JSONObject

from initiatives.effect_reading import EffectFigures
from initiatives.models import Effect, Measurement


@dataclass(frozen=True)
class Effects:
    main: EffectFigures | None
    number: int
    measured: int


def facts() -> Expression:
    effects = Effect.objects.kept().filter(initiative=OuterRef("pk")).order_by()
    read = Measurement.objects.kept().filter(effect=OuterRef("pk")).order_by("-on")
    main = effects.filter(is_main=True).values(
        json=JSONObject(
            what="what",
            unit="unit",
            baseline=Cast("baseline", TextField()),
            baseline_on="baseline_on",
            target=Cast("target", TextField()),
            target_on="target_on",
            value=Subquery(read.values(text=Cast("value", TextField()))[:1]),
            value_on=Subquery(read.values("on")[:1]),
        )
    )
    kept = Q(measurements__isnull=False, measurements__removed_at__isnull=True)
    counted = effects.values("initiative")
    return JSONObject(
        main=Subquery(main[:1]),
        number=Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0),
        measured=Coalesce(
            Subquery(
                counted.annotate(
                    n=Count(Case(When(kept, then="pk")), distinct=True),
                ).values("n")
            ),
            0,
        ),
    )


def read(told: dict) -> Effects:
    return Effects(_figures(told["main"]), told["number"], told["measured"])


def _figures(told: dict | None) -> EffectFigures | None:
    if told is None:
        return None
    days = {
        name: date.fromisoformat(told[name]) if told[name] else None
        for name in ("baseline_on", "target_on", "value_on")
    }
    return EffectFigures(**{**told, **days})
