"""Small tags every template has without {% load %}."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django import forms, template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext, ngettext

from prioinit import icons
from prioinit.widgets import plain_number

register = template.Library()
MONTHS_FROM_DAYS = 60  # "om 300 dagar" says nothing to anyone
register.simple_tag(icons.icon, name="icon")
register.simple_tag(icons.badge, name="badge")


@register.filter
def initials(name: object) -> str:
    words = [word for word in str(name).replace("-", " ").split() if word[0].isalpha()]
    picked = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(word[0] for word in picked).upper()


@register.filter
def folded_choices(form: forms.Form) -> int:
    """How many choices a filter form has made beside its first field. The order of a list is none."""
    narrowing = [name for name in form.fields if name != "sortera"][1:]
    return sum(bool(form.cleaned_data.get(name)) for name in narrowing)


def _local_day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def days_ago(value: date | datetime | int | None) -> str:
    """Age in a table: "i dag", "1 dag", "31 dgr"."""
    if value is None:
        return "–"
    days = value if isinstance(value, int) else (timezone.localdate() - _local_day(value)).days
    if days <= 0:
        return gettext("i dag")
    return ngettext("%(n)s dag", "%(n)s dgr", days) % {"n": days}


@register.filter
def in_days(value: date | datetime | int | None) -> str:
    """Time left in a sentence: "i dag", "i morgon", "om 12 dagar", "för 3 månader sedan"."""
    if value is None:
        return ""
    days = value if isinstance(value, int) else (_local_day(value) - timezone.localdate()).days
    if days in (0, 1):
        return gettext("i dag") if days == 0 else gettext("i morgon")
    if abs(days) >= MONTHS_FROM_DAYS:
        months = round(abs(days) / 30.44)
        if days < 0:
            return gettext("för %(n)s månader sedan") % {"n": months}
        return gettext("om %(n)s månader") % {"n": months}
    if days < 0:
        return ngettext("för %(n)s dag sedan", "för %(n)s dagar sedan", -days) % {"n": -days}
    return gettext("om %(n)s dagar") % {"n": days}


@register.filter
def swedish_date(value: date | datetime | None) -> str:
    """3 december 2026 (in the reader's language)."""
    return format_date(_local_day(value), "j F Y") if value else ""


@register.filter
def weekday_date(value: date | datetime | None) -> str:
    """torsdag 3 december, Thursday 3 December"""
    return format_date(_local_day(value), "l j F") if value else ""


@register.filter
def short_date(value: date | datetime | None) -> str:
    """3 dec; with the year when it is not this year."""
    if not value:
        return ""
    day = _local_day(value)
    # Translators: day and short month as Django writes formats; English months are capitalised (M).
    pattern = gettext("j b") if day.year == timezone.localdate().year else gettext("j b Y")
    return format_date(day, pattern)


@register.filter
def clock(value: datetime | None) -> str:
    """13.00, as Swedes write the time; 13:00 in English."""
    return date_format(timezone.localtime(value), "TIME_FORMAT") if value else ""


@register.filter
def number(value: Decimal | int | None) -> str:
    """1 234,5 as Swedes write it; 1,234.5 in English."""
    if value is None:
        return "–"
    said = number_format(plain_number(Decimal(value)), force_grouping=True)
    return said.replace("-", "\N{MINUS SIGN}")


@register.filter
def month_year(value: date | None) -> str:
    """dec 2027"""
    return format_date(value, gettext("b Y")) if value else ""


@register.filter
def date_range(start: date | datetime | None, end: date | datetime | None) -> str:
    """3–5 december 2026 · 30 november – 2 december 2026 · 13.00–16.00 on one day."""
    if not start or not end:
        return swedish_date(start or end)
    first, last = _local_day(start), _local_day(end)
    if first == last:
        day = swedish_date(first)
        if isinstance(start, datetime) and isinstance(end, datetime):
            return f"{day} {clock(start)}–{clock(end)}"
        return day
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{swedish_date(last)}"
    pattern = "j F" if first.year == last.year else "j F Y"
    return f"{format_date(first, pattern)} – {swedish_date(last)}"


# A picture is a pure function of its frozen dataclass, so a portfolio draws each one once.
@lru_cache(maxsize=2048)
def _picture(
    template_name: str, key: str, value: object, size: str, paper: bool, _language: str | None
) -> str:
    return render_to_string(template_name, {key: value, "size": size, "paper": paper})


@register.simple_tag
def trail_svg(trail: object, size: str = "small", paper: bool = False) -> str:
    """`paper`: with its colours in it, for a report, which no style sheet reaches into."""
    return _picture("svg/trail.html", "trail", trail, size, paper, get_language())


@register.simple_tag
def trail_symbols(rows: Iterable) -> str:
    """The small drawings that `rows` show with <use href="#{{ row.trail.small.id }}">."""
    drawings = {row.trail.small.id: row.trail.small for row in rows if row.started_on}
    shown = tuple(drawings.values())
    return _picture("svg/trail_symbols.html", "drawings", shown, "", False, get_language())


@register.simple_tag
def confidence_svg(confidence: object, paper: bool = False) -> str:
    return _picture("svg/confidence.html", "confidence", confidence, "", paper, get_language())
