"""The parts of the page on change over time: one measure with its usual range, then all key measures at once."""

import math
from dataclasses import replace

import streamlit as st

from cxdata.analysis.change.charts import Control, KeyMeasures, control, key_measures
from cxdata.charts.change import spc
from cxdata.export.download import words_to_save
from cxdata.export.results import control_rows, key_rows
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.model import Measure
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts import blocks
from cxdata.ui.parts.cards import Card, about_result, draw, plain, show_card, small
from cxdata.ui.parts.choose import choose_measure
from cxdata.ui.parts.results import answered, nothing, say, show, sign

DEFAULT = "satisfied"


def followed() -> dict[str, Measure]:
    """What can be followed over time: the measure by its title."""
    month = DIMENSIONS["month"]
    return {m.title: m for m in MEASURES.values() if month.on(m.table) and not m.share_of and not m.broadcast}


def one_measure(view: View) -> None:
    """Choose a measure: the sentence first, then the chart, the signs and the figures."""
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        measure = choose_measure(followed(), DEFAULT, key="follow")
    with right:
        yearly = st.checkbox(
            "Against the same month a year before",
            key="yearly",
            bind="query-params",
            help="Takes the season out: each month less the same month a year before. It needs 24 whole months.",
        )
    scope = replace(view.scope, period=None)
    found = answered(cache.ask(control, measure.id, scope=scope, against_last_year=bool(yearly)).for_officers)
    if found is not None and any(not math.isnan(point.value) for point in found.points):
        _card(view, found)
        return
    if found is not None:
        say(found.sentence, *found.notes)
    blocks.over_time(view, measure.id, key="plain-change")


def _card(view: View, found: Control) -> None:
    events = [(event.day, event.title) for event in view.council.events if event.measure == found.measure.id]
    since = [event for event in events if event[0] >= found.series.starts[0]]
    said = (found.earlier, found.target_sentence, _assured(found), found.prompt, *found.notes)
    rows = control_rows(found)
    show_card(
        Card(
            key="spc",
            title=found.sentence,
            caption=f"{found.measure.title} by {found.step}, over everything loaded. {found.scope}.",
            lines=[
                f"Change: {sign(found.variation)} &nbsp; Target: {sign(found.assurance)}",
                *(small(sentence) for sentence in said if sentence),
            ],
            chart=lambda: draw(spc(found, events=since), key="spc"),
            rows=rows,
            download=words_to_save(f"{found.measure.id}-over-time", rows, found.sentence, f"{found.scope}."),
            about=about_result(found.measure, found.sources, *_HOW),
        )
    )


_HOW = (
    "How it is judged: the usual range is the average plus and minus 2.66 times the average step from one month to the "
    "next. A point stands out when it lies outside that range, when seven in a row lie on one side of the average or "
    "seven in a row rise or fall, or when two of three lie near the same edge. (An XmR chart, as NHS England's Making "
    "Data Count draws it; unlike there, a month without a figure ends a run.)",
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
