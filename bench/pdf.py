"""Ledningsgruppens underlag as PDF, per A4 page, against WeasyPrint on plain prose with one table; and
the report before a checkpoint beside it.

    .venv/bin/python -m bench.pdf

The engine is warm and in this process for both, in alternating rounds, without garbage collection, as it
runs; then the whole way that the application goes, with a process of its own, cold and started ahead, and
what it costs to open a finalised pack again.
"""

import gc
import logging
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from itertools import pairwise

from bench.database import database
from prioinit import pdf

os.environ["FONTCONFIG_FILE"] = str(pdf.ENGINE.with_name("fonts.conf"))  # before Pango wakes up

ROUNDS = 5
INITIATIVES = 8
TODAY = date(2026, 11, 30)
SENTENCE = "Vi har pratat med fjorton ur målgruppen och provat en enkel väg in till kommunen. "
CELLS = "".join(f"<tr><th>Rad {n}</th><td>{n}</td><td>text</td></tr>" for n in range(20))


def main() -> None:
    for name, figure, unit in rows():
        print(f"{name:<58}{figure:>9.2f} {unit}")


def rows() -> list[tuple[str, float, str]]:
    with database():
        logging.disable()  # as in the engine's own process: it tells of each page
        from django.template.loader import render_to_string  # noqa: PLC0415

        from programme.services import pack_pdf, pack_title  # noqa: PLC0415

        report = _report()
        context = {"report": report, "title": pack_title(report), "lang": "sv"}

        def pack_html() -> str:
            return render_to_string("report/pack.html", context)

        per_page, memory = _against_prose(pack_html, _checkpoint_html())
        whole = _median(lambda: pack_pdf(report))
        ahead = _median(lambda: pack_pdf(report), _engine_ready)
        one = _median(lambda: pack_pdf(replace(report, sections=())), _engine_ready)
        twelve = replace(report, sections=tuple(_section(n) for n in range(11)))
        long = _median(lambda: pack_pdf(twelve), _engine_ready)
        again = _median(_stored(pack_pdf(report)))
    return [
        ("pack, ms per page", per_page["pack"], "ms"),
        ("report before a checkpoint, ms per page", per_page["checkpoint"], "ms"),
        ("prose with one table, same pages, ms per page", per_page["prose"], "ms"),
        ("pack against prose", per_page["pack"] / per_page["prose"], "x"),
        ("the whole pack in its own process, from data to bytes", whole, "s"),
        ("the same, the process started ahead", ahead, "s"),
        ("one page, the process started ahead", one, "s"),
        ("twelve pages, the process started ahead", long, "s"),
        ("most memory of that process", memory, "MiB"),
        ("a finalised pack opened again, against making it", again / whole, "x"),
    ]


def _against_prose(
    pack_html: Callable[[], str], checkpoint_html: Callable[[], str]
) -> tuple[dict[str, float], float]:
    from prioinit.pdf.engine import write_pdf  # noqa: PLC0415

    prose = _prose_of(_pages(write_pdf(pack_html())), write_pdf)
    ways: dict[str, Callable[[], bytes]] = {
        "pack": lambda: write_pdf(pack_html()),
        "checkpoint": lambda: write_pdf(checkpoint_html()),
        "prose": lambda: write_pdf(prose),
    }
    pages = {name: _pages(way()) for name, way in ways.items()}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            gc.collect()
            gc.disable()
            before = time.process_time()
            way()
            taken[name].append((time.process_time() - before) * 1000 / pages[name])
            gc.enable()
    pdf.html_to_pdf(pack_html())
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {name: statistics.median(values) for name, values in taken.items()}, memory


def _prose_of(pages: int, write_pdf: Callable[[str], bytes]) -> str:
    """As many paragraphs as fill the same number of pages."""
    few, many = pages, pages * 20
    while many - few > 1:
        middle = (few + many) // 2
        if _pages(write_pdf(_prose(middle))) <= pages:
            few = middle
        else:
            many = middle
    return _prose(few)


def _prose(paragraphs: int) -> str:
    text = f"<p>{SENTENCE * 8}</p>" * paragraphs
    return (
        '<html lang="sv"><head><title>Prosa</title><style>'
        "@page { size: A4; margin: 18mm } html { font: 10.5pt/1.42 'Source Sans 3'; hyphens: auto }"
        f"</style></head><body><h1>Prosa</h1><table>{CELLS}</table>{text}</body></html>"
    )


def _pages(made: bytes) -> int:
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(BytesIO(made)) as document:
        return len(document.pages)


def _engine_ready() -> None:
    pdf.start_engine()
    time.sleep(1.5)


def _median(way: Callable[[], object], prepare: Callable[[], object] = lambda: None) -> float:
    taken = []
    for _ in range(ROUNDS):
        prepare()
        before = time.perf_counter()
        way()
        taken.append(time.perf_counter() - before)
    return statistics.median(taken)


