"""Headline figures: each large, with its range, its base, and how it changed in words."""

from collections.abc import Sequence

import streamlit as st

from cxdata.overview import Tile, lines_of, tile, value_of
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import plain, small, warned
from cxdata.ui.parts.asking import asking_of

COLUMNS = 4
NARROWEST = 190  # pixels: two tiles beside each other on a small tablet, one on a phone


def headlines(view: View, measures: Sequence[str]) -> None:
    """Headline figures in rows of four; a measure without data keeps its tile and says so."""
    shown = [tile(asking_of(view), measure) for measure in measures]
    with st.grid(COLUMNS, min_column_width=NARROWEST):
        for one in shown:
            _draw(one)


def _draw(one: Tile) -> None:
    measure = one.now.measure
    with st.container(border=True, height="stretch", gap="xsmall", key=f"tile-{measure.id}"):
        st.markdown(plain(measure.title), help=plain(measure.formula))
        if one.now.empty:
            st.markdown("**No data**")
        else:
            st.metric(measure.title, value_of(one), label_visibility="collapsed")
        st.markdown("\n\n".join([*warned(one.now.warnings), *map(small, lines_of(one))]))
