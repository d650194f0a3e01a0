"""Figures for a week, a quarter or a year keep their length: nothing finer is said of them, and nothing false."""

from datetime import date
from pathlib import Path

import pytest

from cxdata.analysis.change.before_after import before_after
from cxdata.analysis.change.charts import control, key_measures
from cxdata.analysis.outlook.forecast import forecast
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import find_measure
from cxdata.measures.comparison import compare
from cxdata.measures.coverage.periods import default_period, periods_of
from cxdata.measures.coverage.whole_months import whole_months
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.measures import lengths

pytestmark = pytest.mark.store
CONTACTS = find_measure("contacts")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Store]:
    return {
        make.__name__: open_store(make(tmp_path_factory.mktemp(make.__name__) / "data"))
        for make in (lengths.years, lengths.quarters, lengths.weeks, lengths.mixed)
    }


def split(store: Store, by: str, scope: Scope | None = None) -> dict[str, float]:
    frame = query(store, "contacts", (by,), scope).frame
    return dict(zip(frame[by], frame["numerator"], strict=True))


@pytest.mark.parametrize(
    ("name", "finest", "not_known"),
    [
        ("years", "financial_year", ("week", "month", "quarter", "half_year", "calendar_year", "weekday", "hour")),
        ("quarters", "quarter", ("week", "month", "weekday", "hour")),
        ("weeks", "week", ("month", "weekday", "hour", "in_hours")),
    ],
)
def test_nothing_finer_is_claimed(stores: dict[str, Store], name: str, finest: str, not_known: tuple) -> None:
    total = sum(split(stores[name], finest).values())
    assert "Not recorded" not in split(stores[name], finest)
    for by in not_known:
        assert split(stores[name], by) == {"Not recorded": total}


def test_each_length_by_itself(stores: dict[str, Store]) -> None:
    by_year = {f"{year}/{(year + 1) % 100}": count * 1.5 for year, count in lengths.YEARS.items()}
    assert split(stores["years"], "financial_year") == by_year
    assert list(split(stores["quarters"], "quarter").values()) == [300 + 10 * n for n in range(12)]
    assert split(stores["quarters"], "financial_year")["2021/22"] == 300 + 310 + 320 + 330
    assert set(split(stores["weeks"], "week").values()) == {100}
    mixed = split(stores["mixed"], "month")
    assert mixed.pop("Not recorded") == sum(by_year.values())
    assert set(mixed.values()) == {100}
    assert len(mixed) == 24


def test_the_days_of_a_store_reach_to_the_end_of_its_figures(stores: dict[str, Store]) -> None:
    assert stores["years"].spans["contacts"] == (date(2019, 4, 1), date(2024, 3, 31))
    assert stores["quarters"].spans["contacts"] == (date(2021, 4, 1), date(2024, 3, 31))
    assert stores["weeks"].spans["contacts"] == (date(2024, 4, 1), date(2025, 5, 25))


def test_no_check_tells_a_year_that_it_lacks_months(stores: dict[str, Store]) -> None:
    for store in stores.values():
        assert [row for row in store.checks().to_dict("records") if row["verdict"] != "fine"] == []


@pytest.mark.parametrize(("name", "length"), [("years", "year"), ("quarters", "quarter"), ("weeks", "week")])
def test_what_needs_months_says_why_not(stores: dict[str, Store], name: str, length: str) -> None:
    said = f"The export of contacts has figures for whole {length}s and nothing finer, so nobody knows the months of "
    said += "'Contacts'."
    with pytest.raises(CxError) as ahead:
        forecast(stores[name], "contacts", Scope(), Council(), until=date(2026, 3, 31))
    with pytest.raises(CxError) as event:
        before_after(stores[name], "contacts", Scope(), Council(), on=date(2022, 10, 1))
    assert [str(ahead.value), str(event.value)] == [said, said]
    if name != "quarters":
        with pytest.raises(CxError) as change:
            control(stores[name], "contacts", Scope(), Council())
        assert str(change.value) == said
        assert (
            key_measures(stores[name], Scope(), Council()).sentence == "No key measure has a whole month of data yet."
        )


def test_quarters_are_followed_by_quarter(stores: dict[str, Store]) -> None:
    chart = control(stores["quarters"], "contacts", Scope(), Council())
    assert chart.step == "quarter"
    assert [point.value for point in chart.points] == [300 + 10 * n for n in range(12)]
    assert chart.points[0].name == "2021/22 Q1"
    assert "Shown by quarter, because the figures loaded are for quarters." in chart.notes


