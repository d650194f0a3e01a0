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

STARTING = ("service", "channel", "provider")
"""The dimensions whose levels begin and end with a system or a contract."""


def _part(table: str, condition: str) -> Part:
    fields = TABLES[table].names
    levels = [name for name in STARTING if name in fields]
    by_staff = f"(requester <> '{STAFF}') is not true" if "requester" in fields else "false"
    return Part(
        (("table_name", table), ("condition", condition)),
        table,
        f"{', '.join(['file_id', *levels])}, {by_staff} as staff, min({TABLES[table].time})::date as first_day",
        condition,
        shown=f"exclude ({', '.join(['file_id', *levels])}), file_id"
        + "".join(f", {f'{name}::varchar' if name in levels else 'null::varchar'} as {name}" for name in STARTING),
    )


def _parts() -> tuple[Part, ...]:
    counted = dict.fromkeys((measure.table, measure.condition) for measure in MEASURES.values())
    return tuple(_part(table, condition) for table, condition in counted if TABLES[table].time)


FIRST_DAYS = Constant("first_days", _parts)
"""table_name, condition, staff, first_day, file_id, then `STARTING`: of the rows that a measure can count (its
condition), the first day of each service by each channel and provider in each file, apart for what staff raised.
"""


@dataclass(frozen=True)
class FirstDay:
    """The first day of a combination of levels; None for a dimension that the table does not have."""

    levels: Mapping[str, str | None]
    by_staff: bool
    day: date


@dataclass(frozen=True)
class FirstDays:
    """(table, condition) -> the first days of its combinations."""

    days: Mapping[tuple[str, str], tuple[FirstDay, ...]]

    def of(self, measure: Measure, name: str, chosen: Mapping[str, tuple[str, ...]], *, staff: bool) -> dict[str, date]:
        """The first day of each level of a dimension among the rows that a measure can count, in alphabetical order:
        of the chosen levels of other dimensions only, and with or without what staff raised.
        """
        first: dict[str, date] = {}
        for one in self.days.get((measure.table, measure.condition), ()):
            level = one.levels[name]
            fits = all(one.levels[other] in levels for other, levels in chosen.items())
            if level is not None and fits and (staff or not one.by_staff):
                first[level] = min(one.day, first.get(level, one.day))
        return dict(sorted(first.items()))


_OF_STORE: WeakKeyDictionary[Store, FirstDays] = WeakKeyDictionary()


def first_days(store: Store) -> FirstDays:
    """The first days of a store, read once."""
    if store not in _OF_STORE:
        rows = store.tuples(
            f"{FIRST_DAYS.prelude(store.meta)}select table_name, condition, staff, {', '.join(STARTING)}, "
            f"min(first_day) from {FIRST_DAYS.name} where first_day is not null group by all"
        )
        days: dict[tuple[str, str], list[FirstDay]] = {}
        for table, condition, by_staff, *levels, day in rows:
            named = dict(zip(STARTING, levels, strict=True))
            days.setdefault((table, condition), []).append(FirstDay(named, by_staff, day))
        _OF_STORE[store] = FirstDays({key: tuple(listed) for key, listed in days.items()})
    return _OF_STORE[store]
