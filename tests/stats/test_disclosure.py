"""What a published table shows, cell by cell, and that nothing in it gives a hidden figure away."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.attacker import attack
from cxdata.stats.basics.proportions import wilson
from cxdata.stats.disclosure.gate import FIGURES, protect_frame
from cxdata.stats.disclosure.rules import DisclosureRules
from tests.effort import sample

WARDS = ["Abbey", "Bede", "Cole", "Dene", "Esk", "Fern"]


def shares(numerators: list[float], denominators: list[float]) -> pd.DataFrame:
    frame = pd.DataFrame({"ward": WARDS[: len(numerators)], "numerator": numerators, "denominator": denominators})
    frame["value"] = frame["numerator"] / frame["denominator"]
    return frame.assign(lower=0.123, upper=0.987, base_note="exact", suppressed=False, secret=7)


def two_way(counts: list[list[float]], columns: list[str], *, totals: bool = True) -> pd.DataFrame:
    """Wards by `columns` as a tidy frame, with totals called All."""
    rows = WARDS[: len(counts)]
    cells = {(w, c): counts[i][j] for (i, w), (j, c) in itertools.product(enumerate(rows), enumerate(columns))}
    if totals:
        cells |= {(w, "All"): sum(counts[i]) for i, w in enumerate(rows)}
        cells |= {("All", c): sum(row[j] for row in counts) for j, c in enumerate(columns)}
        cells[("All", "All")] = sum(map(sum, counts))
    return pd.DataFrame(
        [(*key, n, np.nan) for key, n in cells.items()], columns=["ward", "way", "numerator", "denominator"]
    )


def display(frame: pd.DataFrame, **how: object) -> dict[tuple[str, str], str]:
    out = protect_frame(frame, group_columns=["ward", "way"], kind="count", total_label="All", **how).frame
    return {(w, c): d for w, c, d in zip(out["ward"], out["way"], out["display"], strict=True)}


def test_percentages_come_from_rounded_counts_and_small_ones_are_hidden() -> None:
    frame = shares([1093, 3, 40, 0, 6, 33], [1204, 41, 43, 12, 8, 57])
    result = protect_frame(frame, group_columns=["ward"], kind="share", interval=wilson)
    out = result.frame.set_index("ward")
    # 1,093 of 1,204 is 90.8 %; 1,095 of 1,205 is 90.9 %, and that is the figure that leaves.
    assert out.loc["Abbey", ["numerator", "denominator", "value", "display"]].tolist() == [1095, 1205, 0.909, "90.9%"]
    # 33 of 57 becomes 35 of 55, whole per cent because the base is under 100.
    assert out.loc["Fern", ["numerator", "denominator", "value", "display"]].tolist() == [35, 55, 0.64, "64%"]
    assert out.loc["Dene", "display"] == "0%"
    hidden = ["Bede", "Cole", "Esk"]  # 3 said yes; 3 said no; 8 answered
    assert out.loc[hidden, "display"].tolist() == ["[c]"] * 3
    assert out.loc[hidden, list(FIGURES)].isna().all(axis=None)
    assert out["suppressed"].tolist() == [False, True, True, False, True, False]
    assert result.hidden == 3
    assert out.loc["Bede", "base_note"] == "hidden: too few people"
    assert out.loc["Fern", "base_note"] == "small base"


def test_intervals_are_made_from_the_published_counts() -> None:
    frame = shares([1093], [1204])
    limits = [round(float(v), 3) for v in wilson(1095, 1205)]
    out = protect_frame(frame, group_columns=["ward"], kind="share", interval=wilson).frame
    assert out.loc[0, ["lower", "upper"]].tolist() == limits
    without = protect_frame(frame, group_columns=["ward"], kind="share").frame
    assert without[["lower", "upper"]].isna().all(axis=None), "the exact limits never pass"


def test_columns_nobody_asked_for_do_not_pass() -> None:
    out = protect_frame(shares([50], [90]), group_columns=["ward"], kind="share").frame
    assert list(out.columns) == [
        "ward",
        "numerator",
        "denominator",
        "value",
        "lower",
        "upper",
        "base_note",
        "display",
        "suppressed",
    ]


def test_counts_say_c_never_a_number_and_zero_stays_zero() -> None:
    frame = pd.DataFrame({"ward": WARDS, "numerator": [0, 1, 4, 5, 1204, np.nan], "denominator": np.nan})
    result = protect_frame(frame, group_columns=["ward"], kind="count")
    assert result.frame["display"].tolist() == ["0", "[c]", "[c]", "5", "1,205", "[x]"]
    assert result.frame["suppressed"].tolist() == [False, True, True, False, False, False]
    assert result.frame["value"].dropna().tolist() == [0, 5, 1205]
    assert result.notes[0].startswith("[c] is a figure on 1 to 4 people")


def test_no_base_is_no_figure_and_not_a_hidden_one() -> None:
    out = protect_frame(shares([0, np.nan], [0, np.nan]), group_columns=["ward"], kind="share").frame
    assert out["display"].tolist() == ["[x]", "[x]"]
    assert out["suppressed"].tolist() == [False, False]


def test_a_rate_keeps_its_public_base_and_rounds_its_events() -> None:
    frame = pd.DataFrame({"ward": WARDS[:3], "numerator": [23, 2, 0], "denominator": [6_131, 5_400, 7_000]})
    out = protect_frame(frame, group_columns=["ward"], kind="rate", scale=1000, decimals=1).frame
    assert out["denominator"].dropna().tolist() == [6131, 7000]
    assert out["display"].tolist() == ["4.1", "[c]", "0.0"]
    assert out.loc[0, "value"] == pytest.approx(round(25 / 6131 * 1000, 1))


def test_a_mean_shows_no_sum_and_needs_ten_people() -> None:
    frame = pd.DataFrame(
        {
            "ward": WARDS[:3],
            "numerator": [71_234, 900, 31_007],
            "denominator": [903, 9, 84],
            "value": [78.8859, 100.0, 369.13],
            "lower": [77.1234, 90.0, 350.06],
            "upper": [80.6484, 100.0, 388.2],
        }
    )
    out = protect_frame(frame, group_columns=["ward"], kind="mean").frame
    assert out["display"].tolist() == ["78.9", "[c]", "369"]
    assert out["numerator"].isna().all()
    assert out["denominator"].tolist()[::2] == [905, 85]
    assert out.loc[0, ["lower", "upper"]].tolist() == [77.1, 80.6]


def test_a_ratio_needs_both_its_counts() -> None:
    frame = pd.DataFrame({"ward": WARDS[:3], "numerator": [181, 3, 40], "denominator": [102, 50, 9]})
    out = protect_frame(frame, group_columns=["ward"], kind="ratio", decimals=2).frame
    assert out["display"].tolist() == ["1.80", "[c]", "[c]"], "180 / 100"


def test_a_line_with_all_its_few_people_in_one_group_is_hidden_whole() -> None:
    shown = display(two_way([[7, 0, 0], [20, 30, 40], [11, 12, 13]], ["web", "phone", "post"]))
    assert [shown[("Abbey", way)] for way in ("web", "phone", "post", "All")] == ["[c]"] * 4
    assert shown[("Bede", "web")] == "20"
    large = display(two_way([[70, 0, 0], [20, 30, 40], [11, 12, 13]], ["web", "phone", "post"]))
    assert [large[("Abbey", way)] for way in ("web", "phone", "post", "All")] == ["70", "0", "0", "70"]


def test_an_absent_row_in_such_a_line_is_hidden_too() -> None:
    full = two_way([[7, 0, 0], [20, 30, 40]], ["web", "phone", "post"], totals=False)
    sparse = full[full["numerator"] > 0]
    shown = display(sparse)
    assert shown[("Abbey", "phone")] == shown[("Abbey", "post")] == shown[("Abbey", "web")] == "[c]"
    assert len(shown) == 6


def test_a_hidden_pair_cannot_be_had_from_its_total() -> None:
    # 4 + 4 = 8 would be shown as 10, and 10 from two hidden counts can only be 4 and 4.
    frame = pd.DataFrame({"way": ["web", "phone", "All"], "numerator": [4, 4, 8], "denominator": np.nan})
    result = protect_frame(frame, group_columns=["way"], kind="count", total_label="All")
    assert result.frame["display"].tolist() == ["[c]", "[c]", "5"]
    reach = result.numerators
    assert attack(reach.low, reach.high, reach.sums, [0]).tolist() == [[1, 4]]


def test_raised_rules_hide_more_and_say_so() -> None:
    frame = pd.DataFrame({"ward": WARDS[:4], "numerator": [0, 7, 9, 14], "denominator": np.nan})
    rules = DisclosureRules(hide_below=8, round_to=10)
    result = protect_frame(frame, group_columns=["ward"], kind="count", rules=rules)
    assert result.frame["display"].tolist() == ["0", "[c]", "10", "10"]
    assert "1 to 7 people" in result.notes[0]
    assert "nearest 10" in result.notes[0]


def test_counts_that_are_not_counts_and_repeated_groups_are_refused() -> None:
    frame = pd.DataFrame({"ward": ["Abbey"], "numerator": [3.5], "denominator": [np.nan]})
    with pytest.raises(ValueError, match="whole numbers"):
        protect_frame(frame, group_columns=["ward"], kind="count")
    with pytest.raises(ValueError, match="one row only"):
        protect_frame(pd.concat([frame, frame]), group_columns=["ward"], kind="count")


def test_a_figure_that_is_not_split_and_whole_number_columns_with_gaps() -> None:
    one = pd.DataFrame({"numerator": pd.array([1093], dtype="Int64"), "denominator": pd.array([1204], dtype="Int64")})
    result = protect_frame(one, group_columns=[], kind="share")
    assert result.frame["display"].tolist() == ["90.9%"]
    assert result.numerators.keys == ((),)
    gaps = pd.DataFrame({"ward": WARDS[:2], "numerator": pd.array([None, 3], dtype="Int64")})
    assert protect_frame(gaps, group_columns=["ward"], kind="count").frame["display"].tolist() == ["[x]", "[c]"]


def test_an_empty_frame_stays_empty() -> None:
    for kind in ("count", "share", "mean"):
        assert protect_frame(shares([], []), group_columns=["ward"], kind=kind).frame.empty


@settings(max_examples=sample(20, 80), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=6))
def test_of_a_share_no_count_of_one_to_four_is_ever_shown_or_worked_out(pairs: list[tuple[int, int]]) -> None:
    yes, no = [p[0] for p in pairs], [p[1] for p in pairs]
    names = [*WARDS[: len(pairs)], "All"]
    frame = pd.DataFrame(
        {"ward": names, "numerator": [*yes, sum(yes)], "denominator": [*map(sum, pairs), sum(yes) + sum(no)]}
    )
    result = protect_frame(frame, group_columns=["ward"], kind="share", interval=wilson, total_label="All")
    out = result.frame
    seen = out[~out["suppressed"]]
    assert (seen["numerator"] % 5 == 0).all()
    assert (seen["denominator"] % 5 == 0).all()
    # Everything else in the row follows from the two published counts alone.
    again = protect_frame(
        seen[["ward", "numerator", "denominator"]], group_columns=["ward"], kind="share", interval=wilson
    ).frame
    kept = ~again["suppressed"].to_numpy()
    columns = ["value", "lower", "upper", "display"]
    assert seen[columns].reset_index(drop=True)[kept].astype(str).equals(again[columns][kept].astype(str))
    # And the attacker cannot tell a hidden yes, a hidden no or a hidden base from the total.
    for reach, true in ((result.numerators, frame["numerator"]), (result.denominators, frame["denominator"])):
        cells = np.flatnonzero(out["suppressed"] & (true > 0))
        ranges = attack(reach.low, reach.high, reach.sums, cells)
        assert (ranges[:, 1] > ranges[:, 0]).all()
        assert ((reach.low <= true) & (true <= reach.high)).all()


@settings(max_examples=sample(12, 40), deadline=None)
@given(st.integers(0, 100_000), st.integers(2, 5), st.integers(2, 4), st.sampled_from([0.1, 0.3]))
def test_of_a_two_way_frame_no_hidden_count_can_be_worked_out(seed: int, rows: int, ways: int, thin: float) -> None:
    counts = np.random.default_rng(seed).negative_binomial(1, thin, (rows, ways)).tolist()
    frame = two_way(counts, [f"way {j}" for j in range(ways)])
    result = protect_frame(frame, group_columns=["ward", "way"], kind="count", total_label="All")
    true = frame["numerator"].to_numpy()
    out, reach = result.frame, result.numerators
    small = (true > 0) & (true < 5)
    parts = (frame["ward"] != "All") & (frame["way"] != "All")
    assert out.loc[small & parts, "display"].eq("[c]").all()
    assert not out["value"].isin([1, 2, 3, 4]).any()
    hidden = np.flatnonzero(small & out["suppressed"].to_numpy())
    ranges = attack(reach.low, reach.high, reach.sums, hidden)
    assert (ranges[:, 1] > ranges[:, 0]).all()


def test_a_year_of_24_wards_by_12_ways_with_totals() -> None:
    counts = np.random.default_rng(20200204).negative_binomial(1, 0.04, (24, 12))
    frame = pd.DataFrame(
        [(f"W{i:02}", f"way {j:02}", int(counts[i, j])) for i in range(24) for j in range(12)],
        columns=["ward", "way", "numerator"],
    )
    sums = [(f"W{i:02}", "All", int(counts[i].sum())) for i in range(24)]
    sums += [("All", f"way {j:02}", int(counts[:, j].sum())) for j in range(12)] + [("All", "All", int(counts.sum()))]
    frame = pd.concat([frame, pd.DataFrame(sums, columns=list(frame))], ignore_index=True)
    result = protect_frame(frame, group_columns=["ward", "way"], kind="count", total_label="All")
    small = frame["numerator"].between(1, 4)
    assert small.sum() > 20
    assert result.hidden == small.sum()
    totals = result.frame[(result.frame["ward"] == "All") | (result.frame["way"] == "All")]
    assert not totals["suppressed"].any(), "every total of a table of this size can be given"
