"""A list that an officer keeps: read however it was saved, changed an entry at a time, and no row of it lost."""

import csv
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from cxdata.errors import CxError
from cxdata.lists import (
    Column,
    Entry,
    ListFile,
    add_entries,
    add_entry,
    change_entry,
    history,
    read_list,
    withdraw_entry,
)
from cxdata.lists.model import a_day, a_number, one_of, pounds
from cxdata.lists.targets import TARGETS
from cxdata.lists.tracker import TRACKER

MORNING, NOON = datetime(2026, 11, 26, 9, 30), datetime(2026, 11, 26, 12)
PROMISES = ListFile(
    "promises.csv",
    "promise",
    "P",
    (
        Column("text", "Text", required=True, also=("Promise",)),
        Column("owner", "Owner"),
        Column("due", "Due", check=a_day),
        Column("status", "Status", check=one_of("open", "done")),
        Column("pounds", "Pounds", check=a_number),
    ),
)


def add(data: Path, **values: str) -> Entry:
    return add_entry(data, PROMISES, values, by="Clerk", now=MORNING)


def change(data: Path, seen: Entry, now: datetime = NOON, by: str = "Officer", **values: str) -> Entry:
    return change_entry(data, PROMISES, seen, values, by=by, now=now)


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_new_entry_is_in_a_file_that_excel_opens_with_who_and_when(tmp_path: Path) -> None:
    entry = add(tmp_path, text="Answer letters in 10 days, £5 off else", due="01/04/2027", pounds="£465,000")
    assert (entry.id, entry["due"], entry["pounds"]) == ("P1", "2027-04-01", "465000")
    assert (tmp_path / "promises.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert cells(tmp_path / "promises.csv") == [
        ["Id", "Text", "Owner", "Due", "Status", "Pounds", "Changed", "By", "Why"],
        ["P1", "Answer letters in 10 days, £5 off else", "", "2027-04-01", "", "465000"]
        + ["2026-11-26 09:30:00", "Clerk", ""],
    ]


def test_a_change_keeps_what_was_said_before_with_who_when_and_why(tmp_path: Path) -> None:
    seen = add(tmp_path, text="Cost to be confirmed", owner="Finance")
    change_entry(tmp_path, PROMISES, seen, {"owner": "Digital"}, by="Officer", why="moved team", now=NOON)
    assert [(v.what, v.entry["owner"], v.entry.by, v.entry.why) for v in history(tmp_path, PROMISES, "p1")] == [
        ("added", "Finance", "Clerk", ""),
        ("changed", "Digital", "Officer", "moved team"),
    ]


def test_of_two_who_change_one_entry_both_are_kept_where_they_change_different_things(tmp_path: Path) -> None:
    seen = add(tmp_path, text="Open at seven", owner="Finance", status="open")
    change(tmp_path, seen, by="First", owner="Digital")
    now = change(tmp_path, seen, by="Second", status="done")
    assert (now["owner"], now["status"]) == ("Digital", "done")


def test_of_two_who_change_the_same_thing_the_second_is_shown_both_and_nothing_is_written(tmp_path: Path) -> None:
    seen = add(tmp_path, text="Open at seven", owner="Finance")
    change(tmp_path, seen, by="First", owner="Digital")
    before = (tmp_path / "promises.csv").read_bytes()
    with pytest.raises(CxError, match="Owner of P1 was changed meanwhile by First at 2026-11-26 12:00:00 to “Digital”"):
        change(tmp_path, seen, by="Second", owner="Planning")
    assert (tmp_path / "promises.csv").read_bytes() == before


def test_a_form_sent_whole_changes_only_what_its_reader_changed(tmp_path: Path) -> None:
    seen = add(tmp_path, text="Open at seven", owner="Finance", status="open")
    change(tmp_path, seen, by="First", owner="Digital")
    now = change(tmp_path, seen, by="Second", **{**seen.values, "status": "done"})
    assert (now["owner"], now["status"]) == ("Digital", "done")


def test_a_change_of_nothing_writes_nothing(tmp_path: Path) -> None:
    seen = add(tmp_path, text="Open at seven")
    before = (tmp_path / "promises_log.csv").read_bytes()
    assert change(tmp_path, seen, text="Open at seven ") == seen
    assert (tmp_path / "promises_log.csv").read_bytes() == before


