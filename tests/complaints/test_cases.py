"""A complaint is a case: counted once over its stages, wherever complaints are counted."""

import re
from datetime import date
from pathlib import Path

import pytest

from cxdata.analysis.complaints.learning import FIELDS as LEARNING
from cxdata.contract import TABLES
from cxdata.export.loaded import say_cases
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.cli.terminal import run
from tests.complaints.registers import load
from tests.contract.old_stores import alter_store

FIELDS = ("complaint_id", "stage", "received_at", "acknowledged_at", "responded_at", "outcome", "service", "count")
# Three cases with a reference (one over two stages, one over three), a row of four without one, and four of them that
# went on to a second stage, as a summary tells it.
ROWS = (
    ("A", "Stage 1", "2026-03-02", "2026-03-03", "2026-03-10", "Not upheld", "Bins", 1),
    ("A", "Stage 2", "2026-04-02", "2026-04-07", "2026-04-20", "Upheld", "Bins", 1),
    ("B", "Stage 1", "2026-03-05", "2026-03-06", "2026-03-16", "Upheld", "Parks", 1),
    ("B", "Stage 2", "2026-03-30", "2026-03-31", "2026-04-20", "Upheld", "Parks", 1),
    ("B", "Ombudsman", "2026-05-06", "", "", "", "Parks", 1),
    ("C", "Stage 1", "2026-03-06", "2026-03-09", "", "", "Bins", 1),
    ("C", "Stage 2", "2026-06-22", "2026-06-23", "", "", "Bins", 1),
    ("", "Stage 1", "2026-03-09", "", "2026-03-10", "Not upheld", "Bins", 4),
    ("", "Stage 2", "2026-04-09", "", "2026-04-10", "Not upheld", "Bins", 4),
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load(tmp_path_factory.mktemp("cases"), FIELDS, ROWS)


@pytest.fixture(scope="module")
def store(data: Path) -> Store:
    return open_store(data)


def _value(store: Store, measure: str, scope: Scope | None = None) -> float:
    return float(query(store, measure, (), scope or Scope()).frame["numerator"].iloc[0])


def test_cases_are_three_and_four_whatever_the_rows(store: Store) -> None:
    """Nine rows, 15 stages, 7 cases: what went on to a second stage without a reference was counted at the first."""
    assert store.row_counts["complaints"] == 9
    assert _value(store, "complaint_stages") == 15
    assert _value(store, "complaints") == 7
    assert say_cases(store) == "7 cases"
    services = query(store, "complaints", ("service",)).frame
    assert dict(zip(services["service"], services["value"], strict=True)) == {"Bins": 6, "Parks": 1}


def test_cases_of_months_add_up_to_all(store: Store) -> None:
    months = query(store, "complaints", ("month",)).frame
    assert dict(zip(months["month"], months["value"], strict=True)) == {"2026-03": 7}
    assert _value(store, "complaints", Scope(Period(date(2026, 4, 1), date(2026, 7, 1)))) == 0


def test_upheld_is_by_the_last_decision_of_a_case(store: Store) -> None:
    """A (not upheld, then upheld) and B are upheld; the summary's rows are counted as they stand."""
    upheld = query(store, "complaints_upheld").frame.iloc[0]
    assert (upheld["numerator"], upheld["denominator"]) == (2, 10)
    assert _value(store, "complaints_found_upheld") == 2


def test_a_case_is_open_once_at_the_stage_that_it_has_reached(store: Store) -> None:
    """B is with the Ombudsman; C waits at stage 2, and is not open at stage 1 as well."""
    open_now = query(store, "complaints_open", ("stage",)).frame
    assert dict(zip(open_now["stage"], open_now["value"], strict=True)) == {"Ombudsman": 1, "Stage 2": 1}
    # Stage 1 of C was never answered: its day was missed. Its stage 2 has until 21 July.
    assert _value(store, "complaints_overdue") == 0
    stage_1 = query(store, "stage_1_in_time").frame.iloc[0]
    assert (stage_1["numerator"], stage_1["denominator"]) == (6, 7)


def test_the_command_line_says_cases_too(data: Path) -> None:
    assert "The rows of complaints are stages of 7 cases." in run(data, "status").out
    said = run(data, "complaints").out
    assert said.splitlines()[0] == "None of the 2 open complaints is past the day for its answer, as of 22 June 2026."
    assert re.search(r"Complaint handling performance +Complaints +7$", said, re.MULTILINE)


def test_one_reference_in_two_registers_is_two_cases(tmp_path: Path) -> None:
    """One system's number is not another's."""
    data = load(tmp_path, ("complaint_id", "received_at"), [("1", "2026-03-02")])
    layout = (data / "profiles" / "own-register.toml").read_text(encoding="utf-8")
    other = layout.replace("own-register", "second-register").replace('"Number"', '"Case"').replace('"Came"', '"Day"')
    (data / "profiles" / "second-register.toml").write_text(other, encoding="utf-8")
    (tmp_path / "second.csv").write_text("Case,Day\n1,2026-03-05\n", encoding="utf-8")
    assert run(data, "load", tmp_path / "second.csv").code == 0
    assert "Complaints\n----------\n2\n" in run(data, "show", "complaints").out


def test_a_store_of_before_the_clocks_opens_and_says_nothing_of_them(data: Path, tmp_path: Path) -> None:
    """As an earlier program left it: the register's own dates say what is open, and no clock is known."""
    table = TABLES["complaints"]
    later = ("acknowledged_by", "extension_reason", "refusal_reason", "reopened_at", *LEARNING)
    dropped = [*later, *(column.name for column in table.derived)]
    lost = [f"alter table complaints drop column {name}" for name in dropped]
    store = open_store(alter_store(data, tmp_path / "data", [*lost, "delete from meta where key = 'nation'"]))
    # Of the row that counts later stages without a reference nobody can say so.
    assert _value(store, "complaints") == 11
    assert _value(store, "complaints_open") == 2
    clock = query(store, "stage_1_in_time").frame.iloc[0]
    assert clock[["numerator", "denominator", "value"]].isna().all()
    done = run(tmp_path / "data", "complaints")
    assert done.code == 0, done.err
    assert re.search(r"Complaint handling performance +Stage 1 answered in time +no data$", done.out, re.MULTILINE)
