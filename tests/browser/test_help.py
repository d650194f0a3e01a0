"""The guides as PDF are one page each, and the tour of a newcomer, who has never been here, by keyboard."""

import io
from contextlib import ExitStack
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Locator, expect

from cxdata.papers.guides import TITLES
from cxdata.ui.frame import cache
from tests.browser.conftest import OpenPage
from tests.browser.harness import LAPTOP, PHONE, Server, Visit, visiting
from tests.browser.measures import barriers, drawn, measure
from tests.browser.test_keyboard import tab_to
from tests.cli.terminal import run


@pytest.fixture
def newcomer(visits: ExitStack, browser: Browser, server: Server) -> OpenPage:
    """newcomer(path="", **query) -> Visit of a browser that was never here, which is shown the tour."""

    def opened(path: str = "", **query: str | list[str]) -> Visit:
        visit = visits.enter_context(visiting(browser, server, viewport=LAPTOP, newcomer=True))
        visit.go(path, **query)
        return visit

    return opened


@pytest.mark.parametrize("reader", TITLES)
def test_each_guide_is_one_page_as_pdf(tmp_path: Path, reader: str) -> None:
    out = tmp_path / "guide.pdf"
    done = run(tmp_path, "guide", reader, "--out", out)
    assert (done.code, done.out) == (0, f"Written: {out}.\n")
    file = pypdfium2.PdfDocument(io.BytesIO(out.read_bytes()))
    assert len(file) == 1
    assert TITLES[reader] in file[0].get_textpage().get_text_bounded()


def tour(visit: Visit) -> Locator:
    """The line at the foot of the screen."""
    return visit.page.get_by_role("region", name="Tour in four steps")


def test_a_newcomer_is_led_in_four_steps_by_keyboard_and_only_once(newcomer: OpenPage) -> None:
    visit = newcomer()
    visit.charts(1)
    expect(tour(visit)).to_contain_text("1 of 4: Read the sentence and its chart")
    for step in (2, 3, 4):
        if step == 2:
            tab_to(visit, "^Next$")
        visit.page.keyboard.press("Enter")
        expect(tour(visit)).to_contain_text(f"{step} of 4: ")
    visit.page.keyboard.press("Enter")  # the button is called Done now
    expect(tour(visit)).to_have_count(0)
    visit.go()
    visit.charts(1)
    expect(tour(visit)).to_have_count(0)


def test_escape_ends_the_tour_and_the_help_page_shows_it_again(newcomer: OpenPage) -> None:
    visit = newcomer()
    visit.charts(1)
    expect(tour(visit)).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(tour(visit)).to_have_count(0)
    for _ in range(2):
        visit.turn_to("Help")
        expect(tour(visit)).to_have_count(0)
        visit.page.get_by_role("link", name="Show the tour").click()
        expect(tour(visit)).to_contain_text("1 of 4: ")
        visit.charts(1)
        assert "tour" not in visit.page.url
        tour(visit).get_by_role("button", name="Skip").click()
        expect(tour(visit)).to_have_count(0)


def test_the_tour_takes_no_room_hides_no_chart_and_is_no_barrier(newcomer: OpenPage) -> None:
    visit = newcomer()
    drawn(visit)
    with_tour = measure(visit)
    assert barriers(visit) == {}
    line = tour(visit).bounding_box()
    assert line is not None
    assert line["height"] <= 40
    assert line["y"] + line["height"] == pytest.approx(LAPTOP["height"], abs=1)
    visit.page.set_viewport_size(PHONE)
    for button in ("Next", "Skip"):
        tour(visit).get_by_role("button", name=button).click(trial=True, timeout=5_000)  # nothing lies over it
    visit.page.set_viewport_size(LAPTOP)
    visit.page.keyboard.press("Escape")
    expect(tour(visit)).to_have_count(0)
    drawn(visit)
    without = measure(visit)
    assert (with_tour.above, with_tour.lower_edge) == (without.above, without.lower_edge)


def test_the_tour_is_not_on_paper_nor_presented_nor_in_the_published_view(newcomer: OpenPage) -> None:
    visit = newcomer()
    expect(tour(visit)).to_be_visible()
    visit.page.emulate_media(media="print")
    expect(tour(visit)).to_have_count(0)
    visit.page.emulate_media(media="screen")
    visit.go(present="1", n="0")
    visit.page.get_by_role("button", name="End").wait_for()
    expect(tour(visit)).to_have_count(0)
    visit.go(mode=cache.PUBLISH)
    visit.charts(1)
    expect(tour(visit)).to_have_count(0)
