"""The definition guard: a published figure that changes its formula is not one line, and five figures are not one."""

from functools import partial

import streamlit as st

from cxdata import findings
from cxdata.analysis.groups import judge_groups
from cxdata.analysis.result import capitalise
from cxdata.analysis.satisfaction.definitions import FORMULAS, Published, definition_changes
from cxdata.charts.dots import Beside, dots
from cxdata.charts.satisfaction import definition
from cxdata.errors import CxError
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import exhibit_of
from cxdata.export.results import five_definitions, published_rows
from cxdata.scope import Scope
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import plain
from cxdata.ui.parts import screen
from cxdata.ui.parts.blocks import PAIR
from cxdata.ui.parts.cards import Card, draw, show_card, table
from cxdata.ui.parts.results import say
from cxdata.ui.parts.tiles import tiles_of
from cxdata.ui.parts.walk import section, switch

SPLITS = {"channel": "Channel", "customer_type": "Customer type", "service": "Service", "ward": "Ward"}
TILES = ("satisfied", "dissatisfied", "response_rate", "satisfaction_mean_score")


def first_screen(view: View) -> None:
    """Who differs from the rest by more than chance, as dots; the split is the reader's choice."""
    by = switch("Split by", SPLITS, key="by")
    scope = view.scope.with_choice(by)
    answer = cache.answer("dissatisfied", (by,), scope)
    whole = cache.answer("dissatisfied", (), scope)
    judged = judge_groups(answer)
    beside = [Beside(float(whole.frame["value"].iloc[0]), "Council")] if not whole.empty else []
    chart = dots(answer, judged=judged, highlight=view.scope.chosen(by), beside=beside)
    exhibit = exhibit_of(answer, chart, findings.of_groups(answer), key=f"dissatisfied-{by}")
    screen.first_screen(exhibit.finding, exhibit, tiles_of(view, TILES))


def walk(view: View) -> None:
    """The rest of the page, section by section."""
    section("Five meanings of the word", lambda: five_names(view), key="five")
    section("Published figures", lambda: published_figures(view), key="published")


def five_names(view: View) -> None:
    """The answers in the selection by each of the five meanings of satisfaction, as a table."""
    st.header("Five figures that all go by the name of satisfaction", anchor=False)
    st.markdown(
        "The same answers, worked out five ways. None of them is wrong, and no two may share a chart. When somebody "
        "quotes a figure, ask which of the five it is."
    )
    levels = cache.answer("answers", ("score",), view.scope)
    rows = five_definitions(levels)
    if rows.empty:
        st.info("Too few answers in this selection to show any of the five.")
        return
    name, title = "five-meanings-of-satisfaction", "Satisfaction by five definitions."
    download = words_to_save(name, rows, title, f"{levels.sentence}.", rules=levels.rules)
    table(rows, download, key=name, alt=f"{title} {levels.sentence}.")


def published_figures(view: View) -> None:
    """Every published satisfaction figure that changes its formula, both ways; one line where none does.

    It takes the whole council over everything loaded: a published figure is of nothing less. Exact counts are behind
    it, so it is not in the published view.
    """
    try:
        result = cache.ask(definition_changes, scope=Scope()).for_officers()
    except CxError:
        # Without published figures, or without a survey, there is nothing to guard; and only officers may see it.
        return
    if not result.series:
        return
    st.header("Is the published figure one figure?", anchor=False)
    say(result.sentence, *result.changed)
    for number, series in enumerate(series for series in result.series if series.switch is not None):
        _published_card(series, number)


def _published_card(series: Published, number: int) -> None:
    first, stop, rest = series.sentence.partition(". ")
    rows = published_rows(series)
    show_card(
        Card(
            key=f"published-{number}",
            title=first,
            caption=f"{series.figure}, as {series.organisation} published it, beside the counts. All dates loaded.",
            lines=[plain(rest)] if stop else [],
            chart=partial(_by_both_formulas, series, number),
            rows=rows,
            download=words_to_save(f"published-satisfaction-{number}", rows, series.sentence),
        )
    )


def _by_both_formulas(series: Published, number: int) -> None:
    with st.grid(2, min_column_width=PAIR):
        for formula in (series.before, series.after):
            with st.container():
                st.markdown(f"**{plain(capitalise(FORMULAS[formula]))}**")
                draw(definition(series, formula), key=f"published-{number}-{formula}")
