"""A table of a list that an officer keeps (targets, standards), loaded into it from CSV, Excel or OpenDocument."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.read.readers import preview
from cxdata.lists import Entry, ListFile, add_entries, entries_of, read_list

MOST_ROWS = 5_000
_STAYS = "The row stays in the file as it is."
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]00:00(:00(\.0+)?)?")


@dataclass(frozen=True)
class ListLoaded:
    """What became of a table: the entries added, how many stood in the list already, and rows that cannot be one."""

    added: tuple[Entry, ...]
    known: int
    faults: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What happened, in words."""
        ids = ", ".join(entry.id for entry in self.added)
        said = [f"{len(self.added)} added{f': {ids}' if ids else ''}."]
        said += [f"{self.known} stood in the list already."] if self.known else []
        return (*said, *(fault.replace(_STAYS, "It was not loaded.") for fault in self.faults))


def load_list(
    path: Path, *, data: Path, kind: ListFile, by: str, why: str = "", now: datetime, sheet: str | None = None
) -> ListLoaded:
    """Add the rows of a table to a list. A row that says what an entry says already is not added twice.

    Raises CxError where the file cannot be read, lacks a column that the list needs, or has more rows than a list.
    """
    seen = preview(path, sheet=sheet, limit=MOST_ROWS + 1)
    if len(seen.rows) > MOST_ROWS:
        raise CxError(f"{path.name} has more than {MOST_ROWS:,} rows, which is no list of {kind.noun}s.")
    rows = [[_plain(cell or "") for cell in row] for row in seen.rows]
    read = entries_of(path.name, [list(seen.columns), *rows], kind)
    there = {tuple(entry.values.items()) for entry in read_list(data, kind).entries}
    new = list({tuple(entry.values.items()): entry.values for entry in read.entries}.items())
    wanted = [values for key, values in new if key not in there]
    added = add_entries(data, kind, wanted, by=by, why=why or f"Loaded from {path.name}", now=now) if wanted else ()
    return ListLoaded(added, len(read.entries) - len(added), read.faults)


def _plain(cell: str) -> str:
    """A cell as a person wrote it: a day of a workbook comes with its midnight."""
    day = _MIDNIGHT.fullmatch(cell.strip())
    return day[1] if day else cell
