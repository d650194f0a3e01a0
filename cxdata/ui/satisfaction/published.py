"""The definition guard on the satisfaction page: a published figure that changes its formula is not one line."""

from functools import partial

import streamlit as st

from cxdata.analysis.result import capitalise
from cxdata.analysis.satisfaction.definitions import FORMULAS, Definitions, Published, definition_changes
from cxdata.charts.satisfaction import definition
from cxdata.errors import CxError
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.export.results import published_rows
from cxdata.scope import Scope
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.results import say
from cxdata.ui.parts.walk import section

PAIR = 380  # pixels: narrower than this, two drawings stand one under the other


def published_figures(view: View) -> None:
    """A section on every published satisfaction figure that changes its formula, both ways; none where none does.

    It takes the whole council over everything loaded: a published figure is of nothing less.
    """
    try:
        result = cache.ask(definition_changes, scope=Scope())
    except CxError:
        return  # Without published figures, or without a survey, there is nothing to guard.
    if any(series.switch is not None for series in result.series):
        section("A published figure that changed its formula", partial(_both_ways, result), key="published")


def _both_ways(result: Definitions) -> None:
    say(result.sentence, *result.changed)
    changed = [series for series in result.series if series.switch is not None]
    for number, series in enumerate(changed):
        first, stop, rest = series.sentence.partition(". ")
        elements.subheader(first, anchor=False)
        elements.markdown(rest if stop else "")
        with st.grid(2, min_column_width=PAIR):
            for formula in (series.before, series.after):
                with st.container():
                    show(_exhibit(series, formula, f"published-{number}-{formula}"))


def _exhibit(series: Published, formula: str, key: str) -> Exhibit:
    rows = published_rows(series)
    return Exhibit(
        key=key,
        finding=capitalise(FORMULAS[formula]),
        chart=definition(series, formula),
        scope=f"{series.organisation}; all dates loaded",
        source="the published figures and the survey's counts",
        rows=rows,
        download=words_to_save(f"{key}-satisfaction", rows, series.sentence),
    )
