"""Find the group with most evidence against it, set its people aside, and look again."""

from dataclasses import dataclass, replace

import numpy as np

from cxdata.stats.pockets.assessment.additive import (
    ADDS_UP_TO,
    DIFFER_IN_GENERAL,
    FEWEST_LEVELS,
    FactsAddedUp,
    spread_of_levels,
)
from cxdata.stats.pockets.assessment.clusters import (
    MOST_ALIKE,
    NEGLIGIBLE,
    BatchEffect,
    Clusters,
    CountBatches,
    agreement,
    batch_effect,
    deflate,
    design_effect,
    few_batches,
)
from cxdata.stats.pockets.assessment.crude import adjust, assess, worse_than_all
from cxdata.stats.pockets.assessment.evidence import likelihood_ratio, mean_likelihood_ratio, size_weights
from cxdata.stats.pockets.cells import Conditions
from cxdata.stats.pockets.rules import Rules
from cxdata.stats.pockets.segments import Segments

_TIE = 1e-9
_MOST_TRIED = 300


@dataclass(frozen=True)
class Found:
    """A group as the search met it: what was still in play, and the exact test.

    `design_effect` is by how much its answers were counted less because they hang together (1: not at all); `adjusted`
    is the p-value after that and after allowing for how many groups were tried.
    """

    segment: int
    rows: np.ndarray
    """Its cells, those set aside earlier included."""
    responses: int
    dissatisfied: int
    all_responses: int
    all_dissatisfied: int
    groups: int
    p_value: float
    adjusted: float
    design_effect: float = 1.0


@dataclass(frozen=True)
class Outcome:
    """What a search found, in the order found.

    `adds_up`: groups differ in general, so that only those worse than their facts add up to are listed.
    """

    found: tuple[Found, ...]
    adds_up: bool


def search(
    segments: Segments,
    dissatisfied: np.ndarray,
    rules: Rules,
    *,
    apart: frozenset[tuple[int, int]] = frozenset(),
    alike: bool = True,
    batches: CountBatches | None = None,
) -> Outcome:
    """Both passes: the strict one first, and the ordinary one unless the levels differ in general.

    `dissatisfied` has one count a cell, and may be another than the cells' own. `alike`: whether answers alike in every
    fact may come from one customer, and so may agree more than chance.
    """
    peel = _Peel(segments, dissatisfied, rules, apart=apart, alike=alike, batches=batches)
    if np.count_nonzero(segments.ways == 1) >= FEWEST_LEVELS:
        strict, spread = peel.run(strict=True)
        if spread is not None and spread > DIFFER_IN_GENERAL:
            return Outcome(tuple(strict), adds_up=True)
    ordinary, _ = peel.run(strict=False)
    return Outcome(tuple(ordinary), adds_up=False)


@dataclass
class _Play:
    """What is still in play: by group, by cell, and the groups set aside."""

    n: np.ndarray
    d: np.ndarray
    left_n: np.ndarray
    left_d: np.ndarray
    aside: tuple[Conditions, ...] = ()

    @property
    def everyone(self) -> tuple[int, int]:
        """Answers left, and how many of them are dissatisfied."""
        return int(self.left_n.sum()), int(self.left_d.sum())

    def rest_rate(self, groups: np.ndarray) -> np.ndarray:
        """The rate of everyone left outside each of these groups."""
        all_n, all_d = self.everyone
        return (all_d - self.d[groups]) / np.maximum(all_n - self.n[groups], 1)


@dataclass(frozen=True)
class _Shortlist:
    """The groups that pass the exact test: evidence, what their description earns, design effect (one entry each).

    `exact` and `p_values` (after the design effect), `weights` and `large` have one entry for every group searched.
    """

    groups: np.ndarray
    evidence: np.ndarray
    price: np.ndarray
    effect: np.ndarray
    exact: np.ndarray
    p_values: np.ndarray
    weights: np.ndarray
    large: np.ndarray

    def adjusted(self, group: int, p_value: float) -> float:
        """A group's adjusted p-value with this p-value in place of its own."""
        p_values = self.p_values.copy()
        p_values[group] = p_value
        return float(adjust(p_values, self.weights, self.large)[group])


