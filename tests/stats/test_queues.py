"""Erlang's formulas: figures of other programmes and of books, the states counted one by one, and the edges."""

from math import exp, factorial, inf, isinf, isnan, log, pi, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from cxdata.stats.queues import (
    Demand,
    Promise,
    erlang_a,
    erlang_b,
    erlang_c,
    on_the_rota,
    patience_seen,
    people_needed,
)

# pyworkforce 0.5.1 (Rodrigo Arenas, MIT), tests test_erlang and test_over_occupancy: 100 calls in 30 minutes of 3
# minutes each, 80 % within 0.33 minutes, shrinkage 0.3.
HALF_HOUR = Demand(100, 30 * 60, 3 * 60)


def test_erlang_c_gives_the_figures_of_pyworkforce() -> None:
    promise = Promise(0.8, 0.33 * 60, 0.85)
    needed = people_needed(HALF_HOUR, promise)
    service = erlang_c(HALF_HOUR, needed, seconds=promise.seconds)
    assert (needed, on_the_rota(needed)) == (14, 20)
    assert [round(each, 3) for each in (service.within, service.occupancy, service.chance)] == [0.888, 0.714, 0.174]


def test_people_may_not_be_busier_than_is_allowed() -> None:
    needed = people_needed(HALF_HOUR, Promise(0.8, 0.33 * 60, 0.7))
    service = erlang_c(HALF_HOUR, needed, seconds=0.33 * 60)
    assert (needed, on_the_rota(needed)) == (15, 22)
    assert [round(each, 3) for each in (service.within, service.occupancy, service.chance)] == [0.941, 0.667, 0.102]


def test_erlang_a_gives_the_figures_of_pyworkforce() -> None:
    """Its test_abandonment: a patience of 5 minutes, 14 people, 20 seconds."""
    service = erlang_a(Demand(100, 30 * 60, 3 * 60, patience=5 * 60), 14, seconds=20)
    assert service.chance == pytest.approx(0.14526, abs=5e-6)
    assert service.given_up == pytest.approx(0.013984, abs=5e-7)
    assert service.occupancy == pytest.approx(0.704297, abs=5e-7)
    assert service.wait / 60 == pytest.approx(0.069919, abs=5e-7)
    assert service.within == pytest.approx(0.916792, abs=5e-7)


def test_erlang_b_gives_the_figures_of_the_tables() -> None:
    """Erlang's table of loss: 10 erlangs on 10 lines lose 21.46 %, 20 on 30 lose 0.85 % (Cooper 1981, appendix A)."""
    assert erlang_b(10, 10) == pytest.approx(0.21458, abs=5e-6)
    assert erlang_b(20, 30) == pytest.approx(0.0085, abs=5e-5)
    by_sums = (9.0**12 / factorial(12)) / sum(9.0**each / factorial(each) for each in range(13))
    assert erlang_b(9, 12) == pytest.approx(by_sums)


def test_erlang_c_of_one_person_is_the_queue_of_the_school_books() -> None:
    """M/M/1 (Kleinrock 1975, section 3.2): at 80 % busy, 80 % wait, and on average 4 handling times."""
    service = erlang_c(Demand(8, 1000, 100), 1, seconds=500)
    assert service.chance == pytest.approx(0.8)
    assert service.wait == pytest.approx(400)
    assert service.within == pytest.approx(1 - 0.8 * exp(-(0.01 - 0.008) * 500))


def test_people_who_cannot_keep_up_leave_everybody_waiting() -> None:
    service = erlang_c(HALF_HOUR, 10)
    assert (service.chance, service.wait, service.within, service.occupancy) == (1.0, inf, 0.0, 1.0)


def test_a_patience_without_end_is_erlang_c() -> None:
    patient, nobody_gives_up = erlang_a(Demand(100, 1800, 180, 6e7), 14), erlang_c(HALF_HOUR, 14)
    assert patient.wait == pytest.approx(nobody_gives_up.wait, rel=1e-4)
    assert patient.within == pytest.approx(nobody_gives_up.within, abs=1e-6)
    assert erlang_a(HALF_HOUR, 14) == nobody_gives_up


@pytest.mark.parametrize(("calls", "people"), [(12, 3), (100, 9), (100, 14), (3000, 300), (3000, 330), (9000, 700)])
def test_erlang_a_is_what_counting_the_states_gives(calls: float, people: int) -> None:
    """Births and deaths, state by state: another route to the share who wait, who give up, and the mean wait."""
    demand = Demand(calls, 1800, 180, patience=240)
    service, chances = erlang_a(demand, people), states(demand, people)
    assert service.chance == pytest.approx(chances[people:].sum(), rel=1e-9)
    assert service.given_up == pytest.approx(share_given_up(demand, people), rel=1e-9)
    assert service.wait == pytest.approx(240 * share_given_up(demand, people), rel=1e-9)


def states(demand: Demand, people: int) -> np.ndarray:
    """The chance of each number of callers who talk or wait, by births and deaths in logarithms."""
    numbers = np.arange(1, people + 6000)
    leave = np.minimum(numbers, people) / demand.handle + np.maximum(numbers - people, 0) / demand.patience
    logs = np.concatenate([[0.0], np.cumsum(log(demand.rate) - np.log(leave))])
    chances: np.ndarray = np.exp(logs - logs.max())
    return chances / chances.sum()


