"""`make bench`: one table. Each part runs in a process of its own, so that none warms another."""

import subprocess
import sys

PARTS = ("bench.pages", "bench.pdf", "bench.planning", "bench.mail")


def main() -> int:
    failed = 0
    for part in PARTS:
        print(f"--- {part.removeprefix('bench.')}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", part], check=False).returncode
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
