"""How far each export reaches, judged by its own rows: the evidence behind which months are whole.

The files of one layout (one profile) that follow one another count as one export; those that run side by side (one of
the telephone, one of the website) are an export each. An export reaches as far as any row of it, in whichever table:
rare complaints stand in a file whose daily contacts say where it ends. It tells where it stops only by a silence that
its own pace does not explain; of rare things no file can tell its own end. The rule, and why it is this one, stands in
docs/decisions/whole_months.md.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from cxdata.constants import Constants, StoredFile
from cxdata.periods import month_period

SLACK = 4  # days: an office closed over a weekend, and a day beside it, has not stopped
SLACK_DAILY = 2  # days of a service that has run every day of the week, over WEEKS at least
WEEKS = 28
BY_CHANCE = 0.01  # a silence that the export's own pace would bring less often than this is no accident
BY_CHANCE_INSIDE = 0.000001  # and inside an export, where there are many silences to look at
SIDE_BY_SIDE = 0.5  # files that share more than this part of the shorter one's days run beside each other
RECENT, RECENT_MONTHS = 91, 13  # the days, or months of monthly figures, by which the pace is judged
ENOUGH, ENOUGH_MONTHS = 5, 2  # fewer days (months) with rows than this have no pace to speak of
MOST_DAYS = 6 / 7  # a service that runs on more days than this does not close over Christmas
EARLIEST = date(1990, 1, 1)  # what is dated before is a sentinel or a slip of the keyboard
SLIPS = 4  # and so are rows dated after the load, on so many different days; more, and the clock is what is wrong


@dataclass(frozen=True)
class Day:
    """A day (or, of monthly figures, the first day of a month) on which a file has rows in a table."""

    table: str
    file_id: int
    day: date
    monthly: bool


@dataclass(frozen=True)
class ExportFile:
    """One file of an export: its first and last day, and the day it was loaded where that is known."""

    file_id: int
    name: str
    first: date
    last: date
    loaded: date | None


@dataclass(frozen=True)
class Export:
    """The files of one layout that follow one another, oldest first.

    `days` are the days with a row, in order; of monthly figures the first day of each month. `tables` gives the first
    and the last of them in each table that the export feeds.
    """

    parts: tuple[ExportFile, ...]
    days: tuple[date, ...]
    monthly: bool
    tables: dict[str, tuple[date, date]]

    @property
    def last(self) -> date:
        """The last day it covers; of monthly figures the last day of the last month."""
        return month_period(self.days[-1]).last_day if self.monthly else self.days[-1]

    @property
    def last_part(self) -> ExportFile:
        """The file that reaches furthest."""
        return max(self.parts, key=lambda part: (part.last, part.file_id))

    def loaded_before(self, end: date) -> bool:
        """Whether its newest file was loaded days before `end`: it cannot reach that far, however rare its rows."""
        loaded = self.last_part.loaded
        return loaded is not None and (end - loaded).days >= SLACK

    def stops_before(self, end: date) -> bool:
        """Whether it falls silent before `end`, the last day of a month, for longer than its pace explains."""
        return self._is_odd(self.days[-1], end + timedelta(days=1), self._near(self.days[-1], -1))

    def starts_after(self, start: date) -> bool:
        """Whether it begins later than `start`, the first day of a month, by more than its pace explains."""
        return self._is_odd(start - timedelta(days=1), self.days[0], self._near(self.days[0], +1))

    def holes(self) -> list[tuple[date, date]]:
        """Each silence between two files, or inside one, that its pace does not explain: the days before and after it.

        Inside a file there are many silences, so one has to be odder than between files to count.
        """
        begins = {part.first for part in self.parts}
        return [
            (before, after)
            for before, after in pairwise(self.days)
            if self._steps(before, after) > 1
            and self._is_odd(
                before,
                after,
                self._near(before, -1),
                by_chance=BY_CHANCE if after in begins else BY_CHANCE_INSIDE,
            )
        ]

    def _near(self, day: date, way: int) -> list[date]:
        """The days with a row from `day` backwards (-1) or forwards (+1), as far as the pace is judged by."""
        if self.monthly:
            return [one for one in self.days if 0 <= way * self._steps(day, one) < RECENT_MONTHS]
        farthest = day + way * timedelta(days=RECENT - 1)
        return list(self.days[bisect_left(self.days, min(day, farthest)) : bisect_right(self.days, max(day, farthest))])

    def _steps(self, start: date, end: date) -> int:
        """From one day to another in days; in months for monthly figures."""
        if self.monthly:
            return (end.year - start.year) * 12 + end.month - start.month
        return (end - start).days

    def _is_odd(self, after: date, before: date, near: list[date], *, by_chance: float = BY_CHANCE) -> bool:
        """Whether nothing at all strictly between two days is more than the pace of the days near it explains."""
        silent = self._steps(after, before) - 1
        if silent < 1 or len(near) < (ENOUGH_MONTHS if self.monthly else ENOUGH):
            return False
        pace = (len(near) - 1) / self._steps(near[0], near[-1])
        if not self.monthly and pace < MOST_DAYS:
            silent -= _closed_over_christmas(after, before)
        daily = pace >= MOST_DAYS and self._steps(near[0], near[-1]) >= WEEKS
        least = 1 if self.monthly else SLACK_DAILY if daily else SLACK
        return silent >= least and (1 - pace) ** silent <= by_chance


def read_exports(constants: Constants) -> tuple[Export, ...]:
    """Every export with rows whose months are known, of a store or of one that is just being built."""
    rows = [
        Day(of_file.table, of_file.file_id, day, of_file.grain == "month")
        for of_file in constants.days
        if of_file.month_known
        for day in of_file.days
    ]
    return exports_of(constants.files, rows)


def exports_of(files: Sequence[StoredFile], rows: Iterable[Day]) -> tuple[Export, ...]:
    """The exports that these files and their days with rows make up, by the name of the file that reaches furthest."""
    known = {file.file_id: file for file in files}
    by_profile: dict[str | None, dict[int, list[Day]]] = {}
    for row in rows:
        if row.file_id in known and row.day >= EARLIEST:
            by_profile.setdefault(known[row.file_id].profile, {}).setdefault(row.file_id, []).append(row)
    exports = [
        _export({file_id: by_file[file_id] for file_id in chain}, known)
        for by_file in by_profile.values()
        for chain in _chains(by_file)
    ]
    return tuple(sorted(exports, key=lambda export: export.last_part.name))


def _export(by_file: Mapping[int, list[Day]], known: Mapping[int, StoredFile]) -> Export:
    sound = {file_id: _without_slips(rows, known[file_id].loaded) for file_id, rows in by_file.items()}
    parts = []
    for file_id, rows in sound.items():
        days = [row.day for row in rows]
        parts.append(ExportFile(file_id, known[file_id].name, min(days), max(days), known[file_id].loaded))
    everything = [row for rows in sound.values() for row in rows]
    tables: dict[str, list[date]] = {}
    for row in everything:
        tables.setdefault(row.table, []).append(row.day)
    return Export(
        parts=tuple(sorted(parts, key=lambda part: (part.first, part.last, part.file_id))),
        days=tuple(sorted({row.day for row in everything})),
        monthly=all(row.monthly for row in everything),
        tables={table: (min(days), max(days)) for table, days in tables.items()},
    )


def _chains(by_file: Mapping[int, list[Day]]) -> list[list[int]]:
    """The files of a layout in rows of such as follow one another; files that run side by side stand in several."""
    spans = {file_id: (min(row.day for row in rows), max(row.day for row in rows)) for file_id, rows in by_file.items()}
    chains: list[list[int]] = []
    for file_id in sorted(spans, key=lambda file: (*spans[file], file)):
        chain = next(
            (chain for chain in chains if all(_follows(spans[file_id], spans[other]) for other in chain)), None
        )
        if chain is None:
            chains.append([file_id])
        else:
            chain.append(file_id)
    return chains


def _follows(later: tuple[date, date], earlier: tuple[date, date]) -> bool:
    """Whether one span of days comes after another, but for a part that both hold."""
    both = (min(later[1], earlier[1]) - max(later[0], earlier[0])).days + 1
    shorter = min((last - first).days + 1 for first, last in (later, earlier))
    return both <= SIDE_BY_SIDE * shorter


def _without_slips(rows: list[Day], loaded: date | None) -> list[Day]:
    """The rows of a file without those on a few days after it was loaded."""
    if loaded is None:
        return rows
    late = {row.day for row in rows if row.day > loaded}
    sound = [row for row in rows if row.day <= loaded]
    return sound if late and len(late) <= SLIPS and sound else rows


def _closed_over_christmas(after: date, before: date) -> int:
    """How many of the days strictly between two days lie between 25 December and 1 January."""
    days = (after + timedelta(days=step) for step in range(1, (before - after).days))
    return sum((day.month, day.day) == (1, 1) or (day.month == 12 and day.day >= 25) for day in days)
