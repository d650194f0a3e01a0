"""A verdict "do not use" once stood on the Data page alone; it stands beside every figure made from that file."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook

from cxdata.analysis.change.charts import control
from cxdata.council import Council
from cxdata.export.download import to_csv
from cxdata.export.tables import download_of
from cxdata.export.workbook import to_xlsx
from cxdata.measures import MEASURES
from cxdata.measures.query import query
from cxdata.measures.registry.dimensions import splits
from cxdata.scope import Scope
from cxdata.store import Store
from tests.cli.terminal import Done, run, show, table_of
from tests.soundness.counted_twice import MONTHS, load
from tests.ui.conftest import OpenPage, open_page, words_on

__all__ = ["open_page"]  # a fixture of the pages, used here too

SWAPPED = "6.42m visits and 1.87m page views cannot both be right: 0.29 pages a visit; swapped it would be 3.43."
VERDICT = f"Do not use website_visits.csv: {SWAPPED}"


@pytest.fixture
def ask(sample_data: Path) -> Callable[..., Done]:
    return lambda *words: run(sample_data, *words)


def test_every_figure_of_the_file_has_it_and_no_other(store: Store) -> None:
    """Recounted: a figure has the verdict exactly where a row of that file is among its sources."""
    for measure in MEASURES.values():
        for by in ((), ("month",), ("service",)):
            if set(by) <= set(splits(measure)):
                answer = query(store, measure, by)
                assert (VERDICT in answer.warnings) == ("website_visits.csv" in answer.sources), (measure.id, by)
    assert {m.id for m in MEASURES.values() if VERDICT in query(store, m).warnings} == {"web_visits", "pages_per_visit"}
    assert query(store, "web_completion").sources == ("online_form_funnel.csv",)


def test_show_says_it_in_table_csv_and_json(ask: Callable[..., Done], sample_data: Path) -> None:
    assert VERDICT in ask("show", "web_visits").out.splitlines()
    assert [row["warning"] for row in table_of(ask("show", "web_visits", "--format", "csv"))] == [VERDICT]
    assert show(sample_data, "web_visits")["warnings"] == [VERDICT]
    assert show(sample_data, "satisfied")["warnings"] == []
    assert {row["warning"] for row in table_of(ask("show", "satisfied", "--format", "csv"))} == {""}


def test_downloads_say_it_on_every_row_and_in_the_workbook(store: Store, tmp_path: Path) -> None:
    download = download_of(query(store, "web_visits", ("month",)))
    lines = to_csv(download).decode("utf-8-sig").splitlines()
    assert len(lines) == 31
    assert all(SWAPPED in line for line in lines[1:])
    file = tmp_path / "visits.xlsx"
    file.write_bytes(to_xlsx(download))
    cells = [cell for sheet in load_workbook(file) for row in sheet.iter_rows(values_only=True) for cell in row]
    assert VERDICT in cells


def test_results_of_the_analysis_room_say_it(ask: Callable[..., Done], store: Store) -> None:
    assert control(store, "web_visits", Scope(), Council()).as_dict()["warnings"] == [VERDICT]
    assert VERDICT in ask("spc", "web_visits").out
    assert control(store, "satisfied", Scope(), Council()).warnings == ()


@pytest.mark.parametrize("page", ["overview", "channels"])
def test_cards_and_tiles_say_it(open_page: OpenPage, tmp_path: Path, page: str) -> None:
    """Contacts of which a check says that all was typed in twice: each page's figures are made of that file."""
    ours = [(f"{month}-01", "web", "Bins", "Enquiry", "", 40) for month in MONTHS]
    data = load(tmp_path, contacts=ours)
    verdict = "All of it was typed in twice"
    _judge(data, verdict)
    assert f"Do not use contacts.csv: {verdict}." in words_on(open_page(page, data=data))


def _judge(data: Path, message: str) -> None:
    """Write a verdict into a store, as a check would have."""
    pointer = data / "store" / "current"
    with duckdb.connect(str(pointer.parent / pointer.read_text(encoding="utf-8").strip())) as con:
        con.execute(
            "insert into checks select file_id, 'typed_twice', 'contacts', 'do not use', ?, 24 from files", [message]
        )
