"""Pages of the largest places against small ones: what ten thousand initiatives cost where a hundred do not."""

from functools import partial

from bench import pages
from bench.database import database

SIZES = {"small": 100, "large": 10_000}
CASES = {
    "initiative list": "/initiativ/",
    "initiative list, searched": "/initiativ/?q=viktigt",
    "initiative list, filtered": "/initiativ/?fas=test&sortera=uppdaterad",
    "initiative page": "/initiativ/{first}/",
}
MY_PAGE = {"small": 100, "large": 1_000}


def main() -> None:
    small, large = (_costs(size, CASES) for size in SIZES.values())
    few, many = (_costs(size, {"Min sida of the lots": "/"}) for size in MY_PAGE.values())
    for name in small:
        _tell(name, SIZES, small[name], large[name])
    for name in few:
        _tell(name, MY_PAGE, few[name], many[name])


def _tell(name: str, sizes: dict[str, int], small: tuple, large: tuple) -> None:
    what = f"{name}, {sizes['large']:,} against {sizes['small']:,}"
    print(f"{what:<58}{large[0] / small[0]:>9.2f} x")
    print(f"  {name}, {sizes['large']:,}".ljust(58) + f"{large[1] / 1000:>9.2f} kB")


def _costs(count: int, cases: dict[str, str]) -> dict[str, tuple[float, int]]:
    """By case: milliseconds of CPU and bytes."""
    with database() as url:
        cookie, first = pages.furnish(count)
        with pages.server(url) as (port, pid):
            ways = {
                name: partial(pages.weight, port, path.format(first=first), cookie)
                for name, path in cases.items()
            }
            cost = pages.measure(pid, ways)
            return {name: (value, ways[name]()) for name, value in cost.items()}


if __name__ == "__main__":
    main()
