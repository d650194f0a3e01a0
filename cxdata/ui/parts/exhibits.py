"""An exhibit on the screen: its drawing, one line how to read it, and what can be had of it in one row."""

import streamlit as st

from cxdata.charts.drawing.on_screen import CONFIG, figure_of
from cxdata.export.exhibit import Exhibit
from cxdata.ui.frame import presenting
from cxdata.ui.frame.text import plain, small, warned
from cxdata.ui.parts.cards import explain, save
from cxdata.ui.parts.keep import meeting

__all__ = ["draw", "show"]


def show(exhibit: Exhibit, *, heading: bool = True) -> None:
    """The finding as a heading (unless the page has said it), the drawing, how to read it, and what else there is.

    A page that runs behind a screen that is presented draws nothing: its exhibits are noted only.
    """
    presenting.register(exhibit)
    if not presenting.only_registers():
        draw(exhibit, heading=heading)


def draw(exhibit: Exhibit, *, heading: bool = True) -> None:
    """Draw an exhibit, which need not be one of this page."""
    with st.container(key=f"exhibit-{exhibit.key}", gap="small"):
        if heading:
            st.subheader(plain(exhibit.finding), anchor=False)
        for line in warned(exhibit.warnings):
            st.markdown(line)
        if exhibit.chart is not None:
            st.plotly_chart(
                figure_of(exhibit.chart.drawing),
                key=f"drawing-{exhibit.key}",
                theme=None,
                config=CONFIG,
                alt=exhibit.chart.alt,
            )
            _how_to_read(exhibit)
        _to_have(exhibit)
        meeting(exhibit)


def _how_to_read(exhibit: Exhibit) -> None:
    chart = exhibit.chart
    words = [chart.reading, *chart.notes] if chart else []
    based = [f"Of {exhibit.base}."] if exhibit.base else []
    if line := " ".join(word for word in [*based, *words] if word):
        st.markdown(small(line))


def _to_have(exhibit: Exhibit) -> None:
    """The table, what is counted and the downloads, computed only once they are opened."""
    more = st.expander("Table, about, take it away", on_change="rerun", key=f"more-{exhibit.key}")
    if not more.open:
        return
    with more:
        if len(exhibit.rows):
            st.table(exhibit.rows.map(plain).rename(columns=plain), hide_index=True, alt=exhibit.finding)
            save(exhibit.download, key=exhibit.key)
        for note in exhibit.notes:
            st.markdown(small(f"Note: {note}"))
        explain(exhibit.about)
