"""Pages on paper: every word of a chart whole between the margins, bars as long as their figures, nothing to click."""

from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from cxdata.ui.frame import cache
from tests.browser.bars_on_paper import FILL, VALUES
from tests.browser.conftest import OpenPage
from tests.browser.harness import DESKTOP, Server, Visit, serving, visiting
from tests.browser.sheets import SCALE, Printed, printed
from tests.browser.states import address, some_pages

WIDTHS = "[...document.querySelectorAll('.js-plotly-plot')].map(chart => chart._fullLayout.width)"
A4 = [595, 842]


@pytest.fixture(scope="module")
def bars_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with 25 bars."""
    folder = tmp_path_factory.mktemp("bars")
    with serving(folder, folder / "log.txt", "tests/browser/bars_on_paper.py") as running:
        yield running


@pytest.fixture
def bars(browser: Browser, bars_server: Server) -> Iterator[Visit]:
    """The page with 25 bars on a wide screen, whose charts are much wider than a sheet."""
    with visiting(browser, bars_server, viewport=DESKTOP) as visit:
        visit.go()
        visit.charts(1)
        yield visit


def length_on(picture: Image.Image, height: float) -> int:
    """Pixels of bar colour on the line of a picture `height` points above its lower edge."""
    line = picture.height - round(height * SCALE)
    colour = tuple(int(FILL[at : at + 2], 16) for at in (1, 3, 5))
    pixels = (picture.getpixel((across, line)) for across in range(picture.width))
    return sum(max(abs(a - b) for a, b in zip(pixel[:3], colour, strict=True)) < 12 for pixel in pixels)


def lengths(sheets: Printed) -> list[int]:
    """The length of each bar, in pixels of the picture of its sheet."""
    found = []
    for value in VALUES:
        number, box = sheets.find(f"Ward {value}")[0]
        found.append(length_on(sheets.picture(number), (box.bottom + box.top) / 2))
    return found


def test_bars_on_paper_are_as_long_as_their_figures(bars: Visit) -> None:
    sheets = printed(bars)
    assert sheets.cut_off() == []
    measured = lengths(sheets)
    assert measured[-1] > 600  # of 1,190 pixels: the longest takes more than half the sheet
    assert [length / measured[-1] for length in measured] == pytest.approx([value / 25 for value in VALUES], abs=0.01)


def test_a_chart_higher_than_a_sheet_is_made_to_fit_one(bars: Visit) -> None:
    assert bars.page.evaluate("document.querySelector('.js-plotly-plot').getBoundingClientRect().height") > 1100
    sheets = printed(bars)
    assert len({number for value in VALUES for number, _ in sheets.find(f"{value} times")}) == 1


def test_the_measure_sees_bars_that_are_not_redrawn(bars: Visit) -> None:
    bars.page.evaluate("window.onbeforeprint = null")
    sheets = printed(bars)
    assert any(line.startswith("25 times: drawn 1 times, whole on paper 0") for line in sheets.cut_off())


def test_the_screen_is_as_it_was_after_printing(bars: Visit) -> None:
    before = bars.page.evaluate(WIDTHS)
    assert before[0] > 1500
    printed(bars)
    bars.page.wait_for_function(f"before => JSON.stringify({WIDTHS}) === JSON.stringify(before)", arg=before)
    assert [round(side) for side in printed(bars).document[0].get_size()] == A4


@pytest.mark.parametrize("page", some_pages(4))
def test_a_page_on_paper_has_whole_charts_and_says_whose_it_is(
    visit_as: OpenPage, browser: Browser, server: Server, page: str
) -> None:
    visit = visit_as(address(page), browser=browser, server=server, viewport=DESKTOP, ward="Harepath")
    visit.charts(0)
    sheets = printed(visit)
    assert [round(side) for side in sheets.document[0].get_size()] == A4
    assert sheets.cut_off() == []
    words = " ".join(sheets.text().split())
    assert "Quarnmere Borough Council: September 2025 to August 2026; ward: Harepath" in words
    assert "Officer view: small numbers are shown. Do not publish." in words
    assert "Skip to main content" not in words


def test_a_published_page_says_so_on_paper(visit_as: OpenPage, browser: Browser, edition_server: Server) -> None:
    visit = visit_as("satisfaction", browser=browser, server=edition_server, viewport=DESKTOP, mode=cache.PUBLISH)
    visit.charts(0)
    words = printed(visit).text()
    assert "Published view" in words
    assert "Officer view" not in words


def test_what_a_sheet_cannot_use_is_not_on_it(visit_as: OpenPage, browser: Browser, server: Server) -> None:
    visit = visit_as("satisfaction", browser=browser, server=server, viewport=DESKTOP)
    visit.charts(0)
    words = printed(visit).text()
    assert "Who is satisfied, and who is not?" in words
    for useless in ("Table, about, take it away", "Five meanings of the word", "Hotspots", "My ward"):
        assert useless not in words


def test_a_form_is_not_on_a_sheet_nor_the_title_of_a_section_that_is_nothing_else(
    visit_as: OpenPage, browser: Browser, server: Server
) -> None:
    visit = visit_as("paper", browser=browser, server=server, viewport=DESKTOP)
    expect(visit.page.get_by_role("button", name="Make the paper")).to_be_visible()
    words = printed(visit).text()
    assert "What will the committee read?" in words
    for useless in ("Make a paper", "Make the paper", "Name of the meeting"):
        assert useless not in words


def test_a_table_longer_than_a_sheet_begins_under_its_title(
    visit_as: OpenPage, browser: Browser, server: Server
) -> None:
    """A box that scrolls is not cut between two sheets: it went to one of its own, and left two that were empty."""
    visit = visit_as("methods", browser=browser, server=server, viewport=DESKTOP)
    expect(visit.page.get_by_role("table").first).to_be_visible()
    sheets = printed(visit)
    assert sheets.find("What each method is for")[0][0] == sheets.find("Wilson")[0][0] == 0
    assert len(sheets.document) <= 3
