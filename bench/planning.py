"""Planning 10,000 reminders: one call of the planner, in seconds."""

import time
from datetime import datetime, timedelta

from bench.database import database

REMINDERS = 10_000


def rows() -> list[tuple[str, float, str]]:
    with database():
        from django.utils.timezone import localdate, make_aware  # noqa: PLC0415

        from bench.world import build  # noqa: PLC0415
        from checkpoints.models import Checkpoint, Reminder  # noqa: PLC0415
        from checkpoints.reminders.planning import plan  # noqa: PLC0415
        from initiatives.models import Round  # noqa: PLC0415

        build(REMINDERS * 2 // 7, updates=1)  # each has two ledartröjor, and 1.5 new phases
        day = localdate()
        due = day + timedelta(days=14)
        start = make_aware(datetime.combine(due + timedelta(days=7), datetime.min.time()))
        Checkpoint.objects.create(
            round=Round.objects.get(),
            name="Checkpoint",
            starts_at=start,
            ends_at=start + timedelta(hours=3),
            preparation_due_on=due,
        )
        seconds = []
        for _ in range(3):
            Reminder.objects.all().delete()
            before = time.perf_counter()
            plan(day)
            seconds.append(time.perf_counter() - before)
        planned = Reminder.objects.count()
    return [
        ("planned reminders", float(planned), "rows"),
        ("planning them, median of three", sorted(seconds)[1], "s"),
    ]


def main() -> None:
    for name, figure, unit in rows():
        print(f"{name:<58}{figure:>9.2f} {unit}")


if __name__ == "__main__":
    main()
