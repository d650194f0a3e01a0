"""A store of any size, made in pieces: `python -m benchmarks.load.pieces FOLDER --contacts 100000000`.

The sample's generator makes one piece. The first is added to the store in FOLDER/data with all of the sample's files;
each further one is its contacts and answers again, with references and customers of its own, and in turn four, eight,
... years earlier (`SPANS`). It is added by a process of its own, whose time and peak of memory are printed with the
size of the store, and its text is deleted. Begun again with the same folder it goes on where it stopped. A small file
onto a large store, and what a page costs there:

    python -m benchmarks.load.pieces FOLDER --contacts 1 --piece 10000000
    python -m benchmarks.load.pieces FOLDER --contacts 9700000 --piece 90000
    python -m cxdata bench --loaded SMALL/data --loaded FOLDER/data
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from cxdata.ingest.read.raw_table import ident
from cxdata.sample import make_sample
from cxdata.sample.council import SEED
from cxdata.store import current_path

CONTACTS, PIECE = 100_000_000, 5_000_000
SPANS = 5
"""How many spans of years the pieces lie in, in turn."""
# A file of the sample that grows with its contacts: the reference of a row, its customer, its dates.
GROWING = {
    "crm_cases.csv.gz": ("Case No", "Customer Ref", ("Logged", "Closed", "Target Date")),
    "online_forms_and_app.csv.gz": ("submission_id", "customer", ("submitted", "respond_by", "completed_at")),
    "survey_answers.csv": ("Response ID", "Customer Ref", ("Date completed",)),
}
_YEARS = range(2024, 2029)
_LINE = "{:>6} {:>12} {:>12} {:>9} {:>11} {:>10} {:>10}"


def main(arguments: Sequence[str]) -> int:
    """Add pieces until the store holds enough, and print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.pieces")
    parser.add_argument("folder", type=Path, help="where the store is kept, in `data`, and a piece while it is added")
    parser.add_argument("--contacts", type=int, default=CONTACTS, help="how many contacts the store is to hold")
    parser.add_argument("--piece", type=int, default=PIECE, help="how many of them a piece brings")
    asked = parser.parse_args(arguments)
    data = asked.folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    # A store of this size is kept once.
    (data / "council.toml").write_text("[store]\nversions = 1\n", encoding="utf-8")
    print(_LINE.format("piece", "rows added", "contacts", "s", "processor", "peak, MB", "store, MB"), flush=True)
    while held(data)[0] < asked.contacts:
        add_piece(asked.folder, held(data)[1], asked.piece)
    return 0


def held(data: Path) -> tuple[int, int]:
    """How many contacts the store holds, and of how many pieces; none where there is no store."""
    path = current_path(data)
    if path is None:
        return 0, 0
    with duckdb.connect(str(path), read_only=True) as con:
        [(contacts, pieces)] = con.execute(
            "select (select count(*) from contacts), (select count(*) from files where name like '%-crm_cases.csv')"
        ).fetchall()
        return contacts, pieces


def add_piece(folder: Path, piece: int, contacts: int) -> None:
    """Write a piece, load it in a process of its own, print what that took and delete its text."""
    made = folder / "piece"
    shutil.rmtree(made, ignore_errors=True)
    files = write_piece(sample_files(folder / f"sample-{contacts}", contacts), made, piece)
    command = [sys.executable, "-m", "benchmarks.load.once", "load", str(folder), *map(str, files)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    shutil.rmtree(made)
    taken, data = json.loads(done.stdout), folder / "data"
    store = sum(path.stat().st_size for path in (data / "store").iterdir()) / 1e6
    figures = [f"{taken[name]:,.0f}" for name in ("seconds", "processor", "megabytes")]
    print(_LINE.format(piece, f"{taken['rows']:,.0f}", f"{held(data)[0]:,}", *figures, f"{store:,.0f}"), flush=True)


def sample_files(folder: Path, contacts: int) -> list[Path]:
    """The sample's files, made once: in a folder of another name until they are whole."""
    if not folder.is_dir():
        begun = folder.with_name("begun")
        make_sample(begun, contacts=contacts, seed=SEED + 1)
        begun.rename(folder)
    return sorted(path for path in folder.iterdir() if path.suffix not in (".toml", ".md"))


def write_piece(files: Sequence[Path], folder: Path, piece: int) -> list[Path]:
    """Write a piece, from 0: the first of all files, the others of what grows with the contacts.

    None is a file of the sample itself, which is not loaded beside others: to a text that is the same for any seed a
    blank line is added.
    """
    folder.mkdir()
    written = [
        _move(path, folder / f"{piece:03d}-{path.name.removesuffix('.gz')}", piece)
        for path in files
        if path.name in GROWING
    ]
    for path in (path for path in files if path.name not in GROWING and piece == 0):
        target = folder / path.name
        target.write_bytes(path.read_bytes() + b"\n" * (path.suffix == ".csv"))
        written.append(target)
    return written


def _move(path: Path, target: Path, piece: int) -> Path:
    """Write the rows of a file with references and customers of the piece, and dates of its span of years."""
    reference, customer, dates = GROWING[path.name]
    span = piece % SPANS
    replaced = [f"'{piece:03d}-' || {ident(name)} as {ident(name)}" for name in (reference, customer)]
    replaced += [f"{_earlier(date, 4 * span)} as {ident(date)}" for date in dates]
    with duckdb.connect() as con:
        con.execute(
            f"copy (select * replace ({', '.join(replaced)}) from read_csv($source, all_varchar = true, "  # noqa: S608 - columns named above
            "header = true, delim = ',', quote = '\"', escape = '\"', ignore_errors = true)) to $target (header)",
            {"source": str(path), "target": str(target)},
        )
    return target


def _earlier(date: str, years: int) -> str:
    """A column of dates as they are written, so many years earlier; of leap years, so 29 February is one still."""
    moved = ident(date)
    for year in _YEARS if years else ():
        moved = f"replace({moved}, '{year}', '{year - years}')"
    return moved


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
