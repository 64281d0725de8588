"""When something is said. What comes before a date: the workday before a day off. What is late: after it."""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from checkpoints.reminders.facts import NEWS_DAYS
from prioinit.calendar import next_workday, workday_on_or_after, workday_on_or_before


class Turn(NamedTuple):
    """Which time it is said (0: the first), and on what day."""

    number: int
    send_on: date


def before(due_on: date, lead: int) -> date:
    return workday_on_or_before(due_on - timedelta(days=lead))


def again(due_on: date, every: timedelta, on: date) -> Turn | None:
    """The latest turn of what is said on its day, and then again and again until it is done."""
    number = (on - due_on) // every
    if number < 0:
        return None
    send_on = workday_on_or_after(due_on + number * every)
    if send_on > on:  # its day is a day off that has not passed
        number -= 1
        send_on = workday_on_or_after(due_on + number * every)
    return Turn(number, send_on) if number >= 0 else None


WEEK = timedelta(weeks=1)


def weekly(due_on: date, on: date) -> Turn | None:
    return again(due_on, WEEK, on)


@lru_cache(maxsize=1024)
def workdays_after(day: date, n: int) -> date:
    """The n-th workday after `day`."""
    for _number in range(n):
        day = next_workday(day)
    return day


def is_news(known_on: date, on: date) -> bool:
    return known_on <= on < known_on + timedelta(days=NEWS_DAYS)
