"""The search against the same rules written out again in plain Python, one answer at a time."""

from itertools import combinations
from math import exp, log, sqrt

import numpy as np
import pandas as pd
import pytest
from scipy.stats import beta, hypergeom, norm

from cxdata.stats.basics.proportions import newcombe
from cxdata.stats.pockets.find import find_pockets

DIMENSIONS = ("channel", "customer", "ward", "age")
Person = tuple[dict[str, str], bool]
Group = tuple[tuple[str, str], ...]


def survey(seed: int) -> pd.DataFrame:
    """3,000 answers with two true pockets and one mildly worse channel, one row an answer."""
    rng = np.random.default_rng(seed)
    people = pd.DataFrame(
        {
            name: rng.choice([f"{name}{i}" for i in range(k)], 3000)
            for name, k in zip(DIMENSIONS, (3, 2, 5, 4), strict=True)
        }
    )
    chance = np.full(3000, 0.08)
    chance[people["channel"] == "channel1"] += 0.04
    chance[(people["customer"] == "customer1") & (people["ward"] == "ward2")] = 0.35
    chance[(people["age"] == "age3") & (people["channel"] == "channel0")] = 0.3
    return people.assign(responses=1, dissatisfied=(rng.random(3000) < chance).astype(int))


def groups(people: list[Person]) -> dict[Group, list[int]]:
    """Every group by one to three facts: answers and dissatisfied."""
    counted: dict[Group, list[int]] = {}
    for facts, dissatisfied in people:
        for ways in (1, 2, 3):
            for group in combinations(facts.items(), ways):
                pair = counted.setdefault(group, [0, 0])
                pair[0] += 1
                pair[1] += dissatisfied
    return {group: pair for group, pair in counted.items() if pair[0] >= 50}


def log_likelihood(d: int, n: int) -> float:
    return sum(count * log(count / n) for count in (d, n - d) if count)


def weights(counted: dict[Group, list[int]]) -> dict[Group, float]:
    """Each number of facts has the same sum; within it by size, up to 200 people; 1 on average."""
    kinds = {len(group) for group in counted}
    total = {ways: sum(min(n, 200) for group, (n, _) in counted.items() if len(group) == ways) for ways in kinds}
    return {group: min(n, 200) / total[len(group)] * len(counted) / len(kinds) for group, (n, _) in counted.items()}


def evidence(d: int, n: int, marked: int, total: int) -> float:
    """The mean likelihood ratio over log-odds of .4 to 2, and no more than the log-likelihood ratio."""
    rest = (marked - d) / (total - n)
    ratios = []
    for step in range(9):
        odds = rest / (1 - rest) * exp(0.4 + 0.2 * step)
        raised = odds / (1 + odds)
        ratios.append(d * log(raised / rest) + (n - d) * log((1 - raised) / (1 - rest)))
    top = max(ratios)
    mean = top + log(sum(exp(one - top) for one in ratios) / 9)
    return min(mean, log_likelihood(d, n) + log_likelihood(marked - d, total - n) - log_likelihood(marked, total))


def matters(rate: float, rest: float) -> bool:
    return rate - rest >= 0.03 or (rate - rest >= 0.01 and rate >= 1.5 * rest)


def adjusted(p_values: dict[Group, float], weight: dict[Group, float]) -> dict[Group, float]:
    """Benjamini and Hochberg over the weighted p-values."""
    ordered = sorted(p_values, key=lambda group: p_values[group] / weight[group])
    least, out = 1.0, {}
    for rank in range(len(ordered), 0, -1):
        group = ordered[rank - 1]
        least = min(least, p_values[group] / weight[group] * len(ordered) / rank)
        out[group] = least
    return out


def effects(people: list[Person], survivors: list[Group], first: Group) -> dict[Group, float]:
    """The design effect of each group from the pairs of answers alike in every fact."""
    cells: dict[Group, list[bool]] = {}
    for facts, bad in people:
        cells.setdefault(tuple(facts.items()), []).append(bad)
    inside = [bad for facts, bad in people if holds(facts, first)]
    outside = [bad for facts, bad in people if not holds(facts, first)]
    products, pairs, squares = 0.0, 0, 0.0
    for cell, answers in cells.items():
        side = inside if holds(dict(cell), first) else outside
        mean = sum(side) / len(side)
        residuals = [(bad - mean) / sqrt(mean * (1 - mean)) for bad in answers]
        total = sum(one * other for one, other in combinations(residuals, 2))
        products, squares = products + total, squares + total**2
        pairs += len(answers) * (len(answers) - 1) // 2
    agreement = min(1.0, max(0.0, (products + sqrt(squares)) / pairs)) if pairs else 0.0
    out = {}
    for group in survivors:
        sizes = [len(answers) for cell, answers in cells.items() if holds(dict(cell), group)]
        out[group] = 1 + agreement * (sum(size**2 for size in sizes) / sum(sizes) - 1)
    return out


