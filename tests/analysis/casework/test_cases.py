"""Councillors' cases: what is open and how old, on the last day of their file, and beside the public's."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cxdata.analysis.casework.cases import (
    COUNCILLORS,
    Cases,
    beside_the_public,
    cases,
    last_day,
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
    return cases(asking(store), scope or Scope(), last_day(store))


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
    assert replace(of(small), day=None).sentence.startswith("No case raised by a councillor is loaded: load an export")


def test_each_file_has_a_last_day_of_its_own_and_one_without_closings_has_none_open(tmp_path: Path) -> None:
    head = "Case ref,Date received,Date closed,Service,Raised by,Outcome"
    files = {
        "spring.csv": "S1,01/03/2026,02/03/2026,Waste,Councillor,Done\nS2,11/03/2026,,Waste,Councillor,Passed on\n"
        "S3,31/03/2026,31/03/2026,Waste,Councillor,Done",
        "june.csv": "J1,01/06/2026,,Waste,Councillor,Withdrawn\nJ2,02/06/2026,,Waste,Councillor,Passed on\n"
        "J3,30/06/2026,30/06/2026,Waste,Councillor,Done",
        "never.csv": "N1,01/06/2026,,Waste,Councillor,Passed on\nN2,30/06/2026,,Waste,Councillor,Passed on",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(f"{head}\n{text}\n", encoding="utf-8")
    store = load(tmp_path, *files)
    # Of the spring's case nobody has said anything since 31 March; what was withdrawn is not open.
    assert store.tuples(
        "select received_at::date::varchar, days_open from contacts where days_open is not null order by 1"
    ) == [("2026-03-11", 20), ("2026-06-02", 28)]


def test_later_than_the_public_is_said_and_chance_is_not(small: Store) -> None:
    rows = {row.name: row for row in beside_the_public(asking(small), Scope(), "service")}
    told = {name: (rows[name].on_time, rows[name].public_on_time, rows[name].differs) for name in ("Housing", "Tax")}
    assert told == {"Housing": (0.5, 1.0, "later"), "Tax": (0.9, 0.9, "")}
    assert say_difference(tuple(rows.values()), str) == "On time beside the public’s: later for 1 (Housing)"


def test_the_command_publishes_no_count_of_one_to_four(sample_data: Path) -> None:
    told = json.loads(run(sample_data, "casework", "--publish", "--format", "json").out)
    assert told["waiting"] is None
    assert (
        told["finding"]
        == "Some of about 40 open cases of councillors are past the date promised, as of 30 September 2026"
    )
    counts = [row["numerator"] for row in (*told["open"], *told["reasons"]) if row["numerator"] is not None]
    counts += [row["open"] for rows in told["beside_the_public"].values() for row in rows if row["open"] is not None]
    assert counts
    assert not [count for count in counts if 0 < count < 5]
    exact = json.loads(run(sample_data, "casework", "--format", "json").out)
    assert [sum(row["numerator"] for row in exact["open"]), exact["waiting"]["all"]] == [38, 38]
