"""An exhibit on the screen: its drawing, one line how to read it, and what can be had of it in one row."""

import streamlit as st

from cxdata.charts.drawing.on_screen import CONFIG, figure_of
from cxdata.export.exhibit import Exhibit
from cxdata.ui.frame.text import plain, small, warned
from cxdata.ui.parts.take import take_away

__all__ = ["begin", "show", "shown"]
_SHOWN = "_exhibits_shown"


def begin() -> None:
    """Forget the exhibits of the run before: the frame calls this once, before a page is drawn."""
    st.session_state[_SHOWN] = []


def shown() -> list[Exhibit]:
    """The exhibits drawn in this run so far, in their order: what "present this" presents."""
    exhibits: list[Exhibit] = st.session_state.get(_SHOWN, [])
    return exhibits


def show(exhibit: Exhibit, *, heading: bool = True) -> None:
    """The finding as a heading (unless the page has said it), the drawing, how to read it, and what else there is."""
    shown().append(exhibit)
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
        take_away(exhibit)


def _how_to_read(exhibit: Exhibit) -> None:
    chart = exhibit.chart
    words = [chart.reading, *chart.notes] if chart else []
    based = [f"Of {exhibit.base}."] if exhibit.base else []
    if line := " ".join(word for word in [*based, *words] if word):
        st.markdown(small(line))
