"""The pictures of effects as plain geometry, the words beside them, and the sum of benefits."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from initiatives.benefit_totals import totals_of
from initiatives.effect_drawing import EDGE, WIDTH, draw_bar, draw_line
from initiatives.effect_reading import Clock, EffectFigures
from initiatives.effect_tree import MOST_BOXES, Column, build_tree
from initiatives.models import Benefit, BenefitYear
from initiatives.trail_drawing import text_width
from prioinit.templatetags.ui import number
from prioinit.widgets import NumberField

FIGURES = EffectFigures(
    "av unga", "%", "29.00", date(2026, 1, 12), "60.00", date(2027, 12, 1), "38.00"
)


@pytest.mark.parametrize(
    ("baseline", "target", "value", "state", "now"),
    [
        (29, 60, None, "none", None),
        (29, 60, 29, "under_way", 10.0),
        (29, 60, 38, "under_way", 89.0),
        (29, 60, 60, "reached", 282.0),
        (29, 60, 600, "reached", 350.0),
        (29, 60, 25, "worse", 10.0),
        (80, 20, 50, "under_way", 146.0),
        (80, 20, 10, "reached", 327.3),
        (-5, 5, 0, "under_way", 146.0),
    ],
)
def test_the_bar_goes_from_where_it_began_towards_the_target(baseline, target, value, state, now):
    figures = replace(FIGURES, baseline=str(baseline), target=str(target), value=value)
    assert (figures.bar.state, figures.bar.now) == (state, now)
    svg = render_to_string(
        "svg/effect_bar.html", {"bar": figures.bar, "text": figures.text, "paper": True}
    )
    assert f'data-state="{state}"' in svg
    assert ("effect-now" in svg) is (value is not None)


@pytest.mark.parametrize("done", [None, -5.0, -0.2, 0.0, 0.5, 1.0, 9.0])
@pytest.mark.parametrize("start", ["1 %", "1 234 567 kronor per invånare jan 2026"])
def test_labels_stay_inside_and_apart(done, start):
    bar = draw_bar(done, start, "mål 9 999 999 kronor per invånare dec 2027")
    left, right = bar.labels
    ends = left.x + text_width(left.text) * 14
    begins = right.x - text_width(right.text) * 14
    assert left.y < right.y or ends < begins
    assert left.x >= 0
    assert right.x <= WIDTH
    assert max(left.y, right.y) < bar.height


def test_the_line_runs_from_the_baseline_by_the_readings():
    line = draw_line(
        [(date(2026, 1, 1), 29), (date(2026, 7, 1), 38)], (date(2027, 1, 1), 60), ("", "", "", "")
    )
    assert line.points == "12,112 178.6,85.3"
    assert (line.now, line.goal) == ((178.6, 85.3), (348.0, 20.0))


def test_words_are_those_of_the_reader():
    spaced = "från 29 till 38\N{NO-BREAK SPACE}% (mål 60\N{NO-BREAK SPACE}% dec 2027)"
    assert FIGURES.line == spaced
    assert "ännu inte mätt" in replace(FIGURES, value=None).line
    assert number(Decimal("1234567.50")) == "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,5"
    assert number(Decimal("-100.00")) == "\N{MINUS SIGN}100"
    with translation.override("en"):
        assert number(Decimal("1234.50")) == "1,234.5"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1 234,5", "1234.5"),
        ("1\N{NO-BREAK SPACE}234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("\N{MINUS SIGN}7", "-7"),
        ("0,05", "0.05"),
    ],
)
def test_numbers_are_read_as_people_write_them(written, read):
    assert NumberField().clean(written) == Decimal(read)
    assert NumberField().prepare_value(Decimal("1200.00")) == "1200"


@pytest.mark.parametrize(
    ("on", "left"),
    [
        (date(2026, 12, 1), "12 månader kvar"),
        (date(2027, 11, 11), "20 dagar kvar"),
        (date(2027, 11, 30), "1 dag kvar"),
        (date(2027, 12, 1), "Skulle märkas i dag"),
        (date(2027, 12, 11), "Skulle ha märkts"),
    ],
)
def test_the_clock_says_what_is_left(on, left, frozen_time):
    frozen_time(f"{on} 09:00")
    clock = Clock(date(2026, 1, 1), date(2027, 12, 1), on)
    assert clock.left.startswith(left)
    assert EDGE <= clock.bar.now <= WIDTH - EDGE


def test_the_tree_joins_what_there_is_and_a_long_column_is_cut():
    many = tuple(f"Test {n} av något långt som inte får plats på en rad" for n in range(30))
    columns = [
        Column("activity", "Det vi gör", many),
        Column("effect", "Effekt", ()),
        Column("goal", "Mål", ("Trygghet" * 30,)),
    ]
    tree = build_tree(columns)
    assert [column.kind for column in tree.columns] == ["activity", "goal"]
    boxes = tree.drawing.boxes
    assert len(boxes) == MOST_BOXES + 1
    assert "".join(line.text for line in boxes[MOST_BOXES - 1].lines) == "+ 19"
    for box in boxes:
        for line in box.lines:
            assert line.x + text_width(line.text) * 14 <= box.x + box.width
        assert box.y + box.height <= tree.drawing.height
    told = render_to_string("initiatives/_tree.html", {"columns": tree.columns})
    assert told.count("<li>") == told.count("</li>")
    assert all(item in told for item in many)
    assert not build_tree(columns[:2]).is_drawn


def benefit(kind, years, **costs):
    row = Benefit(kind=kind, **{"one_off_cost": Decimal(0), "yearly_cost": Decimal(0), **costs})
    row.kept_years = [
        BenefitYear(year=year, planned=planned, realised=realised)
        for year, planned, realised in years
    ]
    return row


def test_the_sum_counts_money_and_hours_apart(frozen_time):
    frozen_time("2026-11-16 09:00")
    totals = totals_of(
        [
            benefit(
                "pengar",
                [(2026, Decimal(100), Decimal(60)), (2027, Decimal(200), None)],
                one_off_cost=Decimal(30),
                yearly_cost=Decimal(10),
            ),
            benefit("tid", [(2026, Decimal(8), None)], one_off_cost=Decimal(5)),
            benefit(
                "kvalitet", [(2026, None, None), (2027, None, None)], yearly_cost=Decimal("0.5")
            ),
        ]
    )
    assert (totals.money.planned, totals.money.realised) == (300, 60)
    assert (totals.hours.planned, totals.hours.realised) == (8, 0)
    assert (totals.costs.planned, totals.costs.realised) == (56, Decimal("40.5"))
    assert (totals.net.planned, totals.net.realised) == (244, Decimal("19.5"))
    nothing = totals_of([])
    assert (nothing.has_money, nothing.has_hours) == (False, False)
