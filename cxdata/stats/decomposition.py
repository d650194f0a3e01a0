"""Did the service change, or only who came through which door? An exact split of a change in an average.

Kitagawa (1955): change = mix + within, without a remainder. Mix is what the groups' shifting shares did, within
what happened inside the groups. Weights are shares of contacts, rates come from the survey, so that a shift in
who answers cannot pass for a shift in service. Rates may be in any unit; the alarm needs to know it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.proportions import Floats, IntervalLimits

SEED = 20200204
DRAWS = 2000
STRATUM_BASE = 30


@dataclass(frozen=True)
class Term:
    """One group's part in the change, in the unit of the rates.

    mix is taken against the average of both periods: a group that grew while worse than average pulls down.
    base: the smaller of its two numbers of answers, nan where not given. note says when the group was absent in
    one period, or had no answers.
    """

    group: str
    share_before: float
    share_after: float
    rate_before: float
    rate_after: float
    mix: float
    within: float
    base: float
    note: str


@dataclass(frozen=True)
class Decomposition:
    """before + mix + within = after, and the terms add up to mix and to within."""

    before: float
    after: float
    mix: float
    within: float
    terms: tuple[Term, ...]

    @property
    def change(self) -> float:
        """After less before, in the unit of the shares."""
        return self.after - self.before


@dataclass(frozen=True)
class Side:
    """One period or one group of people, by stratum: contacts, satisfied answers and all answers, as counts."""

    contacts: Floats
    satisfied: Floats
    answers: Floats

    @classmethod
    def of(cls, contacts: ArrayLike, satisfied: ArrayLike, answers: ArrayLike) -> "Side":
        """From lists of counts; ValueError when they do not fit each other, are negative, or nobody made contact."""
        side = cls(*(np.asarray(counts, dtype=float) for counts in (contacts, satisfied, answers)))
        if not side.contacts.shape == side.satisfied.shape == side.answers.shape:
            raise ValueError("contacts, satisfied and answers must be of the same length")
        if any((counts < 0).any() or np.isnan(counts).any() for counts in vars(side).values()):
            raise ValueError("counts must be numbers of 0 or more")
        if (side.satisfied > side.answers).any():
            raise ValueError("more satisfied answers than answers")
        if not side.contacts.sum() > 0:
            raise ValueError("a period without contacts has no average to split")
        return side

    @property
    def rates(self) -> Floats:
        """Share satisfied; nan for a stratum without contacts, the overall share for contacts without answers."""
        with np.errstate(divide="ignore", invalid="ignore"):
            rates = np.where(self.answers > 0, self.satisfied / self.answers, self.pooled)
        return np.where(self.contacts > 0, rates, np.nan)

    @property
    def pooled(self) -> float:
        """Share satisfied of all answers: what shrinkage gives a stratum of which nothing is known."""
        return float(self.satisfied.sum() / self.answers.sum()) if self.answers.sum() else float("nan")


@dataclass(frozen=True)
class SimpsonAlarm:
    """Whether headline and like-for-like moved in opposite directions.

    strong: besides, every stratum with at least 30 answers on both sides moved against the headline (two or more).
    sentence is "" when there is nothing to warn of.
    """

    weak: bool
    strong: bool
    sentence: str


def kitagawa(
    groups: Sequence[str],
    weights_before: ArrayLike,
    rates_before: ArrayLike,
    weights_after: ArrayLike,
    rates_after: ArrayLike,
    *,
    bases: ArrayLike | None = None,
) -> Decomposition:
    """Split the change of a weighted average, group by group.

    weights are contacts or shares of any scale, rates one a group in any unit, bases the smaller of the two
    numbers of answers behind each group's rates, where known (the Simpson alarm reads them). A group absent in
    one period (weight 0) takes its other period's rate, so that its coming or going counts as mix; one absent in
    both is dropped. With two dimensions give their joint cells as groups. ValueError when lengths differ, a weight is
    negative, a period has no weight, or a group with weight has no rate.
    """
    w0, w1 = _shares(weights_before), _shares(weights_after)
    r0, r1 = np.asarray(rates_before, dtype=float), np.asarray(rates_after, dtype=float)
    if not len(groups) == len(w0) == len(w1) == len(r0) == len(r1):
        raise ValueError("groups, weights and rates must be of the same length")
    if np.isnan(r0[w0 > 0]).any() or np.isnan(r1[w1 > 0]).any():
        raise ValueError("a group that carries weight needs a rate")
    notes = [_absence(before, after) for before, after in zip(w0, w1, strict=True)]
    mix, within, r0, r1 = _parts(w0, r0, w1, r1)
    present = (w0 > 0) | (w1 > 0)
    answers = np.full(len(w0), np.nan) if bases is None else np.asarray(bases, dtype=float)
    terms = tuple(
        Term(
            group=group,
            share_before=float(w0[i]),
            share_after=float(w1[i]),
            rate_before=float(r0[i]),
            rate_after=float(r1[i]),
            mix=float(mix[i]),
            within=float(within[i]),
            base=float(answers[i]),
            note=notes[i],
        )
        for i, group in enumerate(groups)
        if present[i]
    )
    before, after = float(w0[w0 > 0] @ r0[w0 > 0]), float(w1[w1 > 0] @ r1[w1 > 0])
    return Decomposition(before, after, float(mix[present].sum()), float(within[present].sum()), terms)


def decompose(groups: Sequence[str], before: Side, after: Side) -> Decomposition:
    """Kitagawa's split of the share satisfied, weighted by contacts, from counts.

    A group with contacts but no answers is given its period's overall share, and its term says so. ValueError
    as for `kitagawa`, as when a period has no answers at all.
    """
    bases = np.minimum(before.answers, after.answers)
    split = kitagawa(groups, before.contacts, before.rates, after.contacts, after.rates, bases=bases)
    silent = {
        group
        for i, group in enumerate(groups)
        if any(side.contacts[i] > 0 and not side.answers[i] for side in (before, after))
    }
    terms = tuple(
        replace(term, note="no answers: the overall share is used") if term.group in silent else term
        for term in split.terms
    )
    return replace(split, terms=terms)


def decomposition_intervals(
    before: Side, after: Side, *, conf: float = 0.95, draws: int = DRAWS, seed: int = SEED
) -> dict[str, IntervalLimits]:
    """Intervals of "change", "mix" and "within" by parametric bootstrap.

    Contact shares are drawn as multinomial, rates from Beta(x + 1/2, n - x + 1/2): drawing plain binomials would
    give a group of 30 who are all satisfied no doubt at all. A group without answers is drawn about its period's
    overall share with the weight of a single answer.
    """
    generator = np.random.default_rng(seed)
    (w0, r0), (w1, r1) = (_draw(side, draws, generator) for side in (before, after))
    mix, within, _, _ = _parts(w0, r0, w1, r1)
    mix_total, within_total = np.nansum(mix, axis=1), np.nansum(within, axis=1)
    drawn = {"change": mix_total + within_total, "mix": mix_total, "within": within_total}
    tails = [(1 - conf) / 2, (1 + conf) / 2]
    return {name: IntervalLimits(*np.quantile(values, tails)) for name, values in drawn.items()}


def simpson_alarm(split: Decomposition, *, material: float = 0.01) -> SimpsonAlarm:
    """Warn when the headline moved one way and, like for like, the service moved the other.

    material: how large the like-for-like change must be, in the unit of the rates (.01 for fractions, 1 for
    percentages). The strong form needs the terms' bases.
    """
    against = split.change * split.within < 0 and abs(split.within) > material
    if not against:
        return SimpsonAlarm(False, False, "")
    moves = [term.within for term in split.terms if term.base >= STRATUM_BASE]
    strong = len(moves) > 1 and all(move * split.change < 0 for move in moves)
    up, down = ("rose", "fell") if split.change > 0 else ("fell", "rose")
    inside = f"it {down} in every group large enough to judge" if strong else f"like for like it {down}"
    return SimpsonAlarm(True, strong, f"The overall figure {up}, but {inside}: the change comes from who is counted.")


def _shares(weights: ArrayLike) -> Floats:
    w = np.asarray(weights, dtype=float)
    if np.isnan(w).any() or (w < 0).any() or not w.sum() > 0:
        raise ValueError("weights must be numbers of 0 or more, and not all 0")
    return w / w.sum()


def _absence(before: float, after: float) -> str:
    if before > 0 and after > 0:
        return ""
    return "not in the first period" if after > 0 else "not in the second period"


def _parts(w0: Floats, r0: Floats, w1: Floats, r1: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Mix and within terms along the last axis, and the rates with each absent one taken from the other side."""
    r0, r1 = np.where(w0 > 0, r0, r1), np.where(w1 > 0, r1, r0)
    average = (np.nansum(w0 * r0, axis=-1, keepdims=True) + np.nansum(w1 * r1, axis=-1, keepdims=True)) / 2
    return (w1 - w0) * ((r0 + r1) / 2 - average), (r1 - r0) * (w0 + w1) / 2, r0, r1


def _draw(side: Side, draws: int, generator: np.random.Generator) -> tuple[Floats, Floats]:
    contacts = int(round(side.contacts.sum()))
    shares = generator.multinomial(contacts, side.contacts / side.contacts.sum(), size=draws) / contacts
    silent = side.answers == 0
    some = np.clip(side.pooled, 0.01, 0.99)
    hits = np.where(silent, some, side.satisfied + 0.5)
    misses = np.where(silent, 1 - some, side.answers - side.satisfied + 0.5)
    return shares, generator.beta(hits, misses, size=(draws, len(hits)))
