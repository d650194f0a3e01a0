"""Whole months against whole months: each of these once compared a part with a whole, and was not so."""

import random
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from cxdata.analysis.series import series_of
from cxdata.contract import narrowed_tables
from cxdata.council import Council
from cxdata.ingest.load.build import load_files
from cxdata.measures import MEASURES
from cxdata.measures.comparison import Compared, compare
from cxdata.measures.coverage.periods import default_period
from cxdata.measures.coverage.whole_months import newest_year, whole_months
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Comparison, Scope
from cxdata.store import Store, open_store
from tests.analysis.small import survey

TO_SEPTEMBER = Scope(Period(date(2025, 10, 1), date(2026, 10, 1)))


def values(store: Store, measure: str, compared: Compared) -> tuple[float, float]:
    """The figure over either span."""
    scopes = compared.scopes(Scope())
    assert scopes is not None
    now, then = (float(query(store, measure, (), scope).frame["value"].iloc[0]) for scope in scopes)
    return now, then


def test_a_part_loaded_month_makes_no_direction(store: Store) -> None:
    """Twelve months with half a September said: contacts down 1.6 %, online up 0.9 points. Whole months: up 0.3 % and
    1.9 points. Recounted in pandas over the rows of the store."""
    rows = store.rows("select received_at, channel, requester, count from contacts")
    rows = rows[rows["requester"] != "staff"]
    month = rows["received_at"].dt.to_period("M")
    spans = [
        month.between(pd.Period("2025-10"), pd.Period("2026-08")),
        month.between(pd.Period("2024-10"), pd.Period("2025-08")),
    ]
    contacts = [rows.loc[span, "count"].sum() for span in spans]
    assert 100 * (contacts[0] / contacts[1] - 1) == pytest.approx(0.3, abs=0.05)
    compared = compare(store, MEASURES["contacts"], TO_SEPTEMBER)
    assert compared is not None
    assert compared.words == (
        "the year before, whole months only (October 2025 to August 2026 against October 2024 to August 2025)"
    )
    assert values(store, "contacts", compared) == tuple(contacts)
    known = ~rows["channel"].isin(["partner", "other", "Not recorded"])
    online = [
        rows.loc[span & rows["channel"].isin(["web", "app"]), "count"].sum() / rows.loc[span & known, "count"].sum()
        for span in spans
    ]
    assert 100 * (online[0] - online[1]) == pytest.approx(1.9, abs=0.05)
    assert values(store, "online_share", compared) == pytest.approx(online)


def test_each_table_has_its_own_whole_months(store: Store) -> None:
    """The survey is whole in September: it is compared over the period as it stands."""
    compared = compare(store, MEASURES["satisfied"], TO_SEPTEMBER)
    assert compared is not None
    assert (compared.words, compared.now) == ("the year before", TO_SEPTEMBER.period)


def test_of_a_month_that_is_not_whole_the_same_days_are_compared(store: Store) -> None:
    september = Scope(Period(date(2026, 9, 1), date(2026, 10, 1)), Comparison.YEAR_BEFORE)
    compared = compare(store, MEASURES["contacts"], september)
    assert compared is not None
    assert (compared.now, compared.then) == (
        Period(date(2026, 9, 1), date(2026, 9, 16)),
        Period(date(2025, 9, 1), date(2025, 9, 16)),
    )
    assert compared.words.startswith("a year before, the same days (1 September 2026 to 15 September 2026 against ")


def test_what_is_not_loaded_whole_is_no_year_before(store: Store) -> None:
    compared = compare(
        store, MEASURES["contacts"], Scope(Period(date(2025, 3, 1), date(2025, 5, 1)), Comparison.YEAR_BEFORE)
    )
    assert compared is not None
    assert (compared.now, compared.why_not) == (None, "not loaded that far back")


def test_the_period_found_at_first_is_the_newest_twelve_whole_months(store: Store, tmp_path: Path) -> None:
    assert default_period(store) == newest_year(store, narrowed_tables()) == Period(date(2025, 9, 1), date(2026, 9, 1))
    year = survey(tmp_path, [(date(2015, 1, 1) + timedelta(days=step), {}) for step in range(365)])
    assert default_period(year) == Period(date(2015, 1, 1), date(2016, 1, 1)), "not 2015/16, nine months of it"


def test_boston_opens_on_its_year(shared_real: Path, tmp_path: Path) -> None:
    load_files(sorted((shared_real / "boston311_2015").glob("*.csv.gz")), data=tmp_path)
    assert default_period(open_store(tmp_path)) == Period(date(2015, 1, 1), date(2016, 1, 1))


@pytest.mark.parametrize("seed", range(6))
def test_tiles_series_and_checks_say_the_same_of_any_end(seed: int, tmp_path: Path) -> None:
    """Random surveys, dense and sparse, with random ends: one answer to 'is this month whole?' everywhere."""
    chance = random.Random(seed)
    pace = (0.04, 0.3, 1.0)[seed % 3]
    last = date(2026, 6, chance.choice((10, 20, 30)))
    days = [last - timedelta(days=step) for step in range(420) if chance.random() < pace or step == 0]
    small = survey(tmp_path, [(day, {}) for day in sorted(days)])
    whole = whole_months(small, "responses")
    assert whole.months is not None
    series = series_of(small, MEASURES["answers"], Scope(), Council())
    assert series.starts[-1] == whole.months.months()[-1]
    said = [
        message for code, message in small.tuples("select code, message from checks") if code == "month_half_loaded"
    ]
    assert any("June 2026 is half loaded" in message for message in said) == (whole.stop is not None)
    june = Scope(Period(date(2026, 1, 1), date(2026, 7, 1)))
    compared = compare(small, MEASURES["answers"], june)
    assert compared is not None
    assert compared.now is not None
    assert (compared.now == june.period) == (whole.stop is None)
    newest = newest_year(small, narrowed_tables())
    assert newest is not None
    assert newest.end == whole.months.end