@dataclass(frozen=True)
class _Choice:
    """A group that passes everything."""

    group: int
    score: float
    adjusted: float
    effect: float


class _Peel:
    """One survey to be searched; `run` goes through it once."""

    def __init__(
        self,
        segments: Segments,
        dissatisfied: np.ndarray,
        rules: Rules,
        *,
        apart: frozenset[tuple[int, int]],
        alike: bool,
        batches: CountBatches | None,
    ) -> None:
        self._segments, self._dissatisfied, self._rules = segments, dissatisfied, rules
        self._apart, self._alike, self._batches = apart, alike, batches
        self._batch_effects: dict[tuple[int, tuple[str, ...]], BatchEffect] = {}
        self._totals = segments.count(dissatisfied)
        self._worse = worse_than_all(segments, dissatisfied, rules)

    def run(self, *, strict: bool) -> tuple[list[Found], float | None]:
        """The pockets in the order found, and (strict only) how much the levels differ once they are set aside."""
        segments = self._segments
        rules = replace(self._rules, q=self._rules.q / 2) if strict else self._rules
        play = _Play(segments.responses, self._totals, segments.cells.responses.copy(), self._dissatisfied.copy())
        found: list[Found] = []
        while len(found) < rules.max_pockets:
            shortlist = self._shortlist(play, rules, strict=strict)
            best = None if shortlist is None else self._choose(shortlist, play, rules, strict=strict)
            if shortlist is None or best is None:
                break
            rows = segments.cells.rows_where(segments.conditions(best.group))
            found.append(_record(best, rows, play, rules, exact=float(shortlist.exact[best.group])))
            self._set_aside(play, best.group, rows)
        spread = spread_of_levels(segments, play.n, play.d, play.everyone, rules.min_base) if strict else None
        return found, spread

    def _set_aside(self, play: _Play, group: int, rows: np.ndarray) -> None:
        play.n = play.n - self._segments.count(play.left_n, rows)
        play.d = play.d - self._segments.count(play.left_d, rows)
        play.left_n[rows] = 0
        play.left_d[rows] = 0
        play.aside = (*play.aside, self._segments.conditions(group))

    def _shortlist(self, play: _Play, rules: Rules, *, strict: bool) -> _Shortlist | None:
        """The groups that pass the exact test and are worse than all others in full counts; the best 300 of them."""
        ways, large = self._segments.ways, play.n >= rules.min_base
        weights = np.ones(len(play.n))
        if not strict and large.any():
            weights[large] = size_weights(play.n[large], ways[large])
        tested = assess(play.n, play.d, play.everyone, rules, weights)
        groups = np.flatnonzero(tested.survives & self._worse)
        if not len(groups):
            return None
        if strict:
            evidence = likelihood_ratio(play.n[groups], play.d[groups], play.everyone)
            price = -np.log(np.bincount(ways[large], minlength=ways.max() + 1)[ways[groups]])
        else:
            evidence = mean_likelihood_ratio(play.n[groups], play.d[groups], play.everyone)
            price = np.log(weights[groups])
        best = np.argsort(-(evidence + price), kind="stable")[:_MOST_TRIED]
        groups, evidence, price = groups[best], evidence[best], price[best]
        effect = self._effects_of_cells(groups, play)
        p_values = tested.p_values.copy()
        p_values[groups] = _deflated(groups, tested.p_values, effect, play)
        return _Shortlist(groups, evidence, price, effect, tested.p_values, p_values, weights, large)

    def _effects_of_cells(self, groups: np.ndarray, play: _Play) -> np.ndarray:
        """The design effects from answers alike in every fact; the first group may truly be worse.

        1 for all where most answers are in large cells: those differ because groups do, not because people repeat.
        """
        if not self._alike:
            return np.ones(len(groups))
        segments, first = self._segments, groups[:1]
        inside = np.zeros(len(play.left_n), dtype=bool)
        inside[segments.cells.rows_where(segments.conditions(int(first[0])))] = True
        small = play.left_n <= MOST_ALIKE
        if 2 * play.left_n[small].sum() < play.left_n.sum():
            return np.ones(len(groups))
        counts = [np.where(side & small, left, 0) for side in (inside, ~inside) for left in (play.left_n, play.left_d)]
        rate = float(play.d[first[0]] / play.n[first[0]])
        correlation = agreement(Clusters(*counts), rate, float(play.rest_rate(first)[0]))
        squares = segments.count(play.left_n * np.minimum(play.left_n, MOST_ALIKE))[groups]
        effect = design_effect(correlation, play.n[groups], squares)
        return np.where(effect > NEGLIGIBLE, effect, 1.0)

    def _choose(self, shortlist: _Shortlist, play: _Play, rules: Rules, *, strict: bool) -> _Choice | None:
        """The group with most evidence that stands after its design effects and, if strict, against its facts."""
        adjusted = adjust(shortlist.p_values, shortlist.weights, shortlist.large)
        facts = FactsAddedUp(self._segments.cells, play.left_n, play.left_d, self._apart) if strict else None
        scores = shortlist.evidence / shortlist.effect + shortlist.price
        best: _Choice | None = None
        for place in self._ranked(shortlist, scores, play):
            group, score = int(shortlist.groups[place]), float(scores[place])
            if best is not None and score <= best.score + _TIE:
                break
            if adjusted[group] > rules.q or (facts is not None and not self._more_than_facts(facts, group, play)):
                continue
            own = float(adjusted[group]), float(shortlist.effect[place])
            choice = self._with_batches(_Choice(group, score, *own), place, shortlist, play)
            if choice.adjusted <= rules.q and (best is None or choice.score > best.score + _TIE):
                best = choice
        return best

    def _ranked(self, shortlist: _Shortlist, scores: np.ndarray, play: _Play) -> list[int]:
        """Places on the shortlist, best score first. Ties: fewer conditions, then more people, then the alphabet."""

        def order(place: int) -> tuple[float, int, int, list[tuple[str, str]]]:
            group = int(shortlist.groups[place])
            names = sorted(self._segments.conditions(group).items())
            return -round(float(scores[place]), 8), int(self._segments.ways[group]), -int(play.n[group]), names

        return sorted(range(len(scores)), key=order)

    def _more_than_facts(self, facts: FactsAddedUp, group: int, play: _Play) -> bool:
        dimensions = self._segments.groupings[int(self._segments.grouping[group])]
        rows = self._segments.cells.rows_where(self._segments.conditions(group))
        return facts.chance(dimensions, rows, int(play.n[group]), int(play.d[group])) <= ADDS_UP_TO

    def _with_batches(self, choice: _Choice, place: int, shortlist: _Shortlist, play: _Play) -> _Choice:
        """The same with the design effect of its batches, where that is the larger."""
        if self._batches is None:
            return choice
        key = choice.group, tuple(map(repr, play.aside))
        if key not in self._batch_effects:
            counted = self._batches(self._segments.conditions(choice.group), play.aside)
            self._batch_effects[key] = batch_effect(counted)
        batched = self._batch_effects[key]
        effect = batched.effect
        if effect <= max(choice.effect, NEGLIGIBLE):
            return choice
        p_value = float(_deflated(np.array([choice.group]), shortlist.exact, np.array([effect]), play)[0])
        p_value = few_batches(p_value, batched.batches)
        score = float(shortlist.evidence[place]) / effect + float(shortlist.price[place])
        return _Choice(choice.group, score, shortlist.adjusted(choice.group, p_value), effect)


def _record(best: _Choice, rows: np.ndarray, play: _Play, rules: Rules, *, exact: float) -> Found:
    all_n, all_d = play.everyone
    return Found(
        segment=best.group,
        rows=rows,
        responses=int(play.n[best.group]),
        dissatisfied=int(play.d[best.group]),
        all_responses=all_n,
        all_dissatisfied=all_d,
        groups=int((play.n >= rules.min_base).sum()),
        p_value=exact,
        adjusted=best.adjusted,
        design_effect=best.effect,
    )


def _deflated(groups: np.ndarray, p_values: np.ndarray, effect: np.ndarray, play: _Play) -> np.ndarray:
    return deflate(p_values[groups], play.n[groups], play.d[groups], play.rest_rate(groups), effect)
