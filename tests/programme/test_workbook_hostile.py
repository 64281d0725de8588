"""Files that are not what they say: a clear refusal, in bounded memory and time."""

import io
import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from programme.workbook import guard
from programme.workbook.reading import Refused, read
from tests.programme.workbooks import TYRESO, bytes_of

ROOT = Path(__file__).resolve().parents[2]
MAX_MEMORY_MB = 256
SHEET = "xl/worksheets/sheet1.xml"
SHEET_HEAD = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
SHEET_TAIL = b"</sheetData></worksheet>"


def with_parts(parts: dict[str, bytes]) -> bytes:
    """The real workbook with some parts exchanged or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(TYRESO) as original,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in original.namelist():
            if name not in parts:
                made.writestr(name, original.read(name))
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def sheet(rows: bytes) -> bytes:
    return with_parts({SHEET: SHEET_HEAD + rows + SHEET_TAIL})


def strings(items: bytes) -> bytes:
    with zipfile.ZipFile(TYRESO) as original:
        types = original.read("[Content_Types].xml")
    override = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return with_parts(
        {
            "[Content_Types].xml": types.replace(b"</Types>", override),
            "xl/sharedStrings.xml": head + items + b"</sst>",
        }
    )


def zip_bomb() -> bytes:
    return with_parts({"xl/media/bild.png": bytes(200_000_000)})


def bomb_in_a_sheet() -> bytes:
    return sheet(b" " * 200_000_000)


def million_rows() -> bytes:
    return sheet(
        b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 1_000_001))
    )


def too_many_rows() -> bytes:
    return sheet(
        b"".join(b'<row><c t="inlineStr"><is><t>x</t></is></c></row>' for n in range(5_002))
    )


def many_empty_cells() -> bytes:
    return sheet(b"<row>" + b"<c/>" * 4_000_000 + b"</row>")


def one_endless_tag() -> bytes:
    return sheet(b"<row " + b" ".join(b'a%d=""' % n for n in range(2_000_000)) + b"/>")


def many_attributes() -> bytes:
    tag = b"<row " + b" ".join(b'a%d=""' % n for n in range(90)) + b"/>"
    return sheet(tag * 30_000)


def many_styles() -> bytes:
    head = (
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
    )
    return with_parts({"xl/styles.xml": head + b"<xf/>" * 4_000_000 + b"</cellXfs></styleSheet>"})


def many_strings() -> bytes:
    return strings(b"<si><t/></si>" * 2_000_000)


def far_away_cell() -> bytes:
    """Harmless in itself: a lone cell on the last row, where padding would be a million rows."""
    return sheet(b'<row r="1"/><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def one_endless_text() -> bytes:
    text = "\N{GRINNING FACE}".encode() + b"x" * 28_000_000
    return sheet(b'<row><c t="inlineStr"><is><t>' + text + b"</t></is></c></row>")


def fat_strings() -> bytes:
    """Under every limit: one sign outside Latin-1 makes each text four times its size in memory."""
    text = "\N{GRINNING FACE}".encode() + b"x" * 300_000
    return strings((b"<si><t>" + text + b"</t></si>") * 95)


def as_many_strings_as_allowed() -> bytes:
    return strings(b"<si><t/></si>" * 199_000)


def as_many_cells_as_allowed() -> bytes:
    return sheet(b"<row>" + b"<c/>" * 399_000 + b"</row>")


def as_many_styles_as_allowed() -> bytes:
    head = (
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
    )
    return with_parts({"xl/styles.xml": head + b"<xf/>" * 99_000 + b"</cellXfs></styleSheet>"})


def deep() -> bytes:
    return sheet(b"<a>" * 200_000 + b"</a>" * 200_000)


def laughs() -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "' + b"ha" * 1000 + b'">]>'
    return with_parts({SHEET: bomb + SHEET_HEAD + b"&a;" + SHEET_TAIL})


def external_entity() -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return with_parts({SHEET: bomb + SHEET_HEAD + b"&a;" + SHEET_TAIL})


def many_parts() -> bytes:
    return with_parts({f"x/{n}.xml": b"<a/>" for n in range(1_000)})


def other_compression() -> bytes:
    stream = io.BytesIO(TYRESO.read_bytes())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_LZMA) as made:
        made.writestr("x.xml", b"<a/>" * 1000)
    return stream.getvalue()


def encrypted_part() -> bytes:
    data = bytearray(TYRESO.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def old_or_encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000)


def macros() -> bytes:
    return with_parts({"xl/vbaProject.bin": b"x"})


def links() -> bytes:
    return with_parts({"xl/externalLinks/externalLink1.xml": b"<a/>"})


def too_big() -> bytes:
    return b"PK" + os.urandom(6_000_000)


def plain_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("brev.txt", "hej")
    return stream.getvalue()


def svg_and_zip() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>' + TYRESO.read_bytes()


def cut_off() -> bytes:
    return TYRESO.read_bytes()[:8_000]


HOSTILE = {
    zip_bomb: "rymmer mycket mer än en omgång",
    bomb_in_a_sheet: "rymmer mycket mer än en omgång",
    million_rows: "rymmer mycket mer än en omgång",
    too_many_rows: "fler än 5 000 rader eller 50 kolumner",
    many_empty_cells: "rymmer mycket mer än en omgång",
    one_endless_tag: "rymmer mycket mer än en omgång",
    many_attributes: "rymmer mycket mer än en omgång",
    many_styles: "rymmer mycket mer än en omgång",
    many_strings: "rymmer mycket mer än en omgång",
    one_endless_text: "rymmer mycket mer än en omgång",
    deep: "rymmer mycket mer än en omgång",
    laughs: "ingen Excel-arbetsbok",
    external_entity: "ingen Excel-arbetsbok",
    many_parts: "ingen Excel-arbetsbok",
    other_compression: "ingen Excel-arbetsbok",
    encrypted_part: "skyddad med lösenord",
    old_or_encrypted: "skyddad med lösenord eller sparad i det gamla formatet",
    macros: "innehåller makron",
    links: "hämtar värden från andra filer",
    too_big: "större än 5 MB",
    plain_zip: "ingen Excel-arbetsbok",
    svg_and_zip: "ingen Excel-arbetsbok",
    cut_off: "ingen Excel-arbetsbok",
}


@pytest.mark.parametrize(
    ("make", "says"), HOSTILE.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_a_hostile_file_is_refused_with_a_reason(make, says):
    with pytest.raises(Refused, match=says):
        read(make())


def test_a_lone_cell_far_away_is_only_a_cell():
    assert read(far_away_cell()).sheets["Omgång"].rows == ()


def test_the_guard_is_what_refuses(monkeypatch):
    """The control: without the guard the bomb reaches openpyxl."""
    monkeypatch.setattr("programme.workbook.reading.check_file", lambda data: None)
    assert read(macros()).sheets


def test_the_real_file_passes_the_guard():
    guard.check_file(TYRESO.read_bytes())


READS = """
import resource, sys, django
django.setup()
from pathlib import Path
from programme.workbook.reading import Refused, read
try:
    read(Path(sys.argv[1]).read_bytes())
    print("read")
