"""Time loading: `python -m benchmarks.load` (docs/performance.md).

The sample council's two contact files, unpacked, at each size: our load and a bare typed read in turn, each in a
process of its own, every round both; a figure is the middle one of all rounds. Then what a load costs before its first
row, and what two thousand further columns cost.
"""

import argparse
import csv
import gzip
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from cxdata.sample import make_sample

FILES = ("crm_cases.csv", "online_forms_and_app.csv")
SIZES = (100_000, 1_000_000)
ROUNDS = 3
WIDE_ROWS, WIDE_COLUMNS = 8, 2_000
_LINE = "{:34} {:>9} {:>8} {:>10} {:>8} {:>10}"
Taken = dict[str, float]


def main(arguments: Sequence[str]) -> int:
    """Measure all, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load")
    parser.add_argument("--contacts", type=int, action="append", help="a size to make and load; may be given again")
    parser.add_argument("--files", type=Path, help="a folder with the sample's files, made already, to load as well")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(arguments)
    print(_LINE.format("", "rows", "s", "processor", "of bare", "peak, MB"))
    with tempfile.TemporaryDirectory(prefix="cx-load-") as name:
        root = Path(name)
        loads = {}
        for contacts in asked.contacts or SIZES:
            make_sample(root / "files", contacts=contacts)
            files = [_unpack(root / "files" / f"{file}.gz", root / f"{contacts}-{file}") for file in FILES]
            loads[contacts] = _beside_bare(f"{contacts:,} contacts", files, root, asked.rounds)
        if asked.files:
            files = [_unpack(asked.files / f"{file}.gz", root / f"given-{file}") for file in FILES]
            _beside_bare(f"files of {asked.files.name}", files, root, asked.rounds)
        if len(loads) > 1:
            _print_fixed(loads)
        _print_wide(files[1], root, asked.rounds)
    return 0


def _unpack(path: Path, target: Path) -> Path:
    with gzip.open(path) as packed, target.open("wb") as file:
        shutil.copyfileobj(packed, file, 1 << 20)
    return target


def _beside_bare(title: str, files: list[Path], root: Path, rounds: int) -> Taken:
    """Print a line for the bare read and one for the load; returns what the load took."""
    both: dict[str, list[Taken]] = {"bare": [], "load": []}
    for _ in range(rounds):
        for work, taken in both.items():
            taken.append(_once(work, files, root))
    bare, load = _middle(both["bare"]), _middle(both["load"])
    _print_line(f"{title}: bare typed read", bare, bare)
    _print_line(f"{title}: load", load, bare)
    return load


def _once(work: str, files: list[Path], root: Path) -> Taken:
    with tempfile.TemporaryDirectory(dir=root) as folder:
        command = [sys.executable, "-m", "benchmarks.load.once", work, folder, *map(str, files)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    taken: Taken = json.loads(done.stdout)
    return taken


def _middle(measured: list[Taken]) -> Taken:
    return {name: statistics.median(taken[name] for taken in measured) for name in measured[0]}


def _print_line(title: str, taken: Taken, bare: Taken | None = None) -> None:
    ratio = f"{taken['processor'] / bare['processor']:.2f}" if bare else ""
    print(
        _LINE.format(
            title,
            f"{taken['rows']:,.0f}",
            f"{taken['seconds']:.2f}",
            f"{taken['processor']:.2f}",
            ratio,
            f"{taken['megabytes']:,.0f}",
        ),
        flush=True,
    )


def _print_fixed(loads: dict[int, Taken]) -> None:
    """What a load takes beside its rows: the line through the smallest and the largest, where it has no rows."""
    (few, small), *_, (many, large) = sorted(loads.items())
    for unit in ("seconds", "processor"):
        a_row = (large[unit] - small[unit]) / (many - few)
        print(f"Beside its rows a load takes {small[unit] - a_row * few:.2f} s ({unit}).")


def _print_wide(path: Path, root: Path, rounds: int) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = islice(csv.reader(file), WIDE_ROWS + 1)
    for columns in (0, WIDE_COLUMNS):
        wide = root / f"wide-{columns}.csv"
        with wide.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*header, *(f"Extra {number}" for number in range(columns))])
            writer.writerows([*row, *(str(number % 7) for number in range(columns))] for row in rows)
        _print_line(f"{columns:,} further columns", _middle([_once("load", [wide], root) for _ in range(rounds)]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
