from datetime import UTC, date, datetime, timedelta

import pytest

from prioinit import calendar
from prioinit.calendar import STOCKHOLM


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "nyårsdagen"),
        ("2026-01-06", "trettondagen"),
        ("2026-04-03", "långfredagen"),
        ("2026-04-06", "annandag påsk"),
        ("2026-05-01", "första maj"),
        ("2026-05-14", "Kristi himmelsfärd"),
        ("2026-06-19", "midsommarafton"),
        ("2026-12-24", "julafton"),
        ("2026-12-25", "juldagen"),
        ("2026-12-31", "nyårsafton"),
        ("2029-06-06", "nationaldagen"),
        ("2026-05-16", "en lördag"),
        ("2026-05-17", "en söndag"),
    ],
)
def test_day_off_is_not_a_workday(day, name):
    assert not calendar.is_workday(date.fromisoformat(day)), name


@pytest.mark.parametrize("day", ["2026-04-02", "2026-05-15", "2026-06-18", "2026-12-23"])
def test_ordinary_weekday_is_a_workday(day):
    assert calendar.is_workday(date.fromisoformat(day))


def test_neighbours_pass_over_easter():
    assert calendar.previous_workday(date(2026, 4, 7)) == date(2026, 4, 2)
    assert calendar.next_workday(date(2026, 4, 2)) == date(2026, 4, 7)
    assert calendar.workday_on_or_before(date(2026, 4, 5)) == date(2026, 4, 2)
    assert calendar.workday_on_or_after(date(2026, 4, 5)) == date(2026, 4, 7)
    assert calendar.workday_on_or_after(date(2026, 4, 2)) == date(2026, 4, 2)


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        ("2026-05-05T06:59:59", "2026-05-05T07:00"),
        ("2026-05-05T07:00:00", "2026-05-05T07:00"),
        ("2026-05-05T16:59:59", "2026-05-05T16:59:59"),
        ("2026-05-05T17:00:00", "2026-05-06T07:00"),
        ("2026-05-08T17:30:00", "2026-05-11T07:00"),  # Friday evening
        ("2026-12-23T18:00:00", "2026-12-28T07:00"),  # Christmas
        ("2026-03-28T12:00:00", "2026-03-30T07:00"),  # the clocks go forward in between
        ("2026-10-24T12:00:00", "2026-10-26T07:00"),  # and back
    ],
)
def test_next_send_moment(now, leaves):
    assert calendar.next_send_moment(local(now)) == local(leaves)


def test_every_hour_of_ten_years_leads_to_a_workday_between_seven_and_five():
    now, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
    while now < end:
        moment = calendar.next_send_moment(now).astimezone(STOCKHOLM)
        assert calendar.is_workday(moment.date())
        assert 7 <= moment.hour < 17
        assert moment >= now
        assert calendar.is_send_time(moment)
        now += timedelta(hours=1)
