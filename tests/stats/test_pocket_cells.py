"""A survey's frame as counted cells: what is merged, folded, kept apart and refused."""

import numpy as np
import pandas as pd
import pytest

from cxdata.stats.pockets.cells import determined_pairs, encode


def frame(rows: list[tuple], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*columns, "responses", "dissatisfied"])


def counts(cells: pd.DataFrame, dimension: str) -> dict[str, tuple[int, int]]:
    coded = encode(cells, [dimension])
    return {
        level: (int(n), int(d))
        for level, n, d in zip(
            coded.levels[0],
            coded.table((0,), coded.responses),
            coded.table((0,), coded.dissatisfied),
            strict=True,
        )
    }


def test_rows_of_one_cell_are_added_and_empty_rows_left_out() -> None:
    cells = frame([("web", 10, 1), ("phone", 5, 5), ("web", 7, 0), ("post", 0, 0)], ["channel"])
    assert counts(cells, "channel") == {"phone": (5, 5), "web": (17, 1)}


@pytest.mark.parametrize("dtype", ["object", "str", "category"])
def test_missing_and_blank_are_one_level_whatever_the_column_holds(dtype: str) -> None:
    cells = frame([("web", 10, 1), (None, 4, 2), ("  ", 3, 1), ("Not recorded", 2, 0)], ["channel"])
    cells["channel"] = cells["channel"].astype(dtype)
    assert counts(cells, "channel") == {"Not recorded": (9, 3), "web": (10, 1)}


def test_the_order_of_rows_and_of_categories_changes_nothing() -> None:
    rows = [("web", "a", 10, 1), ("phone", "b", 5, 5), ("app", "a", 7, 0)]
    one = encode(frame(rows, ["channel", "ward"]), ["channel", "ward"])
    other = frame(rows[::-1], ["channel", "ward"])
    other["channel"] = pd.Categorical(other["channel"], ["web", "unused", "phone", "app"])
    two = encode(other, ["channel", "ward"])
    assert one.levels == two.levels == (("app", "phone", "web"), ("a", "b"))
    assert np.array_equal(one.codes, two.codes)
    assert one.responses.tolist() == two.responses.tolist() == [7, 5, 10]


def test_beyond_forty_levels_the_rarest_become_other_but_not_recorded_never_does() -> None:
    rows = [(f"ward {i:02d}", 100 + i, 1) for i in range(45)] + [(None, 1, 1)]
    cells = frame(rows, ["ward"])
    found = counts(cells, "ward")
    assert len(found) == 40
    # 38 wards keep their names, beside "Other" and "Not recorded": the seven smallest, 100 to 106 people, do not.
    assert found["Other"] == (sum(range(100, 107)), 7)
    assert found["Not recorded"] == (1, 1)
    assert encode(cells, ["ward"]).folded == {"ward": tuple(f"ward {i:02d}" for i in range(7))}


def test_forty_levels_are_left_alone() -> None:
    assert len(counts(frame([(f"ward {i}", 10, 1) for i in range(40)], ["ward"]), "ward")) == 40


def test_a_level_called_other_takes_the_rare_ones_in() -> None:
    rows = [(f"ward {i:02d}", 100 + i, 1) for i in range(45)] + [("Other", 3, 2)]
    found = counts(frame(rows, ["ward"]), "ward")
    assert len(found) == 40
    assert found["Other"] == (sum(range(100, 106)) + 3, 6 + 2)


def test_a_later_period_is_folded_as_the_earlier_one_was() -> None:
    cells = frame([("a", 10, 1), ("b", 5, 1), ("c", 3, 1)], ["ward"])
    assert encode(cells, ["ward"], folded={"ward": ["b", "c"]}).levels == (("Other", "a"),)


def test_many_facts_of_many_values_are_still_told_apart() -> None:
    # Ten facts of 80 values each: more combinations than a whole number of 64 bits can tell.
    names = [f"fact {i}" for i in range(10)]
    rows = [(*(f"v{(row * 7 + i * row) % 80}" for i in range(10)), 1, 0) for row in range(400)]
    cells = frame(rows, names)
    coded = encode(cells, names, folded={})
    assert len(coded.responses) == len({row[:10] for row in rows})
    assert coded.responses.sum() == 400


def test_a_fact_that_gives_another_is_kept_apart_from_it() -> None:
    rng = np.random.default_rng(1)
    ward = rng.integers(0, 8, 4000)
    area = np.where(rng.random(4000) < 0.98, ward // 2, 0)
    cells = pd.DataFrame({"ward": ward, "area": area, "sex": rng.integers(0, 2, 4000)}).astype(str)
    coded = encode(cells.assign(responses=1, dissatisfied=0), ["ward", "area", "sex"])
    assert determined_pairs(coded) == {(0, 1)}


def test_a_fact_with_one_very_common_value_is_not_taken_to_be_given_by_the_others() -> None:
    rng = np.random.default_rng(1)
    cells = pd.DataFrame({"ward": rng.integers(0, 8, 4000), "disability": rng.random(4000) < 0.03}).astype(str)
    coded = encode(cells.assign(responses=1, dissatisfied=0), ["ward", "disability"])
    assert determined_pairs(coded) == frozenset()


@pytest.mark.parametrize(
    ("dimensions", "change", "words"),
    [
        ([], {}, "No dimensions"),
        (["channel", "channel"], {}, "given twice"),
        (["colour"], {}, "no column 'colour'"),
        ([f"d{i}" for i in range(11)], {}, "11 dimensions were given: at most 10"),
        (["channel"], {"dissatisfied": [4]}, "more dissatisfied than responses"),
        (["channel"], {"responses": [-1]}, "'responses' must hold whole numbers"),
        (["channel"], {"responses": [2.5]}, "'responses' must hold whole numbers"),
        (["channel"], {"dissatisfied": [None]}, "'dissatisfied' must hold whole numbers"),
        (["channel"], {"responses": [float("inf")]}, "'responses' must hold whole numbers"),
    ],
)
def test_a_frame_that_cannot_be_right_is_refused_in_a_sentence(dimensions: list, change: dict, words: str) -> None:
    cells = frame([("web", 3, 1)], ["channel"]).assign(**change)
    with pytest.raises(ValueError, match=words):
        encode(cells, dimensions)


def test_a_frame_without_counts_is_refused() -> None:
    with pytest.raises(ValueError, match="no column 'responses', 'dissatisfied'"):
        encode(pd.DataFrame({"channel": ["web"]}), ["channel"])
