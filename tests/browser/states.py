"""The states in which every page is looked at: what is chosen, which files are loaded, which view, which screen."""

from collections.abc import Sequence
from typing import TypeVar

from cxdata.ui import frame
from cxdata.ui.frame import cache
from tests.browser.harness import LAPTOP, PHONE, PROJECTOR
from tests.effort import WHOLE

T = TypeVar("T")

PAGES = [page.stem for page in frame.PAGES]
SCREENS = {"1366": LAPTOP, "1024": PROJECTOR, "390": PHONE}
VIEWS = {"officer": cache.OFFICER, "published": cache.PUBLISH}
# A tiny selection has hardly an answer, an empty one none.
CHOSEN: dict[str, dict[str, str | list[str]]] = {
    "nothing": {},
    "ward": {"ward": "Harepath"},
    "channel": {"channel": "Phone"},
    "tiny": {"ward": "St Wendra's", "channel": "Web chat", "period": "September 2026"},
    "empty": {"provider": "Pellmark Street Services", "service": "Benefits"},
}


def address(page: str) -> str:
    """A page's path: the first page lives at the root."""
    return "" if page == PAGES[0] else page


def query_of(chosen: str, view: str) -> dict[str, str | list[str]]:
    """The words of a link that open a page in one of these states; an edition has no more than one choice at a time."""
    if view == "officer":
        return CHOSEN[chosen]
    return {**dict(list(CHOSEN[chosen].items())[:1]), "mode": VIEWS[view]}


def pairs(states: Sequence[T]) -> list[tuple[str, T]]:
    """Every page with every state where the whole is asked for; else each page with one state, and each state once."""
    if WHOLE:
        return [(page, state) for page in PAGES for state in states]
    return [(page, states[number % len(states)]) for number, page in enumerate(PAGES)]


def some_pages(count: int) -> list[str]:
    """Every page where the whole is asked for; else so many of them, evenly over the menu."""
    return PAGES if WHOLE else PAGES[:: -(-len(PAGES) // count)]