def _stored(made: bytes) -> Callable[[], object]:
    from django.utils.timezone import now  # noqa: PLC0415

    from initiatives.models import Round  # noqa: PLC0415
    from programme.models import Pack  # noqa: PLC0415
    from roles.models import Person  # noqa: PLC0415

    pack = Pack.objects.create(
        round=Round.objects.create(
            name="Omgång 5", starts_on=TODAY, ends_on=TODAY + timedelta(days=365)
        ),
        year=TODAY.year,
        number=1,
        data={},
        pdf=made,
        sha256=sha256(made).hexdigest(),
        finalised_at=now(),
        finalised_by=Person.objects.create(email="lots@kommun.example", name="Lotta Lots"),
    )
    return lambda: bytes(Pack.objects.only("pdf").get(pk=pack.pk).pdf)


def _report():
    from programme.pack_data import Decision, PackReport  # noqa: PLC0415

    return PackReport(
        organisation="Ekdala kommun",
        language="sv",
        round_id=1,
        round_name="Omgång 5",
        on=TODAY,
        meeting_on=TODAY,
        previous=None,
        checkpoint=None,
        decisions=(Decision("Initiativ 1", SENTENCE, ""), Decision("Initiativ 2", SENTENCE, "")),
        news=(SENTENCE, SENTENCE),
        sections=tuple(_section(n) for n in range(INITIATIVES)),
    )


def _checkpoint_html() -> Callable[[], str]:
    """As many pages, as much written on each."""
    from django.template.loader import render_to_string  # noqa: PLC0415

    report = _checkpoint_report()
    context = {"report": report, "title": "Rapport inför Checkpoint 3", "lang": "sv"}
    return lambda: render_to_string("report/checkpoint.html", context)


def _checkpoint_report():
    from checkpoints.reports import shapes  # noqa: PLC0415

    begins = datetime(2026, 12, 3, 13, tzinfo=UTC)
    turns = [
        shapes.Turn(
            f"Initiativ {n}", n, ("Sara Lindqvist",), begins + timedelta(minutes=20 * n), 20
        )
        for n in range(INITIATIVES)
    ]
    return shapes.CheckpointReport(
        organisation="Ekdala kommun",
        language="sv",
        round_id=1,
        round_name="Omgång 5",
        on=TODAY,
        kind="before",
        checkpoint=shapes.Occasion(
            3, "Checkpoint 3", begins, begins + timedelta(hours=3), "Stadshuset"
        ),
        previous=None,
        before=shapes.Before(
            agenda=tuple(turns),
            decisions=(shapes.Wish("Initiativ 1", SENTENCE, ""),),
            ni_sa=None,
            todos=(),
            pages=tuple(_page(n) for n in range(INITIATIVES)),
        ),
    )


def _page(n: int):
    from checkpoints.inputs.ni_sa import Said  # noqa: PLC0415
    from checkpoints.reports import shapes  # noqa: PLC0415

    like = _section(n)
    todo = shapes.Todo("", SENTENCE, "", "Sara Lindqvist", TODAY, False)
    said = Said(
        like.name, n, (SENTENCE, SENTENCE), "tar_med", "tar med", SENTENCE, "Sara Lindqvist", ()
    )
    return shapes.Page(
        id=n,
        name=like.name,
        question=like.question,
        units=like.units,
        phase=like.phase,
        phase_labels=like.phase_labels,
        started_on=like.started_on,
        steps=like.steps,
        prepared=shapes.Prepared(
            SENTENCE * 4, SENTENCE * 2, (SENTENCE, SENTENCE), SENTENCE, ("Sara Lindqvist",)
        ),
        obstacles=(shapes.Stuck(SENTENCE, SENTENCE, "väntar på fadder, 3 arbetsdagar"),),
        todos=(todo, todo),
        said=(said, said),
        said_left_out=0,
        paused_until=None,
        pause_reason="",
    )


def _section(n: int):
    from initiatives.kept_trail import Step  # noqa: PLC0415
    from programme.pack_data import Gap, Member, Reading, Section  # noqa: PLC0415

    phases = ("behov", "ide", "behov", "ide", "test")
    steps = [
        Step(source, target, TODAY - timedelta(days=60 - 10 * i), SENTENCE)
        for i, (source, target) in enumerate(pairwise(phases))
    ]
    return Section(
        id=n,
        name=f"Initiativ {n}",
        question="Hur kan vi göra det enklare att få hjälp i tid?",
        target_group="Unga 13–19 år",
        difference=SENTENCE,
        noticed_by=TODAY + timedelta(days=300),
        units=("Vård och omsorg", "Kultur och fritid"),
        goals=("Alla barn klarar skolan",),
        phase="test",
        phase_labels=("behov", "idé", "test", "förverkliga"),
        started_on=TODAY - timedelta(days=90),
        steps=(Step(None, "behov", TODAY - timedelta(days=90), ""), *steps),
        confidences=(3, 3, 2, 4, 4, 3),
        age_days=4,
        is_overdue=False,
        is_silent=False,
        latest=Reading(6, TODAY, "Sara Lindqvist", SENTENCE * 4, SENTENCE * 2, SENTENCE, 3),
        unseen=Reading(5, TODAY, "Sara Lindqvist", SENTENCE * 3, "", "", 4),
        gaps=(Gap("fadder", "fadder saknas", TODAY),) if n % 3 == 0 else (),
        team=tuple(
            Member(i, f"Namn Namnsson {i}", "ledartroja", "ledartröja", "Teknik") for i in range(5)
        ),
        prepared=None,
    )


if __name__ == "__main__":
    sys.exit(main())
