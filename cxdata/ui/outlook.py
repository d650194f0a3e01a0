"""The parts of the page on targets: where a share may be by a date, the pace it needs, and the record of forecasts."""

from dataclasses import replace
from datetime import date

import streamlit as st

from cxdata.analysis.complete import whole_months
from cxdata.analysis.outlook.forecast import Forecast, forecast
from cxdata.analysis.outlook.past import past_forecasts
from cxdata.charts.outlook import fan, record
from cxdata.export.download import words_to_save
from cxdata.export.results import forecast_rows, record_rows
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.model import Measure, Unit
from cxdata.periods import add_months, say_month
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View, href
from cxdata.ui.parts import blocks
from cxdata.ui.parts.cards import Card, about_result, draw, plain, show_card, table
from cxdata.ui.parts.choose import choose_measure
from cxdata.ui.parts.results import answered, say

DEFAULT = "online_share"
AHEAD, FURTHEST = 12, 36
PAST_AHEAD = 6
_HOW = (
    "How it is carried forward: from the latest month, by the usual monthly step, which fades with time, with bands as "
    "wide as past months jumped about. No straight line is drawn through the past: such lines promise too much.",
    "What this cannot tell you: what the council will do differently.",
)


def carried_forward() -> dict[str, Measure]:
    """The shares that can be carried forward: the measure by its title."""
    month = DIMENSIONS["month"]
    return {m.title: m for m in MEASURES.values() if m.unit is Unit.SHARE and not m.share_of and month.on(m.table)}


def will_we_get_there(view: View) -> None:
    """Choose a share, a target and a month: the verdict, the fan, the pace and the record."""
    left, middle, right = st.columns([3, 2, 2], vertical_alignment="bottom")
    with left:
        measure = choose_measure(carried_forward(), DEFAULT, key="carry")
    with middle:
        percent = st.number_input(
            "Target, in %",
            min_value=0.0,
            max_value=100.0,
            value=None,
            step=1.0,
            placeholder="The council's own",
            key="target",
            help="Leave it empty for the target in the council's settings.",
        )
    if cache.publishing():
        say("The forecast rests on exact counts and is for officers. The figures month by month, fit to publish:")
        blocks.over_time(view, measure.id, key="published-outlook")
        return
    whole = whole_months(view.loaded, measure.table).months
    if whole is None:
        st.info(plain(f"{measure.title}: no whole month is loaded, so there is nothing to carry forward."))
        return
    months = {say_month(add_months(whole.end, step)): add_months(whole.end, step) for step in range(FURTHEST)}
    with right:
        by = st.selectbox("By", list(months), index=AHEAD - 1, key=f"by-{whole.end}")
    _answer(view, measure, months[by or list(months)[AHEAD - 1]], None if percent is None else percent / 100)


def _answer(view: View, measure: Measure, until: date, target: float | None) -> None:
    scope = replace(view.scope, period=None)
    found = answered(cache.ask(forecast, measure.id, scope=scope, until=until, target=target).for_officers)
    if found is None:
        return
    st.subheader(plain(found.sentence), anchor=False)
    if found.pace_sentence:
        st.markdown(plain(found.pace_sentence))
    say(*found.notes)
    _with_a_target(view, found)
    rows = forecast_rows(found)
    show_card(
        Card(
            key="fan",
            title=f"{measure.title}: where it may go by {found.until}",
            caption=f"{measure.title} by month, over everything loaded. {found.scope}.",
            chart=lambda: draw(fan(found), key="fan"),
            rows=rows,
            download=words_to_save(f"{measure.id}-outlook", rows, found.sentence, f"{found.scope}."),
            about=about_result(measure, found.sources, *_HOW),
        )
    )
    _record(view, found)


def _with_a_target(view: View, found: Forecast) -> None:
    """Where only some services have a target, the way to them."""
    targets = view.council.targets
    services = {name for one in targets if one.measure == found.measure.id for name in one.services}
    if found.target is None and services and not view.scope.chosen("service"):
        chosen = view.scope.with_choice("service", *sorted(services))
        more = {} if found.measure.id == DEFAULT else {"carry": found.measure.title}
        st.markdown(f"[See it for the services that have a target]({href('outlook', chosen, **more)})")


def _record(view: View, found: Forecast) -> None:
    """The forecasts this way of working would have made, held against what came."""
    st.header("Its own past forecasts, and what came", anchor=False)
    st.markdown(plain(found.record_sentence))
    past = past_forecasts(found, view.council, ahead=PAST_AHEAD)
    if past:
        with st.container(border=True, key="card-record"):
            st.subheader(f"Forecasts made {PAST_AHEAD} months before", anchor=False)
            draw(record(found, past, ahead=PAST_AHEAD), key="record")
    rows = record_rows(found)
    if len(rows):
        with st.expander("The same as a table, beside two simpler ways"):
            name = f"{found.measure.id}-record"
            table(rows, words_to_save(name, rows, found.record_sentence), key=name, alt=found.record_sentence)
