"""The ladder of taking part, who is asked and opts in, its rates quarter by quarter, and who sends people."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from math import isnan, nan

from cxdata.analysis.groups import Verdict
from cxdata.analysis.result import in_100, say_many
from cxdata.analysis.taking_part.counts import HIGHER, LOWER, Group, Quarter
from cxdata.analysis.taking_part.page import TakingPart
from cxdata.analysis.taking_part.rungs import ASKED, BESIDE, LADDER, OPTED_IN, TITLES
from cxdata.analysis.taking_part.sources import Source
from cxdata.charts.dots import MOST, Beside, Dot, how_to_read, lay_out
from cxdata.charts.drawing.colours import ACCENT, PALETTE, text_colour
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Line, Mark, Point, Points
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick
from cxdata.charts.over_time.labels import End, end_texts, room_right
from cxdata.charts.parts import alt
from cxdata.charts.parts.scale import extent, tick_text, ticks
from cxdata.charts.parts.timeline import dates_across
from cxdata.charts.people.bars import BarRow, bars
from cxdata.measures import find_dimension, find_measure
from cxdata.measures.words import say_count, say_level
from cxdata.periods import say_month
from cxdata.stats.basics.proportions import SMALL, TOO_FEW, VERY_SMALL, wilson

HEIGHT = 300
_OVER, _UNDER = 16, 52  # pixels over and under the plot of a course
MANY = 12
"""So many groups are drawn all, so that channels stand together; of more the lowest."""
SHARE = replace(find_measure("online_share"), decimals=0)
_SAID = {ASKED: "asked, of contacts", OPTED_IN: "opted in, of those asked"}
_RUNGS = {rung.id: rung for rung in LADDER}
LADDER_READING = "Bar: how many, over the period. Under each name: how many for each 100 of the step above."
SOURCES_ALONE = "Bar: people over the period."
SOURCES_READING = f"{SOURCES_ALONE} Upright line: the same time a year before."


def ladder(result: TakingPart, *, narrow: bool = False) -> Chart | None:
    """A bar for each step from contacts down; the step onto which the fewest come is picked out. None without two."""
    if len(result.steps) < 2:
        return None
    rows = []
    for step in result.steps:
        rate = "" if isnan(step.rate) else f"\n{100 * step.rate:,.0f} for {_RUNGS[step.before].of_100}"
        if 0 < step.rate < 0.995:
            rate = f"\n{in_100(step.rate).removesuffix(' in 100')} of {_RUNGS[step.before].of_100}"
        rows.append(
            BarRow(
                f"{step.title}{rate}",
                step.people,
                say_count(step.people),
                hover=f"{step.title}\n{say_count(step.people)}",
                strong=step is result.broken,
            )
        )
    words = "; ".join(f"{step.title} {say_count(step.people)}" for step in result.steps)
    return Chart(bars(rows, narrow=narrow), f"Bars: people on each step. {words}.", LADDER_READING)


def rates_of_groups(
    groups: Sequence[Group], rung: str, *, highlight: Collection[str] = (), narrow: bool = False
) -> Chart | None:
    """The rate of one step in each ward or channel: the lowest first, and of many those chosen. None without
    two that have one.
    """
    known = sorted((one for one in groups if _has_rate(one, rung)), key=lambda one: one.rate(rung))
    if len(known) < 2:
        return None
    most = MOST if len(known) > MANY else MANY
    shown = [one for place, one in enumerate(known) if place < most or one.level in highlight]
    dots = [_dot(one, rung, highlight) for one in shown]
    part, whole = (sum(one.people(name) for one in known) for name in (rung, BESIDE[rung]))
    silent = [_name(one) for one in groups if one not in known]
    notes = [alt.say_more(len(known) - len(shown), known[0].by), _say_none(silent)]
    said = "; ".join(f"{dot.name} {dot.value:.0%}" for dot in dots)
    return Chart(
        lay_out(SHARE, dots, beside=[Beside(part / whole, "All together")], narrow=narrow),
        f"Dots: {_SAID[rung]}, the lowest first. {said}.",
        how_to_read(dots),
        tuple(note for note in notes if note),
    )


def course(quarters: Sequence[Quarter], *, narrow: bool = False) -> Chart | None:
    """Who was asked, of contacts, and who opted in, of those asked, quarter by quarter. None without two quarters."""
    starts = [_start(quarter.name) for quarter in quarters]
    lines = {rung: [_rate(quarter, rung) for quarter in quarters] for rung in BESIDE}
    lines = {rung: rates for rung, rates in lines.items() if sum(not isnan(rate) for rate in rates) > 1}
    if not lines:
        return None
    _, high = extent([rate for rates in lines.values() for rate in rates])
    at = ticks(SHARE, 0.0, min(1.1 * high, 1.0))
    across = dates_across(find_dimension("quarter"), starts, narrow=narrow)
    marks: list[Mark] = []
    ends = []
    for colour, (rung, rates) in zip((ACCENT, PALETTE[2]), lines.items(), strict=False):
        days = [start.toordinal() for start in starts]
        marks.append(Line(tuple(days), tuple(None if isnan(rate) else rate for rate in rates), colour, width=2.5))
        marks.append(
            Points(
                tuple(
                    Point(day, rate, colour, size=9, hover=f"{quarter.name}\n{rate:.0%} {_SAID[rung]}")
                    for day, rate, quarter in zip(days, rates, quarters, strict=True)
                    if not isnan(rate)
                )
            )
        )
        last = [rate for rate in rates if not isnan(rate)][-1]
        ends.append(End(last, _SAID[rung].capitalize(), f"{last:.0%}", text_colour(colour), bold=True))
    upright = Axis((0.0, at[-1]), tuple(Tick(value, tick_text(SHARE, value)) for value in at), grid=True)
    texts = end_texts(ends, at=across.span[1], span=upright.span, plot=HEIGHT - _OVER - _UNDER, wide=14)
    margins = Margins(
        left=widest([tick.words for tick in upright.ticks], SIZE) + 14,
        right=room_right(texts),
        top=_OVER,
        bottom=_UNDER,
    )
    said = "; ".join(f"{TITLES[rung]} from {rates[0]:.0%} to {rates[-1]:.0%}" for rung, rates in lines.items())
    return Chart(
        Drawing((*marks, *texts), across, upright, HEIGHT, margins),
        f"Lines over {len(quarters)} quarters: {said}.",
        "Whole quarters only.",
    )


def sources(found: Sequence[Source], *, narrow: bool = False) -> Chart | None:
    """People that each source sent, beside the same time a year before; those gone silent are picked out."""
    if not found:
        return None
    rows = []
    for one in found:
        name = f"{one.name}\nnobody since {say_month(one.last)}" if one.silent else one.name
        hover = f"{one.name}\n{say_many(one.people, 'person', 'people')}; the last in {say_month(one.last)}"
        rows.append(
            BarRow(name, one.people, _then(one), nan if one.year_before is None else one.year_before, hover, one.silent)
        )
    words = "; ".join(f"{one.name} {_then(one)}" for one in found)
    reading = SOURCES_READING if any(one.year_before is not None for one in found) else SOURCES_ALONE
    return Chart(bars(rows, narrow=narrow), f"Bars: people sent by each source. {words}.", reading)


def _then(one: Source) -> str:
    """'154, was 61'; '154' where the log does not reach back a year."""
    before = "" if one.year_before is None else f", was {say_count(one.year_before)}"
    return f"{say_count(one.people)}{before}"


def _name(group: Group) -> str:
    return say_level(group.by, group.level)


def _has_rate(group: Group, rung: str) -> bool:
    return group.people(BESIDE[rung]) >= TOO_FEW and group.people(rung) <= group.people(BESIDE[rung])


def _dot(group: Group, rung: str, highlight: Collection[str]) -> Dot:
    x, n = group.people(rung), group.people(BESIDE[rung])
    limits = wilson(x, n)
    verdict = {LOWER: Verdict.WORSE, HIGHER: Verdict.BETTER}.get(group.asked if rung == ASKED else group.opted_in)
    return Dot(
        name=_name(group),
        value=x / n,
        lower=float(limits.lower),
        upper=float(limits.upper),
        base=n,
        verdict=verdict or Verdict.ALIKE,
        few=n < SMALL if n >= VERY_SMALL else True,
        chosen=group.level in highlight,
        hover=f"{_name(group)}\n{say_count(x)} {_SAID[rung].partition(',')[0]}, of {say_count(n)}",
        key=group.level,
    )


def _say_none(names: Sequence[str]) -> str:
    return f"Too few to say, or not told: {alt.list_names(names)}." if names else ""


def _rate(quarter: Quarter, rung: str) -> float:
    return next((step.rate for step in quarter.steps if step.rung == rung and step.before == BESIDE[rung]), nan)


def _start(name: str) -> date:
    """The first day of '2026/27 Q1'."""
    year, number = int(name[:4]), int(name[-1])
    month = 4 + 3 * (number - 1)
    return date(year + (month > 12), (month - 1) % 12 + 1, 1)
