"""What the bench measures is what the pages do: it counts what a store is asked while the app runs."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cxdata.cli.bench import report, visits
from cxdata.cli.bench.budget import BUDGETS
from cxdata.cli.bench.loading import Loading
from cxdata.cli.bench.visits import FIRST, PERIOD, WARD, Visit, Visited
from cxdata.cli.main import main
from cxdata.errors import CxError
from cxdata.statements import listening
from cxdata.store import open_store
from cxdata.ui.frame import PAGES
from tests.effort import WHOLE


def a_visit(page: str, act: str, **other: float | None) -> Visit:
    """A visit with one statement a millisecond of SQL."""
    usual = Visit(
        page,
        act,
        statements=3,
        rows_read=1200,
        sql_seconds=0.003,
        sql_processor=0.002,
        seconds=0.1,
        processor=0.05,
        figures=1,
        charts=2,
    )
    return replace(usual, **other)


def test_what_a_page_asks_is_what_the_store_hears(sample_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CX_DATA", "")
    with listening() as of_the_choices:
        visits._choices(sample_data)
    with listening() as heard:
        seen = visits.visit_page("satisfaction", sample_data)
    assert [visit.act for visit in seen] == [FIRST, PERIOD, WARD]
    assert sum(visit.statements for visit in seen) == len(heard) - len(of_the_choices) > 0
    assert all(visit.charts for visit in seen)


def test_rows_read_are_those_of_the_tables_scanned(sample_data: Path) -> None:
    store = open_store(sample_data)
    with listening() as heard:
        store.tuples("select count(*) from responses where score >= 4")
        store.tuples("select sum(count) from responses a semi join files b using (file_id)")
    responses, files = store.row_counts["responses"], len(store.files())
    assert visits._rows_read(sample_data, heard[:1]) == responses
    assert visits._rows_read(sample_data, heard[:2]) == 2 * responses + files


def test_a_page_that_fails_is_no_cheap_page(sample_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CX_DATA", "")
    monkeypatch.setattr("cxdata.ui.satisfaction.first_screen", lambda view: 1 / 0)
    with pytest.raises(CxError, match="'satisfaction' failed at 'first visit'"):
        visits.visit_page("satisfaction", sample_data)


def test_tables_stand_beside_the_smallest_store() -> None:
    small = Visited((a_visit("overview", FIRST),), 300.0)
    large = Visited((a_visit("overview", FIRST, sql_processor=0.0026, rows_read=None),), None)
    loading = Loading(contacts=1000, rows=900, megabytes=2.0, seconds=0.5, bare_seconds=0.2)
    first, small_pages, large_pages, memory = report.tables([loading], {"1,000 contacts": small, "many": large})
    assert first.splitlines()[-1] == "| 1,000 contacts | 900 | 2 | 0.50 | 1,800 | 0.20 | 0.40 |"
    assert (
        small_pages.splitlines()[-1]
        == f"| Overview, first visit | 3 | {BUDGETS['overview'].first} | 1,200 | 3 | 2 | 1.0 | 100 | 50 | 1 | 2 |"
    )
    assert (
        large_pages.splitlines()[-1]
        == f"| Overview, first visit | 3 | {BUDGETS['overview'].first} |  | 3 | 3 | 1.3 | 100 | 50 | 1 | 2 |"
    )
    assert memory.splitlines()[-2:] == ["| 1,000 contacts | 300 |", "| many | not known |"]


@pytest.mark.parametrize("pages", [None] if WHOLE else [("overview", "ward", "definitions")])
def test_the_command_visits_every_page_of_a_store_or_those_named(
    pages: tuple[str, ...] | None, sample_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = [word for page in pages or () for word in ("--page", page)]
    assert main(["bench", "--loaded", str(sample_data), "--rounds", "1", "--format", "json", *named]) == 0
    ((name, found),) = json.loads(capsys.readouterr().out)["pages"].items()
    assert name == f"{open_store(sample_data).row_counts['contacts']:,} rows of contacts"
    assert [(visit["page"], visit["act"]) for visit in found["visits"]] == [
        (page.stem, act) for page in PAGES if pages is None or page.stem in pages for act in (FIRST, PERIOD, WARD)
    ]
    assert all(visit["rows_read"] > visit["statements"] for visit in found["visits"] if visit["act"] == FIRST)
    assert found["megabytes"] is None or 100 < found["megabytes"] < 2000


def test_a_page_that_there_is_not_is_said(sample_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--loaded", str(sample_data), "--page", "overviews"]) == 1
    assert "No page is called 'overviews'. There are overview, satisfaction, hidden," in capsys.readouterr().err


def test_a_folder_with_nothing_in_it_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--loaded", str(tmp_path)]) == 1
    assert "so there are no pages to visit" in capsys.readouterr().err
