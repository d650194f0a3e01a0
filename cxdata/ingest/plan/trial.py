"""A file looked at before it is loaded: what it holds, and how its first rows would land. Nothing of it is kept."""

import csv
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from cxdata.contract import TABLES
from cxdata.council import FILE_NAME
from cxdata.errors import CxError
from cxdata.ingest.areas.boundaries import read_areas
from cxdata.ingest.areas.files import is_areas
from cxdata.ingest.areas.layouts import AreaLayout, find_layout
from cxdata.ingest.areas.lookup import describe, find_headers
from cxdata.ingest.load.build import load_files
from cxdata.ingest.load.rows.looked_up import NOTHING_LOADED
from cxdata.ingest.privacy.shown import HIDDEN, cut, is_of_places, shown_heading
from cxdata.ingest.privacy.temporary import private_folder
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.profile.shipped import save
from cxdata.ingest.read.readers import preview, sheet_names
from cxdata.ingest.receipt import FileReceipt, refused_by
from cxdata.ingest.suggest.column import look
from cxdata.ingest.suggest.places.boundaries import AreaQuestions, ask_of_areas
from cxdata.ingest.suggest.questions import Cells
from cxdata.ingest.suggest.suggestion import ROWS
from cxdata.own_files import safe_name
from cxdata.store import Store, open_store

SHOWN = 5
TRIED = 2_000


@dataclass(frozen=True)
class Look:
    """What a file holds: its first rows as they stand in it, what its reader had to say, and its sheets.

    `personal` are the columns that look like people by their heading or their values. `areas` counts the areas of a
    boundary file, `lookup` says which lookup it is, and `asked` holds what must be said of boundaries first. `refused`
    is the sentence for the reader where the file cannot be read at all.
    """

    name: str
    columns: tuple[str, ...] = ()
    rows: Sequence[tuple[str | None, ...]] = ()
    notes: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    areas: int = 0
    lookup: str = ""
    asked: AreaQuestions | None = None
    personal: tuple[str, ...] = ()
    refused: str | None = None

    @property
    def cells(self) -> Cells:
        """Its first rows as a suggestion reads them."""
        return Cells(self.columns, self.rows)

    @property
    def whole(self) -> bool:
        """Whether a trial loads every row of the file, as far as that is known."""
        return len(self.rows) <= TRIED

    def first_rows(self) -> pd.DataFrame:
        """The first rows as text, columns as in the file; a long text is cut, and personal columns are not shown."""
        rows = [[self._shown(*cell) for cell in zip(self.columns, row, strict=True)] for row in self.rows[:SHOWN]]
        # Two headings that stand for somebody's need two names: a table has no column twice.
        headings = [
            name if (name := shown_heading(column)) == column else f"{name} {number}"
            for number, column in enumerate(self.columns, 1)
        ]
        return pd.DataFrame(rows, columns=headings, dtype=str)

    def _shown(self, column: str, value: str | None) -> str:
        return HIDDEN if value and column in self.personal else cut(value, place=is_of_places(column))


@dataclass(frozen=True)
class Trial:
    """How the first rows land: the store of the trial, while it lasts, and the receipt of its load."""

    store: Store
    receipt: FileReceipt
    profile: Profile

    def rows(self) -> Mapping[str, pd.DataFrame]:
        """By table, the first clean rows as text, in the fields that the layout names."""
        return {mapping.table: self._rows_of(mapping.table) for mapping in self.profile.tables}

    def _rows_of(self, table: str) -> pd.DataFrame:
        named = {field.name for mapping in self.profile.tables if mapping.table == table for field in mapping.fields}
        columns = ", ".join(name for name in TABLES[table].names if name in named)
        rows = self.store.rows(f"select {columns} from {table} order by row_number limit {SHOWN}")
        return rows.astype(object).where(rows.notna(), "").astype(str)


def look_at_file(path: Path, *, sheet: str | None = None, layouts: Sequence[AreaLayout] = ()) -> Look:
    """What a file holds, boundaries by the `layouts` of their like. Never raises for a file that cannot be read: the
    look says why.
    """
    try:
        if (headers := find_headers(path)) is not None:
            return Look(path.name, lookup=describe(path, headers))
        if is_areas(path):
            return _look_at_areas(path, layouts)
        shown = preview(path, sheet=sheet, limit=ROWS)
        personal = tuple(
            column
            for place, column in enumerate(shown.columns)
            if look(column, [row[place] for row in shown.rows[:TRIED]]).personal
        )
    except Exception as fault:
        return Look(path.name, refused=refused_by(path.name, fault).refused, sheets=_sheets(path))
    return Look(path.name, shown.columns, tuple(shown.rows), shown.notes, shown.sheets, personal=personal)


def _look_at_areas(path: Path, layouts: Sequence[AreaLayout]) -> Look:
    """A boundary file: how many areas it has, or what must be asked of it first."""
    asked = ask_of_areas(path, layouts)
    if asked.questions:
        return Look(path.name, asked=asked)
    return Look(path.name, areas=len(read_areas(path, find_layout(asked.columns, layouts))))


def _sheets(path: Path) -> tuple[str, ...]:
    """What may be read of a file instead: its sheets, or the files of an archive."""
    try:
        return sheet_names(path)
    except Exception:  # Why it cannot be read is said already.
        return ()


@contextmanager
def trial_of(file: Look, profile: Profile, *, data: Path, dates: str | None = None) -> Iterator[Trial]:
    """Load the first rows of a file with a profile into a store of their own, which is deleted again.

    `data` is the data folder whose settings hold. Raises CxError when a load would refuse the file.
    """
    with private_folder() as folder:
        if (data / FILE_NAME).is_file():
            shutil.copyfile(data / FILE_NAME, folder / FILE_NAME)
        save(replace(profile, name="trial", sheet=None, shipped=False), folder)
        sample = folder / f"{Path(safe_name(file.name)).stem}.csv"
        with sample.open("w", encoding="utf-8", newline="") as written:
            csv.writer(written).writerows([file.columns, *file.rows[:TRIED]])
        receipt = load_files([sample], data=folder, profile="trial", dates=dates).files[0]
        if receipt.refused:
            raise CxError(receipt.refused.replace(sample.name, file.name))
        # The trial has no lookup and no boundaries; whether the store has is said by the load.
        kept = tuple(problem for problem in receipt.problems if problem.code != NOTHING_LOADED)
        yield Trial(open_store(folder), replace(receipt, problems=kept), profile)
