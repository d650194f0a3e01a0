"""Real change: the table of signs first, then one measure with its usual range, and before and after an event."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from cxdata.analysis.change.charts import Control, KeyMeasures, control, key_measures
from cxdata.analysis.change.summary import Tally, in_order, known_by, say_found, say_latest, say_question, tally
from cxdata.charts.changing.usual_range import spc
from cxdata.export.asked.signs import HOW_JUDGED, exhibit_of_signs
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.export.results import control_rows
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.model import Measure
from cxdata.overview import Line, Mood, TileWords
from cxdata.ui.changing import events
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.about import about_result
from cxdata.ui.parts.choose import choose_measure, first_loaded
from cxdata.ui.parts.course import course
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.reasons import reasons_of
from cxdata.ui.parts.results import answer_or_say_why, say
from cxdata.ui.parts.splits import splits_of
from cxdata.ui.parts.walk import section

DEFAULT = "satisfied"
FIRST = 9
"""Rows of the first screen."""
FOLLOW = "follow"
"""The name of the chosen measure in the link."""


@dataclass(frozen=True)
class Signs:
    """The key measures that know what is chosen, and the titles of those that do not."""

    judged: KeyMeasures
    unknown: tuple[str, ...]


def signs_of(view: View) -> Signs:
    """The signs over everything loaded."""
    known, unknown = known_by(view.scope)
    return Signs(cache.ask(key_measures, scope=replace(view.scope, period=None), measures=known), unknown)


def first_screen(view: View, signs: Signs) -> None:
    """How many measures really changed, and the table of their signs."""
    judged = signs.judged
    if not judged.controls:
        screen.first_screen(say_found(judged), None)
        return
    exhibit = _table(view, signs, in_order(judged)[:FIRST], key="signs")
    screen.first_screen(say_found(judged), exhibit, _tiles(tally(judged)), ask=say_question(judged))


def walk(view: View, signs: Signs) -> None:
    """The rest of the page, section by section; a link that names a measure opens its section."""
    named = FOLLOW in st.query_params
    rest = in_order(signs.judged)[FIRST:]
    if rest:
        title = f"The other {len(rest)} measures" if len(rest) > 1 else "The other measure"
        section(title, lambda: show(_table(view, signs, rest, key="signs-rest"), heading=False), key="rest")
    section(
        "One measure with its usual range", partial(one_measure, view, signs.judged), key="one", open_at_first=named
    )
    _reasons(view)
    if events.chosen_from(view):
        section("Before and after a dated event", partial(events.before_and_after, view), key="events")


def _reasons(view: View) -> None:
    """What people got in touch about, now and a year before, where the data says what about."""
    if splits_of("contacts", ("reason",)):
        section("Which reasons rose or fell with contacts", partial(_which_reasons, view), key="reasons")


def _which_reasons(view: View) -> None:
    exhibit = reasons_of(view, key="reasons")
    show(exhibit) if exhibit.chart else elements.markdown(exhibit.finding)


def measures_over_time() -> dict[str, Measure]:
    """What can be followed over time: the measure by its title."""
    month = DIMENSIONS["month"]
    return {m.title: m for m in MEASURES.values() if month.on(m.table) and not m.share_of and not m.broadcast}


def one_measure(view: View, signs: KeyMeasures) -> None:
    """Choose a measure: what is to be said of it, then the chart, its signs and its figures."""
    start = next((one.measure.id for one in in_order(signs)), _opening(view))
    measure = choose_measure(measures_over_time(), start, key=FOLLOW)
    chart = next((one for one in signs.controls if one.measure.id == measure.id), None)
    if chart is None:
        scope = replace(view.scope, period=None)
        chart = answer_or_say_why(lambda: cache.ask(control, measure.id, scope=scope))
    if chart is not None and chart.latest is not None:
        say(chart.sentence, chart.prompt)
        show(_usual_range(view, chart), heading=False)
        return
    if chart is not None:
        say(chart.sentence, *chart.notes)
    show(course(view, measure.id))


def _opening(view: View) -> str:
    """The measure at which the page opens where none is judged: the usual one, or the first of which there is data."""
    return first_loaded(measures_over_time().values(), DEFAULT, view.loaded)


def _tiles(counted: Tally) -> list[TileWords]:
    """How many changed, for the better, for the worse, and are not judged."""
    of = f"of {counted.followed} followed"
    worse = Line("ask what is done about them", Mood.BAD) if counted.worse else Line("none for the worse")
    return [
        TileWords("Really changed", str(counted.changed), Line(of)),
        TileWords(
            "Better", str(counted.better), Line("more than ups and downs", Mood.GOOD) if counted.better else None
        ),
        TileWords("Worse", str(counted.worse), worse),
        TileWords("Not judged", str(counted.not_judged), Line("too few to say, or no data")),
    ]


def _table(view: View, signs: Signs, drawn: Sequence[Control], *, key: str) -> Exhibit:
    """The table of signs with these rows drawn, and all of them to be had."""
    return exhibit_of_signs(signs.judged, drawn, view.scope, key=key, unknown=signs.unknown, narrow=view.narrow)


def _usual_range(view: View, chart: Control) -> Exhibit:
    """One measure over time with its usual range."""
    dated = [(event.day, event.title) for event in view.council.events if event.measure == chart.measure.id]
    since = [event for event in dated if event[0] >= chart.series.starts[0]]
    rows = control_rows(chart)
    detail = chart.assurance.detail if chart.assurance.word not in ("no target", "too few points") else ""
    notes = (*chart.allowed, chart.memory, chart.earlier, chart.target_sentence, detail, *chart.notes)
    return Exhibit(
        key="usual-range",
        finding=say_latest(chart),
        chart=spc(chart, events=since, narrow=view.narrow),
        scope=chart.scope,
        source="; ".join(chart.sources) or "no file",
        rows=rows,
        download=words_to_save(
            f"{chart.measure.id}-over-time", rows, chart.sentence, f"{chart.scope}.", warnings=chart.warnings
        ),
        about=about_result(chart.measure, chart.sources, *HOW_JUDGED),
        warnings=chart.warnings,
        notes=tuple(note for note in notes if note),
    )
