"""A report as its readers see it: the words of its page and of its sheets, to be compared."""

import re
from io import BytesIO

from pypdf import PdfReader

from tests.client import parse


def text_of_page(html):
    """What a reader of the pack's part of the page sees, without spaces, hyphens and list signs."""
    (body,) = [one for one in parse(html).iter("div") if one.get("class") == "report"]
    return squeezed("".join(_visible(body, True)))


def _visible(element, pictures):
    tag = str(element.tag).rpartition("}")[2]
    if tag == "title" or (tag == "svg" and not pictures):
        return
    yield element.text or ""
    for child in element:
        yield from _visible(child, pictures)
        yield child.tail or ""


def parts_of_page(html):
    """The overview and each initiative: what stands on a sheet of its own on paper."""
    (body,) = [one for one in parse(html).iter("div") if one.get("class") == "report"]
    sheets = [one for one in body if one.get("class") == "report-initiative"]
    for sheet in sheets:
        body.remove(sheet)
    return [squeezed("".join(_visible(one, False))) for one in (body, *sheets)]


def sheets_of_pdf(pdf):
    """Without their feet. Text in pictures comes last on its sheet."""
    pages = PdfReader(BytesIO(pdf)).pages
    return [squeezed(re.sub(FOOT, "", page.extract_text())) for page in pages]


FOOT = r"Prioinitiativ · [^\n]*|sida \d+ \(\d+\)|ARBETSMATERIAL"


def squeezed(text):
    return re.sub(r"[\s\-‐•]+|(?<!\d)\d\.(?=\D)", "", text)
