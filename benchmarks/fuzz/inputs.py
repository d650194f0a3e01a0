"""An input by its number: a table written in some format, or a file of the tests, whole or damaged."""

import gzip
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.fuzz.damage import damage
from benchmarks.fuzz.formats import WRITERS
from benchmarks.fuzz.tables import make_table

ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = ("tests/cases", "tests/cases_more", "tests/layouts", "tests/ingest/read/made", "sample_data")
_LARGEST = 60_000
_LINES = 150


@dataclass(frozen=True)
class Input:
    """A file to be: its name, its bytes, and where nothing was damaged how many rows were written (None elsewhere)."""

    number: int
    name: str
    content: bytes
    rows: int | None


def make_input(number: int) -> Input:
    """The input with this number, always the same: half are tables of our own, of these a third is whole."""
    rng = random.Random(number)
    if rng.random() < 0.5:
        name, content = rng.choice(corpus())
        return Input(number, f"{number}-{name}", damage(rng, content), None)
    table = make_table(rng)
    ending = rng.choice(list(WRITERS))
    content = WRITERS[ending](rng, table)
    if rng.random() < 0.35:
        return Input(number, f"{number}{ending}", content, len(table.rows))
    return Input(number, f"{number}{ending}", damage(rng, content), None)


@cache
def corpus() -> tuple[tuple[str, bytes], ...]:
    """The small files of the tests, and the beginnings of the sample council's, with the files of settings."""
    files = sorted(path for folder in _FOLDERS for path in (ROOT / folder).glob("*.*") if path.suffix != ".py")
    return tuple((path.name, _beginning(path)) for path in files if path.suffix not in (".md",))


def _beginning(path: Path) -> bytes:
    content = path.read_bytes()
    if len(content) <= _LARGEST:
        return content
    if path.suffix == ".gz":
        return gzip.compress(b"".join(gzip.decompress(content).splitlines(keepends=True)[:_LINES]), 1)
    return b"".join(content.splitlines(keepends=True)[:_LINES])[:_LARGEST]
