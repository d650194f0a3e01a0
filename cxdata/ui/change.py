"""The parts of the page on change over time: one measure with its usual range, then all key measures at once."""

import math
from dataclasses import replace

import streamlit as st

from cxdata.analysis.change.before_after import before_after
from cxdata.analysis.change.charts import Control, KeyMeasures, control, key_measures
from cxdata.analysis.change.signals import bears_on
from cxdata.charts.change import spc
from cxdata.export.download import words_to_save
from cxdata.export.results import control_rows, key_rows
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.model import Measure
from cxdata.periods import say_date
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import plain, small, warned
from cxdata.ui.parts import blocks
from cxdata.ui.parts.cards import Card, about_result, draw, show_card
from cxdata.ui.parts.choose import choose_measure
from cxdata.ui.parts.results import answered, nothing, say, show, sign

DEFAULT = "satisfied"


def followed() -> dict[str, Measure]:
    """What can be followed over time: the measure by its title."""
    month = DIMENSIONS["month"]
    return {m.title: m for m in MEASURES.values() if month.on(m.table) and not m.share_of and not m.broadcast}


def one_measure(view: View) -> None:
    """Choose a measure: the sentence first, then the chart, the signs and the figures."""
    measure = choose_measure(followed(), DEFAULT, key="follow")
    scope = replace(view.scope, period=None)
    found = answered(cache.ask(control, measure.id, scope=scope).for_officers)
    if found is not None and any(not math.isnan(point.value) for point in found.points):
        _card(view, found)
        return
    if found is not None:
        say(found.sentence, *found.notes)
    blocks.over_time(view, measure.id, key="plain-change")


def _card(view: View, found: Control) -> None:
    events = [(event.day, event.title) for event in view.council.events if event.measure == found.measure.id]
    since = [event for event in events if event[0] >= found.series.starts[0]]
    said = (
        *found.allowed,
        found.memory,
        found.earlier,
        found.target_sentence,
        _assured(found),
        found.prompt,
        *found.notes,
    )
    rows = control_rows(found)
    show_card(
        Card(
            key="spc",
            title=found.sentence,
            caption=f"{found.measure.title} by {found.step}, over everything loaded. {found.scope}.",
            lines=[
                f"Change: {sign(found.variation)} &nbsp; Target: {sign(found.assurance)}",
                *warned(found.warnings),
                *(small(sentence) for sentence in said if sentence),
            ],
            chart=lambda: draw(spc(found, events=since), key="spc"),
            rows=rows,
            download=words_to_save(
                f"{found.measure.id}-over-time", rows, found.sentence, f"{found.scope}.", warnings=found.warnings
            ),
            about=about_result(found.measure, found.sources, *_HOW),
        )
    )
    _events(view, found)


def _events(view: View, found: Control) -> None:
    """A dated event chosen by the reader: the months since, the same months of the year before, like for like."""
    first = found.series.starts[0]
    near = [event for event in view.council.events if bears_on(event, found.measure) and event.day >= first]
    events = {f"{event.title} ({say_date(event.day)})": event for event in near}
    if not events:
        return
    chosen = st.selectbox(
        "Before and after an event", list(events), index=None, placeholder="Choose a dated event", key="event"
    )
    if not chosen:
        return
    scope = replace(view.scope, period=None)
    read = answered(cache.ask(before_after, found.measure.id, scope=scope, on=events[chosen].day).for_officers)
    if read is not None:
        say(read.sentence, read.split.sentence if read.split else "", *read.notes)


_HOW = (
    "How it is judged: first the time of year is taken out where a test sees it, and a steady rise or fall where a "
    "line tells the figures better than any step. What is left may usually reach 2.66 times the average step from one "
    "month to the next, and further where the figure moves slowly up and down by itself. A month stands out when it "
    "lies outside that range, when seven in a row (more, where it wanders) lie on one side of what is usual or seven "
    "in a row rise or fall, or when two of three lie near the same edge. (The rules of NHS England's Making Data "
    "Count; unlike there, a month without a figure ends a run.)",
    "How sure it is: where nothing changed, about one chart in sixty shows a sign at its latest month. Of lasting "
    "changes twice as large as a usual month's ups and downs, about two in three are found within half a year.",
    "A new average is set by a person, with a reason, in council.toml; the program never does so by itself.",
    "What this cannot tell you: why something changed.",
)


def _assured(found: Control) -> str:
    return found.assurance.detail if found.assurance.word not in ("no target", "too few points") else ""


def all_key_measures(view: View) -> None:
    """The signs of every key measure in one table, with how many to expect by chance."""
    show(cache.ask(key_measures, scope=replace(view.scope, period=None)), _signs, published=nothing)


def _signs(found: KeyMeasures) -> None:
    st.header("All key measures at once", anchor=False)
    st.markdown(f"**{plain(found.sentence)}**")
    say(found.false_alarms)
    rows = [
        {
            "Measure": plain(str(row["title"])),
            "Latest": plain(str(row["latest"])),
            # The rows are words and signs by name; these two are signs.
            "Real change?": sign(row["variation"]),  # type: ignore[arg-type]
            "Meets its target?": sign(row["assurance"]),  # type: ignore[arg-type]
        }
        for row in key_rows(found)
    ]
    if rows:
        st.table(rows, hide_index=True, alt="Key measures with their signs of change")
    say(
        "● better than ordinary ups and downs explain. ◆ worse. ■ changed, where neither way is better. ○ ordinary ups "
        "and downs. ✓ the target is met month after month. ✗ it is missed month after month. ? met in some months, "
        "missed in others, by chance.",
        f"Without a figure to follow: {', '.join(found.missing)}." if found.missing else "",
    )
    with st.expander("What each says"):
        for row in key_rows(found):
            st.markdown(f"- {plain(str(row['sentence']))}")
