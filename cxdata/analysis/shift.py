"""What rose and what fell: the parts of a whole over one span, each beside its share of an earlier one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import pandas as pd

from cxdata.contract import NOT_RECORDED
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level, say_value
from cxdata.stats.basics.proportions import SMALL, TOO_FEW, newcombe

CONF = 0.95
MOST_WORDS = 20
NO_CHANNEL = ("other", "partner", NOT_RECORDED)
"""Levels that name no way of getting in touch that could rise or fall: they stand in the table."""


class Way(Enum):
    """How a share moved; ALIKE where chance could have moved it as far."""

    ROSE = "rose"
    FELL = "fell"
    ALIKE = "may be chance"
    UNKNOWN = "too few to say"


@dataclass(frozen=True)
class Moved:
    """One part: its share of 1 and its count then and now, and the change with its range, in shares of 1.

    nan where a base is too small to say; `few` where either base is small.
    """

    level: str
    then: float
    now: float
    count_then: float
    count_now: float
    change: float
    lower: float
    upper: float
    way: Way
    few: bool

    @property
    def drawn(self) -> bool:
        """Whether there is a change to draw."""
        return math.isfinite(self.change)


def moved(now: Answer, then: Answer) -> tuple[Moved, ...]:
    """How each part of a share by one dimension moved, those that rose most first.

    Both answers are of one measure and split by the same one dimension; a part that one of them lacks counts as 0
    there. A part rose or fell only where the range of its change excludes 0: Newcombe's interval (1998, method 10),
    widened for the number of parts looked at (Bonferroni).
    """
    dimension = now.by[0].id
    news, olds = _rows(now, dimension), _rows(then, dimension)
    levels = list(dict.fromkeys([*news, *olds]))
    whole_now, whole_then = _base(now), _base(then)
    conf = 1 - (1 - CONF) / max(sum(level not in NO_CHANNEL for level in levels), 1)
    parts = [_part(level, news.get(level), olds.get(level), whole_now, whole_then, conf) for level in levels]
    return tuple(sorted(parts, key=lambda part: (not part.drawn, -part.change if part.drawn else 0.0)))


def named(parts: Sequence[Moved]) -> list[Moved]:
    """The parts that are ways of getting in touch and can be drawn."""
    return [part for part in parts if part.drawn and part.level not in NO_CHANNEL]


def say_moved(now: Answer, parts: Sequence[Moved]) -> str:
    """What rose and what fell most, in at most 20 words; that nothing did by more than chance where nothing did."""
    dimension, seen = now.by[0], named(parts)
    if not seen:
        return "Too few contacts to say what rose or fell since the year before"
    rose = [part for part in seen if part.way is Way.ROSE]
    fell = [part for part in reversed(seen) if part.way is Way.FELL]
    if not rose and not fell:
        none = "No channel" if dimension.id == "channel" else "None of the three ways"
        return f"{none} rose or fell by more than chance since the year before"
    told = (_sentence(now, rose, fell, others=others) for others in (True, False))
    full, short = told
    return full if len(full.split()) <= MOST_WORDS else short


def _sentence(now: Answer, rose: Sequence[Moved], fell: Sequence[Moved], *, others: bool) -> str:
    """'Web and app rose 1.3 and 0.6 points in a year; phone fell 1.1 points, to 35.6% of contacts'."""
    parts: list[str] = []
    for those in (rose, fell):
        if not those:
            continue
        names = [say_level(now.by[0], part.level) for part in those]
        pair = others and len(those) == 2
        name = f"{names[0]} and {_lower(names[1])}" if pair else names[0]
        if others and len(those) > 2:
            name += f" (and {len(those) - 1} more)"
        size = say_points(those[0].change)
        if pair:
            size = f"{size.split()[0]} and {say_points(those[1].change).split()[0]} points"
        when = "" if parts else " in a year"
        of = "" if any("contacts" in part for part in parts) else " of contacts"
        to = "" if pair else f", to {say_value(now.measure, those[0].now, _base(now))}{of}"
        parts.append(f"{_lower(name) if parts else name} {those[0].way.value} {size}{when}{to}")
    return "; ".join(parts)


def _lower(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"


def say_points(change: float) -> str:
    """The size of a change of a share: '1.3 points'."""
    size = f"{abs(change) * 100:.1f}"
    return f"{size} point{'' if size == '1.0' else 's'}"


def _rows(answer: Answer, dimension: str) -> dict[str, pd.Series]:
    return {str(row[dimension]): row for _, row in answer.frame.iterrows()}


def _base(answer: Answer) -> float:
    bases = answer.frame["denominator"].dropna()
    return float(bases.iloc[0]) if len(bases) else math.nan


def _part(
    level: str, now: pd.Series | None, then: pd.Series | None, whole_now: float, whole_then: float, conf: float
) -> Moved:
    (count_now, base_now), (count_then, base_then) = _counts(now, whole_now), _counts(then, whole_then)
    bases = (base_now, base_then)
    if not all(base >= TOO_FEW for base in bases):
        nothing = math.nan
        return Moved(level, nothing, nothing, count_then, count_now, nothing, nothing, nothing, Way.UNKNOWN, few=True)
    change = newcombe(min(count_now, base_now), base_now, min(count_then, base_then), base_then, conf=conf)
    value, lower, upper = float(change.value), float(change.lower), float(change.upper)
    way = Way.ROSE if lower > 0 else Way.FELL if upper < 0 else Way.ALIKE
    return Moved(
        level,
        count_then / base_then,
        count_now / base_now,
        count_then,
        count_now,
        value,
        lower,
        upper,
        way,
        few=min(bases) < SMALL,
    )


def _counts(row: pd.Series | None, whole: float) -> tuple[float, float]:
    """The numerator and the base of a part; 0 of the whole where the answer does not name it."""
    if row is None:
        return 0.0, whole
    return float(row["numerator"]), float(row["denominator"])
