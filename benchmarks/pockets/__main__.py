"""`python -m benchmarks.pockets`: measure every way of looking in one run and write the tables to docs/pockets.md."""

import argparse
import os
import platform
import time
from collections import defaultdict
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.pockets.report import OURS, Run, Timing, markdown, write
from benchmarks.pockets.scores import Score, score
from benchmarks.pockets.surveys import DIMENSIONS, KINDS, survey
from benchmarks.pockets.ways import WAYS
from cxdata.stats.pockets.find import find_pockets

PAGE = Path(__file__).resolve().parents[2] / "docs" / "pockets.md"
LIBRARIES = ("numpy", "scipy", "pandas", "pysubgroup", "scikit-learn")


def measure(*, sets: int, null_sets: int) -> Run:
    """Every way on the same surveys, seeds from 0; the null surveys beyond `sets` for this search alone."""
    scores: dict[str, dict[str, Score]] = {}
    spent: dict[str, list[float]] = defaultdict(list)
    for kind in KINDS:
        totals = {way: Score() for way in WAYS}
        for seed in range(sets if kind.pockets else max(sets, null_sets)):
            drawn = survey(kind, seed)
            for way, look in WAYS.items():
                if way == OURS or seed < sets:
                    began = time.perf_counter()
                    listed = look(drawn)
                    spent[way].append(time.perf_counter() - began)
                    totals[way] += score(drawn, listed)
        scores[kind.name] = totals
        print(f"{kind.words}: done", flush=True)
    seconds = {way: sum(each) / len(each) for way, each in spent.items()}
    return Run(scores, (timing(20_000, times=20, target=1.0), timing(1_000_000, times=3, target=5.0)), seconds)


def timing(responses: int, *, times: int, target: float) -> Timing:
    """Search surveys of one size with three pockets, each a new one, from a table of cells to the result."""
    kind = replace(next(kind for kind in KINDS if kind.name == "clean"), responses=responses)
    seconds, cells, groups = [], 0, 0
    for seed in range(times):
        frame = survey(kind, seed).cells()
        began = time.perf_counter()
        groups = find_pockets(frame, DIMENSIONS).groups_searched
        seconds.append(time.perf_counter() - began)
        cells = len(frame)
    return Timing(responses, cells, groups, tuple(seconds), target)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pockets", description=__doc__)
    parser.add_argument("--sets", type=int, default=40, help="surveys of each kind for every way of looking")
    parser.add_argument("--null-sets", type=int, default=300, help="surveys without pockets for this search")
    parser.add_argument("--no-write", action="store_true", help="print the tables and leave docs/pockets.md alone")
    asked = parser.parse_args()
    began = time.perf_counter()
    run = measure(sets=asked.sets, null_sets=asked.null_sets)
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    heading = (
        f"Measured on {date.today().isoformat()} by `python -m benchmarks.pockets --sets {asked.sets} "
        f"--null-sets {asked.null_sets}` (seeds 0 to {asked.sets - 1}, and 0 to {asked.null_sets - 1} without "
        f"pockets) in {time.perf_counter() - began:.0f} s, on {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {versions}."
    )
    text = markdown(run, heading=heading)
    print(text)
    if not asked.no_write:
        write(text, PAGE)


if __name__ == "__main__":
    main()
