import gzip
import re
from datetime import UTC, date, datetime
from pathlib import Path

import django_htmx
import pytest
from django.conf import settings
from django.template import Context, Template
from django.urls import reverse
from django.utils import translation

from prioinit.icons import ICONS
from prioinit.nav import NAV, OUTSIDE, _item_for
from prioinit.templatetags import ui
from tests.client import check_html
from tests.prioinit.style_page import FilterForm, StyleForm, render_style_page

STATIC = Path(settings.BASE_DIR) / "static"
TODAY = "2026-11-21 09:00"


def render(source, **context):
    return Template(source).render(Context(context))


# --- Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lena Hedström", "LH"),
        ("Åsa", "Å"),
        ("Anna-Karin af Geijerstam Lindqvist", "AL"),
        ("  maria   öberg ", "MÖ"),
        ("", ""),
        ("Jan (vikarie)", "J"),
    ],
)
def test_initials(name, expected):
    assert ui.initials(name) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 21), "i dag"),
        (date(2026, 11, 20), "1 dag"),
        (date(2026, 10, 21), "31 dgr"),
        (date(2026, 11, 22), "i dag"),
        (datetime(2026, 11, 19, 23, 30, tzinfo=UTC), "1 dag"),  # half past midnight in Sweden
        (9, "9 dgr"),
        (None, "–"),
    ],
)
def test_days_ago(frozen_time, day, expected):
    frozen_time(TODAY)
    assert ui.days_ago(day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 21), "i dag"),
        (date(2026, 11, 22), "i morgon"),
        (date(2026, 12, 3), "om 12 dagar"),
        (date(2026, 11, 20), "för 1 dag sedan"),
        (date(2026, 11, 18), "för 3 dagar sedan"),
        (None, ""),
    ],
)
def test_in_days(frozen_time, day, expected):
    frozen_time(TODAY)
    assert ui.in_days(day) == expected


def test_dates_are_written_as_swedes_write_them(frozen_time):
    frozen_time(TODAY)
    assert ui.swedish_date(date(2026, 12, 3)) == "3 december 2026"
    assert ui.weekday_date(date(2026, 12, 3)) == "torsdag 3 december"
    assert ui.short_date(date(2026, 12, 3)) == "3 dec"
    assert ui.short_date(date(2027, 1, 3)) == "3 jan 2027"
    assert ui.clock(datetime(2026, 12, 3, 12, 0, tzinfo=UTC)) == "13.00"
    assert [f(None) for f in (ui.swedish_date, ui.weekday_date, ui.short_date, ui.clock)] == [
        ""
    ] * 4


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 12, 3), date(2026, 12, 3), "3 december 2026"),
        (date(2026, 12, 3), date(2026, 12, 5), "3–5 december 2026"),
        (date(2026, 11, 30), date(2026, 12, 2), "30 november – 2 december 2026"),
        (date(2026, 9, 1), date(2028, 6, 30), "1 september 2026 – 30 juni 2028"),
        (
            datetime(2026, 12, 3, 12, 0, tzinfo=UTC),
            datetime(2026, 12, 3, 15, 0, tzinfo=UTC),
            "3 december 2026 13.00–16.00",
        ),
        (date(2026, 12, 3), None, "3 december 2026"),
    ],
)
def test_date_range(start, end, expected):
    assert ui.date_range(start, end) == expected


@pytest.mark.parametrize("typed", ["2026-12-03", "20261203", "3/12 2026", "3/12/2026", "3.12.2026"])
def test_dates_are_read_the_way_people_type_them(typed):
    form = StyleForm({"on": typed})
    form.is_valid()
    assert form.cleaned_data["on"] == date(2026, 12, 3)


# --- Forms ----------------------------------------------------------------------------------------


def test_field_links_hint_and_error_to_the_control():
    html = StyleForm({})["since_last"].as_field_group()
    assert 'aria-describedby="id_since_last_helptext id_since_last_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_since_last_helptext"' in html
    assert 'id="id_since_last_error"' in html


def test_field_of_several_choices_is_a_fieldset_that_holds_hint_and_error():
    html = StyleForm({})["units"].as_field_group()
    assert html.count("<fieldset") == html.count("<legend") == 1
    assert 'aria-describedby="id_units_helptext id_units_error"' in html


def test_field_says_when_it_is_optional_and_never_when_it_is_a_filter():
    assert "(valfritt)" in StyleForm()["help_wanted"].as_field_group()
    assert "(valfritt)" not in StyleForm()["email"].as_field_group()
    source = '{% include "forms/field.html" with hide_optional=True %}'
    assert "(valfritt)" not in render(source, field=FilterForm()["phase"])


def test_field_escapes_what_was_typed():
    form = StyleForm({"help_wanted": '"><script>alert(1)</script>'})
    assert "<script>" not in form["help_wanted"].as_field_group()


def test_scale_says_the_ends_in_words():
    html = StyleForm({"confidence": "4"})["confidence"].as_field_group()
    assert html.count('type="radio"') == 5
    assert re.search(r'value="4"[^>]*checked', html)
    assert '1<span class="ds-sr-only">, Vi är vilse</span>' in html
    assert '5<span class="ds-sr-only">, Vi är på rätt väg</span>' in html


