"""A document as PDF: its HTML printed by a browser of this machine, else its Word file converted by LibreOffice."""

import hashlib
import re

from cxdata.documents.html import to_html
from cxdata.documents.model import Document
from cxdata.documents.packages import time_of
from cxdata.documents.programs import browsers, convert_word, offices, print_page
from cxdata.documents.words import clean
from cxdata.errors import CxError

NOTHING_PRINTS = (
    "No browser and no LibreOffice was found that could make a PDF. Install Chrome, Chromium or Edge, or name one in "
    "CX_CHROMIUM, or install LibreOffice; or take it as .html, and print that from the browser in which it is opened."
)
_NEVER = "19800101000000"
# Dates as both programs write them; what stands in their place is as long, so that every other part stays where it is.
_DATES = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}([+-]\d\d'\d\d'|Z'?)?\)")
_DRAWN = re.compile(rb"(/ID \[ <|\n<|/DocChecksum /)([0-9A-F]{32})(?=>|\n)")


def to_pdf(document: Document) -> bytes:
    """The document as a tagged PDF with its title, contents and page numbers.

    The same document gives the same bytes as long as the program that makes them is the same. Raises CxError where
    there is none on this machine.
    """
    page = to_html(document)
    for browser in browsers():
        made = print_page(browser, page)
        if made.startswith(b"%PDF") and _title(document.title) in made:  # else it shows that it could not open the page
            return _settled(made, document, page)
    programs = offices()
    if programs:
        from cxdata.documents.word import to_docx

        file = to_docx(document)
        for office in programs:
            made = convert_word(office, file)
            if made.startswith(b"%PDF"):
                return _settled(made, document, page)
    raise CxError(NOTHING_PRINTS)


def why_no_pdf() -> str:
    """The sentence for a machine on which nothing can make a PDF; "" where something can."""
    return "" if any(browsers()) or any(offices()) else NOTHING_PRINTS


def _title(words: str) -> bytes:
    """A title as a browser writes it into a PDF (ISO 32000-1, 7.9.2): plain letters, else UTF-16 in hexadecimals."""
    plain = " ".join(clean(words).split())
    if plain.isascii():
        return re.sub(r"([\\()])", r"\\\1", plain).encode()
    return plain.encode("utf-16-be").hex().upper().encode()


def _settled(pdf: bytes, document: Document, page: bytes) -> bytes:
    """The PDF with the document's own time, and with what LibreOffice draws by lot drawn from the document."""
    when = time_of(document.made)
    stamp = f"{when:%Y%m%d%H%M%S}" if when else _NEVER
    dated = _DATES.sub(lambda found: found[1] + stamp.encode() + _zone(found[2]) + b")", pdf)
    sign = hashlib.sha256(page).hexdigest()[:32].upper().encode()
    head, trailer, end = dated.rpartition(b"trailer")
    return head + trailer + _DRAWN.sub(lambda found: found[1] + sign, end)


def _zone(zone: bytes | None) -> bytes:
    """Universal time, in as many letters as stood there."""
    if not zone or zone.startswith(b"Z"):
        return zone or b""
    return b"+00'00'"
