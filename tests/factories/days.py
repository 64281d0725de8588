from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate, make_aware

PASSWORD = "en lång mening som lösenord"


def in_days(days: int) -> date:
    return localdate() + timedelta(days=days)


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of that day by Swedish clocks."""
    return make_aware(datetime.combine(day, time(hour, minute)))
