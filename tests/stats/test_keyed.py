"""Counts rounded at random with a key: right on average, never 5 away, and the same for the same records."""

import hashlib

import numpy as np
import pytest

from cxdata.stats.disclosure.keyed import cell_key, round_keyed

KEY = bytes(range(32))
MANY = 50_000

# Worked out once by the package cell-key-perturbation 3.1.0 (UK Office for National Statistics) with threshold=0 and
# 256 keys, given this rounding as its ptable (for 1 to 750 people and each key: -r + 5 where key / 256 < r / 5, else
# -r; r is the count mod 5): the count, the sum of the record keys mod 256, the count as shown.
FROM_PACKAGE = (
    *((1, 38, 5), (1, 212, 0), (2, 3, 5), (3, 34, 5), (4, 4, 5), (4, 120, 5), (5, 78, 5), (7, 242, 5), (8, 118, 10)),
    *((12, 113, 10), (23, 30, 25), (31, 175, 30), (49, 66, 50), (119, 19, 120)),
)


def test_a_count_is_right_on_average_and_never_5_away() -> None:
    drawn = cell_key(7, np.random.default_rng(5).integers(0, 2**64, size=MANY, dtype=np.uint64), KEY)
    for count in range(1, 401):
        shown = round_keyed(np.full(MANY, count), drawn)
        assert abs((shown - count).mean()) < 0.02
        assert np.abs(shown - count).max() == (max(count % 5, 5 - count % 5) if count % 5 else 0)
        assert not (shown % 5).any()


def test_nobody_stays_nobody_and_a_multiple_of_5_stays_as_it_is() -> None:
    drawn = np.linspace(0, 0.999, 100)
    assert (round_keyed(np.zeros(100, dtype=int), drawn) == 0).all()
    assert (round_keyed(np.full(100, 35), drawn) == 35).all()


def test_four_people_are_shown_as_5_four_times_in_five() -> None:
    drawn = np.array([0.0, 0.2, 0.79, 0.8, 0.99])
    assert round_keyed(np.full(5, 4), drawn).tolist() == [5, 5, 5, 0, 0]
    assert round_keyed(np.full(5, 13), drawn, to=10).tolist() == [20, 20, 10, 10, 10]


@pytest.mark.parametrize(("count", "key", "shown"), FROM_PACKAGE)
def test_it_rounds_as_the_published_package_does(count: int, key: int, shown: int) -> None:
    assert round_keyed(count, key / 256) == shown


def test_what_is_drawn_is_the_hash_of_key_name_and_sum() -> None:
    digest = hashlib.sha256(KEY + (7).to_bytes(8, "big") + (12345).to_bytes(8, "big")).digest()
    assert cell_key([7], [12345], KEY)[0] == pytest.approx(int.from_bytes(digest[:8], "big") / 2**64, abs=1e-15)


def test_the_same_records_draw_the_same_and_another_key_draws_anew() -> None:
    sums = np.arange(1000, dtype=np.uint64)
    one, again, other = cell_key(7, sums, KEY), cell_key(7, sums[::-1], KEY)[::-1], cell_key(7, sums, bytes(32))
    assert (one == again).all()
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.1
    counts = np.full(1000, 7)
    assert (round_keyed(counts, one) != round_keyed(counts, other)).sum() > 300


def test_a_cell_of_another_name_draws_anew_for_the_same_records() -> None:
    """Else figures that differ would tell that one of the two cells has somebody more."""
    names = np.arange(20_000, dtype=np.uint64)
    one, other = cell_key(names, 12345, KEY), cell_key(names + np.uint64(20_000), 12345, KEY)
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.03
    counts = np.full(20_000, 1)
    alike = round_keyed(counts, one) == round_keyed(counts, other)
    assert abs(alike.mean() - (0.2 * 0.2 + 0.8 * 0.8)) < 0.02


def test_what_was_drawn_for_two_cells_tells_nothing_of_both_together() -> None:
    first = np.random.default_rng(1).integers(0, 2**63, size=2000, dtype=np.uint64)
    second = np.random.default_rng(2).integers(0, 2**63, size=2000, dtype=np.uint64)
    apart = (cell_key(7, first, KEY) + cell_key(7, second, KEY)) % 1
    assert abs(np.corrcoef(apart, cell_key(7, first + second, KEY))[0, 1]) < 0.1


def test_what_is_drawn_is_spread_evenly_from_0_to_below_1() -> None:
    drawn = cell_key(7, np.arange(50_000, dtype=np.uint64), KEY)
    assert 0 <= drawn.min() < drawn.max() < 1
    assert np.abs(np.histogram(drawn, bins=10, range=(0, 1))[0] - 5000).max() < 300


def test_a_count_below_0_is_refused() -> None:
    with pytest.raises(ValueError, match="never below 0"):
        round_keyed([-1], [0.5])
