"""Every group of a survey, counted by another route; a survey drawn anew has the same groups."""

from itertools import combinations

import numpy as np
import pandas as pd

from cxdata.stats.pockets.cells import encode
from cxdata.stats.pockets.segments import every_group, large_enough, list_segments

DIMENSIONS = ["channel", "service", "ward", "age"]
LEVELS = (3, 5, 7, 2)


def survey(seed: int) -> pd.DataFrame:
    """300 cells at random, alike ones among them."""
    rng = np.random.default_rng(seed)
    columns = {name: rng.integers(0, levels, 300) for name, levels in zip(DIMENSIONS, LEVELS, strict=True)}
    responses = rng.integers(1, 12, 300)
    rows = {name: [f"{name} {code}" for code in codes] for name, codes in columns.items()}
    return pd.DataFrame(rows | {"responses": responses, "dissatisfied": rng.integers(0, responses + 1)})


def counted_by_pandas(cells: pd.DataFrame, min_base: int) -> dict[tuple[tuple[str, str], ...], tuple[int, int]]:
    """Each group of up to three facts with its people and the dissatisfied among them."""
    groups = {}
    for ways in (1, 2, 3):
        for names in combinations(DIMENSIONS, ways):
            for levels, row in cells.groupby(list(names))[["responses", "dissatisfied"]].sum().iterrows():
                if row["responses"] >= min_base:
                    values = levels if isinstance(levels, tuple) else (levels,)
                    groups[tuple(zip(names, values, strict=True))] = (int(row["responses"]), int(row["dissatisfied"]))
    return groups


def test_every_group_of_up_to_three_facts_is_counted_as_pandas_counts_it() -> None:
    for seed in range(5):
        cells = survey(seed)
        coded = encode(cells, DIMENSIONS)
        segments = list_segments(coded, min_base=20)
        dissatisfied = segments.count(coded.dissatisfied)
        counted = {
            tuple(segments.conditions(number).items()): (int(segments.responses[number]), int(dissatisfied[number]))
            for number in range(len(segments))
        }
        assert counted == counted_by_pandas(cells, 20)
        assert [len(segments.conditions(number)) for number in range(len(segments))] == segments.ways.tolist()


def test_counts_over_some_cells_are_those_of_a_survey_of_these_cells_alone() -> None:
    coded = encode(survey(1), DIMENSIONS)
    segments = list_segments(coded, min_base=20)
    rows = np.flatnonzero(coded.codes[0] == 1)
    alone = np.where(coded.codes[0] == 1, coded.responses, 0)
    assert segments.count(coded.responses, rows).tolist() == segments.count(alone).tolist()
    assert segments.count(coded.responses, rows)[0] == 0  # of channel 0, whose people are in none of these cells


def test_a_survey_drawn_anew_has_the_groups_that_are_listed_for_it_alone() -> None:
    coded = encode(survey(2), DIMENSIONS)
    every = every_group(coded, apart=[(0, 2)])
    drawn = type(coded)(
        coded.dimensions,
        coded.levels,
        coded.codes,
        np.random.default_rng(3).multinomial(2000, coded.responses / coded.responses.sum()),
        coded.dissatisfied,
        coded.folded,
    )
    assert (drawn.responses == 0).any()
    shared, alone = large_enough(drawn, every, min_base=20), list_segments(drawn, min_base=20, apart=[(0, 2)])
    assert shared.responses.tolist() == alone.responses.tolist()
    conditions = [[segments.conditions(number) for number in range(len(alone))] for segments in (shared, alone)]
    assert conditions[0] == conditions[1]
    assert not [names for names in conditions[0] if {"channel", "ward"} <= set(names)]


def test_a_survey_without_a_large_group_has_none() -> None:
    coded = encode(survey(4).head(3), DIMENSIONS)
    segments = list_segments(coded, min_base=50)
    assert len(segments) == 0
    assert segments.count(coded.responses).tolist() == []
