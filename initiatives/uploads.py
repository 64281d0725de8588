"""Is an uploaded file what it says it is, and harmless? Its ending and its first bytes must agree.

Nothing is unpacked but the short part of an office file that says what it is.
"""

import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from initiatives.models.document import MOST_BYTES
from prioinit.errors import DomainError

MOST_PARTS = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200  # text in an office file shrinks to a tenth, perhaps; a bomb to a thousandth
HEAD = 16
NAME_LENGTH = 120

PDF, PNG, JPEG = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
ZIP = b"PK\x03\x04"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Kind:
    content_type: str
    magic: bytes
    main_part: str = ""  # office: the content type of what the file is
    is_odf: bool = False


def _office(kind: str) -> Kind:
    return Kind(f"{_OFFICE}{kind}", ZIP, f"{_OFFICE}{kind}.main+xml")


def _odf(kind: str) -> Kind:
    return Kind(f"{_ODF}{kind}", ZIP, is_odf=True)


KINDS = {
    "pdf": Kind("application/pdf", PDF),
    "png": Kind("image/png", PNG),
    "jpg": Kind("image/jpeg", JPEG),
    "jpeg": Kind("image/jpeg", JPEG),
    "docx": _office("wordprocessingml.document"),
    "xlsx": _office("spreadsheetml.sheet"),
    "pptx": _office("presentationml.presentation"),
    "odt": _odf("text"),
    "ods": _odf("spreadsheet"),
    "odp": _odf("presentation"),
}
ACCEPT = ",".join(f".{ending}" for ending in KINDS)


def clean_name(name: str) -> str:
    """A name that no file system, header or reader can be fooled by; its ending in small letters."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    # Cc and Cf: line breaks, and the marks that make "exe.pdf" read as something else.
    name = "".join(one for one in name if unicodedata.category(one)[0] != "C")
    name = re.sub(r'[<>:"|?*]', "_", " ".join(name.split())).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return name[:NAME_LENGTH]
    ending = ending.lower()
    stem = stem.strip(". ")[: NAME_LENGTH - len(ending) - 1] or "fil"
    return f"{stem}.{ending}"


def check_upload(file: IO[bytes], *, name: str, size: int) -> Kind:
    """What the file is. `name` is clean; DomainError when it may not be kept."""
    kind = KINDS.get(name.rpartition(".")[2] if "." in name else "")
    if kind is None:
        raise DomainError(
            _("Filen är av en sort som inte tas emot. Spara den som PDF, bild eller kontorsfil.")
        )
    if size > MOST_BYTES:
        raise DomainError(_("Filen är större än 10 MB. Lägg den där den hör hemma och länka dit."))
    if size == 0:
        raise DomainError(_("Filen är tom."))
    file.seek(0)
    if not file.read(HEAD).startswith(kind.magic):
        raise _not_what_it_says()
    if kind.magic == ZIP:
        _check_zip(file, kind)
    file.seek(0)
    return kind


def _not_what_it_says() -> DomainError:
    return DomainError(
        _("Filens innehåll stämmer inte med dess ändelse, eller så är den skadad. Spara om den.")
    )


def _check_zip(file: IO[bytes], kind: Kind) -> None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_parts(archive.infolist())
            declared = _declared(archive, kind)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        NotImplementedError,
        OSError,
        RuntimeError,
    ) as error:
        raise _not_what_it_says() from error
    if not declared:
        raise _not_what_it_says()


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if len(parts) > MOST_PARTS or len(set(names)) != len(names):
        raise _not_what_it_says()
    if any(part.flag_bits & 1 for part in parts):
        raise DomainError(_("Filen är skyddad med lösenord. Spara den utan lösenord."))
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1):
        raise DomainError(_("Filen blir för stor när den packas upp."))
    if any(_is_program(name) for name in names):
        raise DomainError(_("Filen innehåller makron eller inbäddade program. Spara den utan."))


def _is_program(name: str) -> bool:
    return (
        name.endswith((".bin", ".exe", ".dll", ".js", ".vbs")) and "printersettings" not in name
    ) or name.startswith(("basic/", "scripts/"))


def _declared(archive: zipfile.ZipFile, kind: Kind) -> bool:
    """Does the file itself say that it is of this kind?"""
    if kind.is_odf:
        first = archive.infolist()[0]
        return first.filename == "mimetype" and _read(archive, first) == kind.content_type.encode()
    told = _read(archive, archive.getinfo("[Content_Types].xml"))
    if b"macroEnabled" in told or b"vbaProject" in told:
        raise DomainError(_("Filen innehåller makron. Spara den utan makron."))
    return f'"{kind.main_part}"'.encode() in told


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with archive.open(part) as stream:
        return stream.read(1024 * 1024)
