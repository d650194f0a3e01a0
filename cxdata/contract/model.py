"""What a clean table is made of: kinds of field, fields, tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import combinations


class Kind(Enum):
    """How a field is read, stored and used."""

    ID = "id"  # a reference, kept as text
    CHOICE = "choice"  # one of the levels listed here; anything else is set aside
    LEVEL = "level"  # one of the levels the data brings; blank is the level "Not recorded"
    TIME = "time"  # a moment in local time; its grain is kept beside it
    DATE = "date"
    COUNT = "count"  # a whole number, never negative
    NUMBER = "number"
    SCORE = "score"  # 1 (very dissatisfied) to 5 (very satisfied)
    FLAG = "flag"
    KEY = "key"  # a customer reference, stored only as a keyed hash
    TEXT = "text"  # free text, redacted before it is stored


SQL_TYPES = {
    Kind.ID: "VARCHAR",
    Kind.TIME: "TIMESTAMP",
    Kind.DATE: "DATE",
    Kind.COUNT: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.SCORE: "UTINYINT",
    Kind.FLAG: "BOOLEAN",
    Kind.KEY: "UBIGINT",
    Kind.TEXT: "VARCHAR",
    # CHOICE and LEVEL become ENUM types named after the field when a store is built.
}


MONTHS = "months"
"""The unit of a number of months, which the words for a period say too: "2024/25 Q1" is 3."""


@dataclass(frozen=True)
class Field:
    """One column of a clean table.

    `headers` are the words by which exports call it, in small letters, the most telling first: a suggestion knows it by
    them. `one` marks the count that is 1 where an export does not carry it, and that no row may leave blank where it
    does. `ends` says what was done on a date that cannot come before the row's own time ("closed"). `ahead` marks a
    date that may lie in the future by its nature, such as a promise. `short` is what a reader calls it in a list, where
    the meaning is too long for that.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    required: bool = False
    levels: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    one: bool = False
    ends: str = ""
    ahead: bool = False
    short: str = ""

    @property
    def words(self) -> str:
        """What a reader calls it in a list."""
        return self.short or self.meaning

    def called(self, short: str) -> "Field":
        """The same field with a short name for a reader."""
        return replace(self, short=short)

    def with_headers(self, *headers: str) -> "Field":
        """The same field as exports of one table call it."""
        return replace(self, headers=headers)

    @property
    def has_levels(self) -> bool:
        """Whether it holds words, stored as an ENUM."""
        return self.kind in (Kind.LEVEL, Kind.CHOICE)

    @property
    def sql_type(self) -> str:
        """Its type in a store."""
        return f"level_{self.name}" if self.has_levels else SQL_TYPES[self.kind]


@dataclass(frozen=True)
class SystemColumn:
    """A column of a clean table that no export brings: the load writes it."""

    name: str
    sql_type: str
    meaning: str


@dataclass(frozen=True)
class Lattice:
    """Which monthly aggregates a store keeps of a table, beside its rows.

    Each of them keeps a row's file, grain and month and the columns `always`. The fullest keeps all `dimensions` too,
    smaller ones up to three of them, and each column of `beside` with up to one. `sums` are the columns that are added
    up under their own names. `weekdays` says that aggregates with up to one of the dimensions tell weekdays apart too.
    """

    dimensions: tuple[str, ...]
    sums: tuple[str, ...]
    always: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    weekdays: bool = False

    @property
    def column_sets(self) -> tuple[tuple[str, ...], ...]:
        """The dimensions of each aggregate that may be kept, from the fullest down."""
        beside = [(name, *others) for name in self.beside for others in _up_to(1, self.dimensions)]
        return tuple(dict.fromkeys((self.dimensions, *_up_to(3, self.dimensions), *beside)))

    @property
    def weekday_sets(self) -> tuple[tuple[str, ...], ...]:
        """The dimensions of each aggregate by weekday."""
        return tuple(_up_to(1, self.dimensions)) if self.weekdays else ()


def _up_to(most: int, names: Sequence[str]) -> list[tuple[str, ...]]:
    return [chosen for size in range(most, -1, -1) for chosen in combinations(names, size)]


