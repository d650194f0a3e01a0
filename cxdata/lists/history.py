"""What an entry said before: every version that was written, who wrote it, when and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cxdata.lists.changing import STOOD, WHAT
from cxdata.lists.model import BY, CHANGED, ID, WHY, Entry, ListFile, an_entry
from cxdata.lists.reading import log_lines, read_list

UNLIKE = "otherwise in the file now"


@dataclass(frozen=True)
class Version:
    """An entry as it was written, and what was done then: "added", "changed", "withdrawn" and the like."""

    entry: Entry
    what: str


def history(data: Path, kind: ListFile, name: str) -> tuple[Version, ...]:
    """Every version of the entry with this id, the first one first; () for an id that nothing is known of.

    Where the file says something else than was written last (it was changed in Excel, or the last change was cut off
    before it reached the list) that comes last. Raises CxError where list or log cannot be read.
    """
    versions = [
        Version(_entry(kind, line), line[WHAT])
        for line in log_lines(data, kind)
        if line[ID].casefold() == name.casefold()
    ]
    now = read_list(data, kind).find(name)
    if now is not None and (not versions or versions[-1].entry.values != now.values):
        versions.append(Version(now, UNLIKE if versions else STOOD))
    return tuple(versions)


def _entry(kind: ListFile, line: Mapping[str, str]) -> Entry:
    values = {column.name: line.get(column.heading, "") for column in kind.columns}
    return an_entry(line[ID], values, line[CHANGED], line[BY], line[WHY])
