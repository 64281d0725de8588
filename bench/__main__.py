"""`make bench`: one table. Each part runs in a process of its own, so that none warms another.

.venv/bin/python -m bench [pages growth pdf planning mail] [phones]
"""

import argparse
import subprocess
import sys

PARTS = ("bench.pages", "bench.growth", "bench.pdf", "bench.planning", "bench.mail")
ASKED_FOR = ("bench.phones",)  # takes minutes, and the machine for itself


def main() -> int:
    parser = argparse.ArgumentParser("bench", description="Measure speed; see bench/README.md.")
    names = [part.removeprefix("bench.") for part in PARTS]
    extra = [part.removeprefix("bench.") for part in ASKED_FOR]
    told = f"all of: {' '.join(names)}; only when named: {' '.join(extra)}"
    parser.add_argument("parts", nargs="*", metavar="part", help=told)
    chosen = parser.parse_args().parts or names
    if unknown := set(chosen) - {*names, *extra}:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    failed = 0
    for name in chosen:
        print(f"--- {name}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
