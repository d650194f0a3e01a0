"""The command line as a script meets it, run in this process: exit code, standard output, standard error."""

import contextlib
import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cxdata.cli.main import main


@dataclass(frozen=True)
class Done:
    """What one command did."""

    code: int
    out: str
    err: str


def run(data: Path, *words: str | Path) -> Done:
    """python -m cxdata --data DATA WORDS..."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["--data", str(data), *map(str, words)])
    return Done(code, out.getvalue(), err.getvalue())


def show(data: Path, *words: str) -> dict[str, Any]:
    """The document of `show ... --format json`; strictly JSON, so no NaN and no Infinity."""
    done = run(data, "show", *words, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out, parse_constant=_refuse)


def rows(data: Path, *words: str) -> list[dict[str, Any]]:
    return show(data, *words)["rows"]


def figures(data: Path, *words: str, column: str = "numerator") -> dict[str, Any]:
    """One column of a `show` with one --by, by group."""
    document = show(data, *words)
    (name,) = document["by"]
    return {row[name]: row[column] for row in document["rows"]}


def table_of(done: Done) -> list[dict[str, str]]:
    """The rows of `--format csv`."""
    return list(csv.DictReader(io.StringIO(done.out)))


def _refuse(word: str) -> None:
    raise AssertionError(f"{word} is not JSON")
