"""The first screen of a page: the finding in one sentence, the exhibit that proves it, and at most six tiles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cxdata.export.beside.other_side import speaks_of_online
from cxdata.export.exhibit import Exhibit
from cxdata.overview import Tile, TileWords
from cxdata.ui.frame import elements
from cxdata.ui.frame.text import mark
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.tiles import draw_tiles, tell_other_side

MOST_TILES = 6


@dataclass(frozen=True)
class First:
    """What a first screen shows. `ask` is the question a member could put, and `way_on` a link that follows it.

    Without an exhibit, or with one that has neither drawing nor rows, the finding says what is missing. Raises
    ValueError for more than six tiles: they would push the answer off the first screen.
    """

    finding: str
    exhibit: Exhibit | None
    tiles: Sequence[Tile | TileWords] = ()
    ask: str = ""
    way_on: str = ""

    def __post_init__(self) -> None:
        if len(self.tiles) > MOST_TILES:
            raise ValueError(f"a first screen has at most {MOST_TILES} tiles, not {len(self.tiles)}")


def first_screen(
    finding: str,
    exhibit: Exhibit | None,
    tiles: Sequence[Tile | TileWords] = (),
    *,
    ask: str = "",
    way_on: str = "",
) -> None:
    """Sentence and exhibit at the left, tiles at the right; one under the other on a phone."""
    first = First(finding, exhibit, tiles, ask, way_on)
    with st.container(key="first-screen"):
        left, right = _places(wide=not tiles)
        with left:
            elements.header(finding, anchor=False)
        _fill(first, left, right)


def first_screen_of(choose: Callable[[], First], *, below: bool = False, wide: bool = False) -> None:
    """The same where the reader chooses what is shown: `choose` draws the choice and gives the screen for it.

    The choice stands between the sentence and the exhibit, or with `below` under them. A page that never has tiles is
    `wide`.
    """
    with st.container(key="first-screen"):
        left, right = _places(wide=wide)
        with left:
            head, above, body, under = (st.container() for _ in range(4))
        with under if below else above:
            first = choose()
        with head:
            elements.header(first.finding, anchor=False)
        _fill(first, body, right)


def _places(*, wide: bool = False) -> tuple[DeltaGenerator, ...]:
    if wide:
        return st.container(), st.container()
    return tuple(st.columns([13, 9], gap="medium"))


def _fill(first: First, left: DeltaGenerator, right: DeltaGenerator) -> None:
    with left:
        if first.exhibit is not None and (first.exhibit.chart is not None or len(first.exhibit.rows)):
            exhibit = replace(first.exhibit, ask=first.ask or first.exhibit.ask)
            show(exhibit, heading=False, other_side=not tell_other_side(first.tiles))
        if first.ask:
            elements.markdown(mark("**Ask:** {} {}", first.ask, first.way_on))
    if first.tiles:
        with right:
            told = first.exhibit is not None and first.exhibit.chart is not None and speaks_of_online(first.exhibit)
            warned = first.exhibit.warnings if first.exhibit else ()
            draw_tiles(first.tiles, warned_of=warned, other_side_told=told)
