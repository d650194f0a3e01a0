"""The first screen of a page: the finding in one sentence, the exhibit that proves it, and at most six tiles."""

from collections.abc import Sequence

import streamlit as st

from cxdata.export.exhibit import Exhibit
from cxdata.overview import Tile, TileWords
from cxdata.ui.frame.text import plain
from cxdata.ui.parts.exhibits import show
from cxdata.ui.parts.tiles import draw_tiles

MOST_TILES = 6


def first_screen(
    finding: str, exhibit: Exhibit | None, tiles: Sequence[Tile | TileWords] = (), *, ask: str = ""
) -> None:
    """Sentence and exhibit at the left, tiles at the right; one under the other on a phone.

    `ask` is the question a member could put. Without an exhibit the finding says what is missing. Raises ValueError
    for more than six tiles: they would push the answer off the first screen.
    """
    if len(tiles) > MOST_TILES:
        raise ValueError(f"a first screen has at most {MOST_TILES} tiles, not {len(tiles)}")
    with st.container(key="first-screen"):
        left, right = st.columns([13, 9], gap="medium") if tiles else (st.container(), None)
        with left:
            st.header(plain(finding), anchor=False)
            if exhibit is not None:
                show(exhibit, heading=False)
            if ask:
                st.markdown(f"**Ask:** {plain(ask)}")
        if right is not None:
            with right:
                draw_tiles(tiles)
