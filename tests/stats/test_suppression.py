"""The attacker, against enumeration and the table that traps the rule of thumb."""

import csv
import itertools
from pathlib import Path

import numpy as np
import pytest

from benchmarks.attacker import attack, table_sums, with_totals
from cxdata.stats.disclosure.suppression import narrow_cells

# Five wards by four channels with two blanks or more in every line that has one. Ward 1 and 3 share blanks in web and
# post, ward 2 and 5 in phone and visit, and one blank more, ward 1 by phone, is the only bridge between the two blocks:
# D. Gusfield, "A graph theoretic approach to statistical data security", SIAM Journal on Computing 17 (1988) 552-571.
WARDS = [[12, 3, 4, 96], [60, 7, 81, 4], [9, 33, 2, 71], [45, 52, 38, 64], [58, 2, 77, 9]]
BLANKS = [(0, 0), (0, 1), (0, 2), (2, 0), (2, 2), (1, 1), (1, 3), (4, 1), (4, 3)]
BRIDGE = (0, 1)


def bridge() -> tuple[np.ndarray, np.ndarray]:
    counts = np.array(WARDS)
    hidden = np.zeros(counts.shape, dtype=bool)
    for cell in BLANKS:
        hidden[cell] = True
    return counts, hidden


def trap(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    with (folder / "sdctable_trap.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    counts = np.array([int(r["count"]) for r in rows]).reshape(4, 4)
    return counts, np.array([r["suppressed"] == "1" for r in rows]).reshape(4, 4)


def table_ranges(counts: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """What the attacker can say of each hidden count of a table published exactly with its totals; nan elsewhere."""
    table, mask = with_totals(counts), np.pad(hidden, ((0, 1), (0, 1)))
    low, high = np.where(mask, 0.0, table).ravel(), np.where(mask, np.inf, table).ravel()
    ranges = np.full((*table.shape, 2), np.nan)
    ranges[mask] = attack(low, high, table_sums(*table.shape), np.flatnonzero(mask))
    return ranges[:-1, :-1]


def widths(ranges: np.ndarray, mask: np.ndarray) -> np.ndarray:
    return ranges[mask][:, 1] - ranges[mask][:, 0]


def test_two_blanks_in_every_line_and_still_one_count_is_told() -> None:
    counts, hidden = bridge()
    assert set(hidden.sum(axis=0)) | set(hidden.sum(axis=1)) == {0, 2, 3}
    assert table_ranges(counts, hidden)[BRIDGE].tolist() == [3, 3]
    # The way a reader finds it: totals of wards 1 and 3, less those of web and post, less all that is shown in them.
    wards, channels = counts[[0, 2]].sum(), counts[:, [0, 2]].sum()
    shown = (96 + 33 + 71) - (60 + 81 + 45 + 38 + 58 + 77)
    assert wards - channels - shown == 3


def test_one_blank_more_across_the_blocks_disarms_it() -> None:
    # Ward 2 by web: with it the bridge is on a way round, so that every blank can be made up for elsewhere.
    counts, hidden = bridge()
    hidden[1, 0] = True
    assert widths(table_ranges(counts, hidden), hidden).min() >= 5


W, X, B = 0, 1, 1


def test_the_trap_of_sdctable(shared_vectors: Path) -> None:
    counts, hidden = trap(shared_vectors)
    assert (hidden.sum(axis=0) >= 2).all()
    assert (hidden.sum(axis=1) >= 2).all()
    assert table_ranges(counts, hidden)[W, B].tolist() == [47, 47]
    # The way a reader finds it: rows w and x, less columns a and c where only y and z are shown there.
    rows, columns = counts[[W, X]].sum(), counts[:, [0, 2]].sum()
    shown = (89 + 124 + 31) - (92 + 800 + 59 + 651)
    assert rows - columns - shown == 47


def test_hiding_x_b_as_well_disarms_the_trap(shared_vectors: Path) -> None:
    counts, hidden = trap(shared_vectors)
    hidden[X, B] = True
    assert table_ranges(counts, hidden)[W, B].tolist() == [0, 141]
    assert widths(table_ranges(counts, hidden), hidden).min() >= 5


def test_the_attacker_finds_what_enumeration_finds() -> None:
    counts = np.array([[3, 6, 2], [5, 0, 4]])
    hidden = np.array([[True, True, False], [True, True, True]])
    # Row sums 11 and 9, column sums 8, 6 and 6; the 2 in row w is shown.
    agree = [
        (wa, wb, xa, xb, xc)
        for wa, wb, xa, xb, xc in itertools.product(range(9), range(7), range(9), range(7), range(7))
        if wa + wb + 2 == 11 and xa + xb + xc == 9 and wa + xa == 8 and wb + xb == 6 and 2 + xc == 6
    ]
    ranges = table_ranges(counts, hidden)[hidden]
    assert ranges[:, 0].tolist() == [min(v) for v in zip(*agree, strict=True)]
    assert ranges[:, 1].tolist() == [max(v) for v in zip(*agree, strict=True)]
    assert ranges[4].tolist() == [4, 4], "x|c stands alone in its column"


def test_a_count_nothing_holds_has_no_upper_end() -> None:
    assert attack(np.array([0.0, 2.0]), np.array([np.inf, 5.0]), [], [0, 1]).tolist() == [[0, np.inf], [2, 5]]


def test_figures_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        attack(np.array([1.0, 5.0]), np.array([4.0, 5.0]), [(1, [0])], [0])
    with pytest.raises(ValueError, match="whole numbers"):
        with_totals([[1.5, 2], [3, 4]])


def test_within_names_only_cells_told_more_closely_than_asked() -> None:
    # 7 = a + b with a in 1..4 and b in 3..6, and c alone equals its total of 3.
    low, high = np.array([1.0, 3.0, 7.0, 0.0, 3.0]), np.array([4.0, 6.0, 7.0, 9.0, 3.0])
    sums = [(2, [0, 1]), (4, [3])]
    assert list(narrow_cells(low, high, sums, [0, 1, 3], width=1)) == [3]
    assert list(narrow_cells(low, high, sums, [0, 1, 3], width=4)) == [0, 1, 3]


def test_table_sums_of_two_by_three() -> None:
    assert table_sums(2, 3) == [(2, [0, 1]), (5, [3, 4]), (3, [0]), (4, [1]), (5, [2])]
