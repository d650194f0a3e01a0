"""Half-years and the time since the strategy was adopted are periods like any other, by name."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures.coverage.periods import default_period, find_period, named_periods
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store
from cxdata.ui.frame.choice.link import Known, from_query, to_query
from tests.cli.terminal import run

ADOPTED = Council(strategy_adopted=date(2025, 4, 1))
SINCE = "Since the strategy was adopted (April 2025)"


def test_since_the_strategy_reaches_from_its_day_to_the_end_of_the_data(store: Store) -> None:
    found = find_period(store, ADOPTED, "since the strategy was adopted")
    assert (found, str(found)) == (Period(date(2025, 4, 1), date(2026, 10, 1)), SINCE)
    inside = find_period(store, Council(strategy_adopted=date(2025, 2, 12)), "Since the strategy was adopted")
    assert str(inside) == "Since the strategy was adopted (12 February 2025)"
    assert find_period(store, Council(), "2025/26 h1") == Period(date(2025, 4, 1), date(2025, 10, 1))


def test_a_period_that_there_is_not_is_refused_with_the_nearest(store: Store) -> None:
    with pytest.raises(
        CxError, match="There is no period '2025/26 H3' in the data. Did you mean 2025/26 Q3, 2025/26 H2 or 2025/26 H1"
    ):
        find_period(store, ADOPTED, "2025/26 H3")
    with pytest.raises(CxError, match="set strategy_adopted under .council. in council.toml"):
        find_period(store, Council(), "since the strategy was adopted")
    assert SINCE not in named_periods(store, replace(ADOPTED, strategy_adopted=date(2026, 10, 1)))


def test_a_link_says_it_and_is_read_back(store: Store) -> None:
    known = Known(named_periods(store, ADOPTED), default_period(store), {})
    choice = Scope(known.periods[SINCE])
    query = to_query(choice, list(known.values), known.default)
    assert query == {"period": [SINCE]}
    assert from_query(query, known) == (choice, ())


def test_the_command_line_takes_a_period_by_its_name(sample_data: Path) -> None:
    half = run(sample_data, "show", "contacts", "--period", "2025/26 H1", "--format", "json")
    days = run(sample_data, "show", "contacts", "--from", "2025-04-01", "--to", "2025-09-30", "--format", "json")
    assert half.code == 0, half.err
    assert half.out == days.out
    both = run(sample_data, "show", "contacts", "--period", "2025/26", "--from", "2025-04-01")
    assert (both.code, both.out) == (1, "")
    assert "--period names a span of its own" in both.err