def test_a_withdrawn_entry_is_in_the_log_and_its_id_is_never_given_again(tmp_path: Path) -> None:
    seen = add(tmp_path, text="Open at seven")
    with pytest.raises(CxError, match="Say why the promise is withdrawn"):
        withdraw_entry(tmp_path, PROMISES, seen, by="Officer", why=" ", now=NOON)
    withdraw_entry(tmp_path, PROMISES, seen, by="Officer", why="entered twice", now=NOON)
    assert read_list(tmp_path, PROMISES).entries == ()
    assert history(tmp_path, PROMISES, "P1")[-1].entry.why == "entered twice"
    assert add(tmp_path, text="Another").id == "P2"
    with pytest.raises(CxError, match="P1 was withdrawn by Officer at 2026-11-26 12:00:00: entered twice"):
        change(tmp_path, seen, text="Open at eight")


def test_nobody_changes_anything_without_saying_who_they_are(tmp_path: Path) -> None:
    with pytest.raises(CxError, match="Say who you are"):
        add_entry(tmp_path, PROMISES, {"text": "Open at seven"}, by="  ", now=MORNING)
    assert not (tmp_path / "promises.csv").exists()


def test_a_target_is_not_changed_without_a_reason(tmp_path: Path) -> None:
    values = {"measure": "satisfied", "since": "2026-04-01", "low": "90%"}
    seen = add_entry(tmp_path, TARGETS, values, by="Clerk", now=MORNING)
    with pytest.raises(CxError, match=r"Say why the target is changed\."):
        change_entry(tmp_path, TARGETS, seen, {"low": "85%"}, by="Officer", now=NOON)
    assert read_list(tmp_path, TARGETS).entries[0]["low"] == "90%"


def test_of_several_entries_all_are_added_or_none(tmp_path: Path) -> None:
    with pytest.raises(CxError, match="Due: 'soon' is no date"):
        add_entries(tmp_path, PROMISES, [{"text": "One"}, {"text": "Two", "due": "soon"}], by="Clerk", now=MORNING)
    assert read_list(tmp_path, PROMISES).entries == ()


HAND_MADE = {
    "as Excel writes it in Britain": "Promise,Owner,Room\r\nOpen at seven,Caf\xe9,12\r\n".encode("cp1252"),
    "with semicolons": "Promise;Owner;Room\nOpen at seven;Café;12\n".encode(),
    "with tabs, as Excel's Unicode text": "Promise\tOwner\tRoom\nOpen at seven\tCafé\t12\n".encode("utf-16"),
    "in another order, with blank lines": "\n\nroom,OWNER,text\n,,\n12,Café,Open at seven\n".encode(),
}


@pytest.mark.parametrize("name", HAND_MADE)
def test_a_file_made_by_hand_is_read_and_keeps_its_own_columns(tmp_path: Path, name: str) -> None:
    (tmp_path / "promises.csv").write_bytes(HAND_MADE[name])
    [entry] = read_list(tmp_path, PROMISES).entries
    assert (entry.id, entry["text"], entry["owner"]) == ("P1", "Open at seven", "Café")
    change(tmp_path, entry, status="done")
    text = (tmp_path / "promises.csv").read_text("utf-8-sig")
    assert "12" in text
    assert "Café" in text
    [again] = read_list(tmp_path, PROMISES).entries
    assert (again.id, again["owner"], again["status"]) == ("P1", "Café", "done")


def test_rows_that_cannot_be_entries_stay_in_the_file_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "promises.csv").write_text(
        "Id,Text,Owner,Due,Note\nP1,Open at seven,A,2027-04-01,keep\n"
        "P2,,B,,no text\nP3,Close,C,soonish,\nP4,Four,D,,x,y\n",
        encoding="utf-8",
    )
    kept = read_list(tmp_path, PROMISES)
    assert [entry.id for entry in kept.entries] == ["P1"]
    assert list(kept.faults) == [
        "promises.csv, line 3: Text is missing. The row stays in the file as it is.",
        "promises.csv, line 4: Due: 'soonish' is no date. Write it as 2026-11-26 or 26/11/2026. "
        "The row stays in the file as it is.",
        "promises.csv, line 5: it has 6 cells under 5 headings.",
    ]
    change(tmp_path, kept.entries[0], owner="Z")
    rows = cells(tmp_path / "promises.csv")
    assert rows[1][:5] == ["P1", "Open at seven", "Z", "2027-04-01", "keep"]
    assert rows[2][:5] == ["P2", "", "B", "", "no text"]
    assert rows[3][:5] == ["P3", "Close", "C", "soonish", ""]
    assert rows[4][:6] == ["P4", "Four", "D", "", "x", "y"]


def test_a_row_copied_in_excel_with_its_id_becomes_an_entry_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "promises.csv").write_text("Id,Text\nP7,One\nP7,Two\n,Three\n", encoding="utf-8")
    assert [(entry.id, entry["text"]) for entry in read_list(tmp_path, PROMISES).entries] == [
        ("P7", "One"),
        ("P8", "Two"),
        ("P9", "Three"),
    ]


