"""A page in the published view: what the edition is, the choices it allows, the first screen and the sections."""

from functools import partial

from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.export.edition.answer import say_rules
from cxdata.export.edition.file import Edition
from cxdata.export.edition.words import NONE_YET
from cxdata.published.model import Part, Sheet
from cxdata.published.parts import keys_of
from cxdata.published.reading import Reading
from cxdata.published.sheets import SHEETS
from cxdata.published.tiles import tiles_of
from cxdata.ui.frame import browser, cache, elements, presenting
from cxdata.ui.frame.pages import Page
from cxdata.ui.frame.text import small
from cxdata.ui.parts import screen
from cxdata.ui.parts.exhibits.noting import notes_beside
from cxdata.ui.parts.walk import section
from cxdata.ui.published.choices import choose as choose_scope
from cxdata.ui.published.edition import about_edition
from cxdata.ui.published.parts import chosen_of, draw_part


def choose(page: Page, edition: Edition | None, council: Council) -> Reading | None:
    """Draw the choices of a page, and give what is read of the edition by them; None where there are none."""
    browser.draw(council.name, keep=None, ask=False)  # it says whether the screen is a phone's
    if edition is None or page.stem not in SHEETS:
        return None
    return Reading(edition, council, choose_scope(edition, turns_ward=not presenting.is_on()))


def draw(page: Page, edition: Edition | None, reading: Reading | None) -> None:
    """Draw a page of the published view."""
    if edition is None:
        elements.info(NONE_YET)
        return
    if reading is None:
        about_edition(edition)
        return
    sheet, narrow = SHEETS[page.stem], browser.is_narrow()
    if sheet.first is None:
        elements.markdown(sheet.kept_back)
        notes_beside(page.stem, ())
        return
    _first_screen(reading, sheet, sheet.first, narrow=narrow)
    for part in sheet.more:
        section(part.title, partial(draw_part, reading, part.part, part.key, narrow=narrow), key=part.key)
    if sheet.kept_back:
        elements.markdown(small(sheet.kept_back))
    notes_beside(page.stem, keys_of(sheet))
    elements.markdown(small(say_rules(edition)))


def _first_screen(reading: Reading, sheet: Sheet, part: Part, *, narrow: bool) -> None:
    tiles = cache.kept_of(("published tiles", sheet.page), reading, lambda: tiles_of(reading, sheet.tiles))

    def first() -> screen.First:
        try:
            exhibit = chosen_of(reading, part, "first", narrow=narrow)
        except CxError as reason:
            return screen.First(str(reason), None, tiles)
        return screen.First(exhibit.finding, exhibit, tiles)

    screen.first_screen_of(first)
