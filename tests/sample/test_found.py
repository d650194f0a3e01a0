"""The pages find what is planted for them in the sample, and nothing else: not beside it nor in what is shuffled."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cxdata.analysis.came_back.failing import failing, say_form
from cxdata.analysis.came_back.shares import phoned
from cxdata.analysis.groups import Verdict
from cxdata.analysis.left_behind.page import left_behind
from cxdata.analysis.phones.week.staffing import staffing
from cxdata.analysis.phones.week.staffing_words import say_staffing
from cxdata.analysis.phones.worse import judge, worse_than_the_rest
from cxdata.council import Council
from cxdata.measures.intervals import figures_with_ranges
from cxdata.periods import Period
from cxdata.sample.council import SPAN
from cxdata.scope import Scope
from cxdata.store import Store
from tests.effort import sample
from tests.period_names import year_period

Planted = dict[str, dict[str, Any]]
SCOPES = {
    "all": Scope(),
    "2024/25": Scope(year_period(2024)),
    "2025/26": Scope(year_period(2025)),
    "latest half-year": Scope(Period(SPAN.end.replace(month=4), SPAN.end)),
}
DEALS = sample(20, 100)


@pytest.mark.parametrize("period", SCOPES)
def test_the_queue_that_waits_and_no_other(period: str, store: Store, council: Council, planted: Planted) -> None:
    found = worse_than_the_rest(store, SCOPES[period], council)
    worse = {(one.by, one.level) for one in found.groups if one.verdict is Verdict.WORSE and one.by == "queue"}
    assert worse == {("queue", planted["worst_queue"]["queue"])}
    assert [one.level for one in found.heads] == [planted["worst_queue"]["queue"]]
    gave_up = next(one for one in found.heads)
    assert gave_up.share == pytest.approx(planted["worst_queue"]["abandoned"], abs=0.02)


def test_calls_given_up_that_are_dealt_out_anew_name_a_queue_in_five_of_100_at_most(half_hours: list) -> None:
    """The calls given up in each half-hour dealt among all its calls, 20 times (100 with CX_WHOLE=1).

    The planted queue is among them: what names it is who gave up, not how many ring there.
    """
    rows = pd.DataFrame(
        [(r["Interval Start"], r["Skill Group"], int(r["Offered"]), int(r["Abnd"])) for r in half_hours]
    )
    rows.columns = pd.Index(["when", "queue", "offered", "abandoned"])
    counted = rows.groupby(["when", "queue"], sort=False).sum().unstack("queue")
    offered, given_up = (counted[name].to_numpy() for name in ("offered", "abandoned"))
    days = pd.to_datetime(counted.index, format="%d/%m/%Y %H:%M")
    weeks = days.isocalendar().year.to_numpy() * 100 + days.isocalendar().week.to_numpy()
    rng, named = np.random.default_rng(19), 0
    for _ in range(DEALS):
        dealt = _deal(given_up.sum(1), offered, rng)
        frame = pd.concat(
            pd.DataFrame(
                {"queue": queue, "span": weeks, "abandoned_share_x": dealt[:, k], "abandoned_share_n": offered[:, k]}
            )
            for k, queue in enumerate(counted["offered"].columns)
        )
        by_week = frame.groupby(["queue", "span"], as_index=False).sum()
        named += any(one.verdict is Verdict.WORSE for one in judge(by_week, ("queue",), ("abandoned_share",)))
    assert named <= 1 + 0.05 * DEALS


@pytest.mark.parametrize("period", SCOPES)
def test_the_form_that_fails_and_no_other(period: str, store: Store, council: Council, planted: Planted) -> None:
    said = planted["failing_form"]
    answer = phoned(store, SCOPES[period], council, days=said["days"])
    found = failing(answer)
    assert found is not None
    assert (found.level, found.name) == (said["reason"], said["reason"])
    # A half-year has some 1,100 of these forms, and calls to make theirs are drawn of those that come anyway.
    assert found.share == pytest.approx(said["ring"], abs=0.04)
    assert found.rest == pytest.approx(said["others_ring"], abs=0.015)
    others = answer.frame[answer.frame["reason"] != said["reason"]]
    assert failing(replace(answer, frame=others)) is None


def test_the_forms_sentence_is_that_of_the_brief(store: Store, council: Council) -> None:
    """Eighteen in 100 and six: what was asked to be planted, in the page's own words."""
    found = failing(phoned(store, Scope(), council))
    assert found is not None
    assert say_form(found, 3) == "Missed bin forms: 18 in 100 phone within 3 days, 6 in 100 after other forms"


def test_calls_after_forms_that_are_dealt_out_anew_name_a_form_in_five_of_100_at_most(
    store: Store, council: Council
) -> None:
    """Who phoned is dealt among all who sent a form, 20 times (100 with CX_WHOLE=1)."""
    answer = phoned(store, Scope(), council)
    sent = answer.frame["denominator"].to_numpy().astype(int)
    rang = int(answer.frame["numerator"].sum())
    rng, named = np.random.default_rng(23), 0
    for _ in range(DEALS):
        dealt = rng.multivariate_hypergeometric(sent, rang)
        columns = {"reason": list(answer.frame["reason"]), "numerator": list(dealt), "denominator": list(sent)}
        named += failing(replace(answer, frame=figures_with_ranges(answer.measure, ["reason"], columns))) is not None
    assert named <= 1 + 0.05 * DEALS


def test_the_group_gone_silent_and_no_other(store: Store, council: Council, planted: Planted) -> None:
    """Nobody is silent by ward or in another service; who is shuffled is in tests/analysis/left_behind."""
    found = left_behind(store, Scope(), council)
    said = planted["silent"]
    assert [(one.level, one.service, one.since) for one in found.silent] == [
        (said["customer_type"], said["service"], said["day"])
    ]
    assert found.silent[0].elsewhere > 0.9


def test_mondays_are_short_of_people(store: Store, council: Council) -> None:
    found = staffing(store, Scope(), council)
    assert say_staffing(found) == "Two more people from 09:00 to 11:00 on Mondays would keep the promise"
    assert {fit.queue for fit in found.fits if fit.fits} == {fit.queue for fit in found.fits}
    assert len(found.fits) == 5


def _deal(marked: np.ndarray, sizes: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """For each row `marked` calls dealt at random among its columns, of which each has so many calls."""
    dealt = np.zeros_like(sizes)
    left, calls = marked.copy(), sizes.sum(1)
    for column in range(sizes.shape[1]):
        calls = calls - sizes[:, column]
        dealt[:, column] = rng.hypergeometric(sizes[:, column], calls, left)
        left = left - dealt[:, column]
    return dealt