def test_summary_links_every_error_to_a_control_that_exists():
    html = render('{% include "forms/form.html" %}', form=StyleForm({}))
    links = re.findall(r'<a href="#([^"]+)"', html)
    assert len(links) == len(StyleForm({}).errors) - 1  # the hidden one has nowhere to go
    assert [link for link in links if f'id="{link}"' not in html] == []


def test_summary_is_absent_without_errors():
    assert "data-error-summary" not in render('{% include "forms/form.html" %}', form=StyleForm())


# --- The page -------------------------------------------------------------------------------------


@pytest.mark.parametrize("errors", [False, True])
def test_style_page_is_valid_html_and_passes_the_csp(errors):
    check_html(render_style_page(errors=errors))


def test_title_says_error_first():
    assert "<title>Fel: Helheten – Prioinitiativ</title>" in render_style_page(errors=True)
    assert "<title>Helheten – Prioinitiativ</title>" in render_style_page()


def test_badge_is_symbol_and_word_and_escapes_the_word():
    html = render('{% badge "warn" word %}', word="<b>Utkast")
    assert html == (
        f'<span class="badge" data-tone="warn">{ICONS["warning"]}&lt;b&gt;Utkast</span>'
    )


@pytest.mark.parametrize("template", ["403_csrf.html", "500.html"])
def test_error_page_needs_neither_request_nor_context(template):
    check_html(render(f'{{% include "{template}" %}}'))


def test_every_menu_item_leads_somewhere():
    assert [item.url_name for item in NAV if not reverse(item.url_name)] == []


@pytest.mark.parametrize(
    ("view_name", "expected"),
    [
        ("initiatives:list", "initiatives:list"),
        ("initiatives:detail", "initiatives:list"),
        ("checkpoints:detail", "checkpoints:list"),
        ("checkpoints:mail_list", "checkpoints:mail_list"),
        ("programme:my_page", "programme:my_page"),
        ("programme:pack", "programme:overview"),
        ("roles:person", "roles:person_list"),
        *[(name, None) for name in OUTSIDE],
        ("account_login", None),
    ],
)
def test_menu_knows_where_you_are(view_name, expected):
    item = _item_for(view_name)
    assert (item and item.url_name) == expected


def test_pictures_follow_the_language():
    with translation.override("sv"):
        swedish = render_style_page()
    assert "Tilltro 3, 3, 2, 4, 4, 4 av 5: uppåt" in swedish


# --- Contrast and weight --------------------------------------------------------------------------


def palettes():
    light_css = (STATIC / "css" / "tokens.css").read_text()
    dark_css = (STATIC / "css" / "app.css").read_text().split("(prefers-color-scheme: dark)")[1]
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light_css))
    dark = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark_css))
    return {"light": light, "dark": light | dark}


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TONES = ("ok", "warn", "bad", "info", "neutral")
BACKGROUNDS = ("paper", "surface", "sunken")
TEXT = [
    *[(ink, on) for ink in ("ink", "muted", "green", "bad-ink") for on in BACKGROUNDS],
    *[(f"{tone}-ink", f"{tone}-soft") for tone in TONES],
    *[("ink", f"{tone}-soft") for tone in TONES],
    *[("on-green", green) for green in ("green", "green-hover", "green-active")],
    *[(ink, "green-soft") for ink in ("ink", "green")],
    ("green", "green-soft-hover"),
    ("surface", "bad-base"),
    ("surface", "bad-ink"),
    ("green", "bad-soft"),
]
SHAPES = [
    *[("line-strong", on) for on in BACKGROUNDS],
    ("green", "surface"),
    ("bad-base", "surface"),
    ("trail-walked", "surface"),
    ("trail-todo", "surface"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_contrast_is_enough(scheme):
    colours = palettes()[scheme]
    low = {
        pair: round(ratio, 2)
        for pair in TEXT
        if (ratio := contrast(colours[pair[0]], colours[pair[1]])) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shape_contrast_is_enough(scheme):
    colours = palettes()[scheme]
    low = {
        pair: round(ratio, 2)
        for pair in SHAPES
        if (ratio := contrast(colours[pair[0]], colours[pair[1]])) < 3
    }
    assert low == {}


def test_now_stands_out_from_its_background_through_its_edge_or_fill():
    for colours in palettes().values():
        best = max(contrast(colours[name], colours["surface"]) for name in ("now", "now-line"))
        assert best >= 3


def test_tokens_hold_only_what_weasyprint_reads():
    css = re.sub(r"/\*.*?\*/", "", (STATIC / "css" / "tokens.css").read_text(), flags=re.S)
    assert re.findall(r"color-mix|@supports|@container|@property|@media", css) == []


def test_first_visit_is_light():
    """All that a page asks for, compressed; the budget leaves 20 kB for its HTML."""
    html = render_style_page()
    paths = set(re.findall(r'(?:href|src)="/static/([^"]+)"', html))
    assert len(paths) <= 7  # and the page itself
    weight = sum(len(_compressed(path)) for path in paths)
    assert weight <= 90_000


def _compressed(path):
    if path.startswith("django_htmx/"):
        data = (Path(django_htmx.__file__).parent / "static" / path).read_bytes()
    else:
        data = (STATIC / path).read_bytes()
    return data if path.endswith(".woff2") else gzip.compress(data, 9)
