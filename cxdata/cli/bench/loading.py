"""Loading the sample council's contact files, in turn with DuckDB's bare read_csv of the same files."""

import gzip
import shutil
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cxdata.cli.load import take_settings

CONTACT_FILES = ("crm_cases.csv.gz", "online_forms_and_app.csv.gz")
FEW = 1_000_000
"""Contacts up to which loading is timed several times."""


@dataclass(frozen=True)
class Loading:
    """One size: rows and megabytes of the contact files, seconds for us and for bare read_csv."""

    contacts: int
    rows: int
    megabytes: float
    seconds: float
    bare_seconds: float

    @property
    def share_of_bare_rate(self) -> float:
        """Our load rate as a share of the bare rate."""
        return self.bare_seconds / self.seconds


def time_loading(folder: Path, contacts: int) -> tuple[Loading, Path]:
    """Make and load the sample council in an empty folder; and the data folder, with every file of the sample in it."""
    from cxdata.ingest.load.build import load_files
    from cxdata.sample import make_sample

    files = make_sample(folder / "files", contacts=contacts)
    plain = [_unpack(folder / "files" / name) for name in CONTACT_FILES]
    ours, bare = [], []
    for run in range(3 if contacts <= FEW else 1):
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
    take_settings(data)
    load_files([path for path in files if path.name not in CONTACT_FILES], data=data)
    return loading, data


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
