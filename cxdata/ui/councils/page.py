"""Our own figure among those that other councils publish; which of them are like us; and definitions that differ."""

from functools import partial

import streamlit as st

from cxdata.analysis.councils.alike import alike
from cxdata.analysis.councils.compare import Comparison, compare, opening_span, spans_of
from cxdata.analysis.councils.opening import compared_measures, opening_measure
from cxdata.analysis.councils.printed import Printed, fold, is_same, read_printed
from cxdata.analysis.councils.words import how_ranked, say_question
from cxdata.analysis.result import say_list
from cxdata.errors import CxError
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.export.exhibit.of_councils import definition_rows, exhibit_of_councils
from cxdata.measures import MEASURES
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer
from cxdata.periods import Period, name_period
from cxdata.scope import Scope
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.choose import choose_measure
from cxdata.ui.parts.exhibits.take import table
from cxdata.ui.parts.results import say
from cxdata.ui.parts.walk import section, switch

ALL, ALIKE = "all", "alike"
GROUPS = {ALL: "All councils", ALIKE: "Councils like ours"}
GROUP = "among"
NOTHING = "No figure of another council is loaded: load a file of published figures, such as an LG Inform export."
NONE_EQUAL = (
    "No published figure is known to be defined as one of ours: say which is, as [[same_definitions]] in council.toml."
)
WHOLE = "Of the whole council: other councils publish no wards, services or channels here."
PUBLIC = "What other councils publish is public already, and is shown as they print it."


def first_screen(view: View) -> None:
    """Our place among the others, never as a bare rank, with every council's figure."""
    printed = cache.of_store(read_printed)
    measures = compared_measures(printed, view.council)
    if not measures:
        screen.first_screen(NONE_EQUAL if printed else NOTHING, None)
        return
    screen.first_screen_of(partial(_first, view, printed, measures), wide=True)


def walk(view: View) -> None:
    """What is published under other definitions, and which councils are like ours."""
    printed = cache.of_store(read_printed)
    if not printed:
        return
    section("Definitions that differ", partial(definitions, view, printed), key="definitions")
    section("Which councils are like ours", partial(like_ours, view, printed), key="alike")


def _first(view: View, printed: tuple[Printed, ...], measures: dict[str, Measure]) -> screen.First:
    with st.container(horizontal=not view.narrow, vertical_alignment="center"):
        measure = choose_measure(
            measures, opening_measure(printed, tuple(measures.values()), view.council).id, key="of", hide_label=True
        )
        spans = {name_period(span): span for span in spans_of(printed, measure, view.council)}
        start = opening_span(tuple(spans.values()), cache.whole(*measure.tables).months)
        named = elements.selectbox(
            "Months",
            list(spans),
            index=list(spans.values()).index(start),
            key=f"months-{measure.id}",
            label_visibility="collapsed",
        )
        among = switch("Which councils", GROUPS, key=GROUP)
    span = spans.get(str(named), start)
    try:
        own, result = _compared(view, measure.id, span, among)
    except CxError as reason:
        return screen.First(str(reason), None)
    exhibit = _exhibit(view, own, result)
    return screen.First(exhibit.finding, exhibit, ask=say_question(result))


@cache.part
def _compared(view: View, name: str, span: Period, among: str) -> tuple[Answer, Comparison]:
    """Our own figure of the whole council over a span, and the same beside the others'."""
    own = cache.answer(name, (), Scope(period=span, include_staff=view.scope.include_staff))
    printed = cache.of_store(read_printed)
    names = alike(printed, view.council)[0] if among == ALIKE else None
    covered = cache.whole(*own.measure.tables).months
    return own, compare(printed, own.measure, span, view.council, own, covered=covered, among=names)


def _exhibit(view: View, own: Answer, result: Comparison) -> Exhibit:
    about = [*about_answer(own), how_ranked(own.measure), PUBLIC, *([WHOLE] if view.scope.choices else [])]
    key = f"councils-{own.measure.id}"
    return exhibit_of_councils(result, own, key=key, about=about, narrow=view.narrow)


def definitions(view: View, printed: tuple[Printed, ...]) -> None:
    """Every figure that others publish, by the definition they state, with our measure that is equal to it."""
    others = [row for row in printed if fold(row.organisation) != fold(view.council.name)]
    context = {fold(name) for name in view.council.other_councils.alike_by}
    rows = definition_rows([(row, _equal(view, row)) for row in others if fold(row.figure) not in context])
    title = "What other councils publish, by definition"
    table(rows, words_to_save("councils-definitions", rows, title, rules=PUBLIC), key="definitions", alt=title)
    say(
        "Only figures of the same definition are held against ours. An officer who has read two definitions and found "
        "them equal says so in [[same_definitions]] of council.toml; one that is not stated is never equal."
    )


def _equal(view: View, row: Printed) -> str:
    return say_list([one.title for one in MEASURES.values() if is_same(row, one, view.council)] or ["none"])


def like_ours(view: View, printed: tuple[Printed, ...]) -> None:
    """Which councils are like ours and by what; never by how well they score."""
    names, how = alike(printed, view.council)
    say(f"Councils like ours, {how}, the nearest first: {say_list(names, most=20)}.")
