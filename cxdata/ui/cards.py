"""The card: a finding as its title, the chart, the same figures as a real table, what it is, and the download."""

from collections.abc import Callable

import streamlit as st

from cxdata.charts.theme import Chart
from cxdata.export.tables import file_name, in_words, to_csv
from cxdata.findings import nothing_to_show
from cxdata.measures.query import Answer

# Characters that Streamlit's markdown would read as markup in a name out of somebody's data.
_MARKUP = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>$~#|:"})


def plain(text: str) -> str:
    """Text out of the data, made safe to stand in markdown."""
    return text.translate(_MARKUP)


def card(answer: Answer, title: str, draw: Callable[[Answer], Chart], *, key: str, about: str = "") -> None:
    """One card. `draw` makes the chart only when there is something to draw; an empty answer says so in words."""
    with st.container(border=True, key=f"card-{key}"):
        if answer.empty or answer.frame["value"].isna().all():
            st.subheader(plain(nothing_to_show(answer)), anchor=False)
            _caption(answer)
            if not answer.frame.empty:
                st.table(in_words(answer), hide_index=True)
            return
        st.subheader(plain(title), anchor=False)
        _caption(answer)
        shown, table, words = st.tabs(["Chart", "Table", "About"])
        with shown:
            chart = draw(answer)
            st.plotly_chart(chart.figure, key=f"chart-{key}", theme=None, config=chart.config, alt=chart.alt)
        with table:
            table_of(answer, key=key)
        with words:
            explain(answer, more=about)


def table_of(answer: Answer, *, key: str) -> None:
    """The figures as a real table, every cell in words, with its download."""
    told = in_words(answer)
    st.table(told.map(plain).rename(columns=plain), hide_index=True)
    st.download_button(
        "Download these figures (CSV)", to_csv(answer), file_name(answer, "csv"), "text/csv", key=f"csv-{key}"
    )


def explain(answer: Answer, *, more: str = "") -> None:
    """What is counted, the formula, the source files and what this cannot tell you."""
    measure = answer.measure
    lines = [
        f"**Counted:** {measure.counted}" + (f", of {measure.base}." if measure.base else "."),
        f"**Formula:** {measure.formula}.",
        f"**Why it matters:** {measure.why}",
    ]
    if measure.interval.value:
        lines.append(
            "**The range** is where the true figure probably lies, allowing for how many were counted: "
            f"{measure.interval.value}."
        )
    if measure.caveats:
        lines.append("**What this cannot tell you:** " + " ".join(measure.caveats))
    if more:
        lines.append(more)
    sources = ", ".join(plain(name) for name in answer.sources) or "no file"
    lines.append(f"**From:** {sources}. Store version {answer.version}, definition {measure.version}.")
    st.markdown("\n\n".join(lines))


def _caption(answer: Answer) -> None:
    split = " by " + " and ".join(dimension.title.lower() for dimension in answer.by) if answer.by else ""
    st.caption(plain(f"{answer.measure.title}{split}. {answer.sentence}."))
    for note in answer.notes:
        st.caption(f"Note: {plain(note)}")
