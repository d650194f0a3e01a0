"""The parts of the Definitions page: one figure looked up, all of them listed, and the ways to split one."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from cxdata.analysis.result import say_many
from cxdata.export.definitions import about_measure, dimension_rows, overdue, themes, version_of, worked_example
from cxdata.measures import MEASURES
from cxdata.measures.model import Measure
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import joined, mark
from cxdata.ui.parts.walk import section

FIRST = "satisfied"


def look_up(view: View) -> None:
    """Choose a figure by its name, and read what it counts, what it cannot tell, and an example out of the data."""
    chosen = elements.selectbox(
        "Which figure? Type a part of its name",
        list(MEASURES),
        index=list(MEASURES).index(FIRST),
        format_func=lambda measure: MEASURES[measure].title,
        filter_mode="contains",
        key="measure",
        bind="query-params",
    )
    measure = MEASURES[chosen or FIRST]
    elements.header(measure.question, anchor=False)
    if view.store is not None and (example := worked_example(cache.answer(measure.id, (), view.scope))):
        elements.markdown(mark("**{} here:** {}.", measure.title, example))
    lines = [mark("**{}:** {}", head, text) for head, text in about_measure(measure)]
    lines.append(mark("{}: `{}`.", version_of(measure), measure.id))
    if late := overdue(measure, date.today()):
        lines.append(mark("**{}**", late))
    elements.markdown(joined("\n\n", lines))


def lists() -> None:
    """Every figure by theme with the question it answers, and every way to split one."""
    for title, measures in themes():
        section(f"{title}: {say_many(len(measures), 'figure')}", partial(_list, measures), key=title)
    section("Ways to split a figure", _ways, key="ways")


def _list(measures: Sequence[Measure]) -> None:
    elements.table([{"Figure": one.title, "Question": one.question} for one in measures])


def _ways() -> None:
    names = ("Name", "Meaning", "On the command line")
    elements.table([dict(zip(names, row, strict=True)) for row in dimension_rows()])