except Refused:
    print("refused")
status = Path("/proc/self/status")  # ru_maxrss counts the test run that this was forked from
if status.exists():
    print(next(line.split()[1] for line in status.open() if line.startswith("VmHWM")))
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.parametrize(
    ("make", "outcome"),
    [
        (zip_bomb, "refused"),
        (million_rows, "refused"),
        (many_attributes, "refused"),
        (one_endless_tag, "refused"),
        (one_endless_text, "refused"),
        (too_big, "refused"),
        (as_many_strings_as_allowed, "read"),
        (as_many_cells_as_allowed, "read"),
        (as_many_styles_as_allowed, "read"),
        (fat_strings, "read"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_reading_stays_within_256_mb(make, outcome, tmp_path):
    file = tmp_path / "fil.xlsx"
    file.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", READS, str(file)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "prioinit.settings"},
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (2**30, 2**30)),
    )
    said, peak = done.stdout.split()
    assert said == outcome, done.stderr
    assert int(peak) / (2**20 if sys.platform == "darwin" else 2**10) <= MAX_MEMORY_MB


# --- Formulas and what looks like them ---------------------------------------------------------
def test_a_sheet_too_wide_is_refused():
    workbook = Workbook()
    workbook.active.title = "Omgång"
    workbook.active.cell(row=1, column=51, value="x")
    with pytest.raises(Refused, match="50 kolumner"):
        read(bytes_of(workbook))


def test_five_thousand_rows_are_read():
    workbook = load_workbook(TYRESO)
    del workbook["Mål"]
    goals = workbook.create_sheet("Mål")
    goals.append(("Kod", "Mål", "Agenda 2030"))
    for number in range(5_000):
        goals.append((f"G{number}", f"Mål nummer {number}", None))
    assert len(read(bytes_of(workbook)).sheets["Mål"].rows) == 5_000
