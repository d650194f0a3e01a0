"""A headline figure in the few words that a tile holds: all that is said more exactly stands in `lines_of`."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from cxdata.analysis.both_sides import names_online
from cxdata.analysis.course import Step
from cxdata.analysis.targets.aims import Goal
from cxdata.analysis.targets.rows import Row
from cxdata.analysis.targets.verdict import Verdict, judge
from cxdata.contract import TABLES
from cxdata.findings import Strength
from cxdata.measures.comparison import NOT_SO_FAR_BACK, Compared
from cxdata.measures.model import Better, Measure
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import DIMENSIONS, splits
from cxdata.measures.registry.labels import label_of
from cxdata.measures.words import say_count, say_value, short_value
from cxdata.overview.tiles import Change, Tile, value_of
from cxdata.periods import Period, say_date


class Mood(Enum):
    """How a line of a tile is marked, by shape and word: a claim only where it is more than chance."""

    GOOD = "good"
    BAD = "bad"
    NEITHER = "neither"


@dataclass(frozen=True)
class Line:
    """A few words and how they are marked."""

    words: str
    mood: Mood = Mood.NEITHER


@dataclass(frozen=True)
class TileWords:
    """What a tile says: its label and figure, then the change and the target (None where there is none).

    `beside` is the council's figure, of a narrowed selection; `remark` is what changes how the figure is read: of what
    it really is, that it rests on few, or what would fill it. `course` are the months behind it, the oldest first.
    """

    label: str
    value: str
    change: Line | None = None
    target: Line | None = None
    beside: str = ""
    remark: str = ""
    course: tuple[Step, ...] = ()


def words_of(one: Tile) -> TileWords:
    """A tile in words. A measure without data names the export that would fill it."""
    measure = one.now.measure
    label = one.label or label_of(measure)
    if one.now.empty:
        missing = f"To fill it, load: {one.unloaded[:1].lower()}{one.unloaded[1:]}" if one.unloaded else ""
        return TileWords(label, "No data", remark=missing or "Nothing in this selection")
    return TileWords(
        label,
        value_of(one),
        _change(one.change, one.asked) if one.change else None,
        _target(one),
        one.beside or _council(one),
        _remark(one.now, one.asked) or _compared_to(one),
    )


def _compared_to(one: Tile) -> str:
    """Of a figure whose change is that of a part of its dates, the last day of that part."""
    now = one.change.compared.now if one.change else None
    if one.asked is None or now is None or now.end >= one.asked.end:
        return ""
    return f"change only up to {say_date(now.last_day)}"


def _change(change: Change, asked: Period | None) -> Line:
    """'up 0.4 points on the year, may be chance'; 'better by 4.5 points on the year' where it is more than chance."""
    if change.here is None or change.there is None:
        nothing = change.compared.why_not == NOT_SO_FAR_BACK
        return Line("nothing earlier to compare" if nothing else "no fair comparison")
    words, strength = change.said
    if strength is Strength.TOO_FEW:
        return Line("too few to compare")
    words = words.replace("percentage point", "point")
    against = _against(change.compared, asked)
    if words == "no change":
        return Line(f"no change {against}")
    measure = change.here.measure
    if strength is Strength.CLEAR and measure.better is not Better.NEITHER:
        good = words.startswith("up ") == (measure.better is Better.HIGHER)
        amount = words.partition(" ")[2]
        return Line(f"{'better' if good else 'worse'} by {amount} {against}", Mood.GOOD if good else Mood.BAD)
    return Line(f"{words} {against}{', may be chance' if strength is Strength.POSSIBLE else ''}")


def _against(compared: Compared, asked: Period | None) -> str:
    """What a figure is compared with: 'on the year', 'on the month before', 'on the same months a year before'."""
    before = earlier(compared, asked)
    return "on the year" if before == "a year before" else f"on {before}"


def earlier(compared: Compared, asked: Period | None) -> str:
    """The earlier span in words: 'a year before', 'the month before', 'the same months a year before'."""
    now, then = compared.now, compared.then
    if now is None or then is None:
        return ""
    year = then == now.year_before()
    if asked is not None and now != asked:
        return f"the same {'months' if now.whole_months else 'days'} {'a year before' if year else 'before'}"
    if year:
        return "a year before"
    return {1: "the month before", 3: "the quarter before"}.get(now.whole_months or 0, "the period before")


def _target(one: Tile) -> Line | None:
    """'target 90% met'; of a survey whose range holds the target, that it is too close to say."""
    if one.of_services:
        return _of_online(one, _target_of_services(one.of_services))
    row = one.now.frame.iloc[0]
    verdict = judge(one.now.measure, one.aim.goals, *(float(row[name]) for name in ("value", "lower", "upper")))
    if verdict is Verdict.NOT_JUDGED:
        return None
    return _of_online(one, say_verdict(_name_of_goals(one.now.measure, one.aim.goals), verdict))


def _of_online(one: Tile, line: Line) -> Line:
    """A target of online that is met is no good news by itself: it counts nobody who is left behind by it."""
    if line.mood is not Mood.GOOD or not names_online(one.now.measure.title):
        return line
    return Line(f"{line.words}; who is left behind?", Mood.NEITHER)


def _target_of_services(rows: Sequence[Row]) -> Line:
    """'target 80% to 85% of 4 services missed'; of several such targets how many are missed."""
    if len(rows) == 1:
        [row] = rows
        of = row.services[0] if len(row.services) == 1 else f"{len(row.services)} services"
        return say_verdict(f"{_name_of_goals(row.measure, row.goals)} of {of}", row.verdict)
    missed = sum(row.verdict is Verdict.MISSED for row in rows)
    if not missed:
        met = all(row.verdict is Verdict.MET for row in rows)
        return Line(f"targets of {len(rows)} services {'met' if met else 'not missed'}", Mood.GOOD)
    return Line(f"targets of {missed} of {len(rows)} services missed", Mood.BAD)


def say_verdict(target: str, verdict: Verdict) -> Line:
    """'target 90% met'; 'target 90%: too close to say'."""
    mood = {Verdict.MET: Mood.GOOD, Verdict.MISSED: Mood.BAD}.get(verdict, Mood.NEITHER)
    return Line(f"{target}{':' if verdict is Verdict.CLOSE else ''} {verdict.value}", mood)


def _name_of_goals(measure: Measure, goals: Sequence[Goal]) -> str:
    """'target 80% to 85%'; of a baseline 'aim above 40%'."""
    ends = " to ".join(short_value(measure, goal.value) for goal in sorted(goals, key=lambda goal: goal.value))
    if goals[0].beyond:
        return f"aim {'above' if goals[0].at_least else 'below'} {ends}"
    return f"target {ends}"


def _council(one: Tile) -> str:
    """'council 91.4%'; where that is of the other choices made too, 'all wards 91.4%'."""
    if one.council is None or one.council.frame.empty:
        return ""
    row = one.council.frame.iloc[0]
    if math.isnan(row["value"]):
        return ""
    kept = any(name in splits(one.council.measure) for name, _ in one.council.scope.choices)
    return f"{'all wards' if kept else 'council'} {say_value(one.council.measure, row['value'], row['denominator'])}"


def _remark(now: Answer, period: Period | None) -> str:
    """What the figure really is of: narrower than what was chosen, wider, or of few."""
    row = now.frame.iloc[0]
    possible = splits(now.measure)
    unknown = [DIMENSIONS[name].title.lower() for name, _ in now.scope.choices if name not in possible]
    if unknown:
        return f"{'' if len(unknown) < len(now.scope.choices) else 'whole council: '}no {unknown[0]} known"
    if math.isnan(row["value"]):
        return str(row["base_note"] or "no data")
    if row["base_note"]:
        return f"only {say_count(row['denominator'])} {TABLES[now.measure.table].noun}"
    if period is not None and now.scope.period is not None and now.scope.period.end < period.end:
        return f"up to {say_date(now.scope.period.last_day)}"
    return ""
