"""Each kind of fault made many times at random: totals, scales, crosstabs, lengths of period."""

import random

import pytest

from cxdata.ingest.profile.period_length import longer_periods, period_length
from cxdata.ingest.profile.totals import find_totals
from cxdata.ingest.suggest.questions import Cells
from cxdata.ingest.suggest.scales import five_level
from cxdata.ingest.suggest.shapes.shape import shape_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("seed", range(60))
def test_totals_are_found_and_no_other_row(seed: int) -> None:
    chance = random.Random(seed)
    wards = [f"Ward {number}" for number in range(chance.randint(2, 8))]
    labels, numbers, totals = [], [], set()
    for month in range(chance.randint(1, 6)):
        counts = [chance.randint(1, 400) for _ in wards]
        labels += [[f"Month {month}", ward] for ward in wards]
        numbers += [[count] for count in counts]
        totals.add(len(labels))
        labels.append([f"Month {month}", chance.choice(["Total", "All wards", "Sub-total", "Overall"])])
        numbers.append([sum(counts)])
    plain = [value for position, (value,) in enumerate(numbers) if position not in totals]
    totals.add(len(labels))
    labels.append(["Grand total", ""])
    numbers.append([sum(plain)])
    found = find_totals(labels, numbers)
    assert found.sure >= totals
    assert found.sure | found.unsure == totals


@pytest.mark.parametrize("seed", range(60))
def test_rows_without_totals_lose_none(seed: int) -> None:
    chance = random.Random(seed)
    wards = [f"Ward {number}" for number in range(chance.randint(3, 8))]
    labels = [[f"Month {month}", ward] for month in range(4) for ward in wards]
    assert not find_totals(labels, [[chance.randint(50, 400)] for _ in labels]).sure


def test_a_word_alone_makes_no_total() -> None:
    found = find_totals([["April", "A"], ["April", "B"], ["April", "Total"]], [[3], [4], [9]])
    assert (found.sure, found.unsure) == (frozenset(), frozenset({2}))


@pytest.mark.parametrize("points", [2, 3, 4, 5, 6, 7, 10, 11, 100])
def test_a_scale_keeps_its_ends_and_its_order(points: int) -> None:
    levels = [five_level(rating, points) for rating in range(1, points + 1)]
    assert levels == sorted(levels)
    assert (levels[0], levels[-1]) == (1, 5)
    # Turned round, the scale gives the same levels turned round.
    assert [6 - level for level in reversed(levels)] == levels


def test_the_levels_of_common_scales() -> None:
    assert [five_level(rating, 5) for rating in range(1, 6)] == [1, 2, 3, 4, 5]
    assert [five_level(rating, 4) for rating in range(1, 5)] == [1, 2, 4, 5]
    assert [five_level(rating, 10) for rating in range(1, 11)] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


@pytest.mark.parametrize("seed", range(30))
def test_a_crosstab_keeps_every_figure(seed: int) -> None:
    chance = random.Random(seed)
    family = chance.choice([["Apr-25", "May-25", "Jun-25"], ["Phone", "Web", "Email"], ["2023/24", "2024/25"]])
    wards = [f"Ward {number}" for number in range(chance.randint(1, 6))]
    counts = {(ward, head): chance.randint(0, 500) for ward in wards for head in family}
    rows = [(ward, *(str(counts[ward, head]) for head in family)) for ward in wards]
    turned = shape_of(Cells(("Ward", *family), rows)).cells
    assert {(ward, head): int(value) for ward, head, value in turned.rows} == counts


def test_lengths_of_periods() -> None:
    said = {"Apr-24": "month", "2024/25 Q1": "quarter", "Q3 2024/25": "quarter", "2024/25": "year", "2024-25": "year"}
    said |= {"2024-07": "month", "13/01/2025": "day", "2025": "year", "January 2025": "month", "Phone": None}
    assert {text: period_length(text) for text in said} == said
    assert longer_periods(["Apr-24", "May-24", "2024/25 Q1", "2024/25"]) == ("month", frozenset({2, 3}))
