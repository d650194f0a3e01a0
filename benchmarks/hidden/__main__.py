"""`python -m benchmarks.hidden`: measure every way of looking in one run and write the tables to docs/hidden.md.

`--few` measures a sample for the checks of every change: this search alone, nothing written, and an exit code of 1
where an aim is missed by more than chance would give.
"""

import argparse
import os
import platform
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.hidden.aims import AIMS, missed_beyond_chance
from benchmarks.hidden.kinds import KINDS, Kind
from benchmarks.hidden.report import Run, Timing, markdown, write
from benchmarks.hidden.scores import Score, score
from benchmarks.hidden.surveys import DIMENSIONS, survey
from benchmarks.hidden.ways import SLOW, WAYS, missing
from cxdata.stats.pockets.find import find_pockets

OURS = "this search"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "pockets.md"
LIBRARIES = ("numpy", "scipy", "pandas", "pysubgroup", "scikit-learn", "aif360", "divexplorer", "csd")


@dataclass(frozen=True)
class Sizes:
    """How many surveys of a kind each way sees: this search (something planted, or nothing), rivals, slow rivals."""

    sets: int
    null_sets: int
    rival_sets: int
    slow_sets: int

    def of(self, way: str, kind: Kind) -> int:
        """How many of this kind for this way."""
        if way == OURS:
            return self.sets if kind.planted else self.null_sets
        return self.slow_sets if way in SLOW else self.rival_sets


def measure(sizes: Sizes, *, timings: tuple[Timing, ...] = ()) -> Run:
    """Every way on the same surveys, seeds from 0."""
    ways = WAYS | {way: look for way, look in SLOW.items() if way not in missing()}
    scores: dict[str, dict[str, Score]] = {}
    spent: dict[str, list[float]] = defaultdict(list)
    for kind in KINDS:
        totals = {way: Score() for way in ways if sizes.of(way, kind)}
        for seed in range(max(sizes.of(way, kind) for way in ways)):
            drawn = survey(kind, seed)
            for way in totals:
                if seed < sizes.of(way, kind):
                    began = time.perf_counter()
                    listed = ways[way](drawn)
                    spent[way].append(time.perf_counter() - began)
                    totals[way] += score(drawn, listed)
        scores[kind.name] = totals
        print(f"{kind.words}: done", file=sys.stderr, flush=True)
    return Run(scores, timings, {way: sum(each) / len(each) for way, each in spent.items()})


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


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hidden", description=__doc__)
    parser.add_argument("--sets", type=int, default=40, help="surveys of each kind with something planted")
    parser.add_argument("--null-sets", type=int, default=100, help="surveys of each kind with nothing planted")
    parser.add_argument("--rival-sets", type=int, default=10, help="surveys of each kind for the rivals")
    parser.add_argument("--slow-sets", type=int, default=3, help="surveys of each kind for the slow rivals")
    parser.add_argument("--few", action="store_true", help="a sample, this search alone; nothing is written")
    parser.add_argument("--no-write", action="store_true", help="print the tables and leave docs/hidden.md alone")
    options = parser.parse_args()
    sizes = Sizes(options.sets, options.null_sets, options.rival_sets, options.slow_sets)
    if options.few:
        sizes = Sizes(sets=8, null_sets=10, rival_sets=0, slow_sets=0)
    began = time.perf_counter()
    timings = (timing(20_000, times=5, target=1.0), timing(1_000_000, times=1, target=5.0)) if not options.few else ()
    run = measure(sizes, timings=timings)
    heading = (
        f"Measured on {date.today().isoformat()} by `python -m benchmarks.hidden` (seeds from 0: {sizes.sets} surveys "
        f"of each kind with something planted, {sizes.null_sets} without, {sizes.rival_sets} for the rivals, "
        f"{sizes.slow_sets} for MDSS, DivExplorer and csd) in {time.perf_counter() - began:.0f} s, on {os.cpu_count()} "
        f"cores, Python {platform.python_version()}, {', '.join(_versions())}."
    )
    if missing() and sizes.slow_sets:
        heading += f" Not installed, so not measured: {', '.join(missing())}."
    text = markdown(run, heading=heading)
    print(text)
    if not (options.no_write or options.few):
        write(text, PAGE)
    missed = [aim.words for aim in AIMS if missed_beyond_chance(aim, run.scores[aim.kind][OURS])]
    for words in missed:
        print(f"Missed by more than chance would give: {words}", file=sys.stderr)
    return 1 if missed else 0


def _versions() -> list[str]:
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return found


if __name__ == "__main__":
    raise SystemExit(main())
