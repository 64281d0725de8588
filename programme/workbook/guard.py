"""Is the file harmless? Answered before openpyxl sees it, with bounded memory and time.

openpyxl builds objects for whatever the XML holds, so every part is first run through a bare expat pass
that counts and keeps nothing: no DTD, no endless tags, no depth, no more elements than a real round has.
"""

import io
import zipfile
import zlib
from xml.parsers import expat

from django.utils.translation import gettext as _

from prioinit.errors import DomainError
from programme.workbook.layout import MAX_BYTES, MAX_UNPACKED_BYTES

MAX_PARTS = 500
MAX_DEPTH = 50
MAX_BYTES_BETWEEN_TAGS = 400 * 1024  # a cell holds 32,767 characters, ten bytes each at the most
MAX_NODES_IN_SHEET = 400_000  # elements and attributes; 5,000 rows of nine cells hold 270,000
MAX_NODES_IN_PART = 100_000  # styles, themes: openpyxl keeps these as objects
MAX_ATTRIBUTES = 100
CHUNK = 64 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DIRECTORY_ENTRY = b"PK\x01\x02"


class Refused(DomainError):
    """The whole file is turned away; the text says why and what to do."""


def check_file(data: bytes) -> None:
    """Raise `Refused` unless `data` is an XLSX that is safe to open."""
    if len(data) > MAX_BYTES:
        raise Refused(
            _(
                "Filen är större än 5 MB. Ta bort bilder och blad som inte hör till omgången och "
                "försök igen."
            )
        )
    if data.startswith(_OLE):
        raise Refused(
            _(
                "Filen är skyddad med lösenord eller sparad i det gamla formatet .xls. Spara den "
                "som Excel-arbetsbok (.xlsx) utan lösenord."
            )
        )
    if not data.startswith(b"PK") or data.count(_DIRECTORY_ENTRY) > MAX_PARTS:
        raise _not_a_workbook()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_contents(archive.infolist())
            for part in archive.infolist():
                _check_part(archive, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise _not_a_workbook() from error


def _not_a_workbook() -> Refused:
    return Refused(
        _(
            "Filen är ingen Excel-arbetsbok, eller så är den skadad. Öppna den i Excel eller "
            "LibreOffice och spara som Excel-arbetsbok (.xlsx)."
        )
    )


def _too_much() -> Refused:
    return Refused(
        _(
            "Filen rymmer mycket mer än en omgång. Kopiera raderna till en tom mall, utan format "
            "och tomma rader, och läs in den i stället."
        )
    )


def _check_contents(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(_("Filen är skyddad med lösenord. Spara den utan lösenord och försök igen."))
    if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise _too_much()
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refused(
            _("Filen innehåller makron. Spara den som Excel-arbetsbok utan makron (.xlsx).")
        )
    if any("externallinks/" in name for name in names):
        raise Refused(
            _(
                "Filen hämtar värden från andra filer. Kopiera cellerna och klistra in dem som "
                "värden, och ta bort länkarna under Data – Redigera länkar."
            )
        )
    if "[content_types].xml" not in names or len(set(names)) != len(names):
        raise _not_a_workbook()
    methods = {part.compress_type for part in parts}
    if not methods <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise _not_a_workbook()  # others may ask for gigabytes to unpack


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if not part.filename.lower().endswith((".xml", ".rels")):
        return
    rows_or_strings = "/worksheets/" in part.filename or "sharedStrings" in part.filename
    counter = _Counter(MAX_NODES_IN_SHEET if rows_or_strings else MAX_NODES_IN_PART)
    with archive.open(part) as stream:
        try:
            counter.run(stream)
        except expat.ExpatError as error:
            raise _not_a_workbook() from error


class _Counter:
    """Counts a part's elements and attributes and stops at the first excess."""

    def __init__(self, limit: int):
        self.left = limit
        self.depth = 0
        self.tag_at = 0
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def run(self, stream) -> None:
        fed = 0
        while chunk := stream.read(CHUNK):
            self.parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - self.tag_at > MAX_BYTES_BETWEEN_TAGS:
                raise _too_much()  # one endless tag or text, which somebody would buffer whole
        self.parser.Parse(b"", True)

    def doctype(self, *args) -> None:
        raise _not_a_workbook()  # a spreadsheet has none; it is how XML bombs are made

    def start(self, name: str, attributes: dict) -> None:
        self.tag_at = self.parser.CurrentByteIndex
        self.depth += 1
        self.left -= 1 + len(attributes)
        if self.left < 0 or self.depth > MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            raise _too_much()

    def end(self, name: str) -> None:
        self.depth -= 1
        self.tag_at = self.parser.CurrentByteIndex