def holds(facts: dict[str, str], group: Group) -> bool:
    return all(facts[name] == value for name, value in group)


def deflated(p: float, n: int, d: int, rest: float, effect: float) -> float:
    if effect <= 1.001:
        return p
    if d / effect < 5 or n / effect < 30:
        return 1.0
    fewer = float(beta.cdf(rest, d / effect, n / effect - d / effect + 1))
    return max(p, float(norm.sf(norm.isf(p) / sqrt(effect))), fewer)


def plain_peel(people: list[Person]) -> list[tuple[Group, int, int, float]]:
    """Steps 2 to 6 of docs/hidden.md (the ordinary pass), with no array in sight.

    Gives group, answers, dissatisfied in play, exact p.
    """
    listed = []
    everyone, all_bad = len(people), sum(bad for _, bad in people)
    full = groups(people)
    crude = {
        group
        for group, (n, d) in full.items()
        if matters(d / n, (all_bad - d) / max(everyone - n, 1))
        and float(newcombe(d, n, all_bad - d, everyone - n).lower) > 0
    }
    while len(listed) < 10:
        total, marked = len(people), sum(bad for _, bad in people)
        counted = groups(people)
        weight = weights(counted)
        p_values = {}
        for group, (n, d) in counted.items():
            fits = total - n >= 50 and d >= 5 and d / n > (marked - d) / (total - n)
            p_values[group] = float(hypergeom.sf(d - 1, total, marked, n)) if fits else 1.0
        rest = {group: (marked - d) / max(total - n, 1) for group, (n, d) in counted.items()}
        passed = adjusted(p_values, weight)
        survivors = [
            group
            for group, (n, d) in counted.items()
            if passed[group] <= 0.1 and group in crude and matters(d / n, rest[group])
        ]
        if not survivors:
            break
        score = {g: evidence(counted[g][1], counted[g][0], marked, total) for g in survivors}
        first = max(survivors, key=lambda group: score[group] + log(weight[group]))
        effect = effects(people, survivors, first)
        after = p_values | {g: deflated(p_values[g], *counted[g], rest[g], effect[g]) for g in survivors}
        passed = adjusted(after, weight)
        standing = [
            (-round(score[g] / max(effect[g], 1.0) + log(weight[g]), 8), len(g), -counted[g][0], sorted(g), g)
            for g in survivors
            if passed[g] <= 0.1
        ]
        if not standing:
            break
        best = min(standing)[-1]
        listed.append((best, *counted[best], p_values[best]))
        people = [(facts, bad) for facts, bad in people if not holds(facts, best)]
    return listed


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_search_is_its_own_rules_followed_by_hand(seed: int) -> None:
    answers = survey(seed)
    people = [
        ({name: row[name] for name in DIMENSIONS}, bool(row["dissatisfied"])) for row in answers.to_dict("records")
    ]
    by_hand = plain_peel(people)
    result = find_pockets(answers, DIMENSIONS)
    in_order = sorted(result.pockets, key=lambda pocket: pocket.found)
    assert len(by_hand) >= 2
    assert [(tuple(one.conditions.items()), one.tested.responses, one.tested.dissatisfied) for one in in_order] == [
        one[:3] for one in by_hand
    ]
    assert [one.p_value for one in in_order] == pytest.approx([one[3] for one in by_hand], rel=1e-7)
    assert result.groups_searched == len(groups(people))


def test_every_count_of_a_pocket_is_what_a_filter_gives() -> None:
    answers = survey(1)
    for pocket in find_pockets(answers, DIMENSIONS).pockets:
        inside = np.logical_and.reduce([answers[name] == value for name, value in pocket.conditions.items()])
        bad, rest = answers["dissatisfied"][inside], answers["dissatisfied"][~inside]
        assert (pocket.responses, pocket.dissatisfied) == (len(bad), bad.sum())
        assert pocket.rate == pytest.approx(bad.mean())
        assert pocket.rest_rate == pytest.approx(rest.mean())
        assert pocket.excess == pytest.approx(bad.sum() - len(bad) * rest.mean())
        assert pocket.excess_lower < pocket.excess < pocket.excess_upper
        for wider in pocket.remainders:
            parent = np.logical_and.reduce([answers[name] == value for name, value in wider.conditions.items()])
            left, outside = answers["dissatisfied"][parent & ~inside], answers["dissatisfied"][~parent]
            assert (wider.responses, wider.dissatisfied) == (len(left), left.sum())
            assert (wider.others_responses, wider.others_dissatisfied) == (len(outside), outside.sum())
