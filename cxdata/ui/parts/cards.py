"""The card: a finding as its title, the chart, the same figures as a real table, what it is, and the downloads.

Answers and results of the analysis room are shown by the same card; `card` fills it from an Answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from cxdata.charts.drawing.model import Chart as Drawn
from cxdata.charts.drawing.on_screen import CONFIG, figure_of
from cxdata.charts.parts.theme import Chart
from cxdata.export.definitions import about_measure
from cxdata.export.download import Download
from cxdata.export.tables import download_of, in_words
from cxdata.findings import nothing_to_show
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer
from cxdata.ui.frame.text import plain, small, warned
from cxdata.ui.parts.take import explain, save


@dataclass(frozen=True)
class Card:
    """What a card shows. `key` names it on the screen; `title` and `caption` are plain words.

    `lines` stand under the caption and `about` in the last tab, both as markdown; `chart` draws what is in the first
    tab, by `draw`. Without `rows` there is no table to show and nothing to save.
    """

    key: str
    title: str
    caption: str
    chart: Callable[[], None]
    rows: pd.DataFrame
    download: Download
    about: Sequence[str] = ()
    lines: Sequence[str] = ()


def show_card(card: Card) -> None:
    """Draw a card."""
    with st.container(border=True, height="stretch", key=f"card-{card.key}"):
        st.subheader(plain(card.title), anchor=False)
        for line in (small(card.caption), *card.lines):
            st.markdown(line)
        names = ("Chart", "Table", "About") if card.about else ("Chart", "Table")
        chart, figures, *words = st.tabs(names)
        with chart:
            card.chart()
        with figures:
            if len(card.rows):
                table(card.rows, card.download, key=card.key, alt=card.caption)
        for tab in words:
            with tab:
                explain(card.about)


def card(
    answer: Answer,
    title: str,
    draw_answer: Callable[[Answer], Chart | Drawn],
    *,
    key: str,
    about: str = "",
    caption: str = "",
) -> None:
    """The card of an Answer. The chart is made only when there is something to draw; an empty answer says so in words.

    `caption` stands in the place of the measure, split and scope that are named under the title; `about` is added to
    what the About tab says.
    """
    lines = [*warned(answer.warnings), *(small(f"Note: {note}") for note in answer.notes)]
    caption = caption or f"{_split(answer)}. {answer.sentence}."
    if answer.empty or answer.frame["value"].isna().all():
        with st.container(border=True, height="stretch", key=f"card-{key}"):
            st.subheader(plain(nothing_to_show(answer)), anchor=False)
            for line in (small(caption), *lines):
                st.markdown(line)
            if not answer.frame.empty:
                with st.expander("The counts there are"):
                    st.table(in_words(answer).map(plain).rename(columns=plain), hide_index=True)
        return
    show_card(
        Card(
            key=key,
            title=title,
            caption=caption,
            chart=lambda: draw(draw_answer(answer), key=key),
            rows=in_words(answer),
            download=download_of(answer),
            about=about_answer(answer, about),
            lines=lines,
        )
    )


def draw(chart: Chart | Drawn, *, key: str) -> None:
    """A chart, with what a reader must know beside it because the drawing alone would mislead."""
    if isinstance(chart, Drawn):
        st.plotly_chart(figure_of(chart.drawing), key=f"chart-{key}", theme=None, config=CONFIG, alt=chart.alt)
        if chart.reading:
            st.markdown(small(chart.reading))
    else:
        st.plotly_chart(chart.figure, key=f"chart-{key}", theme=None, config=chart.config, alt=chart.alt)
    notes_of(chart)


def notes_of(chart: Chart | Drawn) -> None:
    """The sentences that belong under a chart."""
    for note in chart.notes:
        st.markdown(small(note))


def table(rows: pd.DataFrame, download: Download, *, key: str, alt: str) -> None:
    """A real table whose cells are words, with its downloads; `alt` says what it is to those who cannot see it."""
    st.table(rows.map(plain).rename(columns=plain), hide_index=True, alt=alt)
    save(download, key=key)


def about_answer(answer: Answer, more: str = "") -> list[str]:
    """What is said of an Answer's measure and of where its figures are from, as lines of markdown."""
    measure = answer.measure
    version = f"Store version {answer.version}, definition {measure.version}."
    return _about(measure, [more, answer.rules], answer.sources, version)


def about_result(measure: Measure, sources: Sequence[str], *more: str) -> list[str]:
    """The same of a result of the analysis room; `more` says how it was judged and what it cannot tell."""
    return _about(measure, more, sources, f"Definition {measure.version}.")


def _about(measure: Measure, more: Sequence[str], sources: Sequence[str], version: str) -> list[str]:
    lines = [f"**{head}:** {plain(text)}" if head else plain(text) for head, text in about_measure(measure)]
    lines += [plain(text) for text in more if text]
    return [*lines, plain(f"From: {', '.join(sources) or 'no file'}. {version}")]


def _split(answer: Answer) -> str:
    """'Satisfied by channel and month'."""
    title = answer.measure.title
    by = " and ".join(d.title.lower() for d in answer.by if not title.endswith(f"by {d.title.lower()}"))
    return f"{title} by {by}" if by else title
