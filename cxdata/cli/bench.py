"""bench: how fast loading and the pages' questions are, as ratios to bare DuckDB in the same run.

Machines differ and are shared, so only ratios mean anything: each of our timings stands beside the time of the
plainest DuckDB statement for the same work, taken in turn with it.
"""

import argparse
import gzip
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import duckdb

from cxdata.cli.bench_pages import PAGES, Question, by_hand
from cxdata.cli.show import align
from cxdata.council import read_council
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store, open_store

SIZES = (100_000, 1_000_000, 10_000_000)
CONTACT_FILES = ("crm_cases.csv.gz", "online_forms_and_app.csv.gz")
LATEST_YEAR = Period(date(2025, 10, 1), date(2026, 10, 1))
SPANS = {"latest year": Scope(LATEST_YEAR), "all dates": Scope()}


@dataclass(frozen=True)
class Loading:
    """One size: rows and bytes of the contact files, seconds for us and for bare read_csv, rows a second, the ratio."""

    contacts: int
    rows: int
    megabytes: float
    seconds: float
    bare_seconds: float

    @property
    def share_of_bare_rate(self) -> float:
        """Our load rate as a share of the bare rate; the aim is one half or more."""
        return self.bare_seconds / self.seconds


@dataclass(frozen=True)
class PageTime:
    """One page at one size and span: seconds of all its questions, ours and by hand."""

    contacts: int
    page: str
    span: str
    questions: int
    seconds: float
    hand_seconds: float

    @property
    def ratio(self) -> float:
        """Our time over the time by hand; the aim is 2 or less."""
        return self.seconds / self.hand_seconds


def bench(options: argparse.Namespace) -> int:
    """Make, load and ask the sample council at each size, and print the ratios."""
    loadings: list[Loading] = []
    pages: list[PageTime] = []
    for contacts in options.contacts or SIZES:
        with tempfile.TemporaryDirectory(prefix="cx-bench-") as folder:
            loading, timed = _one_size(Path(folder), contacts)
        loadings.append(loading)
        pages += timed
        if options.format == "table":
            _print(loading, timed)
    if options.format == "json":
        print(json.dumps({"loading": [asdict(x) for x in loadings], "pages": [asdict(x) for x in pages]}, indent=2))
    return 0


def _one_size(folder: Path, contacts: int) -> tuple[Loading, list[PageTime]]:
    from cxdata.ingest.load.build import load_files
    from cxdata.sample import make_sample

    files = make_sample(folder / "files", contacts=contacts)
    plain = [_unpack(folder / "files" / name) for name in CONTACT_FILES]
    runs = 3 if contacts <= 1_000_000 else 1
    ours, bare = [], []
    for run in range(runs):
        bare.append(_bare(plain, folder / f"bare-{run}.duckdb"))
        data = folder / f"data-{run}"
        started = time.perf_counter()
        receipt = load_files(plain, data=data)
        ours.append(time.perf_counter() - started)
    loading = Loading(
        contacts,
        sum(file.read for file in receipt.files),
        sum(path.stat().st_size for path in plain) / 1e6,
        statistics.median(ours),
        statistics.median(bare),
    )
    others = [path for path in files if path.name not in CONTACT_FILES]
    load_files(others, data=data)
    return loading, _ask(open_store(data), data, contacts)


def _unpack(path: Path) -> Path:
    target = path.with_suffix("")
    with gzip.open(path) as packed, target.open("wb") as file:
        shutil.copyfileobj(packed, file, 1 << 20)
    return target


def _bare(paths: list[Path], target: Path) -> float:
    """Seconds to read the files into a new DuckDB file with nothing but read_csv; broken rows are skipped."""
    started = time.perf_counter()
    with duckdb.connect(str(target)) as con:
        for number, path in enumerate(paths):
            con.execute(
                f"create table t{number} as select * from read_csv($path, ignore_errors = true)",  # noqa: S608 - a number
                {"path": str(path)},
            )
    seconds = time.perf_counter() - started
    target.unlink()
    return seconds


def _ask(store: Store, data: Path, contacts: int) -> list[PageTime]:
    council = read_council(data)
    timed = []
    for page, questions in PAGES.items():
        for span, scope in SPANS.items():
            statements = [by_hand(measure, by, scope.period) for measure, by in questions]

            def ours(questions: list[Question] = questions, scope: Scope = scope) -> None:
                for measure, by in questions:
                    query(store, measure, by, scope, council=council)

            def hand(statements: list[str] = statements) -> None:
                for statement in statements:
                    store.tuples(statement)

            mine, theirs = _in_turn(ours, hand, runs=7 if contacts <= 1_000_000 else 5)
            timed.append(PageTime(contacts, page, span, len(questions), mine, theirs))
    return timed


def _in_turn(ours: Callable[[], None], hand: Callable[[], None], *, runs: int) -> tuple[float, float]:
    """Median seconds of each, run alternately after one warm-up, so that a slow moment slows both."""
    times: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        for work, taken in zip((ours, hand), times, strict=True):
            started = time.perf_counter()
            work()
            if run:
                taken.append(time.perf_counter() - started)
    return statistics.median(times[0]), statistics.median(times[1])


def _print(loading: Loading, pages: list[PageTime]) -> None:
    print(
        f"\n{loading.contacts:,} contacts: {loading.rows:,} rows, {loading.megabytes:,.0f} MB. Loaded in "
        f"{loading.seconds:.2f} s ({loading.rows / loading.seconds:,.0f} rows/s); bare read_csv "
        f"{loading.bare_seconds:.2f} s; {loading.share_of_bare_rate:.2f} of the bare rate.\n"
    )
    rows = [
        [
            p.page,
            p.span,
            str(p.questions),
            f"{p.seconds * 1000:,.0f}",
            f"{p.hand_seconds * 1000:,.0f}",
            f"{p.ratio:.2f}",
        ]
        for p in pages
    ]
    print(align([["Page", "Span", "Questions", "Ours, ms", "By hand, ms", "Ratio"], *rows], left=2), flush=True)
