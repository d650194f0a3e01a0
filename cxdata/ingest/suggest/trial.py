"""A file looked at before it is loaded: what it is, and how its first rows would land. Nothing of it is kept."""

import csv
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import shorten

import pandas as pd

from cxdata.contract import TABLES
from cxdata.council import FILE_NAME
from cxdata.errors import CxError
from cxdata.ingest.areas.boundaries import read_areas
from cxdata.ingest.areas.files import PROFILE as BOUNDARIES
from cxdata.ingest.areas.files import is_areas
from cxdata.ingest.areas.layouts import AreaLayout, find_layout
from cxdata.ingest.areas.lookup import describe, find_headers
from cxdata.ingest.areas.lookup_store import PROFILE as LOOKUP
from cxdata.ingest.load.build import load_files
from cxdata.ingest.load.rows.looked_up import NOTHING_LOADED
from cxdata.ingest.privacy.people import is_contact, looks_personal
from cxdata.ingest.privacy.redaction import redact
from cxdata.ingest.privacy.temporary import private_folder
from cxdata.ingest.profile.matching import header_key, recognise
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.profile.shipped import save
from cxdata.ingest.read.readers import preview
from cxdata.ingest.receipt import FileReceipt
from cxdata.ingest.suggest.model import Suggestion
from cxdata.ingest.suggest.places.boundaries import AreaQuestions, ask_of_areas
from cxdata.ingest.suggest.suggestion import suggest_profile
from cxdata.store import open_store

SHOWN = 5
_WORDS = re.compile(r"[^\W\d_]{2,}.*\s\S*\w|\s.*[^\W\d_]{2,}")
HIDDEN = "(personal, not shown)"
TRIED = 200
_LONGEST = 60


@dataclass(frozen=True)
class Look:
    """What a file is: its first rows as they stand in it, and the profile that fits, a suggestion, or why neither.

    `tried` holds the rows of a trial, `areas` counts those of a boundary file, `lookup` says which lookup it is;
    `asked` holds what must be said of boundaries first; `refused` is the sentence for the reader where the file cannot
    be read at all.
    """

    name: str
    columns: tuple[str, ...] = ()
    tried: tuple[tuple[str | None, ...], ...] = ()
    notes: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    areas: int = 0
    lookup: str = ""
    asked: AreaQuestions | None = None
    profile: str | None = None
    suggestion: Suggestion | None = None
    personal: tuple[str, ...] = ()
    refused: str | None = None

    def example(self, column: str) -> str:
        """The first value of a column; a stand-in where the column is personal."""
        place = self.columns.index(column)
        first = next((row[place] for row in self.tried if row[place]), "") or ""
        return HIDDEN if first and column in self.personal else _safe(first)

    @property
    def first_rows(self) -> pd.DataFrame:
        """The first rows as text, columns as in the file; a long text is cut, and personal columns are not shown."""
        hidden = [column in self.personal for column in self.columns]
        rows = [
            [HIDDEN if hide and value else _cut(value) for value, hide in zip(row, hidden, strict=True)]
            for row in self.tried[:SHOWN]
        ]
        return pd.DataFrame(rows, columns=list(self.columns), dtype=str)


@dataclass(frozen=True)
class Trial:
    """How the first rows would land: the clean rows in words of the contract, and the receipt of the trial."""

    rows: pd.DataFrame
    receipt: FileReceipt


def _cut(value: str | None) -> str:
    return shorten(_safe(value or ""), _LONGEST, placeholder=" …")


def _safe(value: str) -> str:
    """A value as it may be shown on a screen: text of several words, and contact details, without what is personal."""
    return redact(value).text if "@" in value or _WORDS.search(value) or is_contact(value) else value


def look_at_file(
    path: Path, profiles: Mapping[str, Profile], *, sheet: str | None = None, layouts: Sequence[AreaLayout] = ()
) -> Look:
    """What a file is. Never raises for a file that cannot be read: the look says why."""
    try:
        if (headers := find_headers(path)) is not None:
            return Look(path.name, lookup=describe(path, headers), profile=LOOKUP)
        if is_areas(path):
            return _look_at_areas(path, layouts)
        shown = preview(path, sheet=sheet, limit=TRIED)
        found = recognise(shown.columns, profiles)
        look = Look(path.name, shown.columns, tuple(shown.rows), shown.notes, shown.sheets)
        look = replace(look, personal=_personal(look, found))
        if found is not None:
            return replace(look, profile=found.name)
    except CxError as refusal:
        return Look(path.name, refused=str(refusal))
    try:
        suggestion = suggest_profile(path, sheet=sheet)
        return replace(look, suggestion=suggestion, personal=tuple({*look.personal, *suggestion.personal}))
    except CxError as refusal:
        return replace(look, refused=str(refusal))


def _look_at_areas(path: Path, layouts: Sequence[AreaLayout]) -> Look:
    """A boundary file: how many areas it has, or what must be asked of it first."""
    asked = ask_of_areas(path, layouts)
    if asked.questions:
        return Look(path.name, asked=asked)
    layout = find_layout(asked.columns, layouts)
    return Look(path.name, areas=len(read_areas(path, layout)), profile=BOUNDARIES)


def _personal(look: Look, profile: Profile | None) -> tuple[str, ...]:
    """The columns that a profile calls personal or whose first values look it."""
    called = {header_key(header) for header in (profile.personal if profile else ())}
    return tuple(
        column
        for place, column in enumerate(look.columns)
        if header_key(column) in called or looks_personal((row[place] for row in look.tried), column).personal
    )


def try_profile(look: Look, profile: Profile, *, data: Path, dates: str | None = None) -> Trial:
    """Load the first rows of a file with a profile into a store of their own, which is deleted again.

    `data` is the data folder whose settings hold. Raises CxError when a load would refuse the file.
    """
    with private_folder() as folder:
        if (data / FILE_NAME).is_file():
            shutil.copyfile(data / FILE_NAME, folder / FILE_NAME)
        save(replace(profile, name="trial", sheet=None, shipped=False), folder)
        sample = folder / f"{Path(look.name).stem or 'file'}.csv"
        with sample.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([look.columns, *look.tried])
        receipt = load_files([sample], data=folder, profile="trial", dates=dates).files[0]
        if receipt.refused:
            raise CxError(receipt.refused.replace(sample.name, look.name))
        # The trial has no lookup and no boundaries; whether the store has is said by the load.
        kept = tuple(problem for problem in receipt.problems if problem.code != NOTHING_LOADED)
        return Trial(_landed(folder, profile), replace(receipt, problems=kept))


def _landed(folder: Path, profile: Profile) -> pd.DataFrame:
    """The first clean rows of the trial's store, in the fields that the profile names."""
    named = {field.name for mapping in profile.tables for field in mapping.fields}
    table = TABLES[profile.tables[0].table]
    columns = ", ".join(name for name in table.names if name in named)
    rows = open_store(folder).rows(f"select {columns} from {table.name} order by row_number limit {SHOWN}")
    return rows.astype(object).where(rows.notna(), "").astype(str)
