"""Since when each service, channel and provider has figures: a constant of the store, for every measure's rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from cxdata.constants import Constant, Part
from cxdata.contract import TABLES
from cxdata.measures import MEASURES
from cxdata.measures.model import Measure
from cxdata.scope import STAFF
from cxdata.store import Store

LEVELS_WITH_A_START = ("service", "channel", "provider")


def _part(table: str, condition: str, column: str) -> Part:
    by_staff = f"(requester <> '{STAFF}') is not true" if "requester" in TABLES[table].names else "false"
    return Part(
        (("table_name", table), ("condition", condition), ("column_name", column)),
        table,
        f"file_id, {column}, {by_staff} as staff, min({TABLES[table].time})::date as first_day",
        condition,
        shown=f"exclude ({column}), {column}::varchar as level",
    )


def _parts() -> tuple[Part, ...]:
    counted = dict.fromkeys(
        (measure.table, measure.condition) for measure in MEASURES.values() if TABLES[measure.table].time
    )
    return tuple(
        _part(table, condition, column)
        for table, condition in counted
        for column in LEVELS_WITH_A_START
        if column in TABLES[table].names
    )


FIRST_DAYS = Constant("first_days", _parts)
"""table_name, condition, column_name, file_id, staff, first_day, level: of the rows that a measure can count (its
condition), the first day of each level in each file, apart for what staff raised.
"""


@dataclass(frozen=True)
class FirstDays:
    """(table, condition, column, by staff) -> the first day of each level, in alphabetical order."""

    days: Mapping[tuple[str, str, str, bool], Mapping[str, date]]

    def of(self, measure: Measure, column: str, *, staff: bool) -> dict[str, date]:
        """The first day of each level among all rows that a measure can count, with or without those of staff."""
        first: dict[str, date] = {}
        for by_staff in (False, True) if staff else (False,):
            for level, day in self.days.get((measure.table, measure.condition, column, by_staff), {}).items():
                first[level] = min(day, first.get(level, day))
        return dict(sorted(first.items()))


_OF_STORE: WeakKeyDictionary[Store, FirstDays] = WeakKeyDictionary()


def first_days(store: Store) -> FirstDays:
    """The first days of a store, read once."""
    if store not in _OF_STORE:
        rows = store.tuples(
            f"{FIRST_DAYS.prelude(store.meta)}select table_name, condition, column_name, staff, level, min(first_day) "
            f"from {FIRST_DAYS.name} where first_day is not null and level is not null group by all order by all"
        )
        days: dict[tuple[str, str, str, bool], dict[str, date]] = {}
        for table, condition, column, staff, level, first in rows:
            days.setdefault((table, condition, column, staff), {})[level] = first
        _OF_STORE[store] = FirstDays(days)
    return _OF_STORE[store]
