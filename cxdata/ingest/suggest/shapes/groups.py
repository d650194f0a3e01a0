"""The same figures for several groups side by side: "Housing Offered, Housing Answered, Waste Offered ..."."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.contract import TABLES
from cxdata.ingest.profile.date_forms import moment_of
from cxdata.ingest.profile.period_length import period_length
from cxdata.ingest.suggest.column import Look

# What the groups of each table can be; the first is the most probable.
DIMENSIONS = {"calls": ("queue", "service"), "web": ("service",)}
_LEADING = {"calls": "offered", "web": "visits"}


@dataclass(frozen=True)
class Groups:
    """Groups of columns: for each group's name its columns by the field they hold, the same fields in every group."""

    table: str
    columns: dict[str, dict[str, str]]

    @property
    def grain(self) -> str | None:
        """The length of the periods that the groups' names are; None where they are no periods of one length."""
        lengths = {period_length(name) for name in self.columns}
        return next(iter(lengths)) if len(lengths) == 1 and lengths <= {"week", "month", "quarter", "year"} else None

    @property
    def are_periods(self) -> bool:
        """Whether the groups are months, quarters or years."""
        return self.grain is not None

    def constant(self, name: str) -> str:
        """What stands in the field for a group: its name, or the first day of the period that it is."""
        moment = moment_of(name) if self.are_periods else None
        return moment.date().isoformat() if moment else name

    @property
    def headers(self) -> set[str]:
        """Every column of every group."""
        return {header for fields in self.columns.values() for header in fields.values()}


def find_groups(looks: Sequence[Look]) -> Groups | None:
    """The groups among the columns; None where there are not two that hold the same figures."""
    for table, leading in _LEADING.items():
        groups: dict[str, dict[str, str]] = {}
        for column in looks:
            split = _split(table, column) if column.numbers > 0.8 or column.durations > 0.8 else None
            if split and split[1] not in groups.get(split[0], {}):
                groups.setdefault(split[0], {})[split[1]] = column.header
        groups = {name: fields for name, fields in groups.items() if leading in fields}
        if len(groups) > 1 and len({frozenset(fields) for fields in groups.values()}) == 1:
            return Groups(table, groups)
    return None


def _split(table: str, column: Look) -> tuple[str, str] | None:
    """A heading as the group's name and the field that its last or first words name."""
    words, header = column.words.split(), column.header.split()
    for field, names in TABLES[table].headers.items():
        kind = TABLES[table].field(field).sql_type
        for name in names if kind in ("BIGINT", "INTEGER", "DOUBLE") else ():
            length = len(name.split())
            if length < min(len(words), len(header)) and words[-length:] == name.split():
                return " ".join(header[:-length]), field
            if length < min(len(words), len(header)) and words[:length] == name.split():
                return " ".join(header[length:]), field
    return None