def test_the_id_of_a_row_that_cannot_be_read_is_given_to_no_copy(tmp_path: Path) -> None:
    rows = "Id,Text,Due\nP1,Answer in 10 days,\nP1,Answer in 10 days,\nP2,Open at seven,soon\n"
    (tmp_path / "promises.csv").write_text(rows, encoding="utf-8")
    assert [entry.id for entry in read_list(tmp_path, PROMISES).entries] == ["P1", "P3"]


def test_what_was_changed_in_the_file_itself_is_told_in_the_history(tmp_path: Path) -> None:
    add(tmp_path, text="Open at seven", owner="Finance")
    path = tmp_path / "promises.csv"
    path.write_text(path.read_text("utf-8-sig").replace("Finance", "Planning"), encoding="utf-8")
    assert [(version.what, version.entry["owner"]) for version in history(tmp_path, PROMISES, "P1")] == [
        ("added", "Finance"),
        ("otherwise in the file now", "Planning"),
    ]
    change(tmp_path, read_list(tmp_path, PROMISES).entries[0], owner="Digital")
    assert [version.entry["owner"] for version in history(tmp_path, PROMISES, "P1")] == [
        "Finance",
        "Planning",
        "Digital",
    ]


def test_a_cell_that_a_spreadsheet_would_run_is_text_in_the_file_and_itself_again_when_read(tmp_path: Path) -> None:
    add(tmp_path, text='=HYPERLINK("http://example.org")')
    assert cells(tmp_path / "promises.csv")[1][1].startswith("'=")
    assert read_list(tmp_path, PROMISES).entries[0]["text"] == '=HYPERLINK("http://example.org")'


REFUSED = {
    b"Owner,Due\nA,2027-04-01\n": "promises.csv has no column Text. Its first line is expected to have: Id, Text",
    b'Text\n"Open at seven\x81\n': "is no text. Save it from Excel as 'CSV UTF-8'",
}


@pytest.mark.parametrize(("content", "said"), REFUSED.items(), ids=["no heading", "no text"])
def test_a_file_that_is_no_list_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "promises.csv").write_bytes(content)
    with pytest.raises(CxError, match=said):
        read_list(tmp_path, PROMISES)
    with pytest.raises(CxError, match=said):
        add(tmp_path, text="Another")
    assert (tmp_path / "promises.csv").read_bytes() == content


def test_a_log_that_somebody_spoiled_stops_changes_and_is_not_written_over(tmp_path: Path) -> None:
    seen = add(tmp_path, text="Open at seven")
    (tmp_path / "promises_log.csv").write_text("something else\n", encoding="utf-8")
    with pytest.raises(CxError, match=r"promises_log\.csv is no longer the log that it was"):
        change(tmp_path, seen, owner="A")
    assert (tmp_path / "promises_log.csv").read_text("utf-8") == "something else\n"


NUMBERS: Mapping[str, str] = {"£465,000": "465000", "12.5": "12.5", "80%": "80%", "-3": "-3"}


@pytest.mark.parametrize("value", NUMBERS)
def test_a_number_is_written_in_one_way(value: str) -> None:
    assert a_number(value) == NUMBERS[value]


@pytest.mark.parametrize("value", ["nan", "1e400", "about 5", "1_000", "", "2,83", "465,5", "1,00,000"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(CxError, match="is no number"):
        a_number(value)


@pytest.mark.parametrize("value", ["04/02/26", "4-Feb-26", "4/2/2026", "04/02/2026 00:00", "2026-02-04 00:00:00"])
def test_a_date_as_excel_turns_it_in_britain_is_read(value: str) -> None:
    assert a_day(value) == "2026-02-04"


@pytest.mark.parametrize("value", ["465.000", "2.375", "£465.000"])
def test_a_number_that_can_be_read_in_two_ways_is_refused(value: str) -> None:
    with pytest.raises(CxError, match="can be read in two ways"):
        a_number(value)


def test_a_percentage_is_no_sum_of_pounds() -> None:
    with pytest.raises(CxError, match="'10%' is a percentage and no sum of pounds"):
        pounds("10%")


@pytest.mark.parametrize("value", ["2026-02-29", "29/02/2026", "26.11.2026", "2026", "1.4.2026", "²026-01-01"])
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(CxError, match="is no date"):
        a_day(value)


def test_a_promise_cannot_be_due_before_it_was_made(tmp_path: Path) -> None:
    values = {"text": "Answer in 10 days", "date": "2026-07-01", "due": "2026-06-01"}
    with pytest.raises(CxError, match="It is due on 2026-06-01, before it was made on 2026-07-01"):
        add_entry(tmp_path, TRACKER, values, by="Clerk", now=MORNING)
