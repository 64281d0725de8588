import itertools
from datetime import date
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from initiatives.trail import PHASES, build_trail, confidence_line
from tests.client import check_html
from tests.prioinit.style_page import WALKS

START = date(2026, 1, 12)


def change(source, target, on, reason=""):
    return {"from_phase": source, "to_phase": target, "on": on, "reason": reason}


def states(trail):
    return [step.state for step in trail.steps]


# --- What happened --------------------------------------------------------------------------------


def test_trail_not_started():
    trail = build_trail([], None, None)
    assert states(trail) == ["todo"] * 4
    assert trail.text == "Inte startat än."
    assert trail.small.now is None
    assert trail.small.walked == ""


def test_trail_just_started():
    trail = build_trail([], "behov", START)
    assert states(trail) == ["now", "todo", "todo", "todo"]
    assert trail.steps[0].on == START
    assert trail.text == "Behov 12 januari 2026. Nu: behov sedan 12 januari 2026."


def test_trail_just_started_with_the_start_as_a_change():
    assert build_trail([change(None, "behov", START)], "behov", START) == build_trail(
        [], "behov", START
    )


def test_trail_with_a_return_tells_why():
    trail = WALKS["back"]
    assert states(trail) == ["done", "done", "now", "todo"]
    assert [step.date for step in trail.steps] == ["12 jan", "2 mar", "8 sep", ""]
    assert [(r.from_index, r.to_index, r.label, r.date) for r in trail.returns] == [
        (1, 0, "behov", "20 apr")
    ]
    assert trail.text == (
        "Behov 12 januari 2026, idé 2 mars 2026, tillbaka till behov 20 april 2026 (vi hade fel "
        "målgrupp, det var föräldrarna som var oroliga, inte de unga), idé 1 juni 2026, test "
        "8 september 2026. Nu: test sedan 8 september 2026."
    )


def test_trail_that_skips_shows_what_was_never_visited():
    trail = WALKS["skipped"]
    assert states(trail) == ["done", "skipped", "skipped", "now"]
    assert trail.returns == ()


def test_trail_gone_back_leaves_what_lies_ahead_to_do():
    trail = build_trail(
        [change("behov", "test", date(2026, 2, 2)), change("test", "behov", date(2026, 3, 2), "")],
        "behov",
        START,
    )
    assert states(trail) == ["now", "todo", "todo", "todo"]
    assert trail.steps[0].on == date(2026, 3, 2)
    assert "(" not in trail.text


def test_trail_takes_rows_and_dictionaries_in_any_order():
    rows = [
        SimpleNamespace(from_phase="ide", to_phase="test", on=date(2026, 9, 8), reason=""),
        SimpleNamespace(from_phase="behov", to_phase="ide", on=date(2026, 3, 2), reason=""),
    ]
    assert build_trail(rows, "test", START) == WALKS["test"]


def test_trail_ended_has_no_now():
    trail = WALKS["ended"]
    assert states(trail) == ["done", "done", "todo", "todo"]
    assert trail.large.now is None
    assert trail.text.endswith("Avslutat 1 september 2026.")


# --- How it is drawn ------------------------------------------------------------------------------


def boxes(drawing):
    """Left and right of every label, with a generous 0.62 em a letter for short words."""
    for text in drawing.texts:
        width = len(text.label) * drawing.font * 0.5
        left = {"start": text.x, "middle": text.x - width / 2, "end": text.x - width}[text.anchor]
        yield left, left + width


@pytest.mark.parametrize("name", WALKS)
@pytest.mark.parametrize("size", ["small", "large"])
def test_labels_never_overlap_or_leave_the_picture(name, size):
    drawing = getattr(WALKS[name], size)
    edges = list(boxes(drawing))
    assert all(right < left for (_l, right), (left, _r) in itertools.pairwise(edges)), edges
    assert edges[0][0] >= 0
    assert edges[-1][1] <= drawing.width
    assert max(text.y for text in drawing.texts) < drawing.height


