"""An exhibit on the screen: its drawing, one line how to read it, and what can be had of it in one row."""

import streamlit as st

from cxdata.charts.drawing.on_screen import CONFIG, figure_of
from cxdata.export.exhibit import Exhibit
from cxdata.ui.frame import elements, presenting
from cxdata.ui.frame.text import small, warned
from cxdata.ui.parts.exhibits.keep import present_this
from cxdata.ui.parts.exhibits.noting import note_here, tell_notes, with_notes
from cxdata.ui.parts.exhibits.other_side import with_both_sides
from cxdata.ui.parts.exhibits.take import take_away

__all__ = ["draw", "show"]


def show(exhibit: Exhibit, *, heading: bool = True, other_side: bool = True) -> None:
    """The finding as a heading (unless the page has said it), the drawing, how to read it, and what else there is.

    Without `other_side` that of online is left to the tiles beside it; presented and saved the exhibit still tells it.
    A page that runs behind a screen that is presented draws nothing: its exhibits are noted only.
    """
    exhibit = with_notes(with_both_sides(exhibit))
    presenting.register(exhibit)
    if not presenting.only_registers():
        draw(exhibit, heading=heading, other_side=other_side)


def draw(exhibit: Exhibit, *, heading: bool = True, other_side: bool = True) -> None:
    """Draw an exhibit, which need not be one of this page."""
    with st.container(key=f"exhibit-{exhibit.key}", gap="small"):
        if heading:
            elements.subheader(exhibit.finding, anchor=False)
        for line in warned(exhibit.warnings):
            elements.markdown(line)
        tell_notes(exhibit)
        if exhibit.chart is not None:
            st.plotly_chart(
                figure_of(exhibit.chart.drawing),
                key=f"drawing-{exhibit.key}",
                theme=None,
                config=CONFIG,
                alt=exhibit.chart.alt,
            )
            _how_to_read(exhibit)
        elif exhibit.read_as_table and len(exhibit.rows):
            elements.table(exhibit.rows, alt=exhibit.finding)
        if exhibit.other_side and other_side:
            elements.markdown(small(exhibit.other_side))
        with st.container(horizontal=True, key=f"have-{exhibit.key}", gap="small"):
            take_away(exhibit)
            note_here(exhibit)
            present_this(exhibit)


def _how_to_read(exhibit: Exhibit) -> None:
    chart = exhibit.chart
    words = [chart.reading, *chart.notes] if chart else []
    based = [f"Of {exhibit.base}."] if exhibit.base else []
    if line := " ".join(word for word in [*based, *words] if word):
        elements.markdown(small(line))
