"""Which room draws the published view: it stands above the frame, which cannot import it and is told of it."""

from collections.abc import Callable
from typing import Protocol

from cxdata.council import Council
from cxdata.export.edition.file import Edition
from cxdata.published.reading import Reading
from cxdata.ui.frame.pages import PAGES, Page


class Published(Protocol):
    """The room that draws the published view. It stands above the frame, and is told to it by `draw_published_with`."""

    def choose(self, page: Page, edition: Edition | None, council: Council) -> Reading | None:
        """Draw the choices, and give what is read of the edition; None where there is nothing to choose from."""

    def draw(self, page: Page, edition: Edition | None, reading: Reading | None) -> None:
        """Draw the page."""


_rooms: list[Callable[[], Published]] = []


def draw_published_with(make: Callable[[], Published]) -> None:
    """Name the room that draws the published view; it is asked for when that is first shown."""
    _rooms[:] = [make]


def told_tables(edition: Edition) -> frozenset[str]:
    """The tables that an edition is made of, and those of the pages that publish nothing and say why: the menu calls
    neither empty.
    """
    from cxdata.published.sheets import SHEETS  # the published view alone needs it

    kept_back = [page for page in PAGES if page.stem in SHEETS and SHEETS[page.stem].first is None]
    return edition.tables | {table for page in kept_back for table in page.needs}


def room() -> Published:
    """The room that was named."""
    return _rooms[0]()