def share_given_up(demand: Demand, people: int) -> float:
    """Of all callers those who leave the queue without an answer: queue ÷ patience ÷ rate."""
    chances = states(demand, people)
    queued = float((np.maximum(np.arange(len(chances)) - people, 0) * chances).sum())
    return queued / demand.patience / demand.rate


def test_erlang_a_answers_as_many_in_time_as_a_queue_that_is_played() -> None:
    """200,000 calls played one by one, seeded: the share answered within a minute lies within 1 in 100."""
    rng = np.random.default_rng(20200204)
    demand, people = Demand(60, 1800, 240, patience=300), 8
    arrivals = np.cumsum(rng.exponential(1 / demand.rate, 200_000))
    handles, patience = rng.exponential(240, len(arrivals)), rng.exponential(300, len(arrivals))
    free = np.zeros(people)
    in_time = given_up = 0
    for at, handle, stays in zip(arrivals, handles, patience, strict=True):
        person = int(free.argmin())
        wait = max(free[person] - at, 0.0)
        if wait > stays:
            given_up += 1
            continue
        free[person] = at + wait + handle
        in_time += wait <= 60
    service = erlang_a(demand, people, seconds=60)
    assert in_time / len(arrivals) == pytest.approx(service.within, abs=0.01)
    assert given_up / len(arrivals) == pytest.approx(service.given_up, abs=0.01)


@given(some.floats(0.1, 5000), some.floats(5, 3000), some.floats(1, 1e5), some.integers(1, 600))
def test_more_people_never_serve_worse(calls: float, handle: float, patience: float, people: int) -> None:
    fewer, more = (erlang_a(Demand(calls, 1800, handle, patience), number) for number in (people, people + 1))
    for service in (fewer, more):
        assert 0 <= service.within <= 1 + 1e-12
        assert 0 <= service.given_up <= 1
        assert 0 <= service.occupancy <= 1
    assert more.wait <= fewer.wait + 1e-9
    assert more.given_up <= fewer.given_up + 1e-12
    assert more.within >= fewer.within - 1e-9


def test_nobody_is_needed_where_nobody_calls() -> None:
    nobody = Demand(0, 1800, 180)
    assert people_needed(nobody, Promise()) == 0
    assert (erlang_c(nobody, 3).wait, erlang_c(nobody, 0).within) == (0.0, 1.0)
    assert on_the_rota(0) == 0


def test_without_anybody_on_duty_all_give_up() -> None:
    service = erlang_a(Demand(10, 1800, 180, 300), 0)
    assert (service.given_up, service.wait, service.within) == (1.0, 300, 0.0)


def test_the_fewest_people_keep_the_promise_and_one_fewer_do_not() -> None:
    """12 calls of 350 seconds are 2.3 people's work. Of the callers of 4 people 5.4 % give up, of those of 5 1.8 %
    (counted state by state)."""
    promise, demand = Promise(0.8, 120, 1.0, given_up=0.05), Demand(12, 1800, 350, 400)
    assert people_needed(demand, promise) == 5
    assert erlang_a(demand, 4).given_up == pytest.approx(share_given_up(demand, 4)) == pytest.approx(0.054, abs=5e-4)
    assert erlang_a(demand, 5).given_up == pytest.approx(share_given_up(demand, 5)) == pytest.approx(0.018, abs=5e-4)


def test_hundreds_of_people_are_as_good_as_three() -> None:
    """20,000 calls of 3 minutes in half an hour are 2,000 people's work. With as many people, the share that gives up
    comes near its limit, the square root of (3 / 5) × (2 / pi) / 2000 over 1 plus the square root of 3 / 5 (Garnett,
    Mandelbaum and Reiman 2002, theorem 4). Where nobody gives up, 12 more keep 80 % in 20 seconds, and 11 do not: of
    Halfin and Whitt (1981, Operations Research 29, 567-588) 18.5 and 21.4 in 100 wait longer.
    """
    service = erlang_a(Demand(20_000, 1800, 180, 300), 2000)
    assert service.given_up == pytest.approx(sqrt(0.6 * 2 / pi / 2000) / (1 + sqrt(0.6)), rel=0.02)
    patient = Demand(20_000, 1800, 180)
    assert people_needed(patient, Promise(0.8, 20, 1.0)) == 2012
    assert 1 - erlang_c(patient, 2012, seconds=20).within == pytest.approx(0.185, abs=0.002)
    assert 1 - erlang_c(patient, 2011, seconds=20).within == pytest.approx(0.214, abs=0.002)


def test_a_promise_that_nobody_can_keep_is_refused() -> None:
    with pytest.raises(ValueError, match="not even 5,000 people"):
        people_needed(HALF_HOUR, Promise(1.01))


@pytest.mark.parametrize("wrong", [(-1, 1800, 180), (1, 0, 180), (1, 1800, 0), (1, 1800, 180, 0)])
def test_impossible_demand_is_refused(wrong: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="must be above it"):
        Demand(*wrong)


def test_patience_is_what_was_waited_for_each_who_gave_up() -> None:
    """50 gave up in 20,000 seconds waited: 400 seconds; its ends are Byar's limits of 50 (37.1 and 65.9)."""
    mean, shortest, longest = patience_seen(50, 20_000)
    assert mean == 400
    assert 20_000 / shortest == pytest.approx(65.9, abs=0.05)
    assert 20_000 / longest == pytest.approx(37.1, abs=0.05)
    assert isinf(patience_seen(0, 100)[0])
    assert isnan(patience_seen(0, 0)[0])
