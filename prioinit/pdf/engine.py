"""HTML in, PDF out: the only place that knows WeasyPrint.

Runs as a program of its own (`python -I engine.py`, a JSON job on stdin, the PDF on stdout), so it
imports nothing of the project.
"""

import base64
import gc
import html as html_text
import io
import json
import logging
import re
import resource
import signal
import sys
from pathlib import Path
from types import MappingProxyType

import pikepdf
import weasyprint  # noqa: TID251 - this is the place
from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: TID251

STATIC = Path(__file__).resolve().parents[2] / "static"
# Never asked over the network: an address that only StaticFetcher understands.
BASE_URL = "http://static.invalid/"
# No fonts: fontconfig finds ours, for the text in pictures too.
TYPES = MappingProxyType({".css": "text/css", ".svg": "image/svg+xml"})

# A drawing within the text is laid out as if its every line were a paragraph; a picture is not.
DRAWING = re.compile(
    r'<svg\b(?P<start>[^>]*\brole="img"[^>]*)><title>(?P<title>.*?)</title>(?P<lines>.*?)</svg>',
    re.S,
)
ICON = re.compile(r'<svg\b[^>]*\baria-hidden="true"[^>]*>.*?</svg>', re.S)  # paper has its own
CLASS = re.compile(r'class="[^"]*"')
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
PICTURE = "data:image/svg+xml;base64,"

# What every report uses for the first time, so that an engine started ahead has done it once.
WARM_UP = (
    '<html lang="sv"><title>Prov</title><link rel="stylesheet" href="css/report-paper.css">'
    '<table><tr><th>Prov<td><svg viewBox="0 0 9 9" width="9" height="9" role="img"><title>Prov</title>'
    '<path d="M0 0h9"/></svg></table><p>' + "Förberedelserna <strong>provas</strong>. " * 20
)
IDLE = 300  # seconds that an engine started ahead waits for its job

MARKED = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")

# The claim WeasyPrint makes for one standard at a time, and the description that PDF/A wants of it.
PDF_UA_CLAIM = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the document follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF>"""


class Refused(ValueError):
    """Asked for something that is not one of our own files."""


class StaticFetcher(URLFetcher):
    """Hands out the files that were under static/ when it was made, by name, and pictures that are
    their own address. Nothing else exists."""

    def __init__(self, root: Path = STATIC) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.files = {
            BASE_URL + path.relative_to(root).as_posix(): path
            for path in root.rglob("*")
            if path.suffix in TYPES and path.is_file() and not path.is_symlink()
        }

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url.startswith(PICTURE):
            picture = base64.b64decode(url.removeprefix(PICTURE))
            return URLFetcherResponse(url, picture, {"Content-Type": TYPES[".svg"]})
        path = self.files.get(url)
        if path is None:
            raise Refused(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})


def write_pdf(html: str, fetcher: URLFetcher | None = None) -> bytes:
    document = weasyprint.HTML(
        string=_with_pictures(html), base_url=BASE_URL, url_fetcher=fetcher or StaticFetcher()
    )
    return complete(document.write_pdf(pdf_variant="pdf/a-3a"))


def _with_pictures(html: str) -> str:
    return ICON.sub("", DRAWING.sub(_as_picture, html))


def _as_picture(drawing: re.Match[str]) -> str:
    look = CLASS.search(drawing["start"])
    said = html_text.escape(html_text.unescape(drawing["title"]))
    start = CLASS.sub("", drawing["start"])
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"{start}>{drawing["lines"]}</svg>'
    address = PICTURE + base64.b64encode(NOT_XML.sub("", svg).encode()).decode()
    return f'<img {look[0] if look else ""} alt="{said}" src="{address}">'


def complete(raw: bytes) -> bytes:
    """What WeasyPrint leaves out: scope of header cells, printable links, PDF/UA beside PDF/A."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        reached = _scope_header_cells(pdf)
        for page, owners in zip(pdf.pages, _owners_by_page(pdf), strict=True):
            _set_margins_apart(page, owners, reached)
            for note in page.get("/Annots", ()):
                note.F = int(note.get("/F", 0)) | 4
        metadata = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata.write(metadata.replace(b"</rdf:RDF>", PDF_UA_CLAIM))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, fix_metadata_version=False)
        return out.getvalue()


def _scope_header_cells(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Walks the tree of tags, and returns which elements it has."""
    reached = set()
    waiting = [(pdf.Root.StructTreeRoot, False)]
    while waiting:
        parent, in_head = waiting.pop()
        kids = parent.get("/K", ())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
                continue
            reached.add(kid.objgen)
            if kid.S == "/TH" and "/A" in kid:
                kid.A.Scope = pikepdf.Name.Column if in_head else pikepdf.Name.Row
            waiting.append((kid, in_head or kid.S == "/THead"))
    return reached


def _owners_by_page(pdf: pikepdf.Pdf) -> list[list[tuple[int, int]]]:
    """For each page, the element that each of its marked contents belongs to."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return [[one.objgen for one in numbers[2 * n + 1]] for n in range(len(pdf.pages))]


def _set_margins_apart(
    page: pikepdf.Page, owners: list[tuple[int, int]], reached: set[tuple[int, int]]
) -> None:
    """The foot of a page is marked with a tag that hangs nowhere; it is an artifact."""

    def mark(match: re.Match[bytes]) -> bytes:
        if owners[int(match[1])] in reached:
            return match[0]
        return b"/Artifact <</Type/Pagination>> BDC"

    page.Contents.write(MARKED.sub(mark, page.Contents.read_bytes()))


def main() -> None:
    gc.disable()  # one document, then the process ends: looking for garbage is a seventh of the work
    logging.disable()  # its warnings quote the text
    if "--ahead" in sys.argv:
        write_pdf(WARM_UP)
        signal.alarm(IDLE)
    job = json.load(sys.stdin.buffer)
    signal.alarm(0)
    resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"]))
    if sys.platform == "linux":  # elsewhere the kernel does not keep this promise
        resource.setrlimit(resource.RLIMIT_AS, (job["memory"], job["memory"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(write_pdf(job["html"]))


if __name__ == "__main__":
    main()
