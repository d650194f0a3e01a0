"""The fixed list: at most two things, whole periods that are over, the parts of each measure as the registry says."""

from datetime import date

from cxdata.council import Council
from cxdata.export.edition.offered import (
    ANYWHERE,
    BESIDE,
    LATEST,
    MONTH,
    QUARTER,
    YEAR,
    dimensions_of,
    kind_of,
    offered,
    parts_of,
    spans,
    why_not_offered,
)
from cxdata.measures import MEASURES
from cxdata.periods import Period, add_months, name_period

LIST = offered(Council())


def test_nothing_is_offered_by_more_than_two_things_nor_by_months_of_two() -> None:
    assert {len(table.by) for table in LIST} == {0, 1, 2}
    assert all(MONTH not in table.periods for table in LIST if len(table.by) == 2)
    assert all(table.periods == (MONTH, QUARTER, YEAR, LATEST) for table in LIST if len(table.by) < 2)


def test_of_two_things_both_are_on_every_page_or_one_is_ward_service_or_channel() -> None:
    pairs = {table.by for table in LIST if len(table.by) == 2}
    assert {("ward", "service"), ("service", "ward")} & pairs
    assert all(set(pair) <= set(ANYWHERE) or set(pair) & set(BESIDE) for pair in pairs)
    assert not {("channel", "channel_group"), ("reason", "outcome"), ("customer_type", "reason")} & pairs


def test_neither_staff_nor_what_moves_with_each_load_is_offered() -> None:
    assert not {"requester", "weeks_open", "case_age"} & {name for table in LIST for name in table.by}
    assert not {"cases_open", "complaints_open", "days_to_close_p90"} & {table.measure for table in LIST}
    assert "another with every load" in why_not_offered(MEASURES["complaints_open"], Council())


def test_every_measure_is_in_the_list_or_is_left_out_with_a_reason() -> None:
    offered_measures = {table.measure for table in LIST}
    for measure in MEASURES.values():
        assert (measure.id in offered_measures) == (not why_not_offered(measure, Council()))
    assert len(offered_measures) == len(MEASURES) - 5


def test_shares_of_channels_stay_with_the_officer_where_the_council_counts_calls_in_them() -> None:
    calls = Council(base={"phone": "calls"})
    assert why_not_offered(MEASURES["online_share"], calls).startswith("the council counts calls answered in it")
    assert not why_not_offered(MEASURES["contacts"], calls)
    assert "online_share" not in {table.measure for table in offered(calls)}


def test_a_share_is_those_who_say_yes_and_the_others_of_its_base() -> None:
    yes, others = parts_of(MEASURES["dissatisfied"])
    assert (yes.name, yes.amount) == ("yes", "case when (score <= 2) then count end")
    assert others.amount == (
        "coalesce(case when (score is not null) then count end, 0) - coalesce(case when (score <= 2) then count end, 0)"
    )


def test_what_is_not_a_number_of_people_is_rounded_by_a_number_of_its_own() -> None:
    assert [part.unit for part in parts_of(MEASURES["abandoned_share"])] == ["abandoned", "offered - abandoned"]
    assert [part.unit for part in parts_of(MEASURES["satisfied"])] == ["", ""]
    assert [part.name for part in parts_of(MEASURES["average_wait"])] == ["total", "base"]


def test_means_come_of_five_levels_and_middle_values_of_bands_of_days() -> None:
    assert [part.name for part in parts_of(MEASURES["satisfaction_mean_score"])] == [
        f"level_{level}" for level in range(1, 6)
    ]
    bands = parts_of(MEASURES["days_to_close"])
    assert bands[0].amount == "case when days_taken >= 0 and days_taken < 1 then 1 end"
    assert bands[-1].amount == "case when days_taken >= 365 then 1 end"


def test_a_base_in_another_table_is_counted_there() -> None:
    assert [(part.name, part.table) for part in parts_of(MEASURES["response_rate"])] == [
        ("n", "responses"),
        ("base", "invitations"),
    ]
    assert dimensions_of(MEASURES["response_rate"]) == ("channel", "channel_group", "service", "customer_type")
    assert [part.name for part in parts_of(MEASURES["contacts_per_1000"])] == ["n"]


def _named(periods: tuple[Period, ...]) -> list[str]:
    return [name_period(period) for period in periods]


def test_only_whole_periods_that_are_over_are_offered() -> None:
    whole = [add_months(date(2025, 2, 1), step) for step in range(20)]  # February 2025 to September 2026
    found = spans(whole, date(2026, 9, 15))
    assert _named(found[QUARTER]) == ["2025/26 Q1", "2025/26 Q2", "2025/26 Q3", "2025/26 Q4", "2026/27 Q1"]
    assert _named(found[YEAR]) == ["2025/26"]
    assert _named(found[LATEST]) == ["July 2025 to June 2026"]
    assert _named(found[MONTH])[-1] == "August 2026"
    assert _named(spans(whole, date(2026, 10, 1))[QUARTER])[-1] == "2026/27 Q2"


def test_a_quarter_with_a_month_that_is_not_whole_is_none() -> None:
    whole = [add_months(date(2025, 4, 1), step) for step in range(18) if step != 7]  # without November 2025
    found = spans(whole, date(2026, 12, 1))
    assert _named(found[QUARTER]) == ["2025/26 Q1", "2025/26 Q2", "2025/26 Q4", "2026/27 Q1", "2026/27 Q2"]
    assert found[YEAR] == ()
    assert found[LATEST] == ()


def test_free_dates_and_half_years_are_no_period_of_an_edition() -> None:
    assert kind_of(Period(date(2025, 4, 1), date(2026, 4, 1))) == YEAR
    assert kind_of(Period(date(2025, 7, 1), date(2026, 7, 1))) == LATEST
    assert kind_of(Period(date(2025, 7, 1), date(2025, 10, 1))) == QUARTER
    assert kind_of(Period(date(2025, 7, 1), date(2025, 8, 1))) == MONTH
    for first, end in (
        (date(2025, 4, 1), date(2025, 10, 1)),
        (date(2025, 5, 1), date(2025, 8, 1)),
        (date(2025, 7, 2), date(2025, 8, 2)),
        (date(2025, 5, 1), date(2026, 5, 1)),
    ):
        assert kind_of(Period(first, end)) is None
