"""What a clean table is made of: kinds of field, fields, tables."""

from dataclasses import dataclass
from enum import Enum


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


@dataclass(frozen=True)
class Field:
    """One column of a clean table."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    required: bool = False
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One clean table: what a row is, which field says when, and which fields identify a row of one system."""

    name: str
    grain: str
    fields: tuple[Field, ...]
    time: str | None = None
    key: tuple[str, ...] = ()

    def field(self, name: str) -> Field:
        """The field called `name`; KeyError when the table has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no field {name}")

    @property
    def has_reference(self) -> bool:
        """Whether a row is known by a reference of its own, rather than by its period and breakdown."""
        return any(self.field(name).kind in (Kind.ID, Kind.KEY) for name in self.key)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields' names in order."""
        return tuple(field.name for field in self.fields)


def an_id(name: str, meaning: str) -> Field:
    """A reference, kept as text."""
    return Field(name, Kind.ID, meaning)


def a_time(name: str, meaning: str, *, required: bool = False) -> Field:
    """A moment in local time."""
    return Field(name, Kind.TIME, meaning, required=required)


def a_date(name: str, meaning: str, *, required: bool = False) -> Field:
    """A day."""
    return Field(name, Kind.DATE, meaning, required=required)


def a_level(name: str, meaning: str, *, required: bool = False) -> Field:
    """One of the levels the data brings."""
    return Field(name, Kind.LEVEL, meaning, required=required)


def a_choice(name: str, meaning: str, levels: tuple[str, ...]) -> Field:
    """One of the levels named here."""
    return Field(name, Kind.CHOICE, meaning, levels=levels)


def a_count(name: str, meaning: str, unit: str, *, required: bool = False) -> Field:
    """A whole number."""
    return Field(name, Kind.COUNT, meaning, unit=unit, required=required)


def a_number(name: str, meaning: str, unit: str) -> Field:
    """A number."""
    return Field(name, Kind.NUMBER, meaning, unit=unit)


def a_flag(name: str, meaning: str) -> Field:
    """Yes or no."""
    return Field(name, Kind.FLAG, meaning)


def a_score(name: str, meaning: str) -> Field:
    """A rating from 1 to 5."""
    return Field(name, Kind.SCORE, meaning, unit="1 to 5")


@dataclass(frozen=True)
class SystemColumn:
    """A column every clean table carries beside its own fields."""

    name: str
    sql_type: str
    meaning: str
