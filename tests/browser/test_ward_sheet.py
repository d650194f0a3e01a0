"""Ward sheets as a browser prints them: two sides at most, no colour, type of 11 points and more, nothing cut."""

import ctypes
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from cxdata.analysis.asking import FromStore
from cxdata.documents import Bullets, Document, Paragraph, content_of
from cxdata.measures.coverage.periods import default_period
from cxdata.papers.ward import ward_sheets
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import open_store
from tests.browser.conftest import OpenPage
from tests.browser.harness import LAPTOP
from tests.cli.terminal import run

LEAST = 11 - 0.01
BOSTON = ("boston311_2015/boston311_2015_all_types.csv.gz", "boston311_2015/wards.geojson")


@dataclass(frozen=True)
class Printed:
    """What a printed sheet is: its sides as text, whether any has a colour, and the smallest type in points."""

    sides: tuple[str, ...]
    coloured: bool
    smallest: float


@pytest.fixture(scope="module")
def printer(browser: Browser) -> Iterator[Page]:
    """A page that prints."""
    context = browser.new_context(viewport=LAPTOP, bypass_csp=True)
    yield context.new_page()
    context.close()


def printed(page: Page, sheet: Document, place: Path) -> Printed:
    place.write_bytes(content_of(sheet, ".html"))
    page.goto(place.as_uri())
    file = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sides = [file[number] for number in range(len(file))]
    texts = [side.get_textpage() for side in sides]
    pictures = [side.render(scale=1).to_pil().convert("RGB") for side in sides]
    bands = [[band.tobytes() for band in picture.split()] for picture in pictures]
    return Printed(
        tuple(text.get_text_bounded() for text in texts),
        any(not (red == green == blue) for red, green, blue in bands),
        min(size for text in texts for size in _sizes(text)),
    )


def _sizes(text: pypdfium2.PdfTextPage) -> Iterator[float]:
    """The size of each letter as it stands on the paper."""
    matrix = raw.FS_MATRIX()
    for number in range(text.count_chars()):
        if chr(raw.FPDFText_GetUnicode(text, number)).isalnum():
            raw.FPDFText_GetMatrix(text, number, ctypes.byref(matrix))
            yield raw.FPDFText_GetFontSize(text, number) * abs(matrix.d)


def words(sheet: Document) -> Iterator[str]:
    for block in sheet.blocks:
        if isinstance(block, Paragraph):
            yield block.words
        elif isinstance(block, Bullets):
            yield from block.items


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def sheets_of(data: Path) -> dict[str, Document]:
    store = open_store(data)
    return dict(ward_sheets(FromStore(store, read_settings(data), Scope(period=default_period(store)))))


def fault(page: Page, ward: str, sheet: Document, place: Path) -> str:
    """What is wrong with a printed sheet; "" where nothing is."""
    found = printed(page, sheet, place)
    whole = plain("".join(found.sides))
    cut = [said for said in words(sheet) if plain(said) not in whole]
    wrong = [
        f"{len(found.sides)} sides" if len(found.sides) > 2 else "",
        "a colour" if found.coloured else "",
        f"type of {found.smallest:.1f} points" if found.smallest < LEAST else "",
        f"cut: {cut}" if cut else "",
    ]
    return f"{ward}: {', '.join(filter(None, wrong))}" if any(wrong) else ""


def test_each_ward_of_the_sample_stands_on_two_sides_in_black_and_white(
    printer: Page, sample_data: Path, tmp_path: Path
) -> None:
    sheets = sheets_of(sample_data)
    assert len(sheets) == 24
    wrong = [fault(printer, ward, sheet, tmp_path / "sheet.html") for ward, sheet in sheets.items()]
    assert [one for one in wrong if one] == []


def test_each_ward_of_boston_stands_on_two_sides_in_black_and_white(
    printer: Page, shared_real: Path, tmp_path: Path
) -> None:
    done = run(tmp_path / "data", "load", *(shared_real / name for name in BOSTON))
    assert done.code == 0, done.err
    sheets = sheets_of(tmp_path / "data")
    assert len(sheets) == 22
    wrong = [fault(printer, ward, sheet, tmp_path / "sheet.html") for ward, sheet in sheets.items()]
    assert [one for one in wrong if one] == []


def test_a_sheet_on_the_screen_has_no_barrier(printer: Page, sample_data: Path, tmp_path: Path) -> None:
    printed(printer, sheets_of(sample_data)["Beacon Fold"], tmp_path / "sheet.html")
    broken = Axe().run(printer).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in broken] == []


def test_the_ward_page_gives_the_sheet_of_the_ward_and_of_every_ward(open_page: OpenPage) -> None:
    visit = open_page("ward", ward="Lock End", period="2025/26")
    visit.charts(1)
    visit.page.get_by_text("Take this ward to a meeting").click()
    visit.settle()
    taken = {}
    for label in ("Lock End: Word", "Lock End: Web page, to print", "Every ward: Word (ZIP)"):
        with visit.page.expect_download(timeout=120_000) as download:
            visit.page.get_by_role("button", name=label, exact=True).click()
        taken[download.value.suggested_filename] = Path(download.value.path()).read_bytes()
    assert list(taken) == ["Lock End ward sheet.docx", "Lock End ward sheet.html", "Ward sheets.zip"]
    page = taken["Lock End ward sheet.html"].decode()
    assert "<h1>Lock End: ward sheet</h1>" in page
    assert "Period: 2025/26" in page, "the period of the page is that of the sheet"
    with zipfile.ZipFile(io.BytesIO(taken["Ward sheets.zip"])) as archive:
        assert len(archive.namelist()) == 24
        assert archive.read("Lock End.docx") == taken["Lock End ward sheet.docx"]
