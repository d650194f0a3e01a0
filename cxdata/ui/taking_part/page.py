"""Taking part: the ladder first; then by channel and ward, quarter by quarter, who sends people, and what if."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import isnan

from cxdata.analysis.result import in_100
from cxdata.analysis.taking_part.counts import BY, Step
from cxdata.analysis.taking_part.page import NOT_FOLLOWED, TakingPart, say_groups, say_more, taking_part
from cxdata.analysis.taking_part.rungs import ASKED, LADDER, OPTED_IN
from cxdata.analysis.taking_part.sources import Source, say_silent
from cxdata.charts.people.taking_part import course, ladder, rates_of_groups, sources
from cxdata.export.asked import say_narrowed, with_note
from cxdata.export.people.taking_part import exhibit_of_taking_part, group_rows, quarter_rows, source_rows, step_rows
from cxdata.measures import find_dimension
from cxdata.measures.words import say_count
from cxdata.overview import Line, Mood, TileWords
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.results import say
from cxdata.ui.parts.walk import section, switch

ASK = "Who could ask, at that step, and is nobody asked there on purpose?"
RATES = {ASKED: "Who is asked", OPTED_IN: "Who opts in"}
_OF = {rung.id: rung.of_100 for rung in LADDER}
_NO_CONTACTS = "Nothing can be said without contacts, or of fewer than 100 of them."
NO_SOURCES = "No file loaded says who signposts or refers people: a log may have a column for the source."


def first_screen(view: View) -> None:
    """The ladder, and its steps as tiles."""
    result = result_of(view)
    chart = ladder(result, narrow=view.narrow)
    exhibit = None
    if chart is not None:
        exhibit = exhibit_of_taking_part(result, step_rows(result.steps), chart, result.finding, key="ladder")
        narrowed = say_narrowed(replace(view.scope, choices=_told(view)))
        exhibit = with_note(exhibit, narrowed) if narrowed else exhibit
    screen.first_screen(result.finding, exhibit, _tiles(result), ask=ASK if result.broken else "")


def walk(view: View) -> None:
    """The rest, section by section; none is computed before it is opened."""
    if not view.loaded.row_counts["engagement"]:
        return
    section("Who is asked, and who opts in?", partial(_groups, view), key="groups")
    section("Since when?", partial(_course, view), key="course")
    section("Who signposts and refers people?", partial(_senders, view), key="sources")
    section("What would a small part of them come to?", partial(_more, view), key="more")


def result_of(view: View) -> TakingPart:
    """The page's figures."""
    return cache.ask(taking_part, scope=view.scope)


def _told(view: View) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The choices that narrow this page: those that a log can tell."""
    return tuple(choice for choice in view.scope.choices if choice[0] in BY)


def _tiles(result: TakingPart) -> list[TileWords]:
    """A tile a step above contacts, and one for sources that have fallen silent."""
    tiles = [_tile(step, is_broken=step is result.broken) for step in result.steps if step.before]
    silent = sum(one.silent for one in result.sources_of_people)
    if result.sources_of_people and len(tiles) < screen.MOST_TILES:
        mood = Mood.BAD if silent else Mood.NEITHER
        tiles.append(
            TileWords("Sources gone silent", say_count(silent), Line(f"of {len(result.sources_of_people)} known", mood))
        )
    return tiles


def _tile(step: Step, *, is_broken: bool) -> TileWords:
    if isnan(step.rate):
        return TileWords(step.title, say_count(step.people))
    number = in_100(step.rate).removesuffix(" in 100") if step.rate < 1 else f"{100 * step.rate:,.0f}"
    words = f"{number} {'of' if step.rate < 1 else 'for'} {_OF[step.before]}"
    return TileWords(step.title, say_count(step.people), Line(words, Mood.BAD if is_broken else Mood.NEITHER))


def _groups(view: View) -> None:
    """The rate of one step by channel or ward, and everything counted of each."""
    result = result_of(view)
    splits = [by for by in BY if result.by(by)]
    if not splits:
        elements.markdown("The log loaded tells neither ward nor channel.")
        return
    by = switch("Split by", {by: find_dimension(by).title for by in splits}, key="ladder-by")
    rung = switch("Step", RATES, key="ladder-step")
    groups = result.by(by)
    chart = rates_of_groups(groups, rung, highlight=view.scope.chosen(by), narrow=view.narrow)
    finding = say_groups(result, by, rung) or f"{RATES[rung]}, by {find_dimension(by).title.lower()}"
    show(exhibit_of_taking_part(result, group_rows(groups), chart, finding, key=f"{by}-{rung}"))


def _course(view: View) -> None:
    result = result_of(view)
    chart = course(result.quarters, narrow=view.narrow)
    if chart is None:
        elements.markdown("Fewer than two whole quarters are loaded of both contacts and the log.")
        return
    rows = quarter_rows(result.quarters)
    finding = "Asked and opted in, quarter by quarter"
    show(exhibit_of_taking_part(result, rows, chart, finding, key="course"))


def _senders(view: View) -> None:
    result = result_of(view)
    if not result.sources_of_people:
        elements.markdown(NO_SOURCES)
        return
    finding = say_silent(result.sources_of_people) or _most(result.sources_of_people)
    chart = sources(result.sources_of_people, narrow=view.narrow)
    show(exhibit_of_taking_part(result, source_rows(result.sources_of_people), chart, finding, key="sources"))


def _most(found: Sequence[Source]) -> str:
    return f"Most people came by way of {found[0].name}: {say_count(found[0].people)}."


def _more(view: View) -> None:
    result = result_of(view)
    lines = say_more(result)
    for line in lines or (_NO_CONTACTS,):
        elements.markdown(line)
    say(NOT_FOLLOWED)
