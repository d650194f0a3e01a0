"""A published response into the tracker: nothing twice, nothing lost, a changed answer a change with its history."""

import csv
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from cxdata.errors import CxError
from cxdata.ingest.responses import Given, Loaded, load_response
from cxdata.lists import Entry, change_entry, history, read_list, withdraw_entry
from cxdata.lists.tracker import TRACKER
from tests.ingest.responses.making import cell, document, row, table

NOW = datetime(2026, 11, 26, 12)
RESPONSE = Path(__file__).with_name("response_2020.docx")
FIVE = Given(date(2020, 2, 4), date(2020, 2, 12), "Scrutiny Committee")
HEADS = ("Recommendation", "Agree?", "Comment")


def load(path: Path, data: Path, given: Given | None = None, by: str = "Clerk") -> Loaded:
    return load_response(path, data=data, by=by, now=NOW, given=given)


def entries(data: Path) -> tuple[Entry, ...]:
    return read_list(data, TRACKER).entries


def as_csv(path: Path, *rows: tuple[str, ...], encoding: str = "utf-8") -> Path:
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file).writerows(rows)
    return path


def test_the_five_of_a_word_document_stand_in_the_tracker_as_they_stand_in_it(tmp_path: Path) -> None:
    loaded = load(RESPONSE, tmp_path, FIVE)
    assert loaded.sentences == (
        "response_2020.docx: 5 rows read, 5 added, 0 changed, 0 as they stood.",
        "1 other table has no recommendations.",
    )
    kept = entries(tmp_path)
    assert [entry["answer"] for entry in kept] == ["yes", "yes", "yes", "partly", "yes"]
    assert [entry["reference"] for entry in kept] == ["1", "2", "3", "4", "5"]
    assert {(entry["date"], entry["heard"], entry["meeting"], entry["kind"]) for entry in kept} == {
        ("2020-02-04", "2020-02-12", "Scrutiny Committee", "recommendation")
    }
    assert kept[3]["comment"] == "The Community Engagement Policy expired in 2017; wait for the April 2020 report."
    assert kept[0]["text"].startswith("That customer groups, their needs")
    assert kept[0].why == "Loaded from response_2020.docx"


def test_loading_it_again_in_any_format_adds_nothing_and_changes_nothing(tmp_path: Path) -> None:
    load(RESPONSE, tmp_path, FIVE)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    rows = [(entry["text"], entry["answer"].capitalize(), entry["comment"]) for entry in entries(tmp_path)]
    book = openpyxl.Workbook()
    assert book.active is not None
    for cells in (("Cabinet response",), (), HEADS, *rows):
        book.active.append(cells)
    book.save(tmp_path / "again.xlsx")
    files = [RESPONSE, as_csv(tmp_path / "again.csv", HEADS, *rows, encoding="cp1252"), tmp_path / "again.xlsx"]
    for path in files:
        loaded = load(path, tmp_path, by="Another")
        assert (loaded.added, loaded.changed, loaded.same) == ((), (), 5)
    assert {name: (tmp_path / name).read_bytes() for name in before} == before


def test_a_changed_answer_is_a_change_and_what_stood_before_is_kept(tmp_path: Path) -> None:
    load(RESPONSE, tmp_path, FIVE)
    first = entries(tmp_path)[0]
    path = as_csv(tmp_path / "later.csv", HEADS, (f"1. {first['text'].upper()}", "Agreed in part", "From May 2026."))
    loaded = load(path, tmp_path, Given(answered=date(2026, 3, 3)), by="Committee officer")
    assert (loaded.added, loaded.changed) == ((), ("R1",))
    assert [(version.entry["answer"], version.entry.by) for version in history(tmp_path, TRACKER, "R1")] == [
        ("yes", "Clerk"),
        ("partly", "Committee officer"),
    ]
    now = entries(tmp_path)[0]
    assert (now["heard"], now["text"]) == ("2026-03-03", first["text"])


def test_what_an_officer_changed_since_is_not_put_back_by_the_same_file(tmp_path: Path) -> None:
    load(RESPONSE, tmp_path, FIVE)
    second = entries(tmp_path)[1]
    change_entry(tmp_path, TRACKER, second, {"comment": "Board saw it on 3 March.", "owner": "ODS"}, by="Me", now=NOW)
    loaded = load(RESPONSE, tmp_path, FIVE)
    assert (loaded.added, loaded.changed, loaded.same) == ((), (), 5)
    assert "R2: the comment of this file stood before, was changed since, and is not put back." in loaded.sentences
    assert entries(tmp_path)[1]["comment"] == "Board saw it on 3 March."


