"""The search against the same rules written out again in plain Python, one answer at a time."""

from itertools import combinations
from math import log

import numpy as np
import pandas as pd
import pytest
from scipy.stats import hypergeom

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


def plain_peel(people: list[Person]) -> list[tuple[Group, int, int, float]]:
    """Steps 2 to 6 of docs/pockets.md, with no array in sight. Gives group, answers, dissatisfied in play, p."""
    listed = []
    while len(listed) < 10:
        total, marked = len(people), sum(dissatisfied for _, dissatisfied in people)
        counted = groups(people)
        p_values = {}
        for group, (n, d) in counted.items():
            rest = total - n
            fits = rest >= 50 and d >= 5 and d / n > (marked - d) / rest
            p_values[group] = float(hypergeom.sf(d - 1, total, marked, n)) if fits else 1.0
        ordered = sorted(p_values.values())
        passing = [p for rank, p in enumerate(ordered, start=1) if p <= 0.05 * rank / len(ordered)]
        threshold = max(passing, default=-1.0)
        tried = {ways: sum(len(group) == ways for group in counted) for ways in (1, 2, 3)}
        survivors = []
        for group, (n, d) in counted.items():
            if p_values[group] <= threshold and d / n - (marked - d) / (total - n) >= 0.03:
                ratio = log_likelihood(d, n) + log_likelihood(marked - d, total - n) - log_likelihood(marked, total)
                survivors.append((-round(ratio - log(tried[len(group)]), 9), len(group), -n, sorted(group), group))
        if not survivors:
            break
        best = min(survivors)[-1]
        listed.append((best, *counted[best], p_values[best]))
        people = [(facts, bad) for facts, bad in people if any(facts[name] != value for name, value in best)]
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
