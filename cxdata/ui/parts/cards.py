"""The card: a finding as its title, the chart, the same figures as a real table, what it is, and the download."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from cxdata.charts.parts.theme import Chart
from cxdata.export.definitions import about_measure
from cxdata.export.tables import file_name, in_words, to_csv
from cxdata.export.workbook import XLSX, to_xlsx
from cxdata.findings import nothing_to_show
from cxdata.measures.query import Answer

# Characters that Streamlit's markdown would read as markup in a name out of somebody's data.
_MARKUP = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>$~#|:"})


def plain(text: str) -> str:
    """Text out of the data, made safe to stand in markdown."""
    return text.translate(_MARKUP)


def small(text: str) -> str:
    """Text out of the data as smaller type in full ink: a caption's grey does not survive a projector."""
    return f":small[{plain(text)}]"


def card(
    answer: Answer,
    title: str,
    draw: Callable[[Answer], Chart],
    *,
    key: str,
    about: str = "",
    caption: str = "",
) -> None:
    """One card. `draw` makes the chart only when there is something to draw; an empty answer says so in words.

    `caption` stands in the place of the measure, split and scope that are named under the title; `about` is added to
    what the About tab says.
    """
    with st.container(border=True, height="stretch", key=f"card-{key}"):
        if answer.empty or answer.frame["value"].isna().all():
            st.subheader(plain(nothing_to_show(answer)), anchor=False)
            _under(answer, caption)
            if not answer.frame.empty:
                with st.expander("The counts there are"):
                    st.table(in_words(answer).map(plain).rename(columns=plain), hide_index=True)
            return
        st.subheader(plain(title), anchor=False)
        _under(answer, caption)
        shown, table, words = st.tabs(["Chart", "Table", "About"])
        with shown:
            chart = draw(answer)
            st.plotly_chart(chart.figure, key=f"chart-{key}", theme=None, config=chart.config, alt=chart.alt)
            notes_of(chart)
        with table:
            table_of(answer, key=key)
        with words:
            explain(answer, more=about)


def notes_of(chart: Chart) -> None:
    """What a reader must know beside a chart, because the drawing alone would mislead."""
    for note in chart.notes:
        st.markdown(small(note))


def table_of(answer: Answer, *, key: str) -> None:
    """The figures as a real table, every cell in words, with its download."""
    told = in_words(answer)
    st.table(told.map(plain).rename(columns=plain), hide_index=True, alt=_split(answer))
    download(answer, key=key)


def download(answer: Answer, *, key: str) -> None:
    """The buttons that save the figures as CSV and as a workbook that says what they are."""
    with st.container(horizontal=True):
        st.download_button(
            "Download these figures (CSV)",
            to_csv(answer),
            file_name(answer, "csv"),
            "text/csv",
            key=f"csv-{key}",
            on_click="ignore",
        )
        st.download_button(
            "Excel",
            partial(to_xlsx, answer),
            file_name(answer, "xlsx"),
            XLSX,
            key=f"xlsx-{key}",
            on_click="ignore",
        )


def explain(answer: Answer, *, more: str = "") -> None:
    """What is counted, the formula, the source files and what this cannot tell you."""
    lines = [f"**{head}:** {plain(text)}" if head else plain(text) for head, text in about_measure(answer.measure)]
    if more:
        lines.append(plain(more))
    if answer.rules:
        lines.append(plain(answer.rules))
    sources = ", ".join(answer.sources) or "no file"
    lines.append(plain(f"From: {sources}. Store version {answer.version}, definition {answer.measure.version}."))
    st.markdown("\n\n".join(lines))


def _under(answer: Answer, caption: str) -> None:
    st.markdown(small(caption or f"{_split(answer)}. {answer.sentence}."))
    for note in answer.notes:
        st.markdown(small(f"Note: {note}"))


def _split(answer: Answer) -> str:
    """'Satisfied by channel and month'."""
    title = answer.measure.title
    by = " and ".join(d.title.lower() for d in answer.by if not title.endswith(f"by {d.title.lower()}"))
    return f"{title} by {by}" if by else title
