"""Pages of the largest places against small ones: what ten thousand initiatives cost where a hundred do not."""

import json
import subprocess
import sys
from functools import partial

from bench import pages
from bench.database import database

SIZES = {"small": 100, "large": 10_000}
CASES = {
    "initiative list": "/initiativ/",
    "initiative list, searched": "/initiativ/?q=viktigt",
    "initiative list, filtered": "/initiativ/?fas=test&sortera=uppdaterad",
    "initiative page": "/initiativ/{furthest}/",
    "Min sida of the lots": "/",
}
MY_PAGE = {"small": 100, "large": 1_000}


def main() -> None:
    for sizes, names in ((SIZES, list(CASES)[:-1]), (MY_PAGE, list(CASES)[-1:])):
        small, large = (_measured(size, names) for size in sizes.values())
        for name in names:
            _tell(name, sizes, small[name], large[name])


def _measured(count: int, names: list[str]) -> dict[str, tuple[float, int]]:
    """In a process of its own: Django knows one database for as long as it lives."""
    command = [sys.executable, "-m", "bench.growth", str(count), *names]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def _tell(name: str, sizes: dict[str, int], small: tuple, large: tuple) -> None:
    what = f"{name}, {sizes['large']:,} against {sizes['small']:,}"
    print(f"{what:<58}{large[0] / small[0]:>9.2f} x")
    print(f"  {name}, {sizes['large']:,}".ljust(58) + f"{large[1] / 1000:>9.2f} kB")


def _costs(count: int, names: list[str]) -> dict[str, tuple[float, int]]:
    """By case: milliseconds of CPU and bytes."""
    with database() as url:
        cookie, furthest = pages.furnish(count)
        with pages.server(url) as (port, pid):
            ways = {
                name: partial(pages.weight, port, CASES[name].format(furthest=furthest), cookie)
                for name in names
            }
            cost = pages.measure(pid, ways)
            return {name: (value, ways[name]()) for name, value in cost.items()}


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(_costs(int(sys.argv[1]), sys.argv[2:])))
    else:
        main()