def test_a_row_that_was_withdrawn_is_not_added_again(tmp_path: Path) -> None:
    load(RESPONSE, tmp_path, FIVE)
    withdraw_entry(tmp_path, TRACKER, entries(tmp_path)[4], by="Me", why="made by another committee", now=NOW)
    loaded = load(RESPONSE, tmp_path, FIVE)
    assert loaded.added == ()
    assert "R5 was withdrawn by Me (made by another committee) and is not added again." in loaded.sentences


def test_what_is_asked_again_at_another_meeting_is_another_recommendation(tmp_path: Path) -> None:
    load(RESPONSE, tmp_path, FIVE)
    loaded = load(RESPONSE, tmp_path, Given(date(2027, 2, 2), None, "Scrutiny Committee"))
    assert len(loaded.added) == 5
    assert len(entries(tmp_path)) == 10


def test_rows_of_the_officers_own_stay_as_they_are(tmp_path: Path) -> None:
    own = "Id,Text,Answer,Room\nR1,Open at seven,yes,12\nR2,,maybe,13\n"
    (tmp_path / TRACKER.file_name).write_text(own, encoding="utf-8")
    load(RESPONSE, tmp_path, FIVE)
    with (tmp_path / TRACKER.file_name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [cells[:4] for cells in rows[1:3]] == [["R1", "Open at seven", "yes", "12"], ["R2", "", "maybe", "13"]]
    assert len(rows) == 8


OTHER_WORDS = (
    ("No.", "Scrutiny recommendation", "Executive response", "Lead officer", "By when", "Status", "Ward"),
    ("SC/1", "That hours are longer", "Agreed. A trial will run.", "Head of Service", "Q4 2026/27", "In progress", "x"),
    ("SC/2", "That forms name a number", "Not agreed: too dear", "", "", "", ""),
    ("SC/3", "That bins are emptied", "Deferred to March", "", "soon", "", ""),
    ("SC/4", "That staff are thanked", "Noted", "", "", "Complete, letter of 3 May", ""),
    ("SC/5", "That members are told", "", "", "", "", ""),
    ("SC/6", "That calls are counted", "The Cabinet will look at it", "", "31/03/2027", "", ""),
)


def test_headings_in_other_words_and_answers_that_begin_a_response(tmp_path: Path) -> None:
    loaded = load(as_csv(tmp_path / "other.csv", *OTHER_WORDS), tmp_path, Given(answered=date(2026, 11, 3)))
    read = {
        entry["reference"]: (entry["answer"], entry["owner"], entry["due"], entry["status"], entry["comment"])
        for entry in entries(tmp_path)
    }
    assert read == {
        "SC/1": ("yes", "Head of Service", "2027-03-31", "under way", "Agreed. A trial will run.\nDue: Q4 2026/27"),
        "SC/2": ("no", "", "", "", "Not agreed: too dear"),
        "SC/3": ("deferred", "", "", "", "Deferred to March\nDue: soon"),
        "SC/4": ("noted", "", "", "done", "Status: Complete, letter of 3 May"),
        "SC/5": ("", "", "", "", ""),
        "SC/6": ("", "", "2027-03-31", "", "The Cabinet will look at it"),
    }
    assert "Columns of other.csv that are not read: Ward." in loaded.sentences


def test_several_tables_merged_cells_and_rows_broken_over_pages(tmp_path: Path) -> None:
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    hours = table(
        HEADS,
        row(cell("Theme: hours", '<w:gridSpan w:val="3"/>')),
        row(cell("1) That hours are longer", begins), "Yes", "A trial will run."),
        row(cell("", goes_on), "", "From May 2026."),
        HEADS,
        ("2) That forms name a number", "No", "It is"),
        ("", "", "too dear."),
    )
    others = table(("Recommendation 3", "Agreed", "Comments"), ("Rec 3: That bins are emptied", "In part", ""))
    path = document(tmp_path / "several.docx", table(("Item", "7")), hours, others)
    loaded = load(path, tmp_path)
    assert [(e["reference"], e["text"], e["answer"], e["comment"]) for e in entries(tmp_path)] == [
        ("1", "That hours are longer", "yes", "A trial will run. From May 2026."),
        ("2", "That forms name a number", "no", "It is too dear."),
        ("3", "That bins are emptied", "partly", ""),
    ]
    assert "“Theme: hours” goes across the table: it was taken for a heading." in loaded.sentences


def test_a_plan_of_actions_is_rows_of_the_same_file_with_their_kind(tmp_path: Path) -> None:
    rows = (("Action", "Responsible", "Deadline"), ("Put the number on forms", "Digital", "30/06/2026"))
    load(as_csv(tmp_path / "plan.csv", *rows), tmp_path)
    load(
        as_csv(tmp_path / "pledge.csv", ("Promise", "Owner"), ("Cost to be confirmed", "")),
        tmp_path,
        Given(kind="promise"),
    )
    assert [(e["kind"], e["text"], e["due"]) for e in entries(tmp_path)] == [
        ("action", "Put the number on forms", "2026-06-30"),
        ("promise", "Cost to be confirmed", ""),
    ]


def test_dates_of_a_workbook_are_its_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(("Recommendation", "Date", "Due date", "Agreed"))
    book.active.append(("That hours are longer", datetime(2026, 3, 10), datetime(2026, 9, 30), "Y"))
    book.save(tmp_path / "dates.xlsx")
    loaded = load(tmp_path / "dates.xlsx", tmp_path)
    [entry] = entries(tmp_path)
    assert (entry["date"], entry["due"], entry["answer"], entry["comment"]) == ("2026-03-10", "2026-09-30", "yes", "")
    assert len(loaded.sentences) == 1


def test_a_date_before_the_recommendation_is_left_to_a_person_and_no_row_is_lost_for_it(tmp_path: Path) -> None:
    rows = (("Recommendation", "Date", "Due"), ("That hours are longer", "2026-03-10", "2025-03-31"))
    load(as_csv(tmp_path / "dates.csv", *rows), tmp_path)
    [entry] = entries(tmp_path)
    assert (entry["date"], entry["due"], entry["comment"]) == ("2026-03-10", "", "Due: 31 March 2025")


def test_personal_data_is_taken_out_of_the_words(tmp_path: Path) -> None:
    rows = (HEADS, ("That Mrs Jane Wordsworth is rung back on 01865 249811", "Yes", "Write to jane@example.com"))
    load(as_csv(tmp_path / "named.csv", *rows), tmp_path)
    text = "".join(path.read_text("utf-8") for path in tmp_path.glob("recommendations*.csv"))
    assert "That [name] is rung back on [phone]" in text
    assert "jane@" not in text


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((("Month", "Calls"), ("2026-01", "12")), "has no table of recommendations"),
        ((("Recommendation", "Agree?"),), "no"),
    ],
)
def test_a_file_without_recommendations_changes_nothing(
    tmp_path: Path, rows: tuple[tuple[str, ...], ...], said: str
) -> None:
    with pytest.raises(CxError, match=said):
        load(as_csv(tmp_path / "calls.csv", *rows), tmp_path)
    assert not (tmp_path / TRACKER.file_name).exists()


