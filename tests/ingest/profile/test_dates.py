"""The order of day and month is proved by the file or asked for; the forms in which dates are written."""

from datetime import datetime

import duckdb
import pytest

from cxdata.errors import CxError
from cxdata.ingest.profile.dates import Reader, choose, decide, weigh


def order(*values, said=None):
    evidence = weigh({"column": [(value, row) for row, value in enumerate(values, start=1)]})
    return decide(evidence, said=said, where="calls.csv")


def read(value, *, order="dmy", offset="convert", serial=False):
    reader = Reader(order, offset, "Europe/London", None, serial)
    con = duckdb.connect()
    con.execute("set TimeZone = 'Europe/London'")
    return con.execute(f"select {reader.slow_sql('v')} from (select $value as v)", {"value": value}).fetchone()[0]


def test_a_part_above_twelve_proves_the_order():
    assert order("03/04/2025", "13/04/2025") == "dmy"
    assert order("03/04/2025", "04/13/2025 09:00") == "mdy"


def test_dates_that_cannot_be_read_two_ways_need_no_order():
    assert order("2025-04-03", "3 April 2025", "05/05/2025") is None


def test_an_ambiguous_file_is_refused_with_the_question():
    with pytest.raises(CxError) as refusal:
        order("03/04/2025", "01/02/2025")
    assert "Is 03/04/2025 the 3rd of April or the 4th of March?" in str(refusal.value)
    assert "--dates dmy or --dates mdy" in str(refusal.value)
    assert order("03/04/2025", said="mdy") == "mdy"


def test_a_file_in_two_orders_is_refused_with_both_rows():
    with pytest.raises(CxError) as refusal:
        order("25/12/2024", "01/02/2025", "12/25/2024")
    assert "Row 1 has 25/12/2024 (day first) and row 3 has 12/25/2024 (month first)" in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("03/04/2025", datetime(2025, 4, 3)),
        ("3/4/25 9:05", datetime(2025, 4, 3, 9, 5)),
        (" 03-04-2025 17:30:15 ", datetime(2025, 4, 3, 17, 30, 15)),
        ("03/04/2025 05:30 PM", datetime(2025, 4, 3, 17, 30)),
        ("2025-04-03T17:30:15.250", datetime(2025, 4, 3, 17, 30, 15, 250_000)),
        ("Thursday, 3rd April 2025", datetime(2025, 4, 3)),
        ("3-Apr-25", datetime(2025, 4, 3)),
        ("Apr 2025", datetime(2025, 4, 1)),
        ("2025-4", datetime(2025, 4, 1)),
        ("2025/26", datetime(2025, 4, 1)),
        ("2025/26 Q3", datetime(2025, 10, 1)),
        ("Q4 2025/26", datetime(2026, 1, 1)),
        ("2025-07-01T12:00:00Z", datetime(2025, 7, 1, 13)),
        ("2025-01-01 12:00:00+00:00", datetime(2025, 1, 1, 12)),
        ("1900-01-01", datetime(1900, 1, 1)),
        ("31/02/2025", None),
        ("03/04/0025", None),
        ("2025/27", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_a_person_would(text, moment):
    assert read(text) == moment


def test_month_first_where_the_file_says_so():
    assert read("03/04/2025 11:59 pm", order="mdy") == datetime(2025, 3, 4, 23, 59)


def test_an_offset_can_be_ignored():
    assert read("2025-07-01 12:00:00+00:00", offset="ignore") == datetime(2025, 7, 1, 12)


def test_excel_day_numbers_are_dates_when_every_value_is_one():
    evidence = weigh({"a": [("45750", 1), ("45751.5", 2)], "b": [("45750", 1), ("2025", 2)]})
    assert evidence.serial == {"a"}
    assert read("45750", serial=True) == datetime(2025, 4, 3)
    assert read("45751.5", serial=True) == datetime(2025, 4, 4, 12)


def test_the_form_most_values_have_is_tried_first():
    values = ["03/04/2025 09:05"] * 5 + ["3 April 2025"]
    assert choose(values, order="dmy", offset="convert", zone="Europe/London").main == "%d/%m/%Y %H:%M"


def test_a_zone_that_is_passed_over_does_not_make_a_column_slow_to_read() -> None:
    """San Francisco's newer exports end every time in +00:00: they too are read in one form, not form by form."""
    reader = choose(["2016-07-13 15:11:07+00:00"], order=None, offset="ignore", zone="Europe/London")
    assert (reader.main, reader.zoned) == ("%Y-%m-%d %H:%M:%S", True)
    con = duckdb.connect()
    read = con.execute(
        f"select {reader.quick_sql('t')} from (values ('2016-07-13 15:11:07+00:00'), ('2016-07-13')) x(t)"
    ).fetchall()
    assert read == [(datetime(2016, 7, 13, 15, 11, 7),), (None,)]
