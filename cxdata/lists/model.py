"""What a list is: its file, its columns and how their values are written; and an entry of it."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from cxdata.errors import CxError

ID, CHANGED, BY, WHY = "Id", "Changed", "By", "Why"
KEPT_HEADINGS = (ID, CHANGED, BY, WHY)
"""Columns that every list has beside its own."""

# Thousands, as other countries write them, or three decimals.
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}%?", re.ASCII)
_MIDNIGHT = re.compile(r"[ T]00:00(:00)?")
# How a date may be written; the last two are Excel's own ways in Britain.
_FORM_OF_DAY = {
    form: re.compile(pattern, re.ASCII)
    for form, pattern in {
        "%Y-%m-%d": r"\d{4}-\d{1,2}-\d{1,2}",
        "%d/%m/%Y": r"\d{1,2}/\d{1,2}/\d{4}",
        "%d/%m/%y": r"\d{1,2}/\d{1,2}/\d{2}",
        "%d-%b-%y": r"\d{1,2}-[A-Za-z]{3}-\d{2}",
    }.items()
}
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?%?", re.ASCII)

Check = Callable[[str], str]
"""Gives a value in the one way in which it is written. Raises CxError, saying what it should be, for another."""


@dataclass(frozen=True)
class Column:
    """A column of a list: its name in the code, its heading in the file, and how its values are written.

    `also` are other headings by which people know it. A `required` one is never blank.
    """

    name: str
    heading: str
    required: bool = False
    check: Check | None = None
    also: tuple[str, ...] = ()
    help: str = ""

    def written(self, value: str) -> str:
        """A value as it is written. Raises CxError, naming the column, for one that it cannot hold."""
        value = value.strip()
        if not value:
            if self.required:
                raise CxError(f"{self.heading} is missing.")
            return ""
        if self.check is None:
            return value
        try:
            return self.check(value)
        except CxError as fault:
            raise CxError(f"{self.heading}: {fault}") from None


@dataclass(frozen=True)
class ListFile:
    """A list: the file's name, what an entry is called, the letter its ids begin with, and its own columns.

    `check` looks at an entry as a whole and raises CxError for one that cannot be. Where a list is `reasoned`, nobody
    changes an entry without saying why. `known_by` are columns, the first of them a reference, that no two entries have
    all alike: a row that has them from a row before it is a copy.
    """

    file_name: str
    noun: str
    letter: str
    columns: tuple[Column, ...]
    check: Callable[[Mapping[str, str]], None] | None = None
    reasoned: bool = False
    known_by: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of a new file, in their order."""
        return (ID, *(column.heading for column in self.columns), CHANGED, BY, WHY)

    @property
    def log_name(self) -> str:
        """The file beside it that holds every version of every entry."""
        return self.file_name.removesuffix(".csv") + "_log.csv"

    def key_of(self, values: Mapping[str, str]) -> tuple[str, ...] | None:
        """What no other entry has, blind to case and blanks; None without a reference."""
        key = tuple(" ".join(values[name].casefold().split()) for name in self.known_by)
        return key if key and key[0] else None

    def written(self, values: Mapping[str, str]) -> dict[str, str]:
        """Every column's value as it is written, blank where none is given. Raises CxError for what cannot be."""
        if unknown := set(values) - {column.name for column in self.columns}:
            raise ValueError(f"{self.file_name} has no column {', '.join(sorted(unknown))}")
        whole = {column.name: column.written(values.get(column.name, "")) for column in self.columns}
        if self.check is not None:
            self.check(whole)
        return whole


@dataclass(frozen=True)
class Entry:
    """An entry: its id, its values by the columns' names ("" where blank), and who changed it last, when and why.

    `changed` is a time as 2026-11-26 14:05:09 or "" for an entry that was typed into the file itself.
    """

    id: str
    values: Mapping[str, str]
    changed: str = ""
    by: str = ""
    why: str = ""

    def __getitem__(self, name: str) -> str:
        return self.values[name]


@dataclass(frozen=True)
class Kept:
    """A list as it was read: its entries in the file's order, and a sentence for each row that cannot be one."""

    entries: tuple[Entry, ...]
    faults: tuple[str, ...] = ()

    def find(self, name: str) -> Entry | None:
        """The entry with this id, in any case of letters."""
        return next((entry for entry in self.entries if entry.id.casefold() == name.strip().casefold()), None)


def an_entry(name: str, values: Mapping[str, str], changed: str = "", by: str = "", why: str = "") -> Entry:
    """An entry whose values nobody changes afterwards."""
    return Entry(name, MappingProxyType(dict(values)), changed, by, why)


def one_of(*words: str) -> Check:
    """A check: one of these words, in any case of letters."""
    known = {word.casefold(): word for word in words}

    def check(value: str) -> str:
        if value.casefold() not in known:
            raise CxError(f"'{value}' is none of {', '.join(words)}.")
        return known[value.casefold()]

    return check


def a_day(value: str) -> str:
    """A check: a date, written as 2026-11-26; the forms into which Excel turns it in Britain are read too."""
    day = day_of(value)
    if day is None:
        raise CxError(f"'{value}' is no date. Write it as 2026-11-26 or 26/11/2026.")
    return day.isoformat()


def day_of(value: str) -> date | None:
    """The day that a text says: 2026-11-26, 26/11/2026, 26/11/26, 26-Nov-26, each also with a midnight; None else."""
    text = _MIDNIGHT.sub("", value.strip())
    for form, pattern in _FORM_OF_DAY.items():
        if pattern.fullmatch(text):
            with suppress(ValueError):
                return datetime.strptime(text, form).date()
    return None


def a_number(value: str) -> str:
    """A check: a number; pound signs, spaces and commas between thousands are left out, a percentage stays one.

    A comma elsewhere is refused: '2,83' is 2.83 where Excel writes decimals so, and never 283.
    """
    spaced = value.replace("£", "").replace(" ", "")
    plain = spaced.replace(",", "")
    if "," in spaced and not _THOUSANDS.fullmatch(spaced):
        raise CxError(f"'{value}' is no number: a comma stands between thousands only, and decimals follow a point.")
    if _EITHER.fullmatch(plain):
        raise CxError(
            f"'{value}' can be read in two ways: write {plain.replace('.', ',')}, or another number of decimals."
        )
    part = plain.removesuffix("%")
    try:
        finite = abs(float(part)) < 1e15
    except ValueError:
        finite = False
    if not finite or "_" in part:
        raise CxError(f"'{value}' is no number.")
    return plain


def pounds(value: str) -> str:
    """A check: a number of pounds, which is no percentage."""
    if value.endswith("%"):
        raise CxError(f"'{value}' is a percentage and no sum of pounds.")
    return a_number(value)
