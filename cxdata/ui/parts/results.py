"""How a result of the analysis room is shown: its sentence, its chart, the same figures as a table, what it is."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pandas as pd
import streamlit as st

from cxdata.charts.parts.theme import Chart
from cxdata.errors import CxError
from cxdata.export.definitions import about_measure
from cxdata.export.results import as_csv
from cxdata.measures.model import Measure
from cxdata.stats.spc.verdicts import Sign
from cxdata.ui.frame.app import cache
from cxdata.ui.parts.cards import notes_of, plain, small

# Word, shape and colour; the shapes are those of the points on the chart.
_SHAPES = {
    "arrow in circle": ("●", "blue"),
    "arrow in diamond": ("◆", "orange"),
    "arrow": ("■", "violet"),
    "wave": ("○", "gray"),
    "dash": ("–", "gray"),
    "question mark": ("?", "gray"),
    "tick": ("✓", "blue"),
    "cross": ("✗", "orange"),
}
R = TypeVar("R")
_WAYS = {"up": " (up)", "down": " (down)", "level": ""}


def answered(ask: Callable[[], R]) -> R | None:
    """The result of a question; None, with the reason on the page, where the data cannot answer it.

    In the published view no question is asked: its figures are exact, and disclosure control does not reach them.
    """
    if cache.publishing():
        st.info("This part is for officers: it rests on exact figures, which the published view does not show.")
        return None
    try:
        return ask()
    except CxError as reason:
        st.info(plain(str(reason)))
        return None


def draw(chart: Chart, *, key: str) -> None:
    """A chart with the sentences that belong under it."""
    st.plotly_chart(chart.figure, key=f"chart-{key}", theme=None, config=chart.config, alt=chart.alt)
    notes_of(chart)


def table(rows: pd.DataFrame, *, key: str, about: Sequence[str]) -> None:
    """A table whose cells are words, with its download."""
    st.table(rows.map(plain).rename(columns=plain), hide_index=True, alt=about[0] if about else None)
    st.download_button(
        "Download these figures (CSV)",
        as_csv(rows, about=about),
        f"{key}.csv",
        "text/csv",
        key=f"csv-{key}",
        on_click="ignore",
    )


def explain(measure: Measure, sources: Sequence[str], *more: str) -> None:
    """What is counted, from which files, and how to read it."""
    lines = [f"**{head}:** {plain(text)}" if head else plain(text) for head, text in about_measure(measure)]
    lines += [plain(text) for text in more if text]
    lines.append(plain(f"From: {', '.join(sources) or 'no file'}. Definition {measure.version}."))
    st.markdown("\n\n".join(lines))


def say(*sentences: str) -> None:
    """Sentences one under another, in smaller type; empty ones are left out."""
    for sentence in sentences:
        if sentence:
            st.markdown(small(sentence))


def sign(found: Sign) -> str:
    """A verdict as shape, colour and word, in markdown: '● improvement (up)'."""
    shape, colour = _SHAPES[found.shape]
    way = _WAYS[found.direction] if found.shape.startswith("arrow") else ""
    return f":{colour}[**{shape}**] {plain(found.word)}{way}"
