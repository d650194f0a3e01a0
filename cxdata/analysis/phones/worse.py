"""Whose callers are served worse than the rest: queues, menu options and services, each against all the others.

A caller who gives up in a bad hour is no separate witness, so weeks (days, where there are few weeks) are the unit of
the test (stats.basics.spans). Every group and both measures are looked at together, so the chance of each is allowed
for by Benjamini and Hochberg over all of them. A difference under one point is no reason to ask a question, however
sure it is.
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
from cxdata.stats.basics.spans import FEWEST, Apart, groups_apart, in_spans
from cxdata.store import Store

JUDGED = ("abandoned_share", "answered_in_target")
"""What a group is judged by; the first comes first where both say that it is worse."""
WAYS = ("queue", "menu_option", "service")
"""What groups are told apart by, in the order in which they head the page."""
LEAST = 0.01
"""A difference that is worth a question: one point of a hundred."""
SURE = 0.05


@dataclass(frozen=True)
class Group:
    """One group of a split by one measure: counted, its share and that of the rest, the gap with its limits, and the
    chance before (p) and after (q) allowing for all that was looked at. Shares of 1.
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
    groups = {name: f"{name}::varchar" for name in WAYS}
    counted = count_in_spans(store, scope, council, measures=JUDGED, groups=groups)
    judged = judge([group for by in WAYS for name in JUDGED for group in apart(counted.rows, by, MEASURES[name])])
    why_not = ""
    if not judged:
        why_not = "the data tells no queues, menu options or services apart"
    elif all(np.isnan(group.p) for group in judged):
        why_not = f"queues are compared over {FEWEST} {counted.unit}s or more, and here are {counted.spans}"
    return Worse(counted.unit, counted.spans, judged, why_not)


def apart(rows: pd.DataFrame, by: str, measure: Measure) -> list[Group]:
    """The groups of one split by one measure, not judged yet; none where fewer than two are told apart."""
    x, n = rows[f"{measure.id}_x"].to_numpy(dtype=float), rows[f"{measure.id}_n"].to_numpy(dtype=float)
    levels = _levels(rows[by], x, n)
    if len(set(levels) - {NOT_RECORDED}) < 2:
        return []
    tables = [in_spans(levels, list(rows[by]), list(rows["span"]), values) for values in (x, n)]
    results = groups_apart(*tables)
    return [_group(measure, by, level, one) for level, one in zip(levels, results, strict=True)]


def _levels(column: "pd.Series[Any]", x: np.ndarray, n: np.ndarray) -> list[str]:
    """The groups whose counts can be a part and its whole: of whole calls, and no more than there were."""
    totals = pd.DataFrame({"level": column, "x": np.nan_to_num(x), "n": np.nan_to_num(n)}).groupby("level").sum()
    sound = totals[(totals["n"] > 0) & (totals["x"] <= totals["n"])]
    return [str(level) for level in sound.index]


def _group(measure: Measure, by: str, level: str, one: Apart) -> Group:
    figures = (one.x, one.n, one.share, one.other, one.gap, one.lower, one.upper, one.p)
    return Group(measure, by, level, Verdict.ALIKE, *figures, q=float("nan"))


def judge(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The same judged: by more than chance over all that was looked at, and by a point at least."""
    chances = benjamini_hochberg([group.p for group in groups])
    judged = zip(groups, chances, strict=True)
    return tuple(replace(group, q=float(q), verdict=_verdict(group, float(q))) for group, q in judged)


def _verdict(group: Group, q: float) -> Verdict:
    if not q < SURE or abs(group.gap) < LEAST or group.level == NOT_RECORDED:
        return Verdict.ALIKE
    good = (group.gap > 0) == (group.measure.better is Better.HIGHER)
    return Verdict.BETTER if good else Verdict.WORSE
