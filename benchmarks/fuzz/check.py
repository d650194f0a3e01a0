"""One input read as a load would: what is wrong with that, if anything."""

import contextlib
import io
import json
import re
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from benchmarks.fuzz.count import rows_as_read, rows_by_another_reader
from benchmarks.fuzz.inputs import Input
from cxdata.cli.main import main
from cxdata.council.read import read_council
from cxdata.errors import CxError
from cxdata.ingest.areas.boundaries import read_boundaries
from cxdata.ingest.areas.files import is_areas
from cxdata.ingest.areas.lookup import find_headers
from cxdata.ingest.plan.trial import look_at_file
from cxdata.ingest.plan.way import find_way
from cxdata.ingest.profile.shipped import load_profiles
from cxdata.ingest.read.raw_table import RawTable
from cxdata.ingest.read.readers import read_raw
from cxdata.ingest.suggest.corrections import Corrections

SECONDS = 5.0
# How often an input is also looked at and a layout suggested, and how often it is loaded, beside a file without fault.
SUGGESTED_EVERY, LOADED_EVERY = 5, 200
_GOOD = "Case ID,Date received,Channel,Service\n" + "".join(
    f"G{number},2026-05-{number % 28 + 1:02} 09:00,Phone,Waste\n" for number in range(30)
)
_NOT_OURS = re.compile(
    r"Traceback|\w+(?:Error|Exception)\b|fault of its own|object at 0x|codec can't|NoneType|invalid literal|"
    r"list index|duckdb|pyarrow|\bstr\b|\bint\b|Errno"
)
_ROUNDS = 6


@dataclass(frozen=True)
class Fault:
    """What is wrong with how an input was read: its number and name, the kind of fault, and words for it."""

    number: int
    name: str
    kind: str
    words: str


@dataclass(frozen=True)
class Checked:
    """What became of an input: "read", "refused" or "settings"; whether its rows were counted by another reader."""

    outcome: str
    counted: bool
    faults: tuple[Fault, ...]


def check(given: Input, con: duckdb.DuckDBPyConnection, folder: Path) -> Checked:
    """Read an input from the folder and hold it against what must be."""
    path = folder / given.name
    path.write_bytes(given.content)
    started, faults, raw, refused = time.process_time(), [], None, ""
    try:
        raw = _read(con, path, given)
        if given.number % LOADED_EVERY == 0:
            faults += _load(given, path)
    except CxError as fault:
        refused = str(fault)
    except Exception as fault:  # What is looked for.
        faults.append(("crash", f"{type(fault).__name__}: {fault}"[:300]))
    finally:
        path.unlink()
    if (seconds := time.process_time() - started) > SECONDS:
        faults.append(("hang", f"{seconds:.1f} s"))
    if _NOT_OURS.search(refused.replace(given.name, "")):
        faults.append(("words", refused))
    counted = None
    if raw is not None:
        counted = rows_by_another_reader(given.name, given.content, whole=given.rows is not None)
        faults += _miscounts(given, raw, counted)
    outcome = "refused" if refused else "settings" if given.name.endswith(".toml") else "read"
    return Checked(
        outcome, counted is not None, tuple(Fault(given.number, given.name, kind, words) for kind, words in faults)
    )


def _read(con: duckdb.DuckDBPyConnection, path: Path, given: Input) -> RawTable | None:
    """The file read in memory, and now and then looked at as the Data page does, with a layout suggested for it."""
    if path.suffix == ".toml":
        _read_settings(path)
        return None
    if is_areas(path):
        read_boundaries(path)
        return None
    find_headers(path)
    raw = read_raw(con, path)
    if given.number % SUGGESTED_EVERY == 0:
        look = look_at_file(path)
        if look.refused:
            raise CxError(look.refused)
        find_way(path.name, look.cells, load_profiles(path.parent / "data"), Corrections())
    return raw


def _read_settings(path: Path) -> None:
    """A file of settings, or of a layout, by what it is called in a data folder."""
    is_layout = b"[[table]]" in path.read_bytes()
    folder = path.parent / "settings"
    copied = folder / "profiles" / "layout.toml" if is_layout else folder / "council.toml"
    copied.parent.mkdir(parents=True, exist_ok=True)
    copied.write_bytes(path.read_bytes())
    try:
        load_profiles(folder) if is_layout else read_council(folder)
    finally:
        copied.unlink()


def _miscounts(given: Input, raw: RawTable, counted: int | None) -> list[tuple[str, str]]:
    faults = []
    read = rows_as_read(given.name, raw)
    if counted is not None and read != counted:
        faults.append(("miscount", f"{read} rows as read, {counted} by another reader"))
    headings = 0 if given.name.endswith((".json", ".jsonl", ".parquet")) else 1
    if given.rows is not None and read != given.rows + headings:
        faults.append(("miscount", f"{read} rows as read, {given.rows + headings} written"))
    return faults


def _load(given: Input, path: Path) -> list[tuple[str, str]]:
    """The file loaded as suggested, each question answered by its first choice, beside one that is without fault."""
    faults, answers = [], []
    with TemporaryDirectory() as data:
        good = Path(data) / "good.csv"
        good.write_text(_GOOD, encoding="utf-8")
        for _ in range(_ROUNDS):
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                main(
                    [
                        "--data",
                        f"{data}/data",
                        "load",
                        f"{path}",
                        f"{good}",
                        "--suggested",
                        "--format",
                        "json",
                        *answers,
                    ]
                )
            if not out.getvalue():
                return [("batch", f"nothing was loaded: {err.getvalue()[:300]}")]
            told = json.loads(out.getvalue())
            asked = [(question["id"], question["choices"][0]) for question in told.get("questions", ())]
            if not asked:
                break
            answers += [word for name, choice in asked for word in ("--answer", f"{name}={choice}")]
    for file in told.get("files", ()):
        if file["read"] != file["loaded"] + file["set_aside"] + file["duplicates"]:
            faults.append(("miscount", f"receipt of {file['file']}: {file}"))
        if _NOT_OURS.search((file["refused"] or "").replace(given.name, "")):
            faults.append(("words", file["refused"]))
        if file["file"] == "good.csv" and file["read"] != len(_GOOD.splitlines()) - 1:
            faults.append(("batch", f"the file beside it was not loaded: {file}"))
    return faults
