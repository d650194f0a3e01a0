"""Findings in at most 20 words, as a member would say them: who, how many in each hundred, against whom."""

from collections.abc import Sequence

import numpy as np

from cxdata.analysis.change.charts import Control
from cxdata.analysis.hidden.shares import SHARES
from cxdata.measures.comparison import Compared
from cxdata.measures.model import Measure, Unit
from cxdata.measures.registry.labels import label_of
from cxdata.measures.words import say_range, say_value
from cxdata.overview.tile_words import earlier
from cxdata.periods import Period

MOST_WORDS = 20


def say_group(name: str, measure: Measure, share: float, rest: float) -> str:
    """'Housing repairs: 15 in 100 contacts were late, against 10 of the rest': always those for whom it went badly.

    `share` and `rest` are the measure's own, from 0 to 1.
    """
    of = SHARES[measure.id]
    is_bad_share = of.bad_count == measure.numerator
    here, there = _in_each_100(*((share, rest) if is_bad_share else (1 - share, 1 - rest)))
    things = "" if of.is_survey else f"{of.counted} "
    tail = f"{here} {things}{of.bad}, against {there} of the rest"
    return _fitting(f"{name}: {tail}", f"{_first_words(name)}: {tail}")


def say_since(measure: Measure, now: float, then: float, compared: Compared, asked: Period | None, word: str) -> str:
    """'Callers who gave up: 7.0%, worse than the 5.4% of a year before'."""
    when = earlier(compared, asked)
    return f"{label_of(measure)}: {say_value(measure, now)}, {word} than the {say_value(measure, then)} of {when}"


def say_target(measure: Measure, value: float, target: str, *, met: bool, services: Sequence[str] = ()) -> str:
    """'Average phone wait: 2 min 15 s, and the target of 2 min is missed'; `services` are those it is for."""
    said = say_value(measure, value)
    just = "just " if said.replace(".0%", "%") == target else ""
    of = "" if not services else f", {services[0] if len(services) == 1 else f'{len(services)} services'}"
    return f"{label_of(measure)}{of}: {said}, and the target of {target} is {just}{'met' if met else 'missed'}"


def say_change(control: Control) -> str:
    """A real change for the worse: the new level, the months in a row, or the month out of the ordinary."""
    measure, series, judged = control.measure, control.series, control.judged
    at, latest, level = judged.at or 0, judged.latest, judged.new_level
    label, base = label_of(measure), float(series.denominators[at])
    now = f"{say_value(measure, float(series.values[at]), base)} in {series.name(at)}"
    if level:
        before, after = say_value(measure, level.before), say_value(measure, level.after)
        return f"{label} got worse: about {after} since {series.name(level.at)}, against {before} before"
    if latest is not None and latest.trend:
        return f"{label} got worse {abs(latest.steps)} {series.step}s in a row, to {now}"
    if latest is not None and latest.outside:
        top = 1.0 if measure.unit is Unit.SHARE else np.inf
        usual = say_range(measure, max(float(judged.lower[at]), 0.0), min(float(judged.upper[at]), top), base)
        return f"{label}: {now}, worse than the usual {usual}"
    run = latest.run if latest is not None else 0
    return f"{label} has been worse than usual for {run} {series.step}s: {now}"


def say_came_back(service: str, share: float, rest: float, days: int) -> str:
    """'Benefits: 45 in 100 people came back within 14 days, against 30 of the rest'."""
    here, there = _in_each_100(share, rest)
    return _fitting(f"{service}: {here} people came back within {days} days, against {there} of the rest")


def _in_each_100(share: float, rest: float) -> tuple[str, str]:
    """Two shares to be held against each other: '28 in 100' and '5'; of 1,000 where they would look alike, or like
    nothing.
    """
    here, there = share, rest
    for base in (100, 1000):
        here, there = round(share * base), round(rest * base)
        if here != there and (here or not share) and (there or not rest):
            return f"{here} in {base:,}", str(there) if there else "none"
    return f"{here} in 1,000", str(there)


def _fitting(*ways: str) -> str:
    """The first that is short enough; the last where none is."""
    return next((words for words in ways if len(words.split()) <= MOST_WORDS), ways[-1])


def _first_words(name: str, most: int = 8) -> str:
    """A long name cut after so many words."""
    words = name.split()
    return name if len(words) <= most else f"{' '.join(words[:most])} …"
