import queue
import re
import signal
import subprocess
import sys
import threading
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader
from weasyprint.urls import URLFetcher  # noqa: TID251 - the control: what an open fetcher would do

from prioinit import pdf
from prioinit.errors import DomainError
from prioinit.pdf.engine import BASE_URL, Refused, StaticFetcher, write_pdf

PAGE = (
    '<html lang="sv"><head><title>Prov</title>{head}</head><body><h1>Prov</h1>{body}</body></html>'
)
CANARY = "kanariefågel-4711"

# Ways in which a text could make the renderer fetch something: {} is the address.
HOSTILE = {
    "img": ("", '<img src="{}" alt="x">'),
    "stylesheet": ('<link rel="stylesheet" href="{}">', ""),
    "import": ("<style>@import url({});</style>", ""),
    "background": ("", '<p style="background: url({})">x</p>'),
    "list marker": ("", '<ul style="list-style-image: url({})"><li>x</li></ul>'),
    "generated content": ("<style>p::before {{ content: url({}) }}</style>", "<p>x</p>"),
    "font": ("<style>@font-face {{ font-family: f; src: url({}) }}</style>", ""),
    "object": ("", '<object data="{}"></object>'),
    "embed": ("", '<embed src="{}">'),
    "svg image": (
        "",
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<image href="{}" width="9" height="9"/></svg>',
    ),
    "image in a drawing": (
        "",
        '<svg width="9" height="9" role="img"><title>x</title><image href="{}" width="9" height="9"/></svg>',
    ),
    "attachment": ('<link rel="attachment" href="{}">', ""),
    "border image": ("", '<p style="border: 3px solid; border-image-source: url({})">x</p>'),
}