def peaks(drawing):
    """The y of the control points, one per arc: lower means higher up."""
    return [float(arc.split("C")[1].split()[1]) for arc in drawing.returns.split("M")[1:]]


@pytest.mark.parametrize("size", ["small", "large"])
def test_returns_that_share_ground_are_drawn_at_different_heights(size):
    drawing = getattr(WALKS["many"], size)
    found = peaks(drawing)
    assert len(found) == 3
    assert len(set(found)) == 3
    assert drawing.y - drawing.now[2] > 0


def test_the_same_return_twice_is_drawn_twice():
    months = [date(2026, month, 2) for month in range(2, 6)]
    trail = build_trail(
        [
            change("behov", "ide", months[0]),
            change("ide", "behov", months[1], "fel"),
            change("behov", "ide", months[2]),
            change("ide", "behov", months[3], "fel igen"),
        ],
        "behov",
        START,
    )
    assert len(trail.returns) == 2
    assert len(set(peaks(trail.small))) == 2


def test_many_returns_stay_within_the_picture():
    days = [date(2026, 1, day) for day in range(2, 30)]
    walk = [
        change(*(("behov", "ide") if n % 2 == 0 else ("ide", "behov")), day, "igen")
        for n, day in enumerate(days)
    ]
    drawing = build_trail(walk, "behov", START).small
    assert drawing.height <= 64
    assert min(y * 0.75 for y in peaks(drawing)) > -3


def test_reworded_labels_are_fitted_but_short_ones_are_left_alone():
    labels = [text.label for text in WALKS["reworded"].small.texts]
    assert labels[2] == "test"
    assert all(label.endswith("…") for label in labels if label != "test")
    assert [text.label for text in WALKS["test"].small.texts] == [
        step.label for step in WALKS["test"].steps
    ]


@pytest.mark.parametrize("name", WALKS)
@pytest.mark.parametrize("size", ["small", "large"])
def test_picture_is_valid_and_says_what_it_shows(name, size):
    html = render_to_string("svg/trail.html", {"trail": WALKS[name], "size": size})
    check_html(html)
    assert f"<title>{WALKS[name].text}</title>" in html
    assert 'role="img"' in html
    assert html.count("<") <= 30


def test_picture_escapes_the_reason():
    trail = build_trail(
        [change("behov", "ide", START), change("ide", "behov", START, "</title><script>")],
        "behov",
        START,
    )
    assert "<script>" not in render_to_string("svg/trail.html", {"trail": trail, "size": "small"})


def test_phases_are_those_of_the_model():
    models = pytest.importorskip("initiatives.models")
    assert tuple(models.Phase.values) == PHASES


# --- Confidence -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([3, 3, 2, 4, 4, 4], "Tilltro 3, 3, 2, 4, 4, 4 av 5: uppåt"),
        ([5, 5, 3], "Tilltro 5, 5, 3 av 5: nedåt"),
        ([3, 3, 3], "Tilltro 3, 3, 3 av 5: stadigt"),
        ([1, 1, 2, 3, 3, 3, 3, 3], "Tilltro 2, 3, 3, 3, 3, 3 av 5: stadigt"),
        ([4], "Tilltro 4 av 5"),
        ([], "Ingen tilltro angiven än"),
    ],
)
def test_confidence_line_in_words(values, text):
    assert confidence_line(values).text == text


def test_confidence_line_ends_at_the_right_edge_and_higher_is_up():
    line = confidence_line([1, 5])
    assert line.points == "54.6,19 67,5"
    assert (line.x, line.y) == (67, 5)


def test_confidence_of_one_reading_is_a_dot():
    line = confidence_line([2])
    html = render_to_string("svg/confidence.html", {"confidence": line})
    assert line.points == ""
    assert "polyline" not in html
    assert "<circle" in html


def test_confidence_of_no_reading_is_a_dash():
    html = render_to_string("svg/confidence.html", {"confidence": confidence_line([])})
    assert "–" in html
    assert "<svg" not in html
