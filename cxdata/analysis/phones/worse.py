"""Whose callers are served worse than the rest: queues, menu options and services, each against all the others.

A caller who gives up in a bad hour is no separate witness, so weeks (days, where there are few weeks) are the unit of
the test (stats.basics.spans). The chance of each group is allowed for by Benjamini and Hochberg over the groups of its
split, and for the number of splits and measures looked at. A difference under one point is no reason to ask a question,
however sure it is.

A group that stands out is set aside before the others are held against each other: beside one very good queue all
others would else be called worse, and beside a bad one better. A good one is set aside only where it is small: where
many callers are served well, the others are not merely standing beside it. And a group with most of the calls is never
worse than the rest: it is what the rest is held against.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from cxdata.analysis.groups import Verdict
from cxdata.analysis.phones.in_spans import count_in_spans
from cxdata.analysis.result import Result
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.measures import MEASURES
from cxdata.measures.model import Better, Measure
from cxdata.scope import Scope
from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.basics.proportions import Floats
from cxdata.stats.basics.spans import FEWEST, Apart, groups_apart, in_spans
from cxdata.store import Store

JUDGED = ("abandoned_share", "answered_in_target")
"""What a group is judged by; the first comes first where both say that it is worse."""
WAYS = ("queue", "menu_option", "service")
"""What groups are told apart by, in the order in which they head the page."""
LEAST = 0.01
"""A difference that is worth a question: one point of a hundred."""
SURE = 0.05
SMALL = 0.35
"""Groups better than the rest are set aside while they have no more of all calls than this together, and each at most
`TWICE` those of the next; a group that has all but so many is never called worse."""
TWICE = 2.0
_ALIKE = 9
"""Gaps are alike to so many places: of two groups alone each is as far from the other."""


@dataclass(frozen=True)
class Group:
    """One group of a split by one measure: counted, its share and that of the rest (without what was set aside before
    it), the gap with its limits, and the chance before (p) and after (q) allowing for all that was looked at. Shares of
    1.
    """

    measure: Measure
    by: str
    level: str
    verdict: Verdict
    counted: float
    base: float
    share: float
    rest: float
    gap: float
    lower: float
    upper: float
    p: float
    q: float


@dataclass(frozen=True)
class Standing:
    """How every group stands, without a count: (measure, split, group) -> its verdict. `why_not` says why nothing was
    judged, "" where something was.
    """

    verdicts: Mapping[tuple[str, str, str], Verdict]
    heads: tuple[str, ...] = ()
    measure: str = JUDGED[0]
    by: str = ""
    why_not: str = ""

    def of(self, measure: str, by: str) -> dict[str, Verdict]:
        """The verdicts on the groups of one split by one measure."""
        return {level: verdict for (m, b, level), verdict in self.verdicts.items() if (m, b) == (measure, by)}


@dataclass(frozen=True)
class Worse(Result):
    """Every group looked at. `unit` is what was taken as one draw (week or day), `spans` how many there were, and
    `why_not` says why nothing was judged, "" where something was.
    """

    unit: str
    spans: int
    groups: tuple[Group, ...]
    why_not: str = ""

    @property
    def heads(self) -> tuple[Group, ...]:
        """The groups that head the page: those worse than the rest, of the first split and the first measure that has
        any, the furthest from the rest first.
        """
        for by in WAYS:
            for measure in JUDGED:
                named = (by, measure, Verdict.WORSE)
                found = [one for one in self.groups if (one.by, one.measure.id, one.verdict) == named]
                if found:
                    return tuple(sorted(found, key=lambda one: -abs(one.gap)))
        return ()

    @property
    def standing(self) -> Standing:
        """The verdicts alone."""
        heads = self.heads
        told = next((group for group in self.groups), None)
        return Standing(
            {(one.measure.id, one.by, one.level): one.verdict for one in self.groups},
            tuple(one.level for one in heads),
            heads[0].measure.id if heads else told.measure.id if told else JUDGED[0],
            heads[0].by if heads else told.by if told else "",
            self.why_not,
        )


def worse_than_the_rest(store: Store, scope: Scope, council: Council) -> Worse:
    """Judge every queue, menu option and service on the phones against the rest of them. One statement.

    The scope's choice of a queue, an option or a service does not narrow: who is chosen is held against the others too.
    """
    for name in WAYS:
        scope = scope.with_choice(name)
    groups = {name: name for name in WAYS}
    counted = count_in_spans(store, scope, council, measures=JUDGED, groups=groups)
    judged = judge(counted.rows, WAYS)
    why_not = ""
    if not judged:
        why_not = "the data tells no queues, menu options or services apart"
    elif all(np.isnan(group.p) for group in judged):
        why_not = f"queues are compared over {FEWEST} {counted.unit}s or more, and here are {counted.spans}"
    return Worse(counted.unit, counted.spans, judged, why_not)


@dataclass(frozen=True)
class Family:
    """The groups of one split by one measure: tables of parts and wholes with a row a group and a column a span."""

    measure: Measure
    by: str
    levels: tuple[str, ...]
    parts: Floats
    wholes: Floats


def family_of(rows: pd.DataFrame, by: str, measure: Measure) -> Family | None:
    """The groups of one split by one measure, of rows as `count_in_spans` gives them; None of fewer than two groups."""
    x, n = rows[f"{measure.id}_x"].to_numpy(dtype=float), rows[f"{measure.id}_n"].to_numpy(dtype=float)
    levels = _levels(rows[by], x, n)
    if len(set(levels) - {NOT_RECORDED}) < 2:
        return None
    tables = [in_spans(levels, list(rows[by]), list(rows["span"]), values) for values in (x, n)]
    return Family(measure, by, tuple(levels), *tables)


def _levels(column: "pd.Series[Any]", x: np.ndarray, n: np.ndarray) -> list[str]:
    """The groups whose counts can be a part and its whole: of whole calls, and no more than there were."""
    totals = pd.DataFrame({"level": column, "x": np.nan_to_num(x), "n": np.nan_to_num(n)}).groupby("level").sum()
    sound = totals[(totals["n"] > 0) & (totals["x"] <= totals["n"])]
    return [str(level) for level in sound.index]


def judge(rows: pd.DataFrame, ways: Sequence[str], measures: Sequence[str] = JUDGED) -> tuple[Group, ...]:
    """Every group of every split by every measure that the rows tell apart, judged."""
    found = [family_of(rows, by, MEASURES[name]) for by in ways for name in measures]
    families = [family for family in found if family is not None]
    return tuple(group for family in families for group in _set_apart(family, len(families)))


def _set_apart(family: Family, looks: int) -> list[Group]:
    """The groups of a family: the one furthest from the rest by more than chance is set aside, and the others are held
    against each other again, until none stands out. `looks` is how many families are looked at.
    """
    judged: dict[int, Group] = {}
    left, sides = list(range(len(family.levels))), _Sides(family)
    good = 0.0
    while len(left) > 1:
        results = groups_apart(family.parts[left], family.wholes[left])
        chances = np.fmin(looks * benjamini_hochberg([one.p for one in results]), 1.0)
        step = [_group(family, place, one, float(q)) for place, one, q in zip(left, results, chances, strict=True)]
        judged |= {place: replace(group, verdict=Verdict.ALIKE) for place, group in zip(left, step, strict=True)}
        apart = [
            (round(abs(one.gap), _ALIKE), one.verdict is Verdict.BETTER, place)
            for one, place in zip(step, left, strict=True)
            if sides.is_odd(place, one.verdict, good)
        ]
        if not apart:
            break
        *_, furthest = max(apart)
        found = step[left.index(furthest)]
        good += sides.of_calls[furthest] if found.verdict is Verdict.BETTER else 0.0
        if family.levels[furthest] != NOT_RECORDED:
            judged[furthest] = found
        left.remove(furthest)
    return [judged[place] for place in range(len(family.levels))]


class _Sides:
    """Which of two sides that differ is the odd one: a small group that is better, or a group that fares worse than the
    whole council or its middle call does, and is not most of the calls.
    """

    def __init__(self, family: Family) -> None:
        bases, parts = family.wholes.sum(axis=1), family.parts.sum(axis=1)
        self.of_calls = bases / bases.sum()
        self.badness = parts / bases * (-1 if family.measure.better is Better.HIGHER else 1)
        order = np.argsort(self.badness)
        middle = order[np.searchsorted(self.of_calls[order].cumsum(), 0.5)]
        self.usual = min(float(self.badness @ self.of_calls), float(self.badness[middle]))

    def is_odd(self, place: int, verdict: Verdict, good: float) -> bool:
        """Whether a group that differs is set aside; `good` is the share of calls of better ones set aside already."""
        own = self.of_calls[place]
        if verdict is Verdict.WORSE:
            return bool(own < 1 - SMALL and self.badness[place] > self.usual)
        next_largest = np.delete(self.of_calls, place).max()
        return verdict is Verdict.BETTER and bool(own + good <= SMALL and own <= TWICE * next_largest)


def _group(family: Family, place: int, one: Apart, q: float) -> Group:
    figures = (one.x, one.n, one.share, one.other, one.gap, one.lower, one.upper, one.p)
    verdict = verdict_of(one.gap, q, family.measure.better)
    return Group(family.measure, family.by, family.levels[place], verdict, *figures, q)


def verdict_of(gap: float, q: float, better: Better) -> Verdict:
    """How a gap of two shares stands that chance explains with `q`, allowing for all that was looked at."""
    if not q < SURE or abs(gap) < LEAST:
        return Verdict.ALIKE
    return Verdict.BETTER if (gap > 0) == (better is Better.HIGHER) else Verdict.WORSE
