"""The first screen of savings: promised, possible at these costs, moved so far and achieved, as one scale."""

from dataclasses import dataclass, replace
from datetime import date
from math import isnan

import streamlit as st

from cxdata.analysis.savings.check import noun_of
from cxdata.analysis.savings.page import Savings, savings, say_hours, say_needed
from cxdata.analysis.savings.promises import read_promises
from cxdata.analysis.savings.rows import SCALE, Row, rows_of
from cxdata.analysis.savings.spans import YEAR_BEFORE, baselines
from cxdata.analysis.savings.words import say_about, say_pounds
from cxdata.charts.savings import channels_moved, scale
from cxdata.export.asked import say_narrowed
from cxdata.export.promises.savings import exhibit_of_moved, exhibit_of_savings
from cxdata.measures.words import NOTHING, say_count, say_level
from cxdata.overview import Line, Mood, TileWords
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen

ASK_COSTS = "What does a call, a visit and a form cost the council, by whose figures and of which year?"
ASK = "Which post, shift or contract went, so that this money was really saved?"


@dataclass(frozen=True)
class Chosen:
    """What the reader chose: the day up to which the baseline's year is counted (None: the year before), and a promise
    of their own in pounds (None: what the list promises).
    """

    until: date | None
    promised: float | None


def choose(view: View) -> Chosen:
    """The baseline, and one figure: what if so many pounds were promised?"""
    named = baselines(view.loaded, view.council)
    left, right = st.columns([3, 2])
    with left:
        name = elements.selectbox(
            "Moved since",
            list(named),
            key="baseline",
            bind="query-params",
            format_func=_say_since,
            label_visibility="collapsed",
        )
    with right:
        promised = elements.number_input(
            "What if so many pounds were promised?",
            min_value=0.0,
            value=None,
            step=1000.0,
            placeholder="What if it were £ …",
            key="promised",
            bind="query-params",
            label_visibility="collapsed",
        )
    return Chosen(named.get(name or YEAR_BEFORE), promised or None)


def first_screen(view: View, chosen: Chosen) -> None:
    """The finding, the scale, and what one contact saves, how many it would take, and of how many."""
    result = result_of(view, chosen)
    if not result.volumes:
        screen.first_screen(result.finding, None)
    elif not result.costs:
        _without_costs(view, result)
    else:
        rows = scale_of(result)
        chart = scale(rows, narrow=view.narrow)
        narrowed = say_narrowed(view.scope.with_choice("channel"))
        chart = replace(chart, notes=(*chart.notes, *filter(None, (narrowed, *result.sentences))))
        exhibit = exhibit_of_savings(result, rows, chart, result.finding, key="scale")
        screen.first_screen(result.finding, exhibit, _tiles(result), ask=ASK)


def _without_costs(view: View, result: Savings) -> None:
    """Contacts and hours, where nobody has said what a contact costs; no pounds."""
    exhibit = None
    if not result.moved.why_not:
        chart = channels_moved(result.moved, narrow=view.narrow)
        hours = tuple(line for line in (say_hours(result),) if line)
        chart = replace(chart, notes=(*chart.notes, *hours))
        exhibit = exhibit_of_moved(result.moved, chart, result.finding)
    screen.first_screen(result.finding, exhibit, ask=ASK_COSTS)


def result_of(view: View, chosen: Chosen) -> Savings:
    """The page's figures."""
    promises = read_promises(cache.opened())
    return cache.ask(savings, scope=view.scope, promises=promises, until=chosen.until, promised=chosen.promised)


def scale_of(result: Savings) -> list[Row]:
    """The rows of the first drawing; a promise that nobody made, and one that is not kept, are left out."""
    return [row for row in rows_of(result) if row.key in SCALE]


def _say_since(name: str) -> str:
    return f"Moved {name}" if name.startswith("since") else f"Moved since {name}"


def _tiles(result: Savings) -> list[TileWords]:
    """What one contact saves, how many the promise takes, of how many; hours of staff, and what failure costs.

    What is promised, moved and achieved stands in the drawing.
    """
    held, failed = result.check, result.failure
    tiles = []
    if not isnan(held.each):
        dearer, cheaper = (say_level("channel", name).lower() for name in (held.dearer, held.cheaper))
        each = TileWords("Pounds each", say_pounds(round(held.each, 2)), Line(f"{dearer} less {cheaper}"))
        needed, noun = say_needed(result)
        tiles += [each, TileWords("It would take", needed, Line(noun or "no promise on the list"))]
        share = NOTHING if isnan(held.share) else f"{held.share:.0%}" if not 1 < held.share < 1.005 else "over 100%"
        mood = Mood.BAD if held.share > 1 else Mood.NEITHER
        tiles.append(TileWords(f"Share of all {noun_of(held.dearer)}", share, Line(result.moved.now, mood)))
    if abs(result.hours) >= 1:
        freed = "freed, by fewer calls" if result.hours > 0 else "more, by more calls"
        tiles.append(TileWords("Hours of staff", say_count(abs(result.hours)), Line(freed)))
    if failed.again_pounds:
        tiles.append(TileWords("Coming back cost", say_about(failed.again_pounds[1]), Line("within 14 days, a year")))
    elif failed.given_up_pounds:
        tiles.append(TileWords("Forms given up", say_about(failed.given_up_pounds[1]), Line("if each of them rang")))
    return tiles
