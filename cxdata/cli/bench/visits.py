"""What a page costs: each page of the app is opened as a reader opens it, and what it asks of the store is heard.

The app runs in this process, by Streamlit's own testing module, from app.py through the frame: whatever a page comes to
ask is counted without a line here. No browser is there, so nothing is painted (`python -m benchmarks.screen` paints).
"""

import gc
import json
import os
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.testing.v1 import AppTest

from cxdata.charts.drawing.on_screen import figure_of
from cxdata.contract import NOT_RECORDED
from cxdata.errors import CxError
from cxdata.measures.coverage.periods import periods_of
from cxdata.measures.query import values_present
from cxdata.statements import Statement, listening
from cxdata.store import open_store
from cxdata.ui.frame import PAGES
from cxdata.ui.frame.pages import ROOT

ACTS = FIRST, PERIOD, WARD = "first visit", "another month", "a ward"
"""What a reader does, in this order: opens the page while nothing is kept, then clicks twice in the row of choices."""

OF_A_WARD = "ward"
"""The page that is opened by a link to a ward, and the choice in that link: without one it has little to show."""

PATIENCE = 600


@dataclass(frozen=True)
class Visit:
    """What one act on one page cost.

    `statements` asked of the store, the `rows_read` by them (None where nobody counted), `sql_seconds` and
    `sql_processor` of them; `seconds` and `processor` of the whole run of the app; `figures` built (Plotly figures made
    anew) and `charts` on the page. Processor time is of all cores.
    """

    page: str
    act: str
    statements: int
    rows_read: int | None
    sql_seconds: float
    sql_processor: float
    seconds: float
    processor: float
    figures: int
    charts: int


@dataclass(frozen=True)
class Visited:
    """Every visit of a store, and the most memory of the process that made them, in megabytes (None where unknown)."""

    visits: tuple[Visit, ...]
    megabytes: float | None


def visit_all(data: Path, rounds: int, pages: Sequence[str] = ()) -> Visited:
    """Visit pages (by their address; every page without one) over the store of a data folder so many times: the middle
    times, and the rows read.

    Raises CxError for a name that no page has, and where a page fails.
    """
    if unknown := sorted(set(pages) - {page.stem for page in PAGES}):
        raise CxError(f"No page is called '{unknown[0]}'. There are {', '.join(page.stem for page in PAGES)}.")
    stems = [page.stem for page in PAGES if not pages or page.stem in pages]
    visit_page(PAGES[0].stem, data)  # What a process loads and imports once is the cost of no page.
    seen = [[visit for stem in stems for visit in visit_page(stem, data)] for _ in range(rounds)]
    memory = most_memory()
    counted = [visit for stem in stems for visit in visit_page(stem, data, count_rows=True)]
    middle = [_middle(same) for same in zip(*seen, strict=True)]
    visits = (replace(visit, rows_read=same.rows_read) for visit, same in zip(middle, counted, strict=True))
    return Visited(tuple(visits), memory)


def visit_page(page: str, data: Path, *, count_rows: bool = False) -> list[Visit]:
    """One visit with empty caches, then a month and a ward that nobody has looked at. Raises CxError on a fault.

    Counting rows asks every statement a second time.
    """
    month, *wards = _choices(data)
    os.environ["CX_DATA"] = str(data)
    _forget()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    if page == OF_A_WARD:
        app.query_params[OF_A_WARD] = wards.pop()
    if page != PAGES[0].stem:
        app.switch_page(f"pages/{page}.py")
    visits = [_take(page, FIRST, app, data, count_rows)]
    for act, key, value in ((PERIOD, "period", month), (WARD, "ward", wards[0])):
        app.selectbox(key=key).set_value(value)
        visits.append(_take(page, act, app, data, count_rows))
    return visits


def most_memory() -> float | None:
    """The most memory that this process has had, in megabytes; None where the system does not say (only Linux does)."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return None
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


def _take(page: str, act: str, app: AppTest, data: Path, count_rows: bool) -> Visit:
    built = figure_of.cache_info().misses
    began, used = time.perf_counter(), time.process_time()
    with listening() as statements:
        app.run()
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    faults = [*app.exception, *app.error]
    if faults:
        raise CxError(f"The page '{page}' failed at '{act}': {faults[0].value}")
    return Visit(
        page,
        act,
        len(statements),
        _rows_read(data, statements) if count_rows else None,
        sum(statement.seconds for statement in statements),
        sum(statement.processor for statement in statements),
        seconds,
        processor,
        figure_of.cache_info().misses - built,
        len(app.get("plotly_chart")),
    )


def _forget() -> None:
    """Empty every cache, and let go of the store behind them."""
    st.cache_data.clear()
    st.cache_resource.clear()
    figure_of.cache_clear()
    gc.collect()


def _choices(data: Path) -> tuple[str, str, str]:
    """The last month but one, for the newest may be half loaded, and two wards. Raises CxError where there are not."""
    store = open_store(data)
    months = sorted(period for period in periods_of(store) if period.whole_months == 1)
    wards = [value for value in values_present(store, OF_A_WARD, "contacts") if value != NOT_RECORDED]
    store.close()
    if len(months) < 2 or len(wards) < 2:
        raise CxError("The pages are measured over contacts of two months and two wards at least.")
    return str(months[-2]), wards[0], wards[1]


def _rows_read(data: Path, statements: Iterable[Statement]) -> int:
    """Rows that DuckDB's scans of tables went through, each statement asked once more under its profiler."""
    store = open_store(data)
    read = 0
    for statement in statements:
        plan = store.tuples(f"explain (analyze, format json) {statement.sql}", statement.values)[0][1]
        read += _scanned(json.loads(plan).get("operator", []))
    store.close()
    return read


def _scanned(operators: list[dict[str, Any]]) -> int:
    return sum(operator.get("rows_scanned", 0) + _scanned(operator.get("children", [])) for operator in operators)


def _middle(same: Iterable[Visit]) -> Visit:
    """One act of several rounds as one: middle times; what was counted is the same in each."""
    visits = list(same)

    def middle(time_of: Callable[[Visit], float]) -> float:
        return statistics.median(time_of(visit) for visit in visits)

    return replace(
        visits[-1],
        sql_seconds=middle(lambda visit: visit.sql_seconds),
        sql_processor=middle(lambda visit: visit.sql_processor),
        seconds=middle(lambda visit: visit.seconds),
        processor=middle(lambda visit: visit.processor),
    )
