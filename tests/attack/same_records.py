"""Whether a figure that did not move tells that nobody was added: a year and its quarters, worked out value by value.

No sampling: every way in which four quarters can hold so many people is weighed, so the chances are exact.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from tests.attack.lattice import Lattice
from tests.attack.rules import TO, Floats, Ints, keyed_chance

MOST = 8  # people in a quarter that are thought of


@dataclass(frozen=True)
class Told:
    """Hidden quarters of small groups, those guessed right, those with a chance of .95, those of them that are right,
    and those that one gets right who is told only "1 to 4".
    """

    hidden: int
    right: int
    sure: int
    sure_right: int
    told_only: int


def year_and_quarters(web: Lattice, part: str, by: tuple[str, ...], *, same_records: bool) -> Told:
    """Guess each quarter of each cell from its four quarters and its year, by one who knows how large quarters are.

    same_records: whether the attacker may reckon that the same records have the same figure (and they do).
    """
    lengths = np.array([len(months) for months in web.periods])
    ids = web.blocks[part, by]
    quarters = ids[..., lengths == 3].reshape(-1, 4)
    year = ids[..., lengths == 12].reshape(-1)
    truth = web.truth[quarters]
    inside = (truth.max(axis=1) <= MOST) & (truth.max(axis=1) > 0)
    if not inside.any():
        return Told(0, 0, 0, 0, 0)
    prior = np.bincount(truth[inside].ravel(), minlength=MOST + 1) / truth[inside].size
    ways = np.array(list(product(range(MOST + 1), repeat=4)))
    weight = prior[ways].prod(axis=1)
    shown = np.column_stack([web.shown[quarters], web.shown[year]])[inside]
    tally = np.zeros(3, dtype=int)
    patterns, which = np.unique(shown, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        chances = _ways(ways, weight, pattern, same_records)
        for truths in truth[inside][which.reshape(-1) == number]:
            tally += _guess(ways, chances, truths)
    small = truth[inside]
    small = small[(small > 0) & (small < TO)]
    told = int((small == 1 + prior[1:TO].argmax()).sum())
    return Told(len(small), int(tally[0]), int(tally[1]), int(tally[2]), told)


def _ways(ways: Ints, weight: Floats, pattern: Ints, same_records: bool) -> Floats:
    """The chance of each way, the figures of the four quarters and of the year being seen."""
    total = ways.sum(axis=1)
    seen = keyed_chance(ways - pattern[:4]).prod(axis=1)
    of_year = keyed_chance(total - pattern[4])
    if same_records:
        only = (ways > 0).sum(axis=1) == 1
        its = pattern[:4][(ways > 0).argmax(axis=1)]
        of_year = np.where(only, its == pattern[4], of_year)
    found = weight * seen * of_year
    return found / found.sum()


def _guess(ways: Ints, chances: Floats, truths: Ints) -> Ints:
    """Right, sure, and sure and right, over the quarters that hold 1 to 4."""
    found = np.zeros(3, dtype=int)
    for at in np.flatnonzero((truths > 0) & (truths < TO)):
        each = np.bincount(ways[:, at], chances, MOST + 1)
        right, sure = each.argmax() == truths[at], each.max() >= 0.95
        found += (right, sure, right and sure)
    return found
