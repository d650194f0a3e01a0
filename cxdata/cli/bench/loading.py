"""Loading the sample council's contact files, in turn with DuckDB's bare read_csv of the same files."""

import gzip
import shutil
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cxdata.cli.load import take_settings
from cxdata.data_folder import is_sample_file
from cxdata.sample.council import SEED

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

    files = make_sample(folder / "files", contacts=contacts, seed=SEED + 1)
    for path in files:
        _make_own(path)
    plain = [_unpack(folder / "files" / name) for name in CONTACT_FILES]
    ours, bare = [], []
    for run in range(3 if contacts <= FEW else 1):
        bare.append(_bare(plain, folder / f"bare-{run}.duckdb"))
        started = time.perf_counter()
        receipt = load_files(plain, data=folder / f"timed-{run}")
        ours.append(time.perf_counter() - started)
        shutil.rmtree(folder / f"timed-{run}")
    loading = Loading(
        contacts,
        sum(file.read for file in receipt.files),
        sum(path.stat().st_size for path in plain) / 1e6,
        statistics.median(ours),
        statistics.median(bare),
    )
    data = folder / "data"
    take_settings(data)
    load_files(files, data=data)
    return loading, data


def _make_own(path: Path) -> None:
    """A file that is the shipped sample's at any size and seed gets an empty line: no store holds both kinds."""
    from cxdata.ingest.load.prepare import file_digest

    if path.suffix == ".csv" and is_sample_file(file_digest(path)):
        with path.open("ab") as file:
            file.write(b"\n")


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
