"""Will we get there? The chance of a target and the pace it needs, the record of past forecasts, the other targets."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import streamlit as st

from cxdata.analysis.outlook.finding import say_found
from cxdata.analysis.outlook.forecast import Forecast, forecast
from cxdata.analysis.outlook.past import past_months
from cxdata.analysis.outlook.standing import Standing, standings
from cxdata.analysis.result import in_points, say_list, say_many
from cxdata.analysis.series import unloaded
from cxdata.analysis.targets.aims import aim_of, scope_of_target
from cxdata.charts.changing.outlook import fan, record
from cxdata.charts.changing.standing import standing
from cxdata.errors import CxError
from cxdata.export.asked import say_narrowed_figure
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.export.results import forecast_rows, record_rows, standing_rows
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.coverage.long_figures import say_no_months
from cxdata.measures.model import Measure, Unit
from cxdata.measures.words import say_speed, say_value, short_value
from cxdata.overview import Line, Mood, TileWords
from cxdata.periods import add_months, say_month
from cxdata.scope import Scope
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.about import about_result
from cxdata.ui.parts.choose import choose_measure
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.results import say
from cxdata.ui.parts.walk import section

AHEAD, FURTHEST = 12, 36
_HOW = (
    "How it is carried forward: the level it stands at, the time of year if a test sees one in two years or more, and "
    "a rise or fall if one is plain to see, which fades with time. No straight line is drawn through the past: such "
    "lines promise too much. The band is as wide as the errors that forecasts made in this way have had on the same "
    "months. Under 18 months nothing is carried forward; with 18 it reaches half a year, with 24 a year, with 36 two.",
    "The pace is the change a month; the best ever is that of the best twelve months. Points are percentage points.",
    "What this cannot tell you: what the council will do differently.",
)


@dataclass(frozen=True)
class Chosen:
    """The measure to carry forward, over which scope, until when and to which target (None: the council's own).

    `services` are those that the target is for, where it is for some only and none were chosen; `problem` says why
    nothing can be carried forward.
    """

    measure: Measure
    scope: Scope
    until: date | None
    target: float | None
    services: tuple[str, ...] = ()
    problem: str = ""


def carried_forward() -> dict[str, Measure]:
    """The measures that can be carried forward, those with a figure a month: the measure by its title."""
    month = DIMENSIONS["month"]
    return {m.title: m for m in MEASURES.values() if not m.share_of and month.on(m.table)}


def choose(view: View) -> Chosen:
    """The measure, the target and the month that the reader chooses, in one row."""
    left, middle, right = st.columns([3, 3, 2])
    with left:
        measure = choose_measure(carried_forward(), _opening_measure(view), key="carry", hide_label=True)
    scope = replace(view.scope, period=None)
    with middle:
        target = _own_target(measure)
    covered = cache.whole(*measure.tables)
    whole = covered.months
    if whole is None:
        why = f"{measure.title}: no whole month is loaded, so there is nothing to carry forward."
        if covered.long:
            why = say_no_months(measure.table, covered.long, measure.title)
        return Chosen(measure, scope, None, target, problem=unloaded(view.loaded, measure) or why)
    months = {say_month(add_months(whole.end, step)): add_months(whole.end, step) for step in range(FURTHEST)}
    with right:
        by = elements.selectbox(
            "By",
            list(months),
            index=AHEAD - 1,
            key=f"by-{whole.end}",
            format_func=_say_by,
            label_visibility="collapsed",
        )
    until = months[by or list(months)[AHEAD - 1]]
    narrowed = scope if target is not None else scope_of_target(measure, scope, view.council, until)
    services = narrowed.chosen("service") if narrowed != scope else ()
    return Chosen(measure, narrowed, until, target, services)


def first_screen(view: View, chosen: Chosen) -> None:
    """The chance and the pace, with the fan."""
    result = _forecast(chosen)
    if not isinstance(result, Forecast):
        screen.first_screen(result, None)
        return
    finding = say_found(result, chosen.services)
    screen.first_screen(finding, _fan(view, chosen, result, finding), _tiles(result))


def walk(view: View, chosen: Chosen) -> None:
    """Its own past forecasts, and the other targets."""
    section("Its own past forecasts, and what came", partial(past_forecasts, view, chosen), key="record")
    if view.council.targets:
        section("All the council’s targets", partial(all_targets, view), key="targets")


def past_forecasts(view: View, chosen: Chosen) -> None:
    """The forecasts this way of working would have made, held against what came."""
    result = _forecast(chosen)
    if not isinstance(result, Forecast) or not result.months:
        say(result if isinstance(result, str) else result.problem)
        return
    say(in_points(result.record_sentence))
    ahead, rows = result.record_months, record_rows(result)
    past = past_months(result, ahead=ahead)
    if not past:
        return
    name = f"{result.measure.id}-record"
    show(
        Exhibit(
            key="record",
            finding=f"{result.measure.title}: forecasts made {say_many(ahead, 'month')} before, and what came",
            chart=record(result, past, ahead=ahead, narrow=view.narrow),
            scope=result.scope,
            source=_source(result),
            rows=rows,
            download=words_to_save(name, rows, result.record_sentence),
        )
    )


def all_targets(view: View) -> None:
    """Every target with its chance, the least likely first."""
    standing_of = _standings(view)
    judged = [one for one in standing_of if one.forecast.chance == one.forecast.chance]
    if not standing_of:
        say("No target has data here that can be carried forward.")
        return
    rows, title = standing_rows(standing_of), "The chance of each target, the least likely first"
    show(
        Exhibit(
            key="targets",
            finding=title,
            chart=standing(judged, narrow=view.narrow) if judged else None,
            scope="All dates loaded",
            source="; ".join(dict.fromkeys(name for one in standing_of for name in one.forecast.sources)),
            rows=rows,
            download=words_to_save("targets-ahead", rows, title),
            about=_HOW,
        )
    )


def _opening_measure(view: View) -> str:
    """The id of the measure the page opens on: the one whose target is most in doubt, else one that has data."""
    choices = {measure.id for measure in carried_forward().values()}
    if doubtful := _standings(view):
        return doubtful[0].forecast.measure.id
    loaded = [name for name in choices if MEASURES[name].table in view.loaded.spans]
    for target in view.council.targets:
        if target.measure in loaded:
            newest = view.loaded.spans[MEASURES[target.measure].table][1]
            if aim_of(MEASURES[target.measure], view.scope, view.council, newest).goals:
                return target.measure
    return next((measure.id for measure in carried_forward().values() if measure.id in loaded), min(choices))


def _standings(view: View) -> tuple[Standing, ...]:
    return cache.ask(standings, scope=replace(view.scope, period=None)).targets


def _own_target(measure: Measure) -> float | None:
    """A target of the reader's own, in the measure's unit; None for the council's."""
    share = measure.unit is Unit.SHARE
    unit = {Unit.SHARE: ", in %", Unit.SECONDS: ", in seconds", Unit.DAYS: ", in days"}.get(measure.unit, "")
    number = elements.number_input(
        f"Target{unit}",
        min_value=0.0,
        max_value=100.0 if share else None,
        value=None,
        step=1.0,
        placeholder=f"Own target{unit}",
        key="target" if share else f"target-{measure.id}",
        label_visibility="collapsed",
    )
    return number / 100 if number is not None and share else number


def _say_by(month: str) -> str:
    return f"By {month}"


def _forecast(chosen: Chosen) -> Forecast | str:
    """The measure carried forward; why it cannot be."""
    if chosen.until is None:
        return chosen.problem
    try:
        return cache.ask(forecast, chosen.measure.id, scope=chosen.scope, until=chosen.until, target=chosen.target)
    except CxError as reason:
        return str(reason)


def _tiles(result: Forecast) -> list[TileWords]:
    """Where it is, the target, the pace needed and the best there ever was."""
    measure = result.measure
    now = TileWords("Now", say_value(measure, result.latest), Line(result.latest_month))
    if not result.judged:
        return [now, TileWords("Target", "none", Line("set one on the Targets page"))]
    first = result.judged[0]
    met = result.latest >= first.goal.value if first.goal.at_least else result.latest <= first.goal.value
    side = "or more" if first.goal.at_least else "or less"
    stands = Line("met today", Mood.GOOD) if met else Line("not met today", Mood.BAD)
    tiles = [now, TileWords("Target", short_value(measure, first.goal.value), Line(side), stands)]
    if first.pace is not None:
        needed = "nothing more" if first.pace.needed <= 0 else say_speed(measure, first.pace.needed)
        tiles += [
            TileWords("Needed a month", needed, Line(f"to {result.until}")),
            TileWords("Best ever a month", say_speed(measure, first.pace.best_year), Line("over twelve months")),
        ]
    return tiles


def _fan(view: View, chosen: Chosen, result: Forecast, finding: str) -> Exhibit:
    """The course so far and where it may go."""
    drawing = fan(result, narrow=view.narrow)
    only = f"The target is for {say_list(chosen.services)}: the figures are of these." if chosen.services else ""
    said = [result.problem, result.distance_sentence, only, say_narrowed_figure(view.scope, result.measure)]
    rows = forecast_rows(result)
    sentences = (result.sentence, result.pace_sentence, result.method_sentence)
    return Exhibit(
        key="fan",
        finding=finding,
        chart=replace(drawing, notes=(*drawing.notes, *(line for line in said if line))),
        scope=result.scope,
        source=_source(result),
        rows=rows,
        download=words_to_save(
            f"{result.measure.id}-outlook", rows, result.sentence, f"{result.scope}.", warnings=result.warnings
        ),
        about=about_result(result.measure, result.sources, *sentences, *_HOW),
        warnings=result.warnings,
        notes=result.notes,
    )


def _source(result: Forecast) -> str:
    return "; ".join(result.sources) or "no file"
