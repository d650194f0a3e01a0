"""Like for like: how much of a change is real, and how much is only who is counted."""

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from cxdata.analysis.like_for_like.finding import Parts, adds_up, counted_by_answers, parts_of, say_found, say_points
from cxdata.analysis.like_for_like.split import LikeForLike, is_made_of, split_change
from cxdata.analysis.result import in_points
from cxdata.charts.changing.like_for_like import terms, waterfall
from cxdata.charts.drawing.model import Chart
from cxdata.errors import CxError
from cxdata.export.asked import say_narrowed_figure
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.export.results import fact_rows, like_for_like_rows
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.model import Measure, Unit
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.words import ROUNDED, say_value
from cxdata.overview import Line, Mood, TileWords
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.about import about_result
from cxdata.ui.parts.choose import choose_measure, first_loaded
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.exhibits.take import table
from cxdata.ui.parts.results import say
from cxdata.ui.parts.walk import section

DEFAULT, DEFAULT_BY = "satisfied", "channel"
FACTS = ("channel", "service", "customer_type", "ward", "provider", "age_band", "queue", "menu_option")
_HOW = (
    "How the change is split: a group that grew or shrank moves the overall figure even if nothing changed within it; "
    "that is the mix. What is left is change within the groups, like for like. The two add up to the whole change. "
    "Statisticians call it a decomposition (Kitagawa 1955).",
    "Points are percentage points: from 90% to 92% is up 2 points.",
    "What this cannot tell you: why a group changed, or whether another split would tell another story.",
)


def split_by_mix() -> dict[str, Measure]:
    """The averages and shares whose change can be split: the measure by its title."""
    return {
        m.title: m
        for m in MEASURES.values()
        if m.denominator and not m.value and not m.share_of and m.unit is not Unit.PER_1000 and ways(m)
    }


def ways(measure: Measure) -> dict[str, str]:
    """The dimensions that a measure's change can be split by: id by title."""
    possible = [DIMENSIONS[name] for name in splits(measure)]
    return {one.title: one.id for one in possible if not one.calendar and not is_made_of(measure, one)}


@dataclass(frozen=True)
class Chosen:
    """The measure whose change is split, and the dimension it is split by."""

    measure: Measure
    by: str


def choose(view: View) -> Chosen:
    """The measure and the fact that the reader chooses, in one row."""
    left, right = st.columns(2)
    with left:
        opening = first_loaded(split_by_mix().values(), DEFAULT, view.loaded)
        measure = choose_measure(split_by_mix(), opening, key="split", hide_label=True)
    by = ways(measure)
    names = list(by)
    first = _opening_fact(view, measure, list(by.values()))
    with right:
        name = elements.selectbox(
            "By which fact",
            names,
            index=first,
            key=f"split-by-{measure.id}",
            format_func=_say_fact,
            label_visibility="collapsed",
        )
    return Chosen(measure, by[name or names[first]])


def first_screen(view: View, chosen: Chosen) -> None:
    """How much of the change is real and how much is who is counted."""
    result = _split(view, chosen)
    if isinstance(result, CxError):
        screen.first_screen(str(result), None)
        return
    finding = say_found(result)
    chart = waterfall(result, narrow=view.narrow)
    narrowed = say_narrowed_figure(view.scope, chosen.measure)
    said = [note for note in (narrowed, "" if adds_up(result) else ROUNDED) if note]
    chart = replace(chart, notes=(*chart.notes, *said))
    screen.first_screen(finding, _exhibit(result, chart, finding, key="waterfall"), _tiles(view, result))


def walk(view: View, chosen: Chosen) -> None:
    """What drove it, group by group; and the same change split by every other main fact."""
    title = DIMENSIONS[chosen.by].title.lower()
    section(f"What drove it: each {title}'s part", partial(drivers, view, chosen), key="drivers")
    section("The same change by other facts", partial(other_facts, view, chosen), key="facts")


def drivers(view: View, chosen: Chosen) -> None:
    """Each group's part in the change."""
    result = _split(view, chosen)
    if isinstance(result, CxError):
        say(str(result))
    else:
        show(_exhibit(result, terms(result, narrow=view.narrow), in_points(result.parts_sentence), key="terms"))


def other_facts(view: View, chosen: Chosen) -> None:
    """The real part of the change by each main fact in turn: one that differs tells another story."""
    ids = [name for name in FACTS if name in ways(chosen.measure).values()]
    asked = [(name, _split(view, replace(chosen, by=name))) for name in ids]
    results = [result for _, result in asked if isinstance(result, LikeForLike)]
    if not results:
        say("No other fact has more than one group here.")
        return
    rows = fact_rows(results)
    title = f"{chosen.measure.title}: like for like by each fact"
    table(rows, words_to_save("like-for-like-by-fact", rows, title), key="facts", alt=title)


def _split(view: View, chosen: Chosen) -> LikeForLike | CxError:
    """The split change; why it cannot be had."""
    try:
        return cache.ask(split_change, chosen.measure.id, chosen.by, scope=view.scope)
    except CxError as reason:
        return reason


def _say_fact(name: str) -> str:
    return f"Split by {name.lower()}"


def _opening_fact(view: View, measure: Measure, by: list[str]) -> int:
    """The place of the fact that the page opens on: the channel, or else the first with more than one group."""
    order = sorted(by, key=lambda name: name != DEFAULT_BY)
    varied = (name for name in order if len(cache.answer(measure.id, (name,), view.scope).frame) > 1)
    return by.index(next(varied, order[0]))


def _tiles(view: View, result: LikeForLike) -> list[TileWords]:
    """The change, the real part and the part that is who is counted; the dates, where they are not those chosen."""
    measure, parts = result.measure, parts_of(result)
    before, after = (say_value(measure, value) for value in (result.raw_before, result.raw_after))
    as_chosen = view.scope.period is not None and result.after_period == str(view.scope.period)
    shown = "as other pages show it" if as_chosen else "over these dates"
    return [
        TileWords("After", after, Line(f"before: {before}"), remark="" if as_chosen else result.after_period),
        TileWords("Headline change", say_points(measure, parts.headline), Line(shown)),
        TileWords("Like for like", say_points(measure, parts.real), _sure(parts)),
        TileWords("Who is counted", say_points(measure, parts.counted), Line(_who(result, parts))),
    ]


def _who(result: LikeForLike, parts: Parts) -> str:
    """What the part is that is who is counted: the mix alone, or who answered a survey too."""
    mix = f"the mix by {result.by.replace('_', ' ')}"
    answers = ", and who answered" if counted_by_answers(result) is not None else ""
    return f"{mix}{answers}{'' if parts.apart else '; may be chance'}"


def _sure(parts: Parts) -> Line:
    if parts.sure is None:
        return Line("change within the groups")
    return Line("more than chance", Mood.NEITHER) if parts.sure else Line("may be chance")


def _exhibit(result: LikeForLike, chart: Chart, finding: str, *, key: str) -> Exhibit:
    rows = like_for_like_rows(result)
    name = f"{result.measure.id}-like-for-like-by-{result.by}".replace("_", "-")
    return Exhibit(
        key=key,
        finding=finding,
        chart=chart,
        scope=f"{result.before_period} and {result.scope}",  # the scope begins with the later period
        source="; ".join(result.sources) or "no file",
        rows=rows,
        download=words_to_save(name, rows, result.sentence, f"{result.scope}.", warnings=result.warnings),
        about=about_result(result.measure, result.sources, result.sentence, result.weights, *_HOW),
        warnings=tuple(line for line in (result.warning, *result.warnings) if line),
        notes=result.notes,
    )
