"""The mapping of an unknown file in words: values to see, another table, personal columns, two columns as one."""

import pytest

from tests.ui.conftest import unescaped
from tests.ui.data.conftest import CASES, DataPage

pytestmark = pytest.mark.pages


def test_columns_are_shown_in_words_with_three_values_and_why_some_are_not_used(page: DataPage) -> None:
    page.give(CASES / "08_wide_by_month.csv")
    label = unescaped(page.find("selectbox", "Ward").label)
    assert label.endswith("(Barton and Sandhills, Carfax and Jericho, Churchill)")
    assert "When it was received" in page.find("selectbox", "Month").options
    assert "received_at" not in page.words
    unused = next(table.value for table in page.app.table if "Why it is not used" in table.value)
    assert unused.to_numpy().tolist() == [["Total", "360, 255, 179", "It is the total of other columns"]]
    assert "794 contacts, 1 April 2025 to 1 June 2025." in page.words
    landed = page.app.table[-1].value
    assert landed.iloc[0].tolist() == ["1 April 2025", "Barton and Sandhills", "120"]


def test_headings_can_stay_headings(page: DataPage) -> None:
    page.give(CASES / "08_wide_by_month.csv")
    page.choose("checkbox", "turn them to rows", False)
    assert "794 contacts" not in page.words
    page.choose("checkbox", "turn them to rows", True)
    assert "794 contacts" in page.words


def test_another_table_keeps_what_is_suggested_for_it(page: DataPage) -> None:
    page.give(CASES / "16b_tab_text.xls")
    assert page.find("selectbox", "One row of this file is").value == "contacts"
    page.choose("selectbox", "One row of this file is", "complaints")
    meanings = {label: page.find("selectbox", label).value for label in ("Case Ref", "Date Received", "Service")}
    assert meanings == {"Case Ref": "complaint_id", "Date Received": "received_at", "Service": "service"}
    assert "2 complaints, 14 April 2025 to 15 April 2025." in page.words


def test_a_file_like_nothing_here_can_be_said_to_be_something(page: DataPage) -> None:
    page.give(CASES / "04_first_names_as_area_names.csv")
    assert "does not look like anything this dashboard knows" in page.words
    assert not page.can_load
    page.choose("selectbox", "If you know what one row", "area_facts").load()
    assert page.rows("select ward_code::varchar from area_facts order by 1")[0] == ("Churchill",)
    assert "Avaname" not in page.words


def test_a_pivot_is_refused_with_what_to_ask_for(page: DataPage) -> None:
    page.give(CASES / "17_pivot_as_csv.csv")
    assert "Ask for the list that it was made from" in page.words
    assert not page.can_load


def test_a_personal_column_is_asked_about_before_it_is_kept(page: DataPage) -> None:
    page.give(CASES / "17-personal-column-given-a-meaning.csv")
    assert "Personal, never kept: Customer name." in page.words
    assert "Quillfeather" not in page.words
    page.choose("multiselect", "Give one of them a meaning", ["Customer name"])
    page.choose("selectbox", "Customer name", "reason")
    assert not page.can_load
    page.choose("radio", "looks personal", "it holds nobody's data")
    assert "never kept" not in page.words
    page.choose("radio", "looks personal", "leave it unused")
    assert "Personal, never kept: Customer name." in page.words
    page.load()
    assert page.rows("select distinct reason::varchar from contacts") == [("Not recorded",)]


def test_a_day_and_a_time_given_one_meaning_are_joined(page: DataPage) -> None:
    odd = page.data / "odd.csv"
    lines = [f"{n},2025-04-{n:02d},{9 + n % 2}:30,Phone" for n in range(1, 9)]
    odd.write_text("\n".join(["Case ID,Logged,Noted,Channel", *lines]), encoding="utf-8")
    page.give(odd).choose("multiselect", "Give one of them a meaning", ["Noted"]).choose(
        "selectbox", "Noted", "received_at"
    )
    page.load()
    assert page.rows("select distinct hour(received_at)::int from contacts order by 1") == [(9,), (10,)]


def test_two_columns_of_words_given_one_meaning_are_asked_about(page: DataPage) -> None:
    odd = page.data / "odd.csv"
    lines = [f"{n},2025-04-{n:02d},Phone,Bins,{'Missed' if n % 2 else ''}" for n in range(1, 9)]
    odd.write_text("\n".join(["Case ID,Logged,Channel,Service,Sort", *lines]), encoding="utf-8")
    page.give(odd).choose("multiselect", "Give one of them a meaning", ["Sort"]).choose("selectbox", "Sort", "service")
    page.choose("radio", "How do they go together?", "put together, one after the other").load()
    assert page.rows("select distinct service::varchar from contacts order by 1") == [("Bins",), ("Bins Missed",)]


def test_one_file_of_two_tables_shows_both(page: DataPage) -> None:
    page.give(CASES / "12_call_records.csv")
    page.choose("radio", "Which end of the scale", "the highest number is best")
    assert "The same rows also hold answers" in page.words
    assert "5 calls, 14 April 2025." in page.words
    assert "3 answers, 14 April 2025; 2 of 3 satisfied." in page.words
    page.load()
    assert page.rows("select score from responses order by row_number") == [(4,), (2,), (5,)]
    assert page.rows("select sum(offered)::int, sum(answered)::int from calls") == [(5, 3)]


def test_a_word_nobody_can_place_stands_in_front(page: DataPage) -> None:
    odd = page.data / "odd.csv"
    lines = [f"{n},2025-04-{n:02d},{how}" for n, how in enumerate(["Phone", "Web", "Carrier pigeon"] * 3, start=1)]
    odd.write_text("\n".join(["Case ID,Date opened,Channel", *lines]), encoding="utf-8")
    page.give(odd)
    assert "Words in Channel that nobody here can place" in page.words
    assert "9 rows read, 6 loaded, 3 set aside." in page.words
    page.choose("selectbox", "Carrier pigeon", "post")
    assert "9 rows read, 9 loaded." in page.words
    page.load()
    assert page.rows("select count(*) from contacts where channel = 'post'") == [(3,)]


def test_stages_of_a_case_in_columns_are_shown_and_loaded_as_stages(page: DataPage) -> None:
    register = page.data / "complaints.csv"
    heading = "Complaint Ref,Date Received,Service,Outcome,Stage 2 Request Date,Stage 2 Response Date,Stage 2 Outcome"
    lines = [
        f"C{n},{12 + n}/03/2026,Waste,Not upheld,{'01/05/2026,20/05/2026,Upheld' if n < 3 else ',,'}" for n in range(8)
    ]
    register.write_text("\n".join([heading, *lines]), encoding="utf-8")
    page.give(register)
    assert "The same row also holds Stage 2" in page.words
    assert "How it was decided: Stage 2 Outcome" in page.words
    assert not [table for table in page.app.table if "Why it is not used" in table.value]
    page.load()
    assert page.rows("select stage_number, count(*) from complaints group by 1 order by 1") == [(1, 8), (2, 3)]