@contextmanager
def listening_server():
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(CANARY.encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        server.server_close()


def hostile_page(vector, address):
    head, body = HOSTILE[vector]
    return PAGE.format(head=head.format(address), body=body.format(address))


@pytest.mark.parametrize("vector", HOSTILE)
def test_hostile_text_fetches_nothing(vector):
    with listening_server() as (address, asked):
        write_pdf(hostile_page(vector, address))
    assert asked == []


@pytest.mark.parametrize("vector", HOSTILE)
def test_control_an_open_fetcher_would_have_asked(vector):
    with listening_server() as (address, asked):
        write_pdf(hostile_page(vector, address), URLFetcher())
    assert asked


def test_base_element_moves_nothing():
    page = '<base href="{}"><link rel="stylesheet" href="css/tokens.css">'
    with listening_server() as (address, asked):
        write_pdf(PAGE.format(head=page.format(address), body=""))
    assert asked == []


@pytest.mark.parametrize("vector", ["attachment", "img", "object"])
def test_file_of_the_server_does_not_end_up_in_the_document(vector, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    made = write_pdf(hostile_page(vector, secret.as_uri()))
    assert CANARY.encode() not in _streams(made)


def test_control_an_open_fetcher_attaches_a_file_of_the_server(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    made = write_pdf(hostile_page("attachment", secret.as_uri()), URLFetcher())
    assert CANARY.encode() in _streams(made)


def _streams(made: bytes) -> bytes:
    found = []
    with pikepdf.open(BytesIO(made)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Stream):
                try:
                    found.append(one.read_bytes())
                except (pikepdf.PdfError, zlib.error):
                    found.append(one.read_raw_bytes())
    return b"".join(found)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        BASE_URL + "../manage.py",
        BASE_URL + "css/../../manage.py",
        BASE_URL + "js/app.js",
        BASE_URL + "css/",
        BASE_URL + "css/tokens.css?x",
        "data:text/css,p{}",
        "data:text/html;base64,eA==",
        "https://static.invalid/css/tokens.css",
    ],
)
def test_only_known_names_are_handed_out(url):
    with pytest.raises(Refused):
        StaticFetcher().fetch(url)


def test_stylesheets_and_signs_are_handed_out_by_name():
    names = {url.removeprefix(BASE_URL) for url in StaticFetcher().files}
    assert {"css/tokens.css", "css/report.css", "css/report-paper.css"} <= names
    assert {name.rpartition(".")[2] for name in names} == {"css", "svg"}


# --- The document ------------------------------------------------------------------------------
TABLE = (
    "<table><thead><tr><th>A</th><th>B</th></tr></thead>"
    '<tbody><tr><th>rad</th><td><a href="#x">b</a></td></tr></tbody></table><h2 id="x">Mål</h2>'
)


def table_page():
    foot = '<style>@page { @bottom-left { content: "Foten" } }</style>'
    return PAGE.format(head=foot, body=TABLE)


def test_same_text_gives_the_same_bytes():
    assert pdf.html_to_pdf(table_page()) == pdf.html_to_pdf(table_page())


def test_document_is_tagged_titled_and_claims_both_standards():
    made = write_pdf(table_page())
    reader = PdfReader(BytesIO(made))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "sv"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Prov"
    with pikepdf.open(BytesIO(made)) as document, document.open_metadata() as claims:
        assert claims["pdfaid:part"] == "3"
        assert claims["pdfaid:conformance"] == "A"
        assert claims["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_header_cells_say_what_they_head():
    with pikepdf.open(BytesIO(write_pdf(table_page()))) as document:
        cells = [one for one in document.objects if _is_tag(one, "/TH")]
        assert [str(cell.A.Scope) for cell in cells] == ["/Column", "/Column", "/Row"]


def test_links_are_printed():
    with pikepdf.open(BytesIO(write_pdf(table_page()))) as document:
        (note,) = document.pages[0].Annots
        assert int(note.F) & 4


def test_foot_of_the_page_is_no_part_of_the_text():
    with pikepdf.open(BytesIO(write_pdf(table_page()))) as document:
        content = document.pages[0].Contents.read_bytes()
    assert content.count(b"/Artifact <</Type/Pagination>> BDC") == 1


def test_only_our_typeface_is_used_and_all_of_it_is_embedded():
    body = (
        '<p>åäö <b>fet</b></p><svg viewBox="0 0 99 20" width="99" role="img" '
        'font-family="Source Sans 3"><title>Bild</title><text y="12">åäö i bild</text></svg>'
    )
    html = PAGE.format(head="<style>html { font-family: 'Source Sans 3' }</style>", body=body)
    with pikepdf.open(BytesIO(pdf.html_to_pdf(html))) as document:
        fonts = [one for one in document.objects if _is_type(one, "/FontDescriptor")]
        assert {str(one.FontName).partition("+")[2][:13] for one in fonts} == {"Source-Sans-3"}
        assert all("/FontFile2" in one or "/FontFile3" in one for one in fonts)


def drawing_page(title, label=""):
    return PAGE.format(
        head="<style>.line { width: 50px }</style>",
        body=f'<svg class="line" width="99" height="20" role="img"><title>{title}</title>'
        f'<path d="M0 9h9"/><text y="9">{label}</text></svg>',
    )


def test_drawing_is_a_figure_that_says_its_title():
    made = write_pdf(drawing_page("Behov &amp; &quot;idé&quot; &lt;1 maj&gt;"))
    with pikepdf.open(BytesIO(made)) as document:
        (figure,) = [one for one in document.objects if _is_tag(one, "/Figure")]
        assert str(figure.Alt) == 'Behov & "idé" <1 maj>'


def test_drawing_is_drawn_as_its_class_says_whatever_its_words_hold():
    with pikepdf.open(BytesIO(write_pdf(drawing_page("Spår", "behov\x0b&amp;")))) as document:
        drawn = document.pages[0].Contents.read_bytes()
    assert b"\n9 9 l\n" in drawn
    assert b" 50 10.10101 re\n" in drawn


def _is_tag(one, kind):
    return isinstance(one, pikepdf.Dictionary) and one.get("/S") == kind and "/P" in one


def _is_type(one, kind):
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == kind


# --- Its own process ---------------------------------------------------------------------------
def test_web_process_does_not_load_the_engine():
    code = "import sys, prioinit.pdf; print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_engine_gets_no_secrets(tmp_path, monkeypatch):
    spy = tmp_path / "spy.py"
    spy.write_text("import os; print(sorted(os.environ))")
    (tmp_path / "fonts.conf").touch()
    monkeypatch.setattr(pdf, "_ahead", queue.Queue(1))
    monkeypatch.setattr(pdf, "ENGINE", spy)
    monkeypatch.setenv("SECRET_KEY", "hemlig")
    assert pdf.html_to_pdf("") == b"['FONTCONFIG_FILE', 'LC_ALL']\n"


def test_engine_started_ahead_makes_the_same_document():
    cold = pdf.html_to_pdf(table_page())
    pdf.start_engine()
    ahead = pdf._ahead.queue[0]
    pdf.start_engine()
    assert pdf._ahead.queue[0] is ahead
    assert pdf.html_to_pdf(table_page()) == cold
    assert ahead.poll() == 0


@pytest.mark.parametrize("leave", ["before", "as the job comes"])
def test_engine_that_gave_up_is_replaced(leave, monkeypatch):
    pdf.start_engine()
    (ahead,) = pdf._ahead.queue
    ahead.send_signal(signal.SIGALRM)
    ahead.wait()
    if leave == "as the job comes":
        monkeypatch.setattr(ahead, "poll", lambda: None)
    assert pdf.html_to_pdf(table_page()).startswith(b"%PDF")


def test_a_word_without_end_is_broken_instead_of_refused():
    word = "Långtordsomintetarslut" * 450
    head = "<style>html { hyphens: auto; overflow-wrap: anywhere }</style>"
    made = pdf.html_to_pdf(PAGE.format(head=head, body=f'<p title="{word}">{word}</p>'))
    told = "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    assert re.sub(r"[\s\u200b\u2010-]", "", told) == f"Prov{word}"


@pytest.mark.parametrize(
    ("limit", "value"), [("CPU_LIMIT", 1), ("TIME_LIMIT", 0.2), ("MEMORY_LIMIT", 90 * 2**20)]
)
def test_too_heavy_text_is_refused_in_words(limit, value, monkeypatch):
    monkeypatch.setattr(pdf, limit, value)
    heavy = PAGE.format(head="", body="<p>" + "upphandlingsunderlag och " * 12_000)
    with pytest.raises(DomainError, match="för lång eller för tung"):
        pdf.html_to_pdf(heavy)


def test_megabytes_are_refused_before_they_are_laid_out(monkeypatch):
    monkeypatch.setattr(pdf, "ENGINE", None)
    with pytest.raises(DomainError, match="Korta"):
        pdf.html_to_pdf("x" * (pdf.SIZE_LIMIT + 1))


def test_text_that_crashes_the_engine_is_refused_in_words():
    with pytest.raises(DomainError, match="Korta"):
        pdf.html_to_pdf(PAGE.format(head="", body="<div>" * 900 + "djupt"))
