"""Headline figures as published: value, change by more than chance and rounding, target, and the months behind it."""

from dataclasses import dataclass, replace

import numpy as np

from cxdata.analysis.course import MONTHS, Step
from cxdata.analysis.targets.aims import aim_of
from cxdata.analysis.targets.figures import is_by_month
from cxdata.errors import CxError
from cxdata.measures import DIMENSIONS, find_measure
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer
from cxdata.measures.registry.labels import label_of
from cxdata.measures.words import calendar_start, say_change, say_value
from cxdata.overview import Line, Mood, Tile, TileWords, words_of
from cxdata.periods import Period
from cxdata.published.reading import Reading
from cxdata.published.verdicts import CHANGE_BASE, JUDGED_BASE, Change, changed

TOO_FEW, ALIKE = "too few to compare", "about the same"
_MOODS = {Change.BETTER: Mood.GOOD, Change.WORSE: Mood.BAD}
_DOUBTS = {Change.CHANCE: ", may be chance", Change.TOO_FEW: ", too few to say more"}


def tiles_of(reading: Reading, measures: tuple[str, ...]) -> tuple[TileWords, ...]:
    """The tiles of those measures of which the edition has anything."""
    return tuple(tile_of(reading, measure) for measure in measures if reading.has(measure))


def tile_of(reading: Reading, measure: str) -> TileWords:
    """One measure in the period chosen; where it is refused there, the reason stands in the tile."""
    try:
        now = reading.ask(measure)
    except CxError:
        return TileWords(label_of(find_measure(measure)), "–", remark="not published for this choice")
    aim = aim_of(now.measure, reading.scope, reading.council, reading.period.last_day)
    judged = _base(now) >= JUDGED_BASE and not (is_by_month(now.measure) and reading.period.whole_months != 1)
    aim = aim if judged else replace(aim, value=None, goals=())
    if not now.frame.empty and np.isnan(_value(now)):
        return TileWords(label_of(now.measure), "–", remark=str(now.frame["base_note"].iloc[0]))
    known = reading.knows_choice(measure)
    whole = reading.everybody(measure) if reading.chosen and known and not now.measure.is_count else None
    words = words_of(Tile(now, now.scope.period, None, whole, aim))
    if now.scope.period != reading.period:
        words = replace(words, remark=str(now.scope.period))
    if not known and reading.chosen:
        words = replace(words, remark=f"whole council: no {DIMENSIONS[reading.chosen[0]].title.lower()} known")
    return replace(words, change=_change_of(reading, measure), course=_course(reading, measure))


def _change_of(reading: Reading, measure: str) -> Line | None:
    compared = reading.compared(measure)
    if compared is None:
        return None
    said = say_change_of(*(reading.ask(measure, period=period) for period in compared))
    when = " on the year" if compared[0] == reading.period else f" on the year in {compared[0]}"
    return Line(f"{said.words}{when}{said.doubt}", said.mood)


@dataclass(frozen=True)
class Said:
    """How a figure changed ('up 4%'), the doubt about it (', may be chance'), how it is marked, and whether it is
    claimed: a change that nothing can judge is told and not claimed.
    """

    words: str
    doubt: str = ""
    mood: Mood = Mood.NEITHER
    claimed: bool = False


def say_change_of(now: Answer, then: Answer) -> Said:
    """How a figure changed since another period."""
    if now.frame.empty or then.frame.empty or np.isnan([_value(now), _value(then)]).any():
        return Said(TOO_FEW)
    measure, verdict = now.measure, changed(now, then)
    words = _amount(measure, now, then)
    if words == ALIKE:
        return Said(words)
    if words.startswith("from "):
        return Said(words, _DOUBTS[Change.TOO_FEW])
    if verdict in _MOODS:
        way = "better" if verdict is Change.BETTER else "worse"
        return Said(f"{way} by {words.partition(' ')[2]}", "", _MOODS[verdict], claimed=True)
    return Said(words, _DOUBTS.get(verdict, ""), claimed=verdict is Change.DIFFERENT)


def _amount(measure: Measure, now: Answer, then: Answer) -> str:
    """The change in words: of a count in whole per cent from 50, below that both as they are shown."""
    value, before = _value(now), _value(then)
    if measure.is_count or measure.scale != 1:
        counts = [float(answer.frame["numerator"].iloc[0]) for answer in (now, then)]
        if counts[0] == counts[1]:
            return ALIKE
        if min(counts) < CHANGE_BASE:
            return f"from {_about(then)} to {_about(now)}"
        change = round((value / before - 1) * 100)
        return f"{'up' if change > 0 else 'down'} {abs(change)}%" if change else ALIKE
    base = float(np.fmin(_base(now), _base(then)))
    said = say_change(measure, value, before, base).replace("percentage point", "point")
    return ALIKE if said == "no change" else said


def _about(answer: Answer) -> str:
    """'about 10'; '0 to 4' of a count that is shown as none."""
    said = say_value(answer.measure, _value(answer))
    return f"about {said}" if _value(answer) else said


def _value(answer: Answer) -> float:
    return float(answer.frame["value"].iloc[0])


def _base(answer: Answer) -> float:
    """How many stand behind a figure, as shown."""
    if answer.frame.empty:
        return 0.0
    row = answer.frame.iloc[0]
    return float(row["numerator"] if answer.measure.is_count else row["denominator"])


def _course(reading: Reading, measure: str) -> tuple[Step, ...]:
    """The newest thirteen months that are published; () where months are not."""
    try:
        frame = reading.course(measure).frame
    except CxError:
        return ()
    values = {
        calendar_start("month", str(name)): float(value)
        for name, value in zip(frame["month"], frame["value"], strict=True)
    }
    if not values:
        return ()
    last = max(values)
    window = Period(min(values), last.replace(day=28)).months()[-MONTHS:]
    return tuple(Step(start, None if np.isnan(values.get(start, np.nan)) else values[start]) for start in window)
