"""Every drawing that the pages show: the picture says what the screen says, and no word leaves either."""

import pytest

from cxdata.charts.drawing.on_screen import LEAST
from cxdata.charts.drawing.place import fit, words_of
from cxdata.export.exhibit import Exhibit
from cxdata.ui import frame
from tests.charts.readings import agree
from tests.ui.conftest import OpenPage

pytestmark = pytest.mark.pages
# Pages whose first screen is a form, a list or a search box.
WITHOUT = {"definitions", "present"}
PLACES = (LEAST, 904, 1400)  # a laptop's narrowest place, a picture, a wide screen


def exhibits_on(open_page: OpenPage, page: str, **query: str) -> list[Exhibit]:
    """The exhibits that a page draws on its first screen."""
    app = open_page(page, **query)
    assert not app.exception
    return [exhibit for _, exhibit in app.session_state["_exhibits_shown"]]


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
