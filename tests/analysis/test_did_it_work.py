"""Did it work? Better or worse only a year on, where the test for a real change says so, and not before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from cxdata.analysis.recommendations.worked import Verdict, Worked, did_it_work
from cxdata.analysis.recommendations.worked import judge as judge_it
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.scope import Scope
from cxdata.store import Store

Judge = Callable[[str, date], Worked]


@pytest.fixture
def judge(store: Store, council: Council) -> Judge:
    """A measure of the sample council after a day."""
    return lambda measure, on: did_it_work(store, measure, on, Scope(), council)


def wait(store: Store, first: str, last: str) -> float:
    """Seconds that callers waited, counted from the calls themselves: the telephone queues, answered calls only."""
    ((seconds, answered),) = store.tuples(
        "select sum(wait_seconds_total) filter (where answered > 0), sum(answered) filter (where wait_seconds_total is "
        "not null) from calls where channel <> 'face_to_face' and interval_start >= $first and interval_start < $last",
        {"first": date.fromisoformat(first), "last": date.fromisoformat(last)},
    )
    return float(seconds) / float(answered)


def test_the_new_menu_worked_and_its_figures_are_those_counted_from_the_calls(judge: Judge, store: Store) -> None:
    worked = judge("average_wait", date(2025, 10, 1))
    assert (worked.verdict, worked.sentence) == (Verdict.BETTER, "Average phone wait: better since.")
    assert worked.why == "A real change, which began in October 2025; that is no proof of what caused it."
    assert worked.compared is not None
    assert worked.compared.before == pytest.approx(wait(store, "2024-10-01", "2025-10-01"))
    assert worked.compared.after == pytest.approx(wait(store, "2025-10-01", "2026-10-01"))
    assert worked.compared.split is not None
    assert worked.compared.split.within == pytest.approx(worked.compared.after - worked.compared.before, abs=2)


def test_before_a_year_of_whole_months_is_over_it_is_too_early(judge: Judge) -> None:
    half = judge("average_wait", date(2026, 3, 1))
    assert (half.verdict, half.sentence) == (
        Verdict.EARLY,
        "Average phone wait: too early to say. A year is over, and loaded, from 1 March 2027.",
    )
    assert half.why == "7 whole months of 12 since 1 March 2026 so far."
    within = judge("average_wait", date(2025, 10, 2))
    assert (within.verdict, within.compared and within.compared.months) == (Verdict.BETTER, 11)
    eleven = judge("average_wait", date(2025, 11, 1))
    assert (eleven.verdict, eleven.compared and eleven.compared.months) == (Verdict.EARLY, 11)
    none = judge("average_wait", date(2026, 11, 1))
    assert (none.verdict, none.compared) == (Verdict.EARLY, None)


def test_a_figure_that_went_up_and_down_as_ever_is_no_real_change(judge: Judge) -> None:
    worked = judge("satisfied", date(2025, 6, 15))
    assert (worked.verdict, worked.why) == (
        Verdict.NOTHING,
        "No more than ordinary ups and downs in September 2026.",
    )


def test_what_the_verdict_needs_beside_a_real_change(judge: Judge) -> None:
    worked = judge("average_wait", date(2025, 10, 1))
    compared, chart = worked.compared, worked.chart
    assert compared is not None
    assert compared.split is not None
    later = judge_it(compared, chart, date(2026, 1, 1))
    assert later == (Verdict.NOTHING, "There is a real change, but it began in October 2025, before this.")
    longer = replace(compared, after=compared.before + 10)
    assert judge_it(longer, chart, date(2025, 10, 1))[0] is Verdict.UNKNOWN
    others = replace(compared, split=replace(compared.split, within=10.0))
    assert judge_it(others, chart, date(2025, 10, 1))[0] is Verdict.OTHERS
    assert judge_it(compared, None, date(2025, 10, 1))[0] is Verdict.UNKNOWN


def test_without_a_year_before_it_cannot_be_told(judge: Judge) -> None:
    worked = judge("online_share", date(2025, 2, 1))
    assert worked.verdict is Verdict.UNKNOWN
    assert (
        worked.why == "'Dealt with online' has no whole year before 1 February 2025: the data begins on 1 April 2024."
    )
    with pytest.raises(CxError):
        judge("no_such_measure", date(2025, 2, 1))
