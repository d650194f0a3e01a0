"""Make, load and visit the sample council at each size, or visit stores that are loaded, and print tables."""

import argparse
import json
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

from cxdata.cli.bench import report
from cxdata.cli.bench.loading import Loading, time_loading
from cxdata.cli.bench.visits import Visited, visit_all
from cxdata.errors import CxError
from cxdata.store import current_path

SIZES = (100_000, 1_000_000, 10_000_000)


def bench(options: argparse.Namespace) -> int:
    """Measure, and print Markdown or JSON. Raises CxError for a data folder in which nothing is loaded."""
    loadings: list[Loading] = []
    visited: dict[str, Visited] = {}
    for data in options.loaded:
        if current_path(data) is None:
            raise CxError(f"Nothing is loaded in {data}, so there are no pages to visit.")
        visited[report.name_of_store(data)] = visit_in_a_process_of_its_own(data, options.rounds, options.page)
    for contacts in options.contacts or (() if options.loaded else SIZES):
        with tempfile.TemporaryDirectory(prefix="cx-bench-") as folder:
            loading, data = time_loading(Path(folder), contacts)
            loadings.append(loading)
            visited[report.name_of_size(contacts)] = visit_in_a_process_of_its_own(data, options.rounds, options.page)
    if options.format == "json":
        found = {"loading": [asdict(loading) for loading in loadings]}
        print(json.dumps(found | {"pages": {name: asdict(visits) for name, visits in visited.items()}}, indent=2))
    else:
        print("\n\n".join(report.tables(loadings, visited)))
    return 0


def visit_in_a_process_of_its_own(data: Path, rounds: int, pages: Sequence[str] = ()) -> Visited:
    """The visits of a store (of these pages, of all without a name), by a new process: its memory is that of the app
    over this store and no other.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(visit_all, data.resolve(), rounds, pages).result()
