"""What came on each day in each half-hour: read in one statement, as arrays of days by half-hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxdata.contract import TABLES
from cxdata.stats.basics.proportions import Floats
from cxdata.store import Store

SLOTS = 48
"""Half-hours of a day."""
Days = NDArray[np.datetime64]


@dataclass(frozen=True)
class HalfHours:
    """Sums by day and half-hour: `days` in order, and for each name an array of groups by days by half-hours.

    `groups` are the levels of what it was split by, ("",) where it was not. `whole_days` are the sums of rows that have
    a day and no time, groups by days.
    """

    days: Days
    groups: tuple[str, ...]
    sums: Mapping[str, Floats]
    whole_days: Mapping[str, Floats]

    @property
    def weekday(self) -> NDArray[np.int64]:
        """0 for Monday, for each day."""
        return weekday_of(self.days)

    def of(self, name: str, group: str) -> Floats:
        """One sum of one group, days by half-hours."""
        return self.sums[name][self.groups.index(group)]


def weekday_of(days: Days) -> NDArray[np.int64]:
    """0 for Monday, for each day: the first day that NumPy counts was a Thursday."""
    return (days.astype(np.int64) + 3) % 7


def week_of(days: Days) -> NDArray[np.int64]:
    """A number for the week, from Monday on, of each day."""
    return (days.astype(np.int64) + 3) // 7


def count_half_hours(
    store: Store, table: str, sums: Mapping[str, str], where: str, values: Mapping[str, object], *, by: str = ""
) -> HalfHours:
    """The named sums (SQL of the registry's columns) over the rows of a table that fit `where`, by day and half-hour,
    and by the column `by` where one is named. Rows for longer than a day are left out.
    """
    time = TABLES[table].time
    group = f"coalesce({by}::varchar, '')" if by else "''"
    summed = ", ".join(f"coalesce({sql}, 0)::double as {name}" for name, sql in sums.items())
    rows = store.arrays(
        f"select {time}::date as day, {group} as name, {summed}, "
        f"case when grain = 'moment' then hour({time}) * 2 + minute({time}) // 30 else -1 end as slot "
        f"from {table} where grain in ('moment', 'day') and {where} group by all",
        values,
    )
    return _as_arrays(rows, tuple(sums))


def _as_arrays(rows: Mapping[str, np.ndarray], names: Sequence[str]) -> HalfHours:
    days, day = np.unique(rows["day"].astype("datetime64[D]"), return_inverse=True)
    groups, group = np.unique(rows["name"].astype(str), return_inverse=True)
    slot = rows["slot"].astype(np.int64)
    sums, whole_days = {}, {}
    for name in names:
        out = np.zeros((max(len(groups), 1), len(days), SLOTS + 1))
        np.add.at(out, (group, day, np.where(slot < 0, SLOTS, slot)), rows[name].astype(float))
        sums[name], whole_days[name] = out[:, :, :SLOTS], out[:, :, SLOTS]
    return HalfHours(days, tuple(map(str, groups)) or ("",), sums, whole_days)
