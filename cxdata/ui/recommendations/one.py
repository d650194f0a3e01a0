"""One recommendation: what was said and done, what it lacks, whether it worked, and the form to change it."""

from dataclasses import replace
from textwrap import shorten

import streamlit as st

from cxdata.analysis.recommendations.item import Item
from cxdata.analysis.recommendations.standing import Standing, Tracker
from cxdata.analysis.recommendations.worked import Worked, begins_on, did_it_work
from cxdata.charts.changing.usual_range import spc
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.export.results import control_rows
from cxdata.lists import read_list
from cxdata.lists.tracker import TRACKER
from cxdata.periods import say_date
from cxdata.scope import Scope
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import listed, mark
from cxdata.ui.parts.about import about_result
from cxdata.ui.parts.editing import change_form
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.results import answer_or_say_why, say
from cxdata.ui.recommendations import forms, shown

ROW = "row"
_LONGEST = 60
_NO_MEASURE = (
    "It names no measure that it should move, so nobody can see in the figures whether it worked. Name one in the form."
)


def one_of_them(view: View, tracker: Tracker) -> None:
    """Choose a row; all that is known of it, before and after, and the form."""
    names = {name_of(row.item): row for row in tracker.rows}
    chosen = elements.selectbox("Which one", list(names), key=ROW, bind="query-params")
    row = names[chosen or next(iter(names))]
    # Each in a place of its own: the fold under them stays open whatever more or less they say after a change.
    with st.container():
        _tell(row)
    with st.container():
        _did_it_work(view, row.item)
    if not shown.may_edit(view):
        return
    entry = read_list(cache.opened(), TRACKER).find(row.item.id)
    if entry is not None:
        with elements.expander(f"Change {row.item.id}, or withdraw it"):
            change_form(forms.form(), entry, key=forms.KEY)


def name_of(item: Item) -> str:
    """What a row is called in the list: 'R3: That democratic engagement be …'."""
    return shorten(f"{item.id}: {item.text}", _LONGEST, placeholder="…")


def _tell(row: Standing) -> None:
    """The row in words: what was said, and what it lacks."""
    item = row.item
    elements.markdown(mark("**{}**", item.text))
    if row.flags:
        elements.markdown(listed(mark("**{}.** {}", flag.title, flag.sentence) for flag in row.flags))
    made = " ".join(filter(None, (item.meeting, f"on {say_date(item.made)}" if item.made else "")))
    facts = {
        "Made by": made,
        "Answer": item.answer,
        "Comment": item.comment,
        "What will be done": item.action,
        "Owner": item.owner,
        "Due": say_date(item.due) if item.due else "",
        "Status": item.status,
        "Evidence": item.evidence,
        "Last heard": say_date(item.heard) if item.heard else "",
    }
    elements.markdown(listed(mark("{}: {}", head, fact) for head, fact in facts.items() if fact))


def _did_it_work(view: View, item: Item) -> None:
    on = begins_on(item)
    if not item.measure:
        say(_NO_MEASURE)
        return
    if view.store is None or on is None:
        say("Nothing is loaded yet." if view.store is None else "It has no date, so there is no before and after.")
        return
    worked = answer_or_say_why(
        lambda: cache.ask(did_it_work, item.measure, on, scope=Scope()), waiting="Before and after…"
    )
    if worked is None:
        return
    elements.markdown(mark("**Did it work?** {} {}", worked.sentence, worked.why))
    if worked.compared is not None:
        split = worked.compared.split.sentence if worked.compared.split else ""
        say(worked.compared.sentence, split, *worked.compared.notes)
    if worked.chart is not None and worked.chart.latest is not None:
        show(_over_time(view, item, worked), heading=False)


def _over_time(view: View, item: Item, worked: Worked) -> Exhibit:
    """The measure over time with its usual range and the day of the recommendation."""
    chart = worked.chart
    assert chart is not None
    rows = control_rows(chart)
    drawn = spc(chart, events=[(worked.on, f"{TRACKER.noun.capitalize()} {item.name}")], narrow=view.narrow)
    return Exhibit(
        key="worked",
        finding=worked.sentence,
        chart=replace(drawn, notes=(*drawn.notes, *chart.allowed)),
        scope=chart.scope,
        source="; ".join(chart.sources) or "no file",
        rows=rows,
        download=words_to_save(
            f"{chart.measure.id}-over-time", rows, worked.sentence, f"{chart.scope}.", warnings=chart.warnings
        ),
        about=about_result(chart.measure, chart.sources, worked.why),
        warnings=chart.warnings,
        notes=chart.notes,
    )
