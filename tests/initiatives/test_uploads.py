"""What a file is: it says so itself, and is turned away when it is not that."""

import io
import zipfile

import pytest

from initiatives.uploads import KINDS, check_upload, clean_name
from prioinit.errors import DomainError

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30


def zipped(*parts: tuple[str, bytes], method=zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return kept.getvalue()


def office(ending: str, *more: tuple[str, bytes], told: str = "") -> bytes:
    main = told or KINDS[ending].main_part
    types = f'<Types><Override PartName="/x.xml" ContentType="{main}"/></Types>'.encode()
    return zipped(("[Content_Types].xml", types), *more)


def odf(ending: str, *more: tuple[str, bytes], told: str = "") -> bytes:
    mimetype = told or KINDS[ending].content_type
    return zipped(("mimetype", mimetype.encode()), ("content.xml", b"<x/>"), *more)


GOOD = {
    "pdf": PDF,
    "png": PNG,
    "jpg": b"\xff\xd8\xff\xe0" + b"\0" * 20,
    "jpeg": b"\xff\xd8\xff\xe0" + b"\0" * 20,
    **{ending: office(ending) for ending in ("docx", "xlsx", "pptx")},
    **{ending: odf(ending) for ending in ("odt", "ods", "odp")},
}


@pytest.mark.parametrize("ending", KINDS)
def test_a_file_that_is_what_it_says(ending):
    kind = check_upload(io.BytesIO(GOOD[ending]), name=f"x.{ending}", size=len(GOOD[ending]))
    assert kind == KINDS[ending]


BOMB = zipped(("[Content_Types].xml", b"x"), ("a.xml", b"0" * 30_000_000))
NOT_WHAT_IT_SAYS = "stämmer inte med dess ändelse"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.exe", b"MZ", "inte tas emot"),
        ("a.svg", b"<svg/>", "inte tas emot"),
        ("a.html", b"<html>", "inte tas emot"),
        ("utan", PDF, "inte tas emot"),
        ("a.docm", office("docx"), "inte tas emot"),
        ("a.pdf", b"", "Filen är tom."),
        ("a.pdf", b" %PDF-1.7", NOT_WHAT_IT_SAYS),
        ("a.pdf", PNG, NOT_WHAT_IT_SAYS),
        ("a.png", PDF, NOT_WHAT_IT_SAYS),
        ("a.jpg", PNG, NOT_WHAT_IT_SAYS),
        ("a.docx", PDF, NOT_WHAT_IT_SAYS),
        ("a.docx", b"PK\x03\x04 inte mer", NOT_WHAT_IT_SAYS),
        ("a.docx", zipped(("x.xml", b"")), NOT_WHAT_IT_SAYS),
        ("a.docx", office("xlsx"), NOT_WHAT_IT_SAYS),
        ("a.docx", odf("odt"), NOT_WHAT_IT_SAYS),
        ("a.docx", office("docx", ("word/vbaProject.bin", b"x")), "makron"),
        ("a.docx", office("docx", ("word/embeddings/oleObject1.bin", b"x")), "makron"),
        (
            "a.docx",
            office("docx", told="application/vnd.ms-word.document.macroEnabled.main+xml"),
            "makron",
        ),
        ("a.odt", odf("odt", told="text/html"), NOT_WHAT_IT_SAYS),
        ("a.odt", zipped(("content.xml", b""), ("mimetype", b"x")), NOT_WHAT_IT_SAYS),
        ("a.odt", odf("odt", ("Basic/Standard/Module1.xml", b"x")), "makron"),
        ("a.docx", BOMB, "för stor när den packas upp"),
        (
            "a.docx",
            zipped(*((f"{n}.xml", b"") for n in range(2_001))),
            NOT_WHAT_IT_SAYS,
        ),
    ],
)
def test_a_file_that_is_turned_away(name, data, said):
    with pytest.raises(DomainError, match=said):
        check_upload(io.BytesIO(data), name=name, size=len(data))


def test_a_file_of_ten_megabytes_and_no_more():
    limit = 10 * 1024 * 1024
    assert check_upload(io.BytesIO(PDF), name="a.pdf", size=limit)
    with pytest.raises(DomainError, match="större än 10 MB"):
        check_upload(io.BytesIO(PDF), name="a.pdf", size=limit + 1)


def test_a_password_is_turned_away():
    data = bytearray(office("docx"))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(DomainError, match="lösenord"):
        check_upload(io.BytesIO(bytes(data)), name="a.docx", size=len(data))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Rapport.PDF", "Rapport.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\hemligt\\plan.docx", "plan.docx"),
        ("rad\r\nbryt\x00.pdf", "radbryt.pdf"),
        ("faktura\u202efdp.pdf", "fakturafdp.pdf"),
        ("Bla\u030aba\u0308r.pdf", "Blåbär.pdf"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        (".pdf", "pdf"),
        ("å" * 300 + ".pdf", "å" * 116 + ".pdf"),
        ("...", ""),
    ],
)
def test_a_name_is_cleaned(given, kept):
    assert clean_name(given) == kept
