"""`make chaos` and `make chaos-short`: real servers, killed; one table.

.venv/bin/python -m chaos [--short] [--seed N] [--reminders N] [--kills N] [--only WORD] [--write]

Two lanes on two cores, each with servers of its own: the first makes the tables, the second begins with a
copy of them, and each takes the next scenario that nobody has taken. Most of a scenario is waiting.
"""

import argparse
import pickle
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from chaos.stage import Stage
from scripts.servers import Problem


def main() -> int:
    asked = _arguments()
    signal.signal(signal.SIGTERM, _stopped)
    if asked.beside:
        with Stage(copied=asked.beside / "tables") as stage:
            rows = _run(stage, asked, asked.beside)
        (asked.beside / "rows").write_bytes(pickle.dumps(rows))
        return 0
    print(f"seed {asked.seed}", flush=True)
    begin = time.monotonic()
    with Stage() as stage:
        from chaos import table  # noqa: PLC0415 Django is ready now

        print(table.line("servers and tables", seconds=time.monotonic() - begin), flush=True)
        with _second_lane(stage, asked.seed) as second:
            rows = _run(stage, asked, stage.folder)
            failed = second.wait()
        rows += [] if failed else pickle.loads((stage.folder / "rows").read_bytes())
    seconds = time.monotonic() - begin
    print(table.verdict(rows, seconds))
    if failed:
        print("The second lane stopped before its end: what it took was not tried.")
    if asked.write:
        table.write(rows, asked.seed, seconds)
    return 0 if rows and not failed and all(row.good for row in rows) else 1


def _run(stage: Stage, asked: argparse.Namespace, shared: Path) -> list:
    from chaos import table  # noqa: PLC0415
    from chaos.plan import scenarios  # noqa: PLC0415
    from chaos.rows import Run  # noqa: PLC0415

    run = Run(stage, asked.seed, asked.short, asked.reminders, asked.kills)
    rows = []
    for scenario in scenarios(short=asked.short, only=asked.only):
        if not _take(shared / f"taken-{scenario.__name__}"):
            continue
        row = scenario(run)
        rows.append(row)
        print(table.of_row(row), flush=True)
    return rows


def _take(mark: Path) -> bool:
    """False when the other lane was first."""
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


@contextmanager
def _second_lane(stage: Stage, seed: int):
    command = [sys.executable, "-m", "chaos", *sys.argv[1:], "--seed", str(seed)]
    lane = subprocess.Popen([*command, "--beside", stage.folder])
    try:
        yield lane
    finally:
        lane.terminate()
        lane.wait()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("chaos", description="See chaos/README.md.")
    parser.add_argument("--short", action="store_true", help="about two minutes")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--reminders", type=int, help="in the largest storm")
    parser.add_argument("--kills", type=int, help="in the largest storm")
    parser.add_argument("--only", default="", help="scenarios with this word in their name")
    parser.add_argument("--write", action="store_true", help="write chaos/RESULTS.md")
    parser.add_argument("--beside", type=Path, help=argparse.SUPPRESS)  # the second lane
    asked = parser.parse_args()
    asked.reminders = asked.reminders or (200 if asked.short else 10_000)
    asked.kills = asked.kills or (8 if asked.short else 200)
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
