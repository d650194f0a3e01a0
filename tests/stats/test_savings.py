"""What moved contacts are worth: the minutes' own arithmetic, hand-worked shifts, and the range by another route."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdata.stats.savings import contacts_for, flows, saving, shift

# Socitm's cost a contact in 2011, as wired-gov reported it on 29 May 2012: face to face, phone, web.
VISIT, CALL, WEB = 8.62, 2.83, 0.15
ONLINE = (False, False, True)


def sure(*costs: float) -> list[tuple[float, float, float]]:
    return [(cost, cost, cost) for cost in costs]


def test_the_promise_of_465_000_pounds_in_calls_and_visits(published: Path) -> None:
    told = json.loads((published / "minutes_worked_examples.json").read_text())["oxford_465k_breakeven"]
    calls = contacts_for(told["saving_target"], CALL, WEB)
    assert calls == told["expect"]["calls_to_shift_at_2.68"] == 173_508
    assert calls / 209_000 == pytest.approx(told["expect"]["share_of_209000_calls"], abs=5e-5)
    assert round(28_000 * (VISIT - WEB)) == told["expect"]["saving_if_every_visit_moved_28000_at_8.47"]
    assert round(209_000 * (CALL - WEB)) == told["expect"]["saving_if_every_call_moved_209000_at_2.68"]


def test_no_number_of_contacts_saves_anything_where_the_other_channel_is_dearer() -> None:
    assert np.isnan(contacts_for(465_000, WEB, CALL))
    assert np.isnan(contacts_for(465_000, CALL, CALL))


def test_one_service_that_moved_a_tenth_of_its_calls_online() -> None:
    change = shift([[0, 100_000, 100_000]], [[0, 80_000, 120_000]])
    assert change.moved == pytest.approx([0, -20_000, 20_000])
    assert change.mix == pytest.approx([0, 0, 0])
    worth = saving(change, sure(VISIT, CALL, WEB), online=ONLINE)
    assert worth.central == pytest.approx(20_000 * (CALL - WEB), rel=0.01)
    assert (worth.priced, worth.unpriced) == (pytest.approx(20_000), 0)


def test_other_services_asked_for_are_no_contacts_that_moved() -> None:
    """Bins all by web, housing all by phone: twice as much about bins puts the web share up, and nobody moved."""
    change = shift([[0, 0, 1_000], [0, 1_000, 0]], [[0, 0, 2_000], [0, 1_000, 0]])
    assert change.moved == pytest.approx([0, 0, 0])
    assert change.mix == pytest.approx([0, -500, 500])  # of 3,000 contacts the web has 2/3, not 1/2


def test_a_service_of_one_period_only_moved_nothing() -> None:
    change = shift([[0, 500, 500], [0, 0, 0]], [[0, 500, 500], [0, 900, 0]])
    assert change.moved == pytest.approx([0, 0, 0])


def test_the_shift_is_that_of_kitagawa_worked_by_hand() -> None:
    before, after = np.array([[60.0, 40.0], [100.0, 300.0]]), np.array([[100.0, 100.0], [50.0, 350.0]])
    weights = (np.array([0.2, 0.8]) + np.array([1 / 3, 2 / 3])) / 2
    rates = np.array([0.5 - 0.6, 0.125 - 0.25])
    assert shift(before, after).moved[0] == pytest.approx(600 * float(weights @ rates))


def test_come_back_takes_from_the_saving_what_the_formula_says() -> None:
    """S = V (c - c_web - f g c): of 20,000, one in five gives up online and half of those ring."""
    change = shift([[0, 1e6, 1e6]], [[0, 9e5, 1.1e6]])
    worth = saving(change, sure(VISIT, CALL, WEB), online=ONLINE, come_back=0.2 * 0.5)
    assert worth.central == pytest.approx(100_000 * (CALL - WEB - 0.1 * CALL), rel=0.005)


def test_contacts_that_moved_to_a_dearer_channel_cost_more() -> None:
    change = shift([[0, 80_000, 120_000]], [[0, 100_000, 100_000]])
    worth = saving(change, sure(VISIT, CALL, WEB), online=ONLINE)
    assert worth.high < 0
    assert worth.central == pytest.approx(-20_000 * (CALL - WEB), rel=0.01)


def test_no_pounds_are_said_of_a_channel_without_a_cost() -> None:
    """Of 300 that left the phone 100 went to the web and 200 to a channel of which nobody knows the cost."""
    change = shift([[0, 1_000, 1_000]], [[200, 700, 1_100]])
    worth = saving(change, [None, *sure(CALL, WEB)], online=ONLINE)
    assert (worth.priced, worth.unpriced) == (pytest.approx(100), pytest.approx(200))
    nothing = saving(change, [None, None, None], online=ONLINE)
    assert np.isnan(nothing.central)
    assert (nothing.priced, nothing.unpriced) == (0, pytest.approx(300))


def test_a_new_channel_gained_what_the_others_lost_in_proportion() -> None:
    matrix = flows([-300.0, -100.0, 400.0])
    assert matrix[:, 2] == pytest.approx([300, 100, 0])
    assert matrix.sum() == pytest.approx(400)


def test_the_range_is_as_wide_as_the_costs_and_the_shift_make_it() -> None:
    """By another route: 200 calls moved, give or take the chance of two shares of 10,000, each at its own cost."""
    worth = saving(
        shift([[0, 5_000, 5_000]], [[0, 4_800, 5_200]]),
        [(VISIT, VISIT, VISIT), (1.28, CALL, 5.57), (0.09, WEB, 0.56)],
        online=ONLINE,
    )
    chance = np.random.default_rng(1)
    moved = 5_200 - 10_000 * chance.binomial(10_000, 0.5, 50_000) / 10_000
    moved = moved + chance.normal(0, np.sqrt(10_000 * 0.48 * 0.52), 50_000)
    each = chance.triangular(1.28, CALL, 5.57, 50_000) - chance.triangular(0.09, WEB, 0.56, 50_000)
    low, middle, high = np.percentile(moved * each, [10, 50, 90])
    assert (worth.low, worth.central, worth.high) == pytest.approx((low, middle, high), abs=20)


def test_the_same_draws_every_time() -> None:
    change = shift([[10, 500, 500]], [[10, 400, 600]])
    costs = [(4.83, 8.62, 9.56), (1.28, 2.83, 5.57), (0.09, 0.15, 0.56)]
    assert saving(change, costs, online=ONLINE) == saving(change, costs, online=ONLINE)


counts = st.lists(st.lists(st.integers(0, 500), min_size=3, max_size=3), min_size=1, max_size=4)


@given(counts, st.randoms(use_true_random=False))
def test_what_moved_and_the_mix_make_the_whole_change(before: list[list[int]], chance) -> None:
    after = [[chance.randint(0, 500) for _ in row] for row in before]
    sums = [np.array(table, dtype=float).sum(axis=0) for table in (before, after)]
    if not all(total.sum() for total in sums):
        with pytest.raises(ValueError, match="not all 0"):
            shift(before, after)
        return
    change = shift(before, after)
    shares = [total / total.sum() for total in sums]
    assert change.moved + change.mix == pytest.approx(sums[1].sum() * (shares[1] - shares[0]), abs=1e-6)
    assert change.moved.sum() == pytest.approx(0, abs=1e-6)
    assert flows(change.moved).sum() == pytest.approx(change.contacts)


def test_what_cannot_be_is_refused() -> None:
    change = shift([[1, 1, 1]], [[1, 1, 1]])
    with pytest.raises(ValueError, match="low and its high"):
        saving(shift([[5, 5, 5]], [[1, 1, 9]]), [(3, 2, 1), *sure(CALL, WEB)], online=ONLINE)
    with pytest.raises(ValueError, match="between 0 and 1"):
        saving(change, sure(VISIT, CALL, WEB), online=ONLINE, come_back=1.5)
    with pytest.raises(ValueError, match="same services"):
        shift([[1, 2]], [[1, 2, 3]])
    with pytest.raises(ValueError, match="0 or more"):
        shift([[-1, 2]], [[1, 2]])