@dataclass(frozen=True)
class Table:
    """One clean table, and all that the product knows of it: nothing else lists tables.

    - `title` is its name for a reader; `theme` is the heading its measures stand under, and `page` the page (by its
      file's name) where a finding about it is looked into.
    - `grain` says what a row is, `time` which field says when, and `key` which fields identify a row of one system.
    - `noun` is what is counted, in the plural; `weight` how many of them a row stands for, as SQL over its fields;
      `people` the field that counts people or what they did, where 1 or 2 of them can point at somebody.
    - `dated` says that its rows come day by day, so that a month can be missing or half loaded.
    - `choices` are the dimensions over every page that narrow it; () for a table that no page draws by them,
      whose days are no periods to choose from either.
    - `every_ward` says that each ward should have some of it, so that a ward without is worth a word.
    - `point_headers` are the words by which its exports call the place of a row (the pseudo-fields of POINT_FIELDS).
    - `derived` are columns worked out of a row as it is stored (cxdata/ingest/load/rows/derived/).
    - `same` gives, for fields of the key that people type, the SQL of what makes two of them the same.
    - `lattice` says which monthly aggregates are kept beside its rows; None for a table that never has many.
    """

    name: str
    title: str
    grain: str
    fields: tuple[Field, ...]
    noun: str
    theme: str
    page: str = "overview"
    time: str | None = None
    key: tuple[str, ...] = ()
    weight: str = "1"
    people: str = ""
    dated: bool = False
    choices: tuple[str, ...] = ()
    every_ward: bool = False
    point_headers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    derived: tuple[SystemColumn, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    lattice: Lattice | None = None

    def field(self, name: str) -> Field:
        """The field called `name`; KeyError when the table has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no field {name}")

    def words_of(self, name: str) -> str:
        """What a reader calls a field, or a column that only serves to find the ward of a row."""
        words = next((field.words for field in self.fields if field.name == name), None)
        return words or f"{name.replace('_', ' ').capitalize()}, to find the ward and then dropped"

    @property
    def in_words(self) -> str:
        """What a reader calls it within a sentence: 'survey answers'."""
        return self.title[:1].lower() + self.title[1:]

    @property
    def has_reference(self) -> bool:
        """Whether a row is known by a reference of its own, rather than by its period and breakdown."""
        return any(self.field(name).kind in (Kind.ID, Kind.KEY) for name in self.key)

    @property
    def key_sql(self) -> tuple[str, ...]:
        """The key as SQL, one expression a field: two rows are the same row where all of them are equal."""
        same = dict(self.same)
        return tuple(same.get(name, name) for name in self.key)

    @property
    def has_wards(self) -> bool:
        """Whether its rows lie in wards."""
        return "ward_code" in self.names

    @property
    def names(self) -> tuple[str, ...]:
        """The fields' names in order."""
        return tuple(field.name for field in self.fields)

    @property
    def headers(self) -> dict[str, tuple[str, ...]]:
        """The words by which exports call each field, and the place of a row; fields without any are left out."""
        return {field.name: field.headers for field in self.fields if field.headers} | dict(self.point_headers)


def an_id(name: str, meaning: str) -> Field:
    """A reference, kept as text."""
    return Field(name, Kind.ID, meaning)


def a_time(name: str, meaning: str, *, required: bool = False, ends: str = "", ahead: bool = False) -> Field:
    """A moment in local time."""
    return Field(name, Kind.TIME, meaning, required=required, ends=ends, ahead=ahead)


def a_date(name: str, meaning: str, *, required: bool = False) -> Field:
    """A day."""
    return Field(name, Kind.DATE, meaning, required=required)


def a_level(name: str, meaning: str, *, required: bool = False) -> Field:
    """One of the levels the data brings."""
    return Field(name, Kind.LEVEL, meaning, required=required)


def a_choice(name: str, meaning: str, levels: tuple[str, ...]) -> Field:
    """One of the levels named here."""
    return Field(name, Kind.CHOICE, meaning, levels=levels)


def a_count(name: str, meaning: str, unit: str, *, required: bool = False, one: bool = False) -> Field:
    """A whole number."""
    return Field(name, Kind.COUNT, meaning, unit=unit, required=required, one=one)


def a_number(name: str, meaning: str, unit: str) -> Field:
    """A number."""
    return Field(name, Kind.NUMBER, meaning, unit=unit)


def a_flag(name: str, meaning: str) -> Field:
    """Yes or no."""
    return Field(name, Kind.FLAG, meaning)


def a_score(name: str, meaning: str) -> Field:
    """A rating from 1 to 5."""
    return Field(name, Kind.SCORE, meaning, unit="1 to 5")


def a_key(name: str, meaning: str, *, required: bool = False) -> Field:
    """A reference of a person, stored only as a keyed hash."""
    return Field(name, Kind.KEY, meaning, required=required)


def a_text(name: str, meaning: str) -> Field:
    """Free text, redacted before it is stored."""
    return Field(name, Kind.TEXT, meaning)
