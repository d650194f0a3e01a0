"""What an entry said before: every version that was written, who wrote it, when and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cxdata.lists.changing import ALTERED, STOOD, WHAT, WITHDRAWN
from cxdata.lists.model import BY, CHANGED, ID, WHY, Entry, ListFile, an_entry
from cxdata.lists.reading import log_lines, read_list

UNLIKE = "otherwise in the file now"
CUT_OFF = "cut off before it reached the list"


@dataclass(frozen=True)
class Version:
    """An entry as it was written, and what was done then: "added", "changed", "withdrawn" and the like.

    `CUT_OFF` is a change that a stop kept from the list: it was wished and never stood.
    """

    entry: Entry
    what: str


def history(data: Path, kind: ListFile, name: str) -> tuple[Version, ...]:
    """Every version of the entry with this id, the first one first; () for an id that nothing is known of.

    Where the file says something else than was written last (it was changed in Excel, or the last change was cut off
    before it reached the list) that comes last. Raises CxError where list or log cannot be read.
    """
    return tuple(every_version(data, kind).get(name.casefold(), ()))


def every_version(data: Path, kind: ListFile) -> dict[str, list[Version]]:
    """Every version of every entry, by its id in small letters, the first one first; as `history` says it of one.

    Raises CxError where list or log cannot be read.
    """
    versions: dict[str, list[Version]] = {}
    for line in log_lines(data, kind):
        versions.setdefault(line[ID].casefold(), []).append(Version(_entry(kind, line), line[WHAT]))
    for now in read_list(data, kind).entries:
        known = versions.setdefault(now.id.casefold(), [])
        if len(known) > 1 and known[-1].what == ALTERED and known[-2].entry == now != known[-1].entry:
            # The row is whole as it was before, with who wrote it and when: nobody typed that into the list.
            known[-1] = replace(known[-1], what=CUT_OFF)
        if not known or known[-1].entry.values != now.values:
            known.append(Version(now, UNLIKE if known else STOOD))
    return versions


def withdrawn(data: Path, kind: ListFile) -> tuple[Entry, ...]:
    """Every entry that was taken off the list, as it was then, with who did it, when and why. Raises CxError."""
    last = {line[ID].casefold(): line for line in log_lines(data, kind)}
    return tuple(_entry(kind, line) for line in last.values() if line[WHAT] == WITHDRAWN)


def _entry(kind: ListFile, line: Mapping[str, str]) -> Entry:
    values = {column.name: line.get(column.heading, "") for column in kind.columns}
    return an_entry(line[ID], values, line[CHANGED], line[BY], line[WHY])
