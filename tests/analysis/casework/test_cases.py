"""Councillors' cases: what is open and how old, on the last day of their file, and beside the public's."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cxdata.analysis.casework.cases import (
    COUNCILLORS,
    Cases,
    Files,
    beside_the_public,
    cases,
    files_of,
    raised_by,
    say_difference,
    say_urgent,
)
from cxdata.analysis.casework.waiting import open_cases
from cxdata.council import Council
from cxdata.measures.query import Answer, query
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.cli.terminal import run
from tests.conftest import ROOT

END = date(2026, 6, 30)
HEAD = "Case ref,Date received,Date closed,Reply due,Service,Reason,Raised by,Urgent"


def asking(store: Store) -> Callable[[str, tuple[str, ...], Scope], Answer]:
    return lambda measure, by, scope: query(store, measure, by, scope, council=Council())


def of(store: Store, scope: Scope | None = None) -> Cases:
    return cases(asking(store), scope or Scope(), files_of(store))


def line(number: int, days_ago: int, closed_after: int | None, by: str = "Councillor", **given: str) -> str:
    """A case that came in so many days before the last day of its file, and was promised within ten."""
    received = END - timedelta(days=days_ago)
    closed = "" if closed_after is None else f"{received + timedelta(days=closed_after):%d/%m/%Y}"
    due = f"{received + timedelta(days=10):%d/%m/%Y}"
    service, reason = given.get("service", "Waste"), given.get("reason", "Missed bin")
    return f"X{number},{received:%d/%m/%Y},{closed},{due},{service},{reason},{by},{given.get('urgent', 'No')}"


def lines() -> list[str]:
    """Six services: what each is for stands beside it."""
    made = [line(n, 60 + n, None) for n in range(3)]  # Waste: three of over eight weeks,
    made += [line(10 + n, 3, None, urgent="Yes") for n in range(2)]  # two of three days, their date to come,
    made += [line(20 + n, 100, 2, urgent="Yes") for n in range(12)]  # and twelve urgent ones closed within two days
    made += [line(40, 0, 0, service="Parks")]  # none open
    made += [line(41, 0, None, service="Roads"), line(42, 5, 1, service="Roads")]  # one open, its date to come
    made += [line(43, 30, None, service="Trees"), line(44, 0, 0, service="Trees")]  # one open, past its date
    made += [line(100 + n, 50, 20 if n % 2 else 5, service="Housing") for n in range(100)]  # later than the public's
    made += [line(300 + n, 50, 5, "Customer", service="Housing") for n in range(300)]
    made += [line(700 + n, 50, 20 if n % 10 == 0 else 5, service="Tax") for n in range(50)]  # like the public's
    made += [line(800 + n, 50, 20 if n % 10 == 0 else 5, "Customer", service="Tax") for n in range(300)]
    return made


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of one small export."""
    folder = tmp_path_factory.mktemp("cases")
    (folder / "cases.csv").write_text("\n".join((HEAD, *lines())), encoding="utf-8")
    return load(folder, "cases.csv")


def load(folder: Path, *names: str) -> Store:
    for name in names:
        done = run(folder / "data", "load", folder / name, "--suggested", "--dates", "dmy")
        assert done.code == 0, done.out + done.err
    return open_store(folder / "data")


def test_the_sample_counted_again_from_its_file(store: Store) -> None:
    with (ROOT / "sample_data" / "members_enquiries.csv").open(encoding="cp1252", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if not row["Date closed"]]
    due = [datetime.strptime(row["Reply due"], "%d/%m/%Y").date() for row in rows]
    late = sum(day <= date(2026, 9, 30) for day in due)
    assert (len(rows), late) == (38, 4)
    assert of(store).sentence == (
        "4 of 38 open cases of councillors are past the date promised, as of 30 September 2026"
    )


def test_open_old_and_urgent_of_a_small_file(small: Store) -> None:
    waste = Scope().with_choice("service", "Waste")
    found = of(small, waste)
    assert found.sentence == "3 of 5 open cases of councillors are past the date promised, as of 30 June 2026"
    assert (found.say_open(), found.say_old()) == ("5", "3")
    theirs = raised_by(waste, COUNCILLORS)
    assert say_urgent(query(small, "days_to_close", ("urgent",), theirs, council=Council())) == "2 days"
    waiting = open_cases(small, waste, Council())
    assert [(case.days_open, case.urgent) for case in waiting.cases] == [
        *((62, False), (61, False), (60, False), (3, True), (3, True))
    ]


@pytest.mark.parametrize(
    ("service", "sentence"),
    [
        ("Parks", "No case of a councillor is open, as of 30 June 2026"),
        ("Roads", "One case of a councillor is open, its date still to come, as of 30 June 2026"),
        ("Trees", "The one open case of a councillor is past the date promised, as of 30 June 2026"),
    ],
)
def test_the_other_stories(small: Store, service: str, sentence: str) -> None:
    assert of(small, Scope().with_choice("service", service)).sentence == sentence


