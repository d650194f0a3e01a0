"""The parts of the Definitions page: every measure and dimension in words, straight from the registry."""

from datetime import date

import streamlit as st

from cxdata.export.definitions import about_measure, dimension_rows, overdue, themes, version_of
from cxdata.measures.model import Measure
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import plain


def every_measure(view: View) -> None:
    """All measures by theme, each with question, formula, caveats and source; then all dimensions."""
    st.write(plain(f"How each figure of {view.council.name} is counted. Open one to read it."))
    for title, measures in themes():
        st.header(title, anchor=False)
        for measure in measures:
            _measure(measure)
    st.header("Ways to split a figure", anchor=False)
    names = ("Name", "Meaning", "On the command line")
    st.table([dict(zip(names, map(plain, row), strict=True)) for row in dimension_rows()], hide_index=True)


def _measure(measure: Measure) -> None:
    with st.expander(measure.title):
        lines = [f"*{plain(measure.question)}*"]
        lines += [f"**{head}:** {plain(text)}" for head, text in about_measure(measure)]
        lines.append(f"{plain(version_of(measure))}: `{measure.id}`.")
        if late := overdue(measure, date.today()):
            lines.append(f"**{plain(late)}**")
        st.markdown("\n\n".join(lines))
