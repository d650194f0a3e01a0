"""What the guessing attacker is told beforehand, and how well he does: beside somebody who is told only "1 to 4"."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tests.attack.lattice import Lattice
from tests.attack.rules import TO, Floats, Ints
from tests.attack.sampler import BARRED, System

IN_A_CLASS = 60
SURE = 0.95


@dataclass(frozen=True)
class Score:
    """Hidden counts, those guessed right, those so by one told only "1 to 4", those he is sure of, those rightly."""

    hidden: int
    right: int
    told_only: int
    sure: int
    sure_right: int

    def __add__(self, other: "Score") -> "Score":
        mine, theirs = vars(self).values(), vars(other).values()
        return Score(*(one + two for one, two in zip(mine, theirs, strict=True)))

    def __str__(self) -> str:
        share = 100 / max(self.hidden, 1)
        return (
            f"{self.hidden:,} hidden, {share * self.right:.0f} % guessed right (told only 1 to 4: "
            f"{share * self.told_only:.0f} %), {self.sure} sure ({self.sure_right} of them right)"
        )


def two_way(web: Lattice, part: str, by: tuple[str, ...]) -> System:
    """The cells of a table of two columns in each quarter, with every total of the table in quarters and the year."""
    wide = figures_of(web, part, by)
    # What a cell would hold if rows and columns had nothing to do with each other: its class is told by it.
    totals = [web.truth[wide[:, at]] for at in (1, 2, 3)]
    return system(web, wide, totals[0] * totals[1] / np.maximum(totals[2], 1))


def figures_of(web: Lattice, part: str, by: tuple[str, ...]) -> Ints:
    """The figures that each cell of a quarter is in: cell, row, column and all, in the quarter and, if there is one, in
    the year; (n, 8) or (n, 4).
    """
    lengths = np.array([len(months) for months in web.periods])
    quarters, year = np.flatnonzero(lengths == 3), np.flatnonzero(lengths == 12)
    cell, row, column, every = (web.blocks[part, name] for name in (by, by[:1], by[1:], ()))
    wide = [
        block[:, :, periods]
        for periods in (quarters, year)
        if len(periods)
        for block in (cell, row[:, None], column[None], every[None, None])
    ]
    return np.stack([found.ravel() for found in np.broadcast_arrays(*wide)], axis=1)


def shares(web: Lattice, by: tuple[str, ...]) -> System:
    """The satisfied and the others of each cell, each with its own totals and those of all answers."""
    answers, expected = figures_of(web, "answers", by), []
    parts = [np.concatenate([figures_of(web, share, by), answers], axis=1) for share in ("satisfied", "not_satisfied")]
    for share in parts:
        totals = [web.truth[share[:, at]] for at in (1, 2, 3)]
        expected.append(totals[0] * totals[1] / np.maximum(totals[2], 1))
    return system(web, np.concatenate(parts), np.concatenate(expected))


def all_satisfied(systems: Iterable[System], chances: Iterable[Floats]) -> tuple[float, float, int]:
    """Of groups of 3 to 9 answers: the share that are all satisfied; the attacker's mean chance of that in those that
    are; and how many these are. `systems` and chances are those of `shares`.
    """
    groups, given = 0, []
    for one, found in zip(systems, chances, strict=True):
        yes, others = np.split(one.true_counts, 2)
        few = (yes + others >= 3) & (yes + others <= 9)
        groups += int(few.sum())
        given.append(_chance_of_none(one, found)[len(yes) :][few & (others == 0)])
    every = np.concatenate(given)
    return len(every) / groups, float(every.mean()), len(every)


def _chance_of_none(system: System, chances: Floats) -> Floats:
    place = -system.floor
    inside = (place >= 0) & (place < chances.shape[1])
    return np.where(inside, chances[np.arange(len(place)), np.where(inside, place, 0)], 0)


def system(web: Lattice, parts: Ints, expected: Floats) -> System:
    """These counts of a web as a system; the prior of each is the true sizes of those with alike expected ones."""
    used, parts_here = np.unique(parts, return_inverse=True)
    truth = web.truth[used]
    kind = classes(expected)
    parts_here = parts_here.reshape(parts.shape)
    return System(parts_here, web.shown[used], truth, sizes(truth[parts_here[:, 0]], kind), kind)


def classes(expected: Floats) -> Ints:
    """Classes of about IN_A_CLASS counts and more, by expected size."""
    number = max(1, len(expected) // IN_A_CLASS)
    edges = np.unique(np.quantile(expected, np.linspace(0, 1, number + 1)[1:-1]))
    found = np.searchsorted(edges, expected, side="right")
    return np.unique(found, return_inverse=True)[1]


def sizes(counts: Ints, kind: Ints) -> Floats:
    """Log of the share of true counts of each size in each class: as they are below 10, smoothed by a quarter above."""
    width = int(counts.max() * 1.3) + 2 * TO
    weights = np.full((int(kind.max()) + 1, width), 0.01)
    for one, count in zip(kind, counts, strict=True):
        reach = count // 4 if count >= 10 else 0
        weights[one, count - reach : count + reach + 1] += 1 / (2 * reach + 1)
    weights /= weights.sum(axis=1, keepdims=True)
    return np.maximum(np.log(weights), BARRED)


def score(system: System, chances: Floats, counts: Ints | None = None) -> Score:
    """How the guesses fare on the counts of 1 to 4, or on those of them named."""
    truth = system.true_counts
    small = (truth > 0) & (truth < TO) & ~np.isnan(chances[:, 0])
    if counts is not None:
        small &= np.isin(np.arange(len(truth)), counts)
    at = np.flatnonzero(small)
    guess = system.floor[at] + chances[at].argmax(axis=1)
    sure = chances[at].max(axis=1) >= SURE
    told = 1 + system.prior[system.kind[at], 1:TO].argmax(axis=1)
    right = guess == truth[at]
    return Score(len(at), int(right.sum()), int((told == truth[at]).sum()), int(sure.sum()), int((sure & right).sum()))


def pooled(systems: Iterable[System], chances: Iterable[Floats]) -> Score:
    """The scores of several systems as one."""
    return sum((score(one, found) for one, found in zip(systems, chances, strict=True)), Score(0, 0, 0, 0, 0))
