"""The sections after the first screen: one of them, the others, and what can be added and loaded."""

from dataclasses import replace
from functools import partial

import streamlit as st

from cxdata.analysis.recommendations.standing import Tracker
from cxdata.charts.parts.alt import say_more
from cxdata.errors import CxError
from cxdata.export.exhibit.of_tracker import MOST, MOST_NARROW, exhibit_of_tracker
from cxdata.ui.frame import elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts.editing import say_done
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.results import say
from cxdata.ui.parts.walk import section
from cxdata.ui.recommendations import forms, shown
from cxdata.ui.recommendations.first import verdicts_of
from cxdata.ui.recommendations.one import ROW, one_of_them

FURTHER = 40
"""Rows that are drawn after those of the first screen; all are in the table."""


def walk(view: View) -> None:
    """One row with before and after, the other rows, and the forms."""
    say_done(forms.KEY)
    say_done(f"{forms.KEY}_new")
    with st.container():
        forms.say_loaded()
    try:
        whole = shown.ask(view)
    except CxError:
        return  # The first screen has said why.
    with st.container():
        for fault in whole.faults:
            elements.warning(fault)
    tracker = shown.chosen_rows(whole, view)
    if tracker.rows:
        title = "One of them: what was said, what it lacks, and whether it worked"
        section(title, partial(one_of_them, view, tracker), key="one", open_at_first=ROW in st.query_params)
    most = MOST_NARROW if view.narrow else MOST
    if len(tracker.rows) > most:
        section(f"The other {len(tracker.rows) - most} rows", partial(_others, view, tracker, most), key="others")
    if shown.may_edit(view):
        empty = not whole.rows
        section("Load a published response", forms.load_one, key="load", open_at_first=empty)
        section("Add a recommendation, an action or a promise", forms.add_one, key="add", open_at_first=empty)
    else:
        say("The list is kept with a council of your own; that of the sample is only looked at beside it.")


def _others(view: View, tracker: Tracker, most: int) -> None:
    drawn = tracker.rows[most : most + FURTHER]
    words = {name: verdict.value for name, verdict in verdicts_of(tracker, view).items()}
    exhibit = exhibit_of_tracker(tracker, drawn, view.council.tracking, words, key="tracker-others", narrow=view.narrow)
    left = len(tracker.rows) - most - len(drawn)
    if exhibit.chart is not None:
        notes = tuple(filter(None, (say_more(left),)))
        exhibit = replace(exhibit, chart=replace(exhibit.chart, notes=notes))
    show(exhibit, heading=False)
