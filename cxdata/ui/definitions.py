"""The parts of the Definitions page: every measure and dimension in words, straight from the registry."""

import streamlit as st

from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.model import Better, Measure
from cxdata.ui.cards import plain
from cxdata.ui.frame import View

THEMES = {
    "contacts": "Contacts",
    "responses": "What people said",
    "calls": "Telephone and reception",
    "web": "Website",
    "complaints": "Complaints",
    "population": "Residents",
}
_BETTER = {Better.HIGHER: "Higher is better", Better.LOWER: "Lower is better", Better.NEITHER: "Neither way is better"}


def every_measure(view: View) -> None:
    """All measures by theme, each with question, formula, caveats and source; then all dimensions."""
    for table, title in THEMES.items():
        found = [measure for measure in MEASURES.values() if measure.table == table]
        if not found:
            continue
        st.header(title, anchor=table)
        for measure in found:
            _measure(measure)
    st.header("Ways to split a figure", anchor="dimensions")
    st.table(
        [{"Name": d.title, "Meaning": d.meaning or d.title, "On the command line": d.id} for d in DIMENSIONS.values()],
        hide_index=True,
    )


def _measure(measure: Measure) -> None:
    with st.expander(measure.title):
        lines = [
            f"*{plain(measure.question)}*",
            f"**Counted:** {plain(measure.counted)}" + (f", of {plain(measure.base)}." if measure.base else "."),
            f"**Formula:** {plain(measure.formula)}.",
            f"**Why it matters:** {plain(measure.why)}",
            f"**{_BETTER[measure.better]}.** Shown as: {measure.unit.value}.",
        ]
        if measure.interval.value:
            lines.append(f"**Range shown:** {plain(measure.interval.value)}.")
        if measure.caveats:
            lines.append("**What it cannot tell you:** " + plain(" ".join(measure.caveats)))
        changed = f", changed on {measure.changed_on}" if measure.changed_on else ""
        lines.append(f"Definition {measure.version}{changed}; on the command line: `{measure.id}`.")
        st.markdown("\n\n".join(lines))
