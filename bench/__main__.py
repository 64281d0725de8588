"""`make bench`: one table. Each part runs in a process of its own, so that none warms another.

.venv/bin/python -m bench [pages growth pdf planning mail]
"""

import argparse
import subprocess
import sys

PARTS = ("bench.pages", "bench.growth", "bench.pdf", "bench.planning", "bench.mail")


def main() -> int:
    parser = argparse.ArgumentParser("bench", description="Measure speed; see bench/README.md.")
    names = [part.removeprefix("bench.") for part in PARTS]
    parser.add_argument("parts", nargs="*", metavar="part", help=f"all of: {' '.join(names)}")
    chosen = parser.parse_args().parts or names
    if unknown := set(chosen) - set(names):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    failed = 0
    for name in chosen:
        print(f"--- {name}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
