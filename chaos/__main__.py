"""`make chaos` and `make chaos-short`: real servers, killed; one table.

.venv/bin/python -m chaos [--short] [--seed N] [--reminders N] [--kills N] [--only WORD] [--write]
"""

import argparse
import random
import signal
import sys
import time

from chaos.stage import Stage
from scripts.servers import Problem


def main() -> int:
    asked = _arguments()
    signal.signal(signal.SIGTERM, _stopped)
    print(f"seed {asked.seed}", flush=True)
    begin = time.monotonic()
    rows = []
    with Stage() as stage:
        from chaos import table  # noqa: PLC0415 Django is ready now
        from chaos.plan import scenarios  # noqa: PLC0415
        from chaos.rows import Run  # noqa: PLC0415

        print(table.line("servers and tables", seconds=time.monotonic() - begin), flush=True)
        run = Run(stage, asked.seed, asked.short, asked.reminders, asked.kills)
        for scenario in scenarios(short=asked.short, only=asked.only):
            row = scenario(run)
            rows.append(row)
            print(table.of_row(row), flush=True)
    seconds = time.monotonic() - begin
    print(table.verdict(rows, seconds))
    if asked.write:
        table.write(rows, asked.seed, seconds)
    return 0 if rows and all(row.good for row in rows) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("chaos", description="See chaos/README.md.")
    parser.add_argument("--short", action="store_true", help="about two minutes")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--reminders", type=int, help="in the largest storm")
    parser.add_argument("--kills", type=int, help="in the largest storm")
    parser.add_argument("--only", default="", help="scenarios with this word in their name")
    parser.add_argument("--write", action="store_true", help="write chaos/RESULTS.md")
    asked = parser.parse_args()
    asked.reminders = asked.reminders or (200 if asked.short else 10_000)
    asked.kills = asked.kills or (10 if asked.short else 200)
    return asked


def _stopped(*_signal) -> None:
    raise KeyboardInterrupt  # so that everything is stopped in order


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        sys.exit(f"Det gick inte: {problem}")
    except KeyboardInterrupt:
        sys.exit("Avbrutet. Allt som startades är stoppat.")
