"""Which reasons rose or fell with contacts: with their part of the change, and the commonest where none is."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from cxdata.analysis.change.reasons import reasons_moved, say_moved
from cxdata.council import Council
from cxdata.measures.query import Answer, query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store


@pytest.fixture(scope="module")
def asked(store: Store) -> Answer:
    return query(store, "contacts", ("reason",), Scope(), council=Council())


def counted(asked: Answer, **counts: float) -> Answer:
    """An answer with these counts by reason."""
    frame = pd.DataFrame({"reason": [name.replace("_", " ") for name in counts], "numerator": list(counts.values())})
    return replace(asked, frame=frame.assign(value=frame["numerator"], denominator=float("nan")))


def test_the_reason_that_rose_most_with_its_part_of_the_rise(asked: Answer) -> None:
    now, then = counted(asked, Missed_bin=1500.0, New_bin=700.0), counted(asked, Missed_bin=1100.0, New_bin=600.0)
    assert say_moved(now, then) == "Missed bin rose most: 400 more than a year before, 80% of the whole rise"
    assert [(one.reason, one.more) for one in reasons_moved(now, then)] == [("Missed bin", 400), ("New bin", 100)]


def test_where_contacts_fell_it_says_what_fell(asked: Answer) -> None:
    now, then = counted(asked, Missed_bin=900.0, New_bin=700.0), counted(asked, Missed_bin=1100.0, New_bin=600.0)
    assert say_moved(now, then) == "Missed bin fell most: 200 fewer than a year before"


def test_a_new_reason_counts_from_none_and_what_is_not_recorded_is_no_reason(asked: Answer) -> None:
    now = counted(asked, Missed_bin=100.0, Not_recorded=900.0)
    assert say_moved(now, counted(asked, New_bin=50.0)) == (
        "Missed bin rose most: 100 more than a year before, 11% of the whole rise"
    )
    assert say_moved(counted(asked, Not_recorded=900.0), None) == "No reason of contacts is recorded"


def test_the_commonest_where_there_is_no_year_before(asked: Answer) -> None:
    now = counted(asked, Missed_bin=1500.0, New_bin=700.0)
    assert say_moved(now, None) == "The commonest reasons: Missed bin (1,500) and New bin (700)"
    assert say_moved(now, now) == "The commonest reasons: Missed bin (1,500) and New bin (700)"


def test_the_sample_over_a_year(store: Store) -> None:
    of = [Scope(period=Period(date(year, 4, 1), date(year + 1, 4, 1))) for year in (2025, 2024)]
    now, then = (query(store, "contacts", ("reason",), scope, council=Council()) for scope in of)
    first = reasons_moved(now, then)[0]
    counts = [
        store.tuples(
            "select count(*) from contacts where reason = $reason and requester <> 'staff' and received_at >= $start "
            "and received_at < $end",
            {"reason": first.reason, "start": scope.period.start, "end": scope.period.end},
        )[0][0]
        for scope in of
        if scope.period
    ]
    assert [first.now, first.then] == counts
    assert say_moved(now, then).startswith(f"{first.reason} rose most: {first.more:,.0f} more than a year before")
