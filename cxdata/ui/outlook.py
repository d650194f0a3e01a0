"""The parts of the page on targets: where a figure may be by a date, the pace it needs, and the record of forecasts."""

from dataclasses import replace
from datetime import date

import streamlit as st

from cxdata.analysis.outlook.forecast import Forecast, forecast
from cxdata.analysis.outlook.past import past_months
from cxdata.analysis.result import say_many
from cxdata.analysis.series import unloaded
from cxdata.analysis.targets import aim_of
from cxdata.charts.outlook import fan, record
from cxdata.export.download import words_to_save
from cxdata.export.results import forecast_rows, record_rows
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.coverage.long_figures import say_no_months
from cxdata.measures.coverage.whole_months import whole_in_all
from cxdata.measures.model import Measure, Unit
from cxdata.periods import add_months, say_month
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.go import href
from cxdata.ui.frame.text import plain
from cxdata.ui.parts import blocks
from cxdata.ui.parts.cards import Card, about_result, draw, show_card, table
from cxdata.ui.parts.choose import choose_measure
from cxdata.ui.parts.results import answer_or_say_why, say, warn

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
    """The id of the measure the page opens on: that of the council's first target for the services chosen."""
    choices = carried_forward()
    for target in view.council.targets:
        measure = MEASURES.get(target.measure)
        if measure is not None and measure.title in choices and measure.table in view.loaded.spans:
            newest = view.loaded.spans[measure.table][1]
            if aim_of(measure, view.scope, view.council, newest).goals:
                return measure.id
    return next(iter(choices.values())).id


def will_we_get_there(view: View) -> None:
    """Choose a measure, a target and a month: the verdict, the fan, the pace and the record."""
    left, middle, right = st.columns([3, 2, 2], vertical_alignment="bottom")
    with left:
        measure = choose_measure(carried_forward(), opening_measure(view), key="carry")
    with middle:
        target = _own_target(measure)
    if cache.publishing():
        say("The forecast rests on exact counts and is for officers. The figures month by month, fit to publish:")
        blocks.over_time(view, measure.id, key="published-outlook")
        return
    covered = whole_in_all(view.loaded, measure.tables)
    whole = covered.months
    if whole is None:
        why = f"{measure.title}: no whole month is loaded, so there is nothing to carry forward."
        if covered.long:
            why = say_no_months(measure.table, covered.long, measure.title)
        st.info(plain(unloaded(view.loaded, measure) or why))
        return
    months = {say_month(add_months(whole.end, step)): add_months(whole.end, step) for step in range(FURTHEST)}
    with right:
        by = st.selectbox("By", list(months), index=AHEAD - 1, key=f"by-{whole.end}")
    _answer(view, measure, months[by or list(months)[AHEAD - 1]], target)


def _own_target(measure: Measure) -> float | None:
    """A target of the reader's own, in the measure's unit; None for the council's."""
    share = measure.unit is Unit.SHARE
    unit = {Unit.SHARE: ", in %", Unit.SECONDS: ", in seconds", Unit.DAYS: ", in days"}.get(measure.unit, "")
    number = st.number_input(
        f"Target{unit}",
        min_value=0.0,
        max_value=100.0 if share else None,
        value=None,
        step=1.0,
        placeholder="The council's own",
        key="target" if share else f"target-{measure.id}",
        help="Leave it empty for the target in the council's settings.",
    )
    return number / 100 if number is not None and share else number


def _answer(view: View, measure: Measure, until: date, target: float | None) -> None:
    scope = replace(view.scope, period=None)
    result = answer_or_say_why(cache.ask(forecast, measure.id, scope=scope, until=until, target=target).for_officers)
    if result is None:
        return
    st.subheader(plain(result.sentence), anchor=False)
    for sentence in (result.pace_sentence, result.distance_sentence):
        if sentence:
            st.markdown(plain(sentence))
    warn(result.warnings)
    say(*result.notes)
    _with_a_target(view, result)
    rows = forecast_rows(result)
    show_card(
        Card(
            key="fan",
            title=f"{measure.title}: where it may go by {result.until}",
            caption=f"{measure.title} by month, over everything loaded. {result.scope}.",
            chart=lambda: draw(fan(result), key="fan"),
            rows=rows if result.months else rows.iloc[:0],
            download=words_to_save(
                f"{measure.id}-outlook", rows, result.sentence, f"{result.scope}.", warnings=result.warnings
            ),
            about=about_result(measure, result.sources, result.method_sentence, *_HOW),
        )
    )
    if result.months:
        _record(result)


def _with_a_target(view: View, result: Forecast) -> None:
    """Where only some services have a target, the way to them."""
    targets = view.council.targets
    services = {name for target in targets if target.measure == result.measure.id for name in target.services}
    if result.target is None and services and not view.scope.chosen("service"):
        chosen = view.scope.with_choice("service", *sorted(services))
        link = href("outlook", chosen, carry=result.measure.title)
        st.markdown(f"[See it for the services that have a target]({link})")


def _record(result: Forecast) -> None:
    """The forecasts this way of working would have made, held against what came."""
    st.header("Its own past forecasts, and what came", anchor=False)
    st.markdown(plain(result.record_sentence))
    ahead = result.record_months
    past = past_months(result, ahead=ahead)
    if past:
        with st.container(border=True, key="card-record"):
            st.subheader(f"Forecasts made {say_many(ahead, 'month')} before", anchor=False)
            draw(record(result, past, ahead=ahead), key="record")
    rows = record_rows(result)
    if len(rows):
        with st.expander("The same as a table, at other months ahead"):
            name = f"{result.measure.id}-record"
            table(rows, words_to_save(name, rows, result.record_sentence), key=name, alt=result.record_sentence)
