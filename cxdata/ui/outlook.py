"""The parts of the page on targets: where a figure may be by a date, the pace it needs, and the record of forecasts."""

from dataclasses import replace
from datetime import date

import streamlit as st

from cxdata.analysis.outlook.forecast import Forecast, forecast
from cxdata.analysis.outlook.past import past_months
from cxdata.analysis.result import counted
from cxdata.analysis.targets import aim_of
from cxdata.charts.outlook import fan, record
from cxdata.export.results import forecast_rows, record_rows
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.coverage.whole_months import whole_in_all
from cxdata.measures.model import Measure, Unit
from cxdata.periods import add_months, say_month
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View, href
from cxdata.ui.parts import blocks
from cxdata.ui.parts.cards import plain, small
from cxdata.ui.parts.results import answered, draw, explain, say, table

AHEAD, FURTHEST = 12, 36
_HOW = (
    "How it is carried forward: the level it stands at, the time of year if a test sees one in two years or more, and "
    "a rise or fall if one is plain to see, which fades with time. No straight line is drawn through the past: such "
    "lines promise too much. The band is as wide as the errors that forecasts made in this way have had on the same "
    "months. Under 18 months nothing is carried forward; with 18 it reaches half a year, with 24 a year, with 36 two.",
    "What this cannot tell you: what the council will do differently.",
)


def carried_forward() -> dict[str, Measure]:
    """The measures that can be carried forward, those with a figure a month: the measure by its title."""
    month = DIMENSIONS["month"]
    return {m.title: m for m in MEASURES.values() if not m.share_of and month.on(m.table)}


def opening_measure(view: View) -> str:
    """The title the page opens on: the first of the council's targets that holds for the services chosen."""
    choices = carried_forward()
    for target in view.council.targets:
        measure = MEASURES.get(target.measure)
        if measure is not None and measure.title in choices and measure.table in view.loaded.spans:
            newest = view.loaded.spans[measure.table][1]
            if aim_of(measure, view.scope, view.council, newest).goals:
                return measure.title
    return next(iter(choices))


def will_we_get_there(view: View) -> None:
    """Choose a measure, a target and a month: the verdict, the fan, the pace and the record."""
    choices, start = carried_forward(), opening_measure(view)
    titles = list(choices)
    left, middle, right = st.columns([3, 2, 2], vertical_alignment="bottom")
    with left:
        title = st.selectbox("Measure", titles, index=titles.index(start), key="carry", bind="query-params")
    measure = choices[title or start]
    with middle:
        target = _own_target(measure)
    if cache.publishing():
        say("The forecast rests on exact counts and is for officers. The figures month by month, fit to publish:")
        blocks.over_time(view, measure.id, key="published-outlook")
        return
    whole = whole_in_all(view.loaded, measure.tables).months
    if whole is None:
        st.info(plain(f"{measure.title}: no whole month is loaded, so there is nothing to carry forward."))
        return
    months = {say_month(add_months(whole.end, step)): add_months(whole.end, step) for step in range(FURTHEST)}
    with right:
        by = st.selectbox("By", list(months), index=AHEAD - 1, key=f"by-{whole.end}")
    _answer(view, measure, months[by or list(months)[AHEAD - 1]], target)


def _own_target(measure: Measure) -> float | None:
    """A target of the reader's own, in the measure's unit; None for the council's."""
    share = measure.unit is Unit.SHARE
    unit = {Unit.SHARE: ", in %", Unit.SECONDS: ", in seconds", Unit.DAYS: ", in days"}.get(measure.unit, "")
    given = st.number_input(
        f"Target{unit}",
        min_value=0.0,
        max_value=100.0 if share else None,
        value=None,
        step=1.0,
        placeholder="The council's own",
        key="target" if share else f"target-{measure.id}",
        help="Leave it empty for the target in the council's settings.",
    )
    return given / 100 if given is not None and share else given


def _answer(view: View, measure: Measure, until: date, target: float | None) -> None:
    scope = replace(view.scope, period=None)
    found = answered(lambda: cache.asked(forecast, measure.id, scope=scope, until=until, target=target))
    if found is None:
        return
    st.subheader(plain(found.sentence), anchor=False)
    for sentence in (found.pace_sentence, found.distance_sentence):
        if sentence:
            st.markdown(plain(sentence))
    say(*found.notes)
    _with_a_target(view, found)
    with st.container(border=True, key="card-fan"):
        st.subheader(plain(f"{measure.title}: where it may go by {found.until}"), anchor=False)
        st.markdown(small(f"{measure.title} by month, over everything loaded. {found.scope}."))
        shown, figures, words = st.tabs(["Chart", "Table", "About"])
        with shown:
            draw(fan(found), key="fan")
        with figures:
            if found.months:
                table(forecast_rows(found), key=f"{measure.id}-outlook".replace("_", "-"), about=(found.sentence,))
        with words:
            explain(measure, found.sources, *(text for text in (found.method_sentence, *_HOW) if text))
    if found.months:
        _record(found)


def _with_a_target(view: View, found: Forecast) -> None:
    """Where only some services have a target, the way to them."""
    targets = view.council.targets
    services = {name for one in targets if one.measure == found.measure.id for name in one.services}
    if found.target is None and services and not view.scope.chosen("service"):
        chosen = view.scope.with_choice("service", *sorted(services))
        link = href("outlook", chosen, carry=found.measure.title)
        st.markdown(f"[See it for the services that have a target]({link})")


def _record(found: Forecast) -> None:
    """The forecasts this way of working would have made, held against what came."""
    st.header("Its own past forecasts, and what came", anchor=False)
    st.markdown(plain(found.record_sentence))
    ahead = found.record_months
    past = past_months(found, ahead=ahead)
    if past:
        with st.container(border=True, key="card-record"):
            st.subheader(f"Forecasts made {counted(ahead, 'month')} before", anchor=False)
            draw(record(found, past, ahead=ahead), key="record")
    rows = record_rows(found)
    if len(rows):
        with st.expander("The same as a table, at other months ahead"):
            table(rows, key=f"{found.measure.id}-record".replace("_", "-"), about=(found.record_sentence,))
