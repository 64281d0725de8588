"""From what stands in a cell to a value: dates as people write them, numbers as text, words in any case."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.timezone import get_default_timezone, localdate
from django.utils.translation import gettext as _

from initiatives.models.effect import MOST, NUMBER_ERROR
from prioinit.fields import NoPersonalNumber, contains_personal_number
from prioinit.widgets import NumberField
from programme.workbook.layout import Column, Kind
from programme.workbook.reading import Cell, clean, fold

_YEAR_FIRST = re.compile(r"(?P<y>\d{4})([-/. ])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)")
_DIGITS = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(?:den )?(?P<d>\d{1,2})[/.] ?(?P<m>\d{1,2})[-/., ]+(?P<y>\d{4})(?!\d)")
_IN_WORDS = re.compile(r"(?:den )?(?P<d>\d{1,2}):?e? (?P<m>[a-zåäö]{3,9})\.?,? (?P<y>\d{4})(?!\d)")
_FORMS = (_YEAR_FIRST, _DIGITS, _DAY_FIRST, _IN_WORDS)
_TIME = re.compile(r"(?:t|,|kl\.?|klockan|\s)*(\d{1,2})[:.](\d{2})(?:[:.]00(?:[.,]0+)?)?")
_MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


class Unreadable(Exception):
    """The cell says nothing we can use: what is wrong, and what to do about it."""

    def __init__(self, what: str, do: str):
        super().__init__(what)
        self.what = what
        self.do = do


def convert(column: Column, cell: Cell) -> Any:
    if cell.is_formula:
        raise Unreadable(
            _("Cellen innehåller en formel."),
            _("Kopiera cellen och klistra in den som värde, eller skriv värdet."),
        )
    if cell.is_fault:
        raise Unreadable(
            _("Cellen innehåller ett fel från Excel: %(fault)s.") % {"fault": clean(cell.value)},
            _("Skriv värdet i stället."),
        )
    value = _CONVERTERS[column.kind](column, cell.value)
    if column.past and value > localdate():
        raise Unreadable(
            _("Dagen har inte varit än."), _("Skriv den dag det var, inte en dag framåt.")
        )
    return value


def _as_text(value: Any, *, lines: bool = False) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date() if value.time() == datetime.min.time() else value
    return clean(value, lines=lines)


def _text(column: Column, value: Any) -> str:
    text = _as_text(value, lines=column.kind is Kind.TEXT)
    limit = column.model_field.max_length if column.model_field else None
    if limit and len(text) > limit:
        raise Unreadable(
            _("Texten är %(length)s tecken lång.") % {"length": len(text)},
            _("Korta den till högst %(limit)s tecken.") % {"limit": limit},
        )
    if contains_personal_number(text):
        raise Unreadable(
            str(NoPersonalNumber.message), _("Ta bort numret. Skriv aldrig personnummer här.")
        )
    return text


def _email(column: Column, value: Any) -> str:
    text = _text(column, value).lower().removeprefix("mailto:").replace(" ", "")
    try:
        validate_email(text)
    except ValidationError as error:
        raise Unreadable(
            _("%(value)s är ingen e-postadress.") % {"value": _short(value)},
            _("Skriv adressen som namn@kommun.se."),
        ) from error
    return text


def _url(column: Column, value: Any) -> str:
    text = _text(column, value)
    address = text if "://" in text else f"https://{text}"
    try:
        column.model_field.run_validators(address)
    except ValidationError as error:
        raise Unreadable(
            _("%(value)s är ingen webbadress.") % {"value": _short(value)},
            _("Skriv hela adressen, till exempel https://kommun.se/rapport."),
        ) from error
    return address


def _date(column: Column, value: Any) -> date:
    return _day_and_time(column, value)[0]


def _moment(column: Column, value: Any) -> datetime:
    day, minutes = _day_and_time(column, value)
    naive = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes or 0)
    local = naive.replace(tzinfo=get_default_timezone())
    if local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != naive:
        raise Unreadable(
            _("Klockslaget finns inte den dagen: då ställs klockan om till sommartid."),
            _("Välj en annan tid."),
        )
    return local


def _day_and_time(column: Column, value: Any) -> tuple[date, int | None]:
    """The day, and minutes after midnight where a time of day is given."""
    if isinstance(value, datetime):
        value += timedelta(seconds=30)  # Excel counts in fractions of a day: 12:59:59.999 is 13:00
        day, minutes = value.date(), value.hour * 60 + value.minute
    elif isinstance(value, date):
        day, minutes = value, None
    else:
        day, minutes = _written_day(column, value)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Unreadable(_("Året %(year)s är inte rimligt.") % {"year": day.year}, _("Rätta året."))
    return day, minutes


def _written_day(column: Column, value: Any) -> tuple[date, int | None]:
    text = _as_text(value).lower()
    match = next(
        (found for form in _FORMS if (found := form.match(text))),
        None,
    )
    if match is None:
        raise _no_date(column, value)
    rest = text[match.end() :]
    time = _TIME.fullmatch(rest)
    if rest and not time:
        raise _no_date(column, value)
    try:
        day = date(int(match["y"]), _month(match["m"]), int(match["d"]))
    except ValueError as error:
        raise _no_date(column, value) from error
    if not time:
        return day, None
    hour, minute = int(time[1]), int(time[2])
    if hour > 23 or minute > 59:
        raise _no_date(column, value)
    return day, hour * 60 + minute


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return [name.startswith(text) for name in _MONTHS].index(True) + 1


def _no_date(column: Column, value: Any) -> Unreadable:
    if column.kind is Kind.DATE:
        return Unreadable(
            _("%(value)s är inget datum.") % {"value": _short(value)},
            _("Skriv datumet som 2026-12-01."),
        )
    return Unreadable(
        _("%(value)s är ingen dag med klockslag.") % {"value": _short(value)},
        _("Skriv dagen och tiden som 2026-12-01 13:00."),
    )


def _number(column: Column, value: Any) -> int:
    text = _as_text(value)
    if not re.fullmatch(r"-?\d{1,6}", text):
        raise Unreadable(
            _("%(value)s är inget heltal.") % {"value": _short(value)}, _("Skriv bara siffror.")
        )
    number = int(text)
    if column.model_field:
        try:
            column.model_field.run_validators(number)
        except ValidationError as error:
            low, high = _bounds(column)
            raise Unreadable(
                _("%(number)s är utanför det som går.") % {"number": number},
                _("Skriv ett tal från %(low)s till %(high)s.") % {"low": low, "high": high},
            ) from error
    return number


def _decimal(column: Column, value: Any) -> Decimal:
    """As the forms take it: 1 234,5 and 1234.5 alike. Excel's own sums have more decimals than anyone wrote."""
    text = f"{value:.2f}" if isinstance(value, float) else _as_text(value)
    try:
        number = NumberField().clean(text)
    except ValidationError as error:
        raise Unreadable(
            _("%(value)s är inget tal vi kan ta emot.") % {"value": _short(value)},
            _("Skriv ett tal med högst två decimaler, utan enhet."),
        ) from error
    if abs(number) > MOST:
        raise Unreadable(str(NUMBER_ERROR), _("Skriv ett mindre tal."))
    return number


