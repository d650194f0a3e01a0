"""Inputs that systems really wrote, loaded: each has the right answer that a person worked out from the file."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from cxdata.ingest.read.readers import read_raw
from tests.ingest.loading import Folder, counts

CASES = Path(__file__).parents[2] / "cases"
CONTACTS = """
name = "{name}"
title = "Contacts"
system = "{name}"
[recognise]
headers = {headers}
[[table]]
table = "contacts"
{fields}
"""
CALLS = """
name = "calls"
title = "Calls"
system = "calls"
dates = "dmy"
[recognise]
headers = ["Queue", "Calls Offered", "Calls Answered"]
[[table]]
table = "calls"
[table.fields.interval_start]
{start}
[table.fields.queue]
from = "Queue"
[table.fields.offered]
from = "Calls Offered"
[table.fields.answered]
from = "Calls Answered"
{more}
"""


@pytest.fixture
def folder(tmp_path) -> Folder:
    return Folder(tmp_path)


def _contacts(folder: Folder, case: str, **sources: str):
    """Load a case as contacts: fields by the columns they come from."""
    fields = "\n".join(f'[table.fields.{field}]\nfrom = "{column}"' for field, column in sources.items())
    headers = "[" + ", ".join(f'"{column}"' for column in sources.values()) + "]"
    folder.profile("case", CONTACTS.format(name="case", headers=headers, fields=fields))
    return folder.load(CASES / case, profile="case").files[0]


def _read(case: str) -> list[tuple]:
    con = duckdb.connect()
    raw = read_raw(con, CASES / case)
    return [raw.columns, *(row[:-1] for row in con.execute("select * from raw order by row_number").fetchall())]


def test_every_form_of_date_in_one_column_is_read(folder):
    receipt = _contacts(folder, "6-forms-of-dates-and-periods.csv", contact_id="Case ID", received_at="Date opened")
    assert (receipt.set_aside, receipt.loaded) == (0, receipt.read)
    read = dict(folder.rows("select contact_id, received_at from contacts"))
    assert read["6"] == datetime(2025, 1, 13)
    assert read["7"] == datetime(2025, 1, 1)
    assert read["9"] == datetime(2025, 1, 1)
    assert {read[number] for number in ("13", "14", "15", "20")} == {datetime(2025, 1, 13, 9, 30)}
    assert read["19"] == datetime(2025, 1, 13)


def test_words_for_not_known_are_not_recorded(folder):
    receipt = _contacts(
        folder,
        "14_words_for_not_known.csv",
        contact_id="Case Ref",
        received_at="Date Received",
        ward_code="Ward",
        customer_type="Customer Type",
    )
    assert counts(receipt)[:2] == (5, 5)
    rows = folder.rows("select ward_code::varchar, customer_type::varchar from contacts")
    assert Counter(ward for ward, _ in rows) == {"Churchill": 1, "Not recorded": 4}
    assert Counter(kind for _, kind in rows) == {"Resident": 1, "Not recorded": 4}


def test_date_and_time_cells_of_excel_are_joined(folder):
    folder.profile("datetime", (CASES / "4-excel-date-and-time-cells.toml").read_text("utf-8"))
    receipt = folder.load(CASES / "4-excel-date-and-time-cells.xlsx").files[0]
    assert counts(receipt)[:2] == (4, 4)
    times = folder.rows("select received_at from contacts order by 1")
    assert times == [(datetime(2025, 1, day, hour, 30),) for day, hour in ((13, 9), (14, 10), (15, 11), (16, 12))]


def test_a_layouts_order_of_dates_never_beats_the_proof_in_the_file(folder):
    case = CASES / "2-fixed-order-day-first.csv"
    refused = folder.load(case).files[0].refused
    assert "row 2 has 21/01/2025, which is day first and can be read no other way" in refused
    assert counts(folder.load(case, dates="dmy").files[0])[:2] == (4, 4)
    days = folder.rows("select received_at::date from contacts order by 1")
    assert days == [(date(2025, 1, day),) for day in (3, 4, 7, 21)]


def test_a_mean_wait_in_minutes_and_seconds_is_multiplied_by_the_calls(folder):
    more = '[table.fields.wait_seconds_total]\nfrom = "Average Wait"\ntimes = "Calls Answered"'
    folder.profile("calls", CALLS.format(start='from = "Date"', more=more))
    folder.load(CASES / "06_average_wait_hms.csv", profile="calls")
    assert folder.rows("select sum(wait_seconds_total) / sum(answered) from calls")[0][0] == pytest.approx(
        (90 * 36 + 120 * 45) / 81
    )


def test_a_date_and_a_time_in_two_columns(folder):
    folder.profile("calls", CALLS.format(start='join = ["Date", "Time"]', more=""))
    folder.load(CASES / "10_date_and_time_apart.csv", profile="calls")
    by_hour = folder.rows("select hour(interval_start), sum(offered) from calls group by 1 order by 1")
    assert [(hour, int(offered)) for hour, offered in by_hour] == [(9, 90), (10, 30)]


def test_merged_labels_belong_to_every_row_they_span():
    header, *rows = _read("07_merged_cells.xlsx")
    assert header == ("Service", "Ward", "Month", "Contacts")
    months = [row for row in rows if row[2]]
    assert len(months) == 8
    by_service, by_ward = Counter(), Counter()
    for service, ward, _, contacts in months:
        by_service[service] += int(contacts)
        by_ward[ward] += int(contacts)
    assert by_service == {"Waste": 415, "Parking": 141}
    assert by_ward == {"Churchill": 312, "Cowley": 244}


@pytest.mark.parametrize("case", ["16a_html_table.xls", "16b_tab_text.xls", "16e_open_document.ods"])
def test_a_table_in_another_wrapper(case):
    assert [(row[1], row[2]) for row in _read(case)[1:]] == [("14/04/2025", "Phone"), ("15/04/2025", "Web form")]


def test_a_header_in_two_tiers():
    header, *rows = _read("19_two_tier_header.csv")
    assert header == ("Month", "Phone Offered", "Phone Answered", "Web Visits", "Web Forms submitted")
    assert rows[0] == ("April 2025", "1000", "900", "5000", "400")
    header, *rows = _read("03_survey_one_column_per_answer.csv")
    assert header[4:6] == (
        "Overall, how satisfied are you? Very satisfied",
        "Overall, how satisfied are you? Fairly satisfied",
    )
    assert len(rows) == 6


def test_a_heading_that_begins_like_a_date():
    header, *rows = _read("3-header-cell-like-a-date.csv")
    assert header == ("Case ID", "Source", "Date opened", "30-60-90 day band")
    assert len(rows) == 3


def test_months_as_headings_are_headings():
    header, *rows = _read("08_wide_by_month.csv")
    assert header == ("Ward", "Apr-25", "May-25", "Jun-25", "Total")
    assert len(rows) == 4


def test_headings_that_are_whole_questions():
    header, *rows = _read("15_survey_questions_in_full.csv")
    assert header[5] == "How satisfied are you with the service you received today?"
    assert len(rows) == 3
