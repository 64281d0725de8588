"""Swedish working days and the hours when planned mail leaves."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

STOCKHOLM = ZoneInfo("Europe/Stockholm")
OPENS, CLOSES = time(7), time(17)


@lru_cache(maxsize=64)
def _days_off(year: int, language: str = "sv") -> dict[date, str]:
    """Red days, and midsommarafton, julafton and nyårsafton, which everybody treats as such; by name."""
    return dict(
        holidays.country_holidays(
            "SE", years=year, categories=("public", "de_facto"), language=language
        )
    )


def name_of_day_off(day: date, language: str = "sv") -> str:
    """What the calendar calls it; empty for other days, weekends too."""
    return _days_off(day.year, "en_US" if language == "en" else "sv").get(day, "").split(";")[0]


def is_workday(day: date) -> bool:
    return day.weekday() < 5 and day not in _days_off(day.year)


@lru_cache(maxsize=1024)
def workday_on_or_before(day: date) -> date:
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


@lru_cache(maxsize=1024)
def workday_on_or_after(day: date) -> date:
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def previous_workday(day: date) -> date:
    """The last workday before `day`, never `day` itself."""
    return workday_on_or_before(day - timedelta(days=1))


def next_workday(day: date) -> date:
    """The first workday after `day`, never `day` itself."""
    return workday_on_or_after(day + timedelta(days=1))


@lru_cache(maxsize=4096)
def workdays_between(start: date, end: date) -> int:
    """How many workdays have passed: from Friday to Monday it is one."""
    days = (end - start).days
    return sum(is_workday(start + timedelta(days=n)) for n in range(1, days + 1))


def opening(day: date) -> datetime:
    return datetime.combine(day, OPENS, STOCKHOLM)


def is_send_time(now: datetime) -> bool:
    local = now.astimezone(STOCKHOLM)
    return is_workday(local.date()) and OPENS <= local.time() < CLOSES


def next_send_moment(now: datetime) -> datetime:
    """`now` if planned mail may leave now, else the next opening."""
    if is_send_time(now):
        return now
    local = now.astimezone(STOCKHOLM)
    if is_workday(local.date()) and local.time() < OPENS:
        return opening(local.date())
    return opening(next_workday(local.date()))
