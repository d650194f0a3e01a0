"""Every drawing that the pages show: the picture says what the screen says, and no word leaves either."""

from pathlib import Path

import pytest

from cxdata.charts.drawing.on_screen import LEAST
from cxdata.charts.drawing.place import fit, words_of
from cxdata.export.exhibit import Exhibit
from cxdata.ui import frame
from tests.browser.states import CHOSEN, pairs, query_of
from tests.charts.overlaps import overlaps
from tests.charts.readings import agree
from tests.ui.conftest import OpenPage
from tests.ui.sections import open_every_section

pytestmark = pytest.mark.pages
# Pages whose first screen is a form, a list or a search box.
WITHOUT = {"present", *(page.stem for page in frame.PAGES if page.of_words)}
PLACES = (LEAST, 904, 1400)  # a laptop's narrowest place, a picture, a wide screen


def exhibits_on(open_page: OpenPage, page: str, **query: str) -> list[Exhibit]:
    """The exhibits that a page draws on its first screen."""
    app = open_page(page, **query)
    assert not app.exception
    return [exhibit for _, exhibit in app.session_state["_exhibits_shown"]]


def in_states() -> list[tuple[str, str]]:
    """Every page with each state of the browser tests where the whole is asked for, else with one of them."""
    return [(page, state) for page, state in pairs([*CHOSEN]) if page not in WITHOUT]


@pytest.mark.parametrize(("page", "chosen"), in_states())
@pytest.mark.parametrize("view", ["officer", "published"])
def test_no_word_lies_on_another(
    open_page: OpenPage, sample_data: Path, edition_data: Path, page: str, chosen: str, view: str
) -> None:
    """With every section open; of a drawing for a phone see the browser tests."""
    data = edition_data if view == "published" else sample_data
    app = open_every_section(open_page(page, data, **query_of(chosen, view)))
    assert not app.exception
    shown = app.session_state.get("_exhibits_shown", [])
    for _, exhibit in shown:
        for width in PLACES[1:] if exhibit.chart is not None else ():
            assert overlaps(exhibit.chart.drawing, width) == [], exhibit.key


@pytest.mark.parametrize("page", [page.stem for page in frame.PAGES if page.stem not in WITHOUT])
def test_screen_and_picture_of_a_page_agree_and_hold_their_words(open_page: OpenPage, page: str) -> None:
    drawings = [shown.chart.drawing for shown in exhibits_on(open_page, page) if shown.chart is not None]
    if not drawings:
        pytest.skip(f"{page} shows no exhibit yet")
    for drawing in drawings:
        agree(drawing)
        for width in PLACES:
            fitted = fit(drawing, width)
            for words in words_of(fitted, width):
                left, top, right, bottom = words.box
                assert min(left, top) >= -0.1, words
                assert right <= width + 0.1, words
                assert bottom <= fitted.height + 0.1, words
