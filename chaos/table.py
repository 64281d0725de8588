import os
import platform
from datetime import date
from pathlib import Path

from chaos.rows import Row

RESULTS = Path(__file__).parent / "RESULTS.md"
SHOWN = 6  # problems of a row


def line(name: str, *cells, seconds: float) -> str:
    return f"{name:<46}" + "".join(f"{cell:>8}" for cell in cells) + f"{seconds:>8.1f} s"


def of_row(row: Row) -> str:
    found = row.findings
    head = f"{row.name:<46}{row.kills:>5} kills {found.lost:>3} lost {found.twice:>3} twice "
    text = f"{head}{found.flagged:>4} flagged {row.seconds:>7.1f} s  {row.verdict}"
    if row.note:
        text += f"\n    {row.note}"
    if not row.good:
        shown = [*found.problems[:SHOWN], *found.problems[SHOWN:][-SHOWN:]]
        text += "".join(f"\n    ! {problem}" for problem in shown)
        text += f"\n    {len(found.problems)} problems" if found.problems else ""
    return text


def verdict(rows: list[Row], seconds: float) -> str:
    bad = [row.name for row in rows if not row.good]
    word = "all as they must be" if not bad else f"NOT AS THEY MUST BE: {', '.join(bad)}"
    return f"{len(rows)} scenarios in {seconds:.0f} s, {word}"


def write(rows: list[Row], seed: int, seconds: float) -> None:
    lines = [
        "# The last long run",
        "",
        f"{date.today():%Y-%m-%d}, seed {seed}, {seconds / 60:.1f} minutes on {os.cpu_count()} cores, "
        f"Python {platform.python_version()}. Load average of the last quarter of an hour: "
        f"{os.getloadavg()[2]:.1f}; a run alone on two cores makes about two. Written by "
        "`python -m chaos --write`.",
        "",
        "| Scenario | Kills | Lost | Twice | Flagged | Verdict | Seconds | |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        found = row.findings
        cells = [row.name, row.kills, found.lost, found.twice, found.flagged, row.verdict]
        note = row.note.replace("|", "/")
        lines.append(f"| {' | '.join(map(str, cells))} | {row.seconds:.0f} | {note} |")
    RESULTS.write_text("\n".join(lines) + "\n")
