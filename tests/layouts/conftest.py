"""Our own rows in the shape of known exports, loaded as an officer would, once for the whole run."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from tests.cli.terminal import run

HERE = Path(__file__).parent
Load = Callable[..., Path]
NUMBERS = {"ZipCode", "CouncilDistrict", "PolicePost", "Latitude", "Longitude", "Zip Codes", "DaysOpen"}
# The types of the published file: counts are fractions, and four columns hold nothing at all.
FIXMYSTREET = {
    "lad": pa.large_string(),
    "SHEF_C_CODE": pa.large_string(),
    "reports": pa.float64(),
    "unique_users": pa.float64(),
    "average_per_user": pa.float64(),
    "interface": pa.large_string(),
    "year": pa.int64(),
    "month": pa.int64(),
    "period": pa.null(),
    "LAD": pa.null(),
    "report_count": pa.null(),
    "user_count": pa.null(),
    "average": pa.null(),
}


def rows_of(name: str, separator: str = ",") -> list[dict[str, str]]:
    """The rows of a file of this folder, read with the standard library."""
    with (HERE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


@pytest.fixture(scope="session")
def layouts(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The path of a file of this folder; the workbook and the Parquet file are written when first asked for."""
    made = tmp_path_factory.mktemp("layouts")
    writers = {"baltimore.xlsx": _workbook, "fixmystreet.parquet": _parquet}

    def path_of(name: str) -> Path:
        if name not in writers:
            return HERE / name
        if not (made / name).exists():
            writers[name](made / name)
        return made / name

    return path_of


@pytest.fixture(scope="session")
def loaded(layouts: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Load:
    """Files of this folder loaded into a data folder of their own, once."""
    stores: dict[tuple[str, ...], Path] = {}

    def load(*names: str) -> Path:
        if names not in stores:
            data = tmp_path_factory.mktemp("layout") / "data"
            done = run(data, "load", *map(layouts, names))
            assert done.code == 0, done.out + done.err
            stores[names] = data
        return stores[names]

    return load


def _workbook(path: Path) -> None:
    rows = rows_of("baltimore.csv")
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append([_cell(name, text) for name, text in row.items()])
    book.save(path)


def _cell(name: str, text: str) -> Any:
    if not text:
        return None
    return (float(text) if "." in text else int(text)) if name in NUMBERS else text


def _parquet(path: Path) -> None:
    rows = rows_of("fixmystreet.csv")
    columns = {name: [_typed(row[name], kind) for row in rows] for name, kind in FIXMYSTREET.items()}
    parquet.write_table(pa.table(columns, schema=pa.schema(list(FIXMYSTREET.items()))), path)


def _typed(text: str, kind: pa.DataType) -> Any:
    if not text:
        return None
    return int(text) if kind == pa.int64() else float(text) if kind == pa.float64() else text