def _bounds(column: Column) -> tuple[int, int]:
    """The tightest limits; the database's own for the integer type stand among the validators."""
    limits = {"min_value": [0], "max_value": []}
    for validator in column.model_field.validators:
        if getattr(validator, "code", None) in limits:
            limits[validator.code].append(validator.limit_value)
    return max(limits["min_value"]), min(limits["max_value"])


def _choice(column: Column, value: Any) -> Any:
    text = _plain(_as_text(value))
    for word, ours in (*column.words.items(), *column.also.items()):
        if _plain(word) == text:
            return ours
    raise Unreadable(
        _("%(value)s finns inte att välja.") % {"value": _short(value)},
        _("Skriv något av: %(words)s.") % {"words": ", ".join(column.words)},
    )


def _plain(text: str) -> str:
    """Without accents too: ide and forverkliga are understood."""
    return "".join(
        sign for sign in unicodedata.normalize("NFD", fold(text)) if not unicodedata.combining(sign)
    )


def _codes(column: Column, value: Any) -> tuple[str, ...]:
    codes = (clean(code) for code in re.split(r"[,;\n]", _as_text(value, lines=True)))
    return tuple({fold(code): code for code in codes if code}.values())


def _short(value: Any) -> str:
    text = _as_text(value)
    return f"”{text[:40]}…”" if len(text) > 40 else f"”{text}”"


_CONVERTERS = {
    Kind.LINE: _text,
    Kind.TEXT: _text,
    Kind.EMAIL: _email,
    Kind.URL: _url,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.NUMBER: _number,
    Kind.DECIMAL: _decimal,
    Kind.CHOICE: _choice,
    Kind.CODES: _codes,
}
