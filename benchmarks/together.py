"""Counts of several published tables in one set of equations, as an attacker puts them who has all of the tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from cxdata.measures.query import Answer
from cxdata.stats.disclosure.rules import DisclosureRules, Reach
from cxdata.stats.disclosure.suppression import narrow_cells


@dataclass
class Together:
    """Counts of several published tables in one set of equations: bounds, what adds up to what, and the truth."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    truth: list[float] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    sums: list[tuple[int, Sequence[int]]] = field(default_factory=list)

    def add(self, name: str, low: float, high: float, truth: float) -> int:
        """One count, and its place."""
        self.low.append(low)
        self.high.append(high)
        self.truth.append(truth)
        self.names.append(name)
        return len(self.names) - 1

    def add_table(self, name: str, known: Reach, truth: Sequence[float]) -> dict[tuple[str, ...], int]:
        """Every count of a published table, and their places by key."""
        rows = zip(known.keys, known.low, known.high, truth, strict=True)
        return {key: self.add(f"{name} {' / '.join(key)}", low, high, count) for key, low, high, count in rows}

    def told(self, rules: DisclosureRules) -> Iterator[str]:
        """The hidden counts of 1 to 4 that can be one number only."""
        low, high = np.array(self.low), np.array(self.high)
        truth = np.array(self.truth)
        secrets = np.flatnonzero(rules.is_small(truth) & (low < high)).tolist()
        for place in narrow_cells(low, high, self.sums, secrets, width=1):
            yield f"{self.names[place]} is {truth[place]:.0f}"

    def hidden(self, rules: DisclosureRules) -> int:
        """How many counts of 1 to 4 there are to be found."""
        return int((rules.is_small(np.array(self.truth)) & (np.array(self.low) < np.array(self.high))).sum())


@dataclass
class Found:
    """How many sets of tables were held together, what was hidden in them, and what fell."""

    sets: dict[str, int] = field(default_factory=dict)
    hidden: dict[str, int] = field(default_factory=dict)
    fallen: list[str] = field(default_factory=list)

    def hold(self, kind: str, where: str, together: Together, rules: DisclosureRules) -> None:
        """Attack one set."""
        self.count(kind, together.hidden(rules))
        self.fallen += [f"{kind}, {where}: {told}" for told in together.told(rules)]

    def count(self, kind: str, hidden: int) -> None:
        """One more set, with so many hidden counts."""
        self.sets[kind] = self.sets.get(kind, 0) + 1
        self.hidden[kind] = self.hidden.get(kind, 0) + hidden


def truth_of(true: Answer, known: Reach, column: str = "numerator") -> list[float]:
    """The true counts in the order of what is known of them."""
    groups = [dimension.id for dimension in true.by]
    rows = true.frame[groups].itertuples(index=False, name=None) if groups else [()] * len(true.frame)
    counts = dict(zip((tuple(map(str, row)) for row in rows), true.frame[column].fillna(0.0), strict=True))
    return [float(counts.get(key, 0.0)) for key in known.keys]