def test_an_empty_document_and_another_kind_of_file_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CxError, match="has no table of recommendations"):
        load(document(tmp_path / "empty.docx"), tmp_path)
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7 ")
    with pytest.raises(CxError, match="is a PDF"):
        load(tmp_path / "paper.pdf", tmp_path)


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("Ref no.", "Recommendation", "Do you agree?", "Comment"), ("7", "Offer a call-back.", "Yes", "By March.")),
        (("Rec", "Text", "Does the Executive agree?", "Comment"), ("7", "Offer a call-back.", "Y", "By March.")),
        (("No.", "Rec", "Recommendation accepted?", "Reasons"), ("7", "Offer a call-back.", "Accepted", "By March.")),
    ],
)
def test_headings_as_officers_write_them_are_known(
    tmp_path: Path, heads: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    loaded = load(as_csv(tmp_path / "response.csv", heads, cells), tmp_path / "data")
    [entry] = entries(tmp_path / "data")
    told = tuple(entry[name] for name in ("reference", "text", "answer", "comment"))
    assert told == ("7", "Offer a call-back.", "yes", "By March.")
    assert not any("not read" in sentence for sentence in loaded.sentences)


@pytest.mark.parametrize(
    ("response", "answer"),
    [
        ("This is already being done.", "yes"),
        ("Already in place", "yes"),
        ("Not agreed: this is already done by the provider.", "no"),
        ("The Board will look at it.", ""),
    ],
)
def test_already_being_done_is_a_response_of_its_own(tmp_path: Path, response: str, answer: str) -> None:
    """It was no answer, and called overdue two months later."""
    load(as_csv(tmp_path / "r.csv", ("Recommendation", "Response"), ("Offer a call-back.", response)), tmp_path)
    [entry] = entries(tmp_path)
    assert (entry["answer"], entry["comment"]) == (answer, response)
