"""Registers as officers keep them, by layouts that are suggested: a new column, stages side by side, spellings."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from cxdata.ingest.suggest.suggestion import suggest_profile
from cxdata.measures.query import query
from cxdata.store import Store, open_store
from tests.cli.terminal import run

FIRST = ["Complaint Ref,Date Received,Stage,Date Closed,Outcome,Service"]
FIRST += [
    "C1,02/03/2026,Stage 1,18/03/2026,Not upheld,Waste",
    "C1,25/03/2026,Stage 2,10/04/2026,Upheld,Waste",
    "C2,13/03/2026,Stage 1,25/03/2026,Upheld,Housing",
]
# The next quarter's register: all of the first again, another case, and another column.
NEXT = [f"{FIRST[0]},Officer's team"]
NEXT += [f"{line},Team A" for line in FIRST[1:]] + ["C3,28/04/2026,Stage 1,,,Housing,Team B"]


def _write(folder: Path, name: str, lines: Sequence[str]) -> Path:
    file = folder / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def _upheld(store: Store) -> tuple[float, float]:
    row = query(store, "complaints_upheld").frame.iloc[0]
    return float(row["numerator"]), float(row["denominator"])


def _count(store: Store, measure: str, by: str = "") -> dict[str, float]:
    frame = query(store, measure, by=(by,) if by else ()).frame
    return dict(zip(frame[by] if by else ["all"], frame["value"].astype(float), strict=True))


@pytest.mark.parametrize("apart", [True, False], ids=["one after the other", "in one load"])
def test_complaint_is_counted_once_when_the_next_register_has_a_new_column(tmp_path: Path, apart: bool) -> None:
    """Three cases, of which two stand in both files; stage 1 three times and stage 2 once."""
    files = [_write(tmp_path, "Q4.csv", FIRST), _write(tmp_path, "Q1.csv", NEXT)]
    for some in [[file] for file in files] if apart else [files]:
        answer = ("--answer", "layout=suggest a new layout") if apart and some[0] is files[1] else ()
        done = run(tmp_path / "data", "load", "--suggested", *some, *answer)
        assert done.code == 0, done.out + done.err
    assert "It is read as a newer form of the export 'q4': a reference that both hold is one and the same." in done.out
    store = open_store(tmp_path / "data")
    assert _count(store, "complaints") == {"all": 3}
    assert _count(store, "complaint_stages", "stage") == {"Stage 1": 3, "Stage 2": 1}
    assert _upheld(store) == (2, 2)


def test_contacts_and_answers_of_a_newer_export_are_the_same_rows(tmp_path: Path) -> None:
    """Two requests and two answers, each in both exports: two of each."""
    contacts = ["Request ID,Date Received,Channel,Service", "R1,02/03/2026,Phone,Waste", "R2,13/03/2026,Web,Waste"]
    answers = ["Response ID,Date Answered,Satisfaction,Service"]
    answers += ["A1,02/03/2026,Very satisfied,Waste", "A2,13/03/2026,Dissatisfied,Waste"]
    for name, lines in (("crm", contacts), ("survey", answers)):
        wider = [f"{lines[0]},Postal area"] + [f"{line},North" for line in lines[1:]]
        for file in (_write(tmp_path, f"{name}.csv", lines), _write(tmp_path, f"{name}-new.csv", wider)):
            answer = ("--answer", "layout=suggest a new layout") if "new" in file.name else ()
            done = run(tmp_path / "data", "load", "--suggested", file, *answer)
            assert done.code == 0, done.out + done.err
    store = open_store(tmp_path / "data")
    assert _count(store, "contacts") == {"all": 2}
    assert store.tuples("select count(*) from responses") == [(2,)]


def test_another_export_with_the_same_references_is_another_system(tmp_path: Path) -> None:
    """Case 1 of the adults' register is not case 1 of the council's: half of the columns differ."""
    other = ["Complaint Ref,Received,Person complaining about,Finding", "C1,05/03/2026,Care home,Upheld"]
    other += ["C2,25/03/2026,Assessment,Not upheld"]
    for file in (_write(tmp_path, "corporate.csv", FIRST), _write(tmp_path, "adults.csv", other)):
        done = run(tmp_path / "data", "load", "--suggested", file)
        assert done.code == 0, done.out + done.err
    assert _count(open_store(tmp_path / "data"), "complaints") == {"all": 4}


SIDE_BY_SIDE = [
    "Complaint Ref,Date Received,Service,Stage 1 Response Date,Stage 1 Outcome,Stage 2 Request Date,"
    "Stage 2 Response Date,Stage 2 Outcome",
    "C1,02/03/2026,Waste,16/03/2026,Not upheld,25/03/2026,10/04/2026,Upheld",
    "C2,03/03/2026,Waste,16/04/2026,Upheld,,,",
    "C3,14/03/2026,Housing,19/03/2026,Not upheld,N/A,N/A,N/A",
    "C4,28/04/2026,Housing,,,,,",
]


def test_stages_side_by_side_are_read_as_stages(tmp_path: Path) -> None:
    """Four cases; one went to stage 2 on 25 March and was upheld there; the receipt counts rows of the file."""
    done = run(tmp_path / "data", "load", "--suggested", _write(tmp_path, "register.csv", SIDE_BY_SIDE))
    assert done.code == 0, done.out + done.err
    assert "4 rows read = 4 loaded + 0 set aside + 0 duplicates" in done.out
    store = open_store(tmp_path / "data")
    assert _count(store, "complaints") == {"all": 4}
    assert _count(store, "complaint_stages", "stage") == {"Stage 1": 4, "Stage 2": 1}
    assert _count(store, "complaint_stages", "service") == {"Housing": 2, "Waste": 3}
    assert _upheld(store) == (2, 3)
    stage_1, stage_2 = (query(store, f"stage_{number}_in_time").frame.iloc[0] for number in (1, 2))
    assert (stage_1["numerator"], stage_1["denominator"]) == (2, 3)
    assert (stage_2["numerator"], stage_2["denominator"]) == (1, 1)
    assert store.tuples("select complaint_id, received_at::date::varchar from complaints where stage_number = 2") == [
        ("C1", "2026-03-25")
    ]


def test_stage_without_the_day_it_began_is_loaded_in_part_and_said(tmp_path: Path) -> None:
    """Nobody knows when C9 went to stage 2, only that it was answered there."""
    lines = [*SIDE_BY_SIDE, "C9,28/04/2026,Housing,30/04/2026,Upheld,,12/05/2026,Upheld"]
    done = run(tmp_path / "data", "load", "--suggested", _write(tmp_path, "register.csv", lines))
    assert "5 rows read = 5 loaded + 0 set aside + 0 duplicates" in done.out
    assert "1 row is loaded in part, without Stage 2 of C9, whose day is not known" in done.out
    assert "1 row set aside" not in done.out
    assert _count(open_store(tmp_path / "data"), "complaint_stages") == {"all": 6}


def test_stage_that_was_decided_without_any_day_is_said_and_not_passed_over(tmp_path: Path) -> None:
    """C8 was upheld at stage 2, and no day of that is written down: without a word it would stand as not upheld.

    C7 has the day it began there and none of an answer: it is upheld like any other.
    """
    lines = [*SIDE_BY_SIDE, "C8,28/04/2026,Housing,30/04/2026,Not upheld,,,Upheld"]
    lines += ["C7,28/04/2026,Housing,30/04/2026,Not upheld,12/05/2026,,Upheld"]
    done = run(tmp_path / "data", "load", "--suggested", _write(tmp_path, "register.csv", lines))
    assert "6 rows read = 6 loaded + 0 set aside + 0 duplicates" in done.out
    assert "1 row is loaded in part, without Stage 2 of C8, whose day is not known" in done.out
    store = open_store(tmp_path / "data")
    assert _count(store, "complaint_stages", "stage") == {"Stage 1": 6, "Stage 2": 2}
    assert _upheld(store) == (3, 5)


def test_spellings_of_a_stage_and_of_a_reference_are_one(tmp_path: Path) -> None:
    """Six rows of three cases: 'c2', 'C 2' and 'C2' are one reference, and every word for a stage is that stage."""
    lines = ["Complaint Ref,Date Received,Stage,Outcome,Service"]
    words = ("Stage 1", "1", "Stage One", "S1", "Formal stage 1", "1st stage")
    lines += [f"C{case},{case:02d}/03/2026,{word},Upheld,Waste" for case, word in enumerate(words, 1)]
    lines += ["c2,25/03/2026,S2,Upheld,Waste", "C 3,25/03/2026,2,Upheld,Waste", "C4,25/03/2026,LGSCO,Upheld,Waste"]
    lines += ["C9,26/03/2026,Informal,,Waste"]
    done = run(tmp_path / "data", "load", "--suggested", _write(tmp_path, "register.csv", lines))
    assert done.code == 0, done.out + done.err
    store = open_store(tmp_path / "data")
    assert _count(store, "complaint_stages", "stage") == {"Stage 1": 6, "Stage 2": 2, "Ombudsman": 1, "Informal": 1}
    assert _count(store, "complaints") == {"all": 7}
    report = run(tmp_path / "data", "complaints")
    assert report.out.count("Complaints by stage, stage: ") == 4


def test_a_stage_typed_otherwise_is_the_same_row_in_the_next_register(tmp_path: Path) -> None:
    """The same two stages, typed by somebody else, with the answer that came since: two rows, and one case."""
    heading = "Complaint Ref,Date Received,Stage,Date Closed,Outcome"
    first = [heading, "C1,02/03/2026,Stage 1,18/03/2026,Not upheld", "C1,25/03/2026,Stage 2,,"]
    then = [heading, "c1,02/03/2026,1,18/03/2026,Not upheld", "c1,25/03/2026,S2,10/04/2026,Upheld"]
    for name, lines in (("q1.csv", first), ("q2.csv", then)):
        done = run(tmp_path / "data", "load", "--suggested", _write(tmp_path, name, lines))
        assert done.code == 0, done.out + done.err
    store = open_store(tmp_path / "data")
    assert _count(store, "complaint_stages", "stage") == {"Stage 1": 1, "Stage 2": 1}
    assert _count(store, "complaints") == {"all": 1}
    assert _upheld(store) == (1, 1)


@pytest.mark.parametrize(
    ("name", "heading", "outcome", "table"),
    [
        ("register.csv", "Reference,Date Received,Date Closed,Service,Outcome", "Not upheld", "complaints"),
        ("Complaints Q2.csv", "Ref,Date Logged,Date Closed,Service,Status", "Closed", "complaints"),
        ("list.csv", "Complaint No,Date Received,Date Closed,Service,Status", "Closed", "complaints"),
        ("list.csv", "Reference,Date Received,Date Closed,Service,Outcome", "Resolved", "contacts"),
    ],
)
def test_register_that_closes_its_cases_is_one_of_complaints(
    tmp_path: Path, name: str, heading: str, outcome: str, table: str
) -> None:
    """'Date Closed' is the day of the reply where anything says that these are complaints."""
    rows = [f"C{day},{day:02d}/03/2026,{day + 10}/03/2026,Waste,{outcome}" for day in range(1, 9)]
    suggestion = suggest_profile(_write(tmp_path, name, [heading, *rows]))
    ended = suggestion.guess({"complaints": "responded_at", "contacts": "closed_at"}[table])
    assert (suggestion.table, ended and ended.columns) == (table, ("Date Closed",))
