"""The attackers against webs so small that a person can follow them."""

from itertools import product

import numpy as np

from tests.attack.ilp import whole_numbers
from tests.attack.lattice import Lattice
from tests.attack.lift import lift
from tests.attack.propagate import propagate
from tests.attack.rules import HIDDEN, UNSHOWN, Ints, fixed_bounds, keyed_bounds, round_fixed, round_keyed
from tests.attack.sampler import System, sample


def web(truth: list[int], shown: list[int], sums: list[tuple[int, list[int]]]) -> Lattice:
    """A web of counts: their true values, figures, and (total, parts)."""
    owner = np.repeat(np.arange(len(sums)), [len(parts) for _, parts in sums])
    member = np.array([part for _, parts in sums for part in parts])
    total = np.array([one for one, _ in sums])
    none: np.ndarray = np.zeros(len(truth), dtype=np.uint64)
    return Lattice(np.array(shown), np.array(truth), total, owner, member, {}, (), {}, none, none)


def test_keyed_rounding_is_right_on_average_and_never_five_off():
    draws = (np.arange(10_000) + 0.5) / 10_000
    for count in range(30):
        shown = round_keyed(np.full(len(draws), count), draws)
        assert abs(shown.mean() - count) < 0.001
        assert (np.abs(shown - count) <= 4).all()
        assert set(shown % 5) == {0}


def test_bounds_of_a_figure_are_all_counts_that_may_have_given_it():
    counts: Ints = np.arange(60)
    for up in (0.0, 0.999999):
        shown = round_keyed(counts, np.full(60, up))
        low, high = keyed_bounds(shown)
        assert ((low <= counts) & (counts <= high)).all()
    assert [bound.tolist() for bound in keyed_bounds(np.array([0, 5, 20, UNSHOWN]))] == [
        [0, 1, 16, 0],
        [4, 9, 24, 10**9],
    ]
    low, high = fixed_bounds(round_fixed(counts))
    assert ((low <= counts) & (counts <= high)).all()
    assert round_fixed(np.array([0, 1, 4, 5, 7, 8])).tolist() == [0, HIDDEN, HIDDEN, 5, 5, 10]


def test_a_total_of_4_shown_0_with_four_parts_shown_5_is_told():
    """Each part is 1 or more and the total 4 or less: one each. Keyed rounding alone cannot bar it."""
    told = web([4, 1, 1, 1, 1, 0], [0, 5, 5, 5, 5, 0], [(0, [1, 2, 3, 4, 5])])
    bounds = propagate(told, *keyed_bounds(told.shown))
    assert bounds.exact(told.truth).tolist() == [0, 1, 2, 3, 4]
    mended, moved = lift(told)
    assert moved.tolist() == [0]
    assert mended.shown.tolist() == [5, 5, 5, 5, 5, 0]
    after = propagate(mended, *keyed_bounds(mended.shown))
    assert not len(after.exact(told.truth))


def test_a_figure_that_moved_tells_that_somebody_was_added():
    """A year shown 0 and its first quarter shown 5 are not the same people, so one more came: 2 to 4 in the year."""
    year = web([2, 1, 1, 0, 0], [0, 5, 0, 0, 0], [(0, [1, 2, 3, 4])])
    alike = propagate(year, *keyed_bounds(year.shown), same_records=True)
    own = propagate(year, *keyed_bounds(year.shown))
    assert (alike.low[0], alike.high[0], alike.high[1]) == (2, 4, 3)
    assert (own.low[0], own.high[0], own.high[1]) == (1, 4, 4)
    pair = web([2, 1, 1], [0, 5, 0], [(0, [1, 2])])
    assert propagate(pair, *keyed_bounds(pair.shown), same_records=True).low.tolist() == [2, 1, 1]


def test_propagation_and_whole_numbers_hold_every_count_that_is_possible():
    """Two-way tables of 2 x 2 with totals, against listing every table that agrees with what is shown."""
    rng = np.random.default_rng(5)
    sums = [(4, [0, 1]), (5, [2, 3]), (6, [0, 2]), (7, [1, 3]), (8, [4, 5]), (8, [6, 7])]
    every = np.stack(np.meshgrid(*[np.arange(10)] * 4, indexing="ij"), axis=-1).reshape(-1, 4)
    for _ in range(25):
        truth, tables = _with_totals(rng.integers(0, 5, (1, 4)), sums)[0], _with_totals(every, sums)
        table = web(truth.tolist(), round_keyed(truth, rng.random(9)).tolist(), sums)
        low, high = keyed_bounds(table.shown)
        bounds = propagate(table, low, high)
        possible = tables[((low <= tables) & (tables <= high)).all(axis=1)]
        assert (bounds.low <= possible.min(axis=0)).all()
        assert (bounds.high >= possible.max(axis=0)).all()
        for node in range(4):
            assert whole_numbers(table, bounds, node) == (possible[:, node].min(), possible[:, node].max())


def _with_totals(cells: Ints, sums: list[tuple[int, list[int]]]) -> Ints:
    full = np.zeros((len(cells), 9), dtype=int)
    full[:, :4] = cells
    for total, parts in sums:
        full[:, total] = full[:, parts].sum(axis=1)
    return full


def test_the_sampler_gives_the_chances_that_listing_every_table_gives():
    """Four cells, their rows, columns and total; every table of counts from 0 to 8 listed and weighed."""
    truth, shown = np.array([2, 1, 0, 3, 3, 3, 2, 4, 6]), np.array([0, 5, 0, 5, 0, 5, 0, 5, 10])
    parts = np.array([[0, 4, 6, 8], [1, 4, 7, 8], [2, 5, 6, 8], [3, 5, 7, 8]])
    sizes = np.array([0.4, 0.25, 0.15, 0.1, 0.05, 0.02, 0.01, 0.01, 0.01])
    system = System(parts, shown, truth, np.log(sizes)[None], np.zeros(4, dtype=int))
    (found,) = sample([system], chains=200, warm=60, keep=200, seed=3)
    exact = np.zeros((4, 9))
    for cells in product(range(9), repeat=4):
        a, b, c, d = cells
        full = np.array([a, b, c, d, a + b, c + d, a + c, b + d, a + b + c + d])
        weight = np.prod(np.maximum(0, 1 - np.abs(full - shown) / 5)) * np.prod(sizes[list(cells)])
        for place, value in enumerate(cells):
            at = value - int(system.floor[place])
            if 0 <= at < 9:
                exact[place, at] += weight
    exact /= exact.sum(axis=1, keepdims=True)
    assert np.abs(found - exact).max() < 0.02