def test_without_a_councillors_case_the_page_says_what_would_fill_it(small: Store) -> None:
    assert replace(of(small), files=Files(None, 0, 0)).sentence.startswith(
        "No case raised by a councillor is loaded: load an export"
    )


def test_each_file_has_a_last_day_of_its_own(tmp_path: Path) -> None:
    head = "Case ref,Date received,Date closed,Service,Raised by,Outcome"
    files = {
        "spring.csv": "S1,01/03/2026,31/03/2026,Waste,Councillor,Done\nS2,11/03/2026,,Waste,Councillor,Passed on\n"
        "S3,30/03/2026,31/03/2026,Waste,Councillor,Done",
        "june.csv": "J1,01/06/2026,,Waste,Councillor,Withdrawn\nJ2,02/06/2026,,Waste,Councillor,Passed on\n"
        "J3,30/06/2026,30/06/2026,Waste,Councillor,Done",
        "all_open.csv": "N1,01/05/2026,,Waste,Councillor,Passed on\nN2,04/05/2026,,Waste,Councillor,Passed on",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(f"{head}\n{text}\n", encoding="utf-8")
    store = load(tmp_path, *files)
    # Of the spring's case nobody has said anything since 31 March; what was withdrawn is not open.
    assert store.tuples(
        "select received_at::date::varchar, days_open from contacts where days_open is not null order by 1"
    ) == [("2026-03-11", 20), ("2026-05-01", 3), ("2026-05-04", 0), ("2026-06-02", 28)]


def export(folder: Path, head: str, *rows: str) -> Cases:
    (folder / "cases.csv").write_text("\n".join((head, *rows)), encoding="utf-8")
    return of(load(folder, "cases.csv"))


def test_an_export_of_open_cases_only_is_all_open(tmp_path: Path) -> None:
    found = export(tmp_path, HEAD, *(line(n, 20 + n, None) for n in range(12)))
    assert found.sentence == "2 of 12 open cases of councillors are past the date promised, as of 10 June 2026"


def test_where_closing_is_not_recorded_nobody_says_that_none_is_open(tmp_path: Path) -> None:
    rows = [f"X{n},{n + 1:02}/06/2026,Waste,Councillor,Missed bin" for n in range(12)]
    found = export(tmp_path, "Case ref,Date received,Service,Raised by,Reason", *rows)
    assert found.sentence.startswith("How many cases of councillors are open is not known: their files have no column")
    assert (found.say_open(), found.say_old()) == ("not known", "not known")


def test_a_case_closed_after_the_last_came_in_says_how_late_the_export_was_made(tmp_path: Path) -> None:
    """Received to 20 June and closed to 30 June: what was promised by the 25th is late."""
    found = export(tmp_path, HEAD, line(1, 15, None), line(2, 10, 10), line(3, 10, None), line(4, 10, 10))
    assert found.sentence == "Both open cases of councillors are past the date promised, as of 30 June 2026"


def test_one_day_of_closing_that_nobody_else_comes_near_makes_no_case_late(tmp_path: Path) -> None:
    """Whoever typed 30 June for the 13th: the export ends on 20 June, when the last case came in."""
    found = export(tmp_path, HEAD, line(1, 15, None), line(2, 10, 10), line(3, 10, None))
    assert found.sentence.endswith("as of 20 June 2026")


def test_a_file_keeps_its_last_day_when_another_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "first.csv").write_text("\n".join((HEAD, *(line(n, 20, None) for n in range(3)))), encoding="utf-8")
    (tmp_path / "then.csv").write_text(f"{HEAD}\n{line(9, 0, None, service='Roads')}", encoding="utf-8")
    store = load(tmp_path, "first.csv", "then.csv")
    days = store.tuples("select last_day::varchar, closes from file_days order by 1")
    assert days == [("2026-06-10", True), ("2026-06-30", True)]
    assert store.tuples("select count(days_open) from contacts") == [(4,)]


def test_a_case_without_a_date_is_not_said_to_have_one(tmp_path: Path) -> None:
    head = "Case ref,Date received,Date closed,Service,Raised by,Reason"
    closed = "X2,01/06/2026,01/06/2026,Waste,Councillor,Missed bin"
    one = export(tmp_path, head, "X1,01/06/2026,,Waste,Councillor,Missed bin", closed)
    assert one.sentence == "One case of a councillor is open, without a date promised, as of 1 June 2026"


def test_later_than_the_public_is_said_and_chance_is_not(small: Store) -> None:
    rows = {row.name: row for row in beside_the_public(asking(small), Scope(), "service")}
    told = {name: (rows[name].on_time, rows[name].public_on_time, rows[name].differs) for name in ("Housing", "Tax")}
    assert told == {"Housing": (0.5, 1.0, "later"), "Tax": (0.9, 0.9, "")}
    assert say_difference(tuple(rows.values()), str) == "On time beside the public’s: later for 1 (Housing)"
