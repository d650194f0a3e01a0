"""An attacker who guesses: a sampler that knows the rule, its parameters, what adds up to what and how large counts
usually are, but not the key. It gives the chance of each value of each hidden count.

Many chains at once, for many tables at once, one proposal a chain and step: a count one up or down, or one up and a
neighbour of the same total down. They begin at the published figures and are cooled until every sum holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tests.attack.rules import TO, UNSHOWN, Floats, Ints, keyed_chance

REACH = TO - 1  # how far a shown figure may lie from its count
WIDE = 2 * REACH + 1
FAR = 4000
BARRED = -1e6


@dataclass(frozen=True)
class System:
    """Counts that are guessed together.

    parts (counts, figures): the figures that each count is in, its own first, column by column of one meaning (`pairs`:
    whether two counts of one figure stand in one column, so that they may move against each other). shown and truth
    hold one value a figure. prior (classes, values) is the logarithm of the chance of each value, kind the class
    of each count.
    """

    parts: Ints
    shown: Ints
    truth: Ints
    prior: Floats
    kind: Ints
    pairs: bool = True

    @property
    def floor(self) -> Ints:
        """The least value that is thought of for each count: 4 below its figure, 0 where it is not published."""
        own = self.shown[self.parts[:, 0]]
        return np.where(own == UNSHOWN, 0, own - REACH)

    @property
    def true_counts(self) -> Ints:
        """What they are."""
        return self.truth[self.parts[:, 0]]


class _Stack:
    """Systems and their chains laid end to end, so that one step of numpy moves all."""

    def __init__(self, systems: Sequence[System], chains: int, width: int, rng: np.random.Generator) -> None:
        widest = max(system.prior.shape[1] for system in systems)
        sizes = [len(system.parts) for system in systems]
        figures = [len(system.shown) for system in systems]
        classes = [len(system.prior) for system in systems]
        first_leaf, first_figure, first_class = (
            np.concatenate([[0], np.cumsum(found)]) for found in (sizes, figures, classes)
        )
        self.first_leaf = first_leaf
        self.parts = np.concatenate([s.parts + at for s, at in zip(systems, first_figure, strict=False)])
        self.shown = np.concatenate([system.shown for system in systems])
        self.kind = np.concatenate([s.kind + at for s, at in zip(systems, first_class, strict=False)])
        self.prior = np.full((sum(classes), widest), BARRED)
        for system, at in zip(systems, first_class, strict=False):
            self.prior[at : at + len(system.prior), : system.prior.shape[1]] = system.prior
        which = np.repeat(np.arange(len(systems)), chains)
        self.leaf_from, self.leaves = first_leaf[which], np.array(sizes)[which]
        held = np.array(figures)[which]
        self.offset = np.concatenate([[0], np.cumsum(held)[:-1]]) - first_figure[which]
        self.state = np.zeros(int(held.sum()), dtype=np.int64)
        for chain, (at, system) in enumerate(zip(self.offset + first_figure[which], which, strict=True)):
            parts = systems[system].parts
            begun = np.repeat(_begin(systems[system], width, rng), parts.shape[1])
            self.state[at : at + held[chain]] = np.bincount(parts.ravel(), begun, held[chain])
        columns = range(self.parts.shape[1])
        order = [np.argsort(self.parts[:, column], kind="stable") for column in columns]
        self.order = np.stack(order)
        ordered = [self.parts[order[column], column] for column in columns]
        self.start = np.stack([np.searchsorted(ordered[c], self.parts[:, c]) for c in columns], axis=1)
        ends = np.stack([np.searchsorted(ordered[c], self.parts[:, c], side="right") for c in columns], axis=1)
        self.size = ends - self.start
        self.chains, self.systems = chains, systems
        self.published = self.shown != UNSHOWN
        self.together = 2.0 * self.parts.shape[1] if all(system.pairs for system in systems) else np.inf

    def move(self, chance: Floats, table: Floats) -> None:
        """One proposal in each chain; chance (5, chains) are numbers from 0 to 1, table the likelihood by distance.

        A count goes one up or down, alone or with another count of one of its totals going the other way.
        """
        leaf = self.leaf_from + (chance[0] * self.leaves).astype(np.int64)
        pair = chance[2] * self.together < self.parts.shape[1]
        column = np.where(pair, chance[2] * 2 * self.parts.shape[1], 0).astype(np.int64)
        place = self.start[leaf, column] + (chance[3] * self.size[leaf, column]).astype(np.int64)
        both = np.stack([leaf, self.order[column, place]], axis=1)
        pair &= both[:, 0] != both[:, 1]
        both[~pair, 1] = leaf[~pair]  # written twice alike, weighed once
        step = np.where(chance[1] < 0.5, 1, -1)
        steps = np.stack([step, np.where(pair, -step, step)], axis=1)
        figures = self.parts[both]
        moved = np.repeat(steps[:, :, None], figures.shape[2], axis=2)
        stays = pair[:, None] & (figures[:, 0] == figures[:, 1])
        moved *= ~stays[:, None, :]
        where = figures + self.offset[:, None, None]
        before = self.state[where]
        off = before - self.shown[figures] + FAR
        gains = ((table[off + moved] - table[off]) * self.published[figures]).sum(axis=2)
        counts, kinds = before[:, :, 0], self.kind[both]
        after = counts + steps
        barred = (after < 0) | (after >= self.prior.shape[1])
        prior = self.prior[kinds, np.where(barred, 0, after)] - self.prior[kinds, counts]
        gains += np.where(barred, BARRED, prior)
        taken = np.log(chance[4]) < gains[:, 0] + pair * gains[:, 1]
        self.state[where[taken]] = before[taken] + moved[taken]

    def tally(self, seen: Floats, table: Floats) -> None:
        """Add to `seen` (counts, values), for each chain whose sums hold, the chance of each value given all others."""
        for number, system in enumerate(self.systems):
            figures = len(system.shown)
            at = self.offset[number * self.chains] + self._first_figure(number)
            first, leaves = self.first_leaf[number], len(system.parts)
            for chain in range(self.chains):
                state = self.state[at + chain * figures : at + (chain + 1) * figures]
                if ((np.abs(state - system.shown) <= REACH) | (system.shown == UNSHOWN)).all():
                    seen[first : first + leaves] += _given_others(system, state, table, seen.shape[1])

    def _first_figure(self, number: int) -> int:
        return sum(len(system.shown) for system in self.systems[:number])


def _given_others(system: System, state: Ints, table: Floats, width: int) -> Floats:
    """The chance of each value of each count, every other count being as it is: (counts, width)."""
    values, found = _beforehand(system, width)
    steps = values - state[system.parts[:, 0]][:, None]
    off = (state - system.shown)[system.parts] + FAR
    published = (system.shown != UNSHOWN)[system.parts]
    found = found + (table[off[:, :, None] + steps[:, None, :]] * published[:, :, None]).sum(axis=1)
    weights = np.exp(found - found.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def _beforehand(system: System, width: int) -> tuple[Ints, Floats]:
    """The values thought of for each count, and the logarithm of their chance before any figure is seen."""
    values = system.floor[:, None] + np.arange(width)
    inside = (values >= 0) & (values < system.prior.shape[1])
    return values, np.where(inside, system.prior[system.kind[:, None], np.where(inside, values, 0)], -np.inf)


def _begin(system: System, width: int, rng: np.random.Generator) -> Ints:
    """A count for each, drawn as its own figure and its prior alone would have it."""
    values, prior = _beforehand(system, width)
    own = system.shown[system.parts[:, 0]][:, None]
    weights = np.exp(prior - prior.max(axis=1, keepdims=True))
    weights = np.where(own == UNSHOWN, weights, weights * keyed_chance(values - own))
    upto = weights.cumsum(axis=1)
    place = (rng.random((len(values), 1)) * upto[:, -1:] > upto).sum(axis=1)
    return values[np.arange(len(values)), place]


def sample(
    systems: Sequence[System],
    *,
    chains: int = 32,
    warm: int = 25,
    keep: int = 15,
    width: int = WIDE,
    seed: int = 1,
) -> list[Floats]:
    """The chance of each value of each count, for each system: (counts, width), from the count's floor upwards.

    warm and keep are sweeps over the largest system: those of cooling, and those that are counted. A system of which no
    chain came to fit the published figures gives nan.
    """
    rng = np.random.default_rng(seed)
    stack = _Stack(systems, chains, width, rng)
    sweep = int(stack.leaves.max())
    seen = np.zeros((len(stack.parts), width))
    strict = likelihood(None)
    for turn in range(warm + keep):
        table = likelihood(min(1.0, (turn + 1) / (0.8 * warm))) if turn < warm else strict
        chances = rng.random((sweep, 5, len(stack.leaves)))
        for at in range(sweep):
            stack.move(chances[at], table)
        if turn >= warm:
            stack.tally(seen, strict)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = seen / seen.sum(axis=1, keepdims=True)
    return np.split(found, stack.first_leaf[1:-1])


def likelihood(cooled: float | None) -> Floats:
    """Log of the chance of a figure by how far the count lies from it, from -FAR to FAR.

    cooled: None for the true one, in which 5 away is barred; from 0 to 1 a softer one, which costs by the distance.
    """
    off = np.arange(-FAR, FAR + 1)
    near = np.log(np.maximum(keyed_chance(off), 1 / TO))
    past = np.maximum(0, np.abs(off) - REACH)
    return near + (BARRED * (past > 0) - past if cooled is None else -4 * cooled**2 * past)
