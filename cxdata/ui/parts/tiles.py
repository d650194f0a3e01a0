"""Headline figures: each large, with its change in words, its target and its course."""

from collections.abc import Sequence

import streamlit as st

from cxdata.overview import Tile, lines_of, tile, value_of
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import plain, small, warned
from cxdata.ui.parts.asking import asking_of

COLUMNS = 4
NARROWEST = 190  # pixels: two tiles beside each other on a small tablet, one on a phone


def tiles_of(view: View, measures: Sequence[str]) -> list[Tile]:
    """The tiles of these measures in the view's scope."""
    return [tile(asking_of(view), measure) for measure in measures]


def draw_tiles(tiles: Sequence[Tile]) -> None:
    """Tiles in a grid; one without data keeps its place and says so."""
    with st.grid(COLUMNS, min_column_width=NARROWEST):
        for one in tiles:
            _draw(one)


def headlines(view: View, measures: Sequence[str]) -> None:
    """Headline figures in rows of four; a measure without data keeps its tile and says so."""
    draw_tiles(tiles_of(view, measures))


def _draw(one: Tile) -> None:
    measure = one.now.measure
    with st.container(border=True, height="stretch", gap="xsmall", key=f"tile-{measure.id}"):
        st.markdown(plain(measure.title), help=plain(measure.formula))
        if one.now.empty:
            st.markdown("**No data**")
        else:
            st.metric(measure.title, value_of(one), label_visibility="collapsed")
        st.markdown("\n\n".join([*warned(one.now.warnings), *map(small, lines_of(one))]))