def test_a_year_is_held_against_the_year_before(stores: dict[str, Store]) -> None:
    store = stores["years"]
    assert default_period(store) == Period(date(2023, 4, 1), date(2024, 4, 1))
    compared = compare(store, CONTACTS, Scope(default_period(store)))
    assert compared is not None
    assert (str(compared.now), str(compared.then)) == ("2023/24", "2022/23")
    for period in (Period(date(2023, 4, 1), date(2023, 10, 1)), Period(date(2023, 1, 1), date(2024, 1, 1))):
        cut = compare(store, CONTACTS, Scope(period))
        assert cut is not None
        assert cut.now is None
        assert cut.why_not == "no comparison: the figures are for whole years, and it would take a part of one"


def test_weeks_are_not_compared_over_months(stores: dict[str, Store]) -> None:
    compared = compare(stores["weeks"], CONTACTS, Scope(Period(date(2025, 4, 1), date(2025, 5, 1))))
    assert compared is not None
    assert compared.why_not == "no comparison: the figures are for weeks, which end inside months"
    assert whole_months(stores["weeks"], "contacts").months is None


def test_months_of_a_mixed_table_are_those_of_its_months(stores: dict[str, Store]) -> None:
    assert whole_months(stores["mixed"], "contacts").months == Period(date(2024, 4, 1), date(2026, 4, 1))
    chart = control(stores["mixed"], "contacts", Scope(), Council())
    assert [point.value for point in chart.points] == [100.0] * 24


def test_a_part_of_a_year_is_no_figure_and_says_so(stores: dict[str, Store]) -> None:
    answer = query(stores["years"], "contacts", (), Scope(Period(date(2023, 5, 1), date(2023, 8, 1))))
    assert answer.frame["value"].isna().all()
    assert answer.notes == (
        "The export of contacts has figures for whole years, and the period takes only a part of 2023/24: "
        "each is counted in full where the period holds its first day, else not at all.",
    )
    first = query(stores["years"], "contacts", (), Scope(Period(date(2023, 4, 1), date(2023, 7, 1))))
    assert first.frame["value"].tolist() == [2100]
    assert "takes only a part of 2023/24" in first.notes[0]


def test_a_week_across_two_months_is_said(stores: dict[str, Store]) -> None:
    answer = query(stores["weeks"], "contacts", (), Scope(Period(date(2024, 5, 1), date(2024, 6, 1))))
    assert answer.frame["value"].tolist() == [400]
    assert "a part of the week from 29 April 2024 and the week from 27 May 2024" in answer.notes[0]
    by_quarter = query(stores["weeks"], "contacts", ("quarter",))
    assert by_quarter.notes == ("A week counts in the quarter of its first day.",)


def test_periods_offered_are_no_shorter_than_the_figures(stores: dict[str, Store]) -> None:
    assert {period.whole_months for period in periods_of(stores["years"])} <= {12, 60}
    assert min(period.whole_months or 0 for period in periods_of(stores["quarters"])) == 3
    assert min(period.whole_months or 0 for period in periods_of(stores["mixed"])) == 1


def test_a_base_of_another_length_is_not_mixed_in(tmp_path: Path) -> None:
    """Contacts by the month and calls by the year: April's contacts are not held against a year of calls."""
    data = tmp_path / "data"
    months = [date(2024 + (n + 3) // 12, (n + 3) % 12 + 1, 1) for n in range(12)]
    phone_and_web = [(start, channel, 100) for start in months for channel in ("Phone", "Web")]
    lengths.load_contacts(data, "monthly", "month", phone_and_web)
    lengths.load_calls(data, "calls", "year", [(date(2024, 4, 1), 9000)])
    store = open_store(data)
    answer = query(store, "online_share", (), Scope(), council=Council(base={"phone": "calls"}))
    # No span has both, so no share is given: 0 of 9,000 would be none online, 100 of 9,100 a month against a year.
    assert answer.frame["value"].isna().all()
    assert answer.notes == ("12 months without calls answered left out.",)
    lengths.load_contacts(data, "yearly", "year", [(date(2023, 4, 1), "Web", 1000), (date(2023, 4, 1), "Phone", 5000)])
    lengths.load_calls(data, "calls-before", "year", [(date(2023, 4, 1), 3000)])
    both = query(open_store(data), "online_share", (), Scope(), council=Council(base={"phone": "calls"}))
    assert both.frame[["numerator", "denominator"]].to_numpy().tolist() == [[1000, 4000]]
