"""Is this month whole? The one answer, for tiles, charts, statistics, notes and checks.

A month of a table is whole when every export that feeds the table covers it to its end. The evidence is in
`cxdata.measures.exports`; what follows from it for a table is said here:

- An export that stops inside a month, or is silent for months that others have, cuts the table's last months off.
- One that has been silent for more than three months, or that another took over from within days, was switched off:
  its months are history and not unfinished.
- The table's first month is whole only where no export begins inside it.
- Where two files of one layout do not meet, the months between them are broken.
- Figures for a week, a quarter or a year say nothing of months (cxdata.measures.coverage.long_figures).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from weakref import WeakKeyDictionary

from cxdata.contract import TABLES
from cxdata.measures.coverage.exports import SLACK, Export, ExportFile, read_exports
from cxdata.measures.coverage.long_figures import MONTHS_IN, LongFigures, is_cut, read_long_figures
from cxdata.measures.model import Measure
from cxdata.periods import Period, add_months, month_period, say_date, say_month
from cxdata.store import Store

SWITCHED_OFF = 3  # months of silence while the table goes on, beyond which nobody waits for a file any more


@dataclass(frozen=True)
class PartMonth:
    """A month that is not whole in a table: what is missing there, and the file whose rows say so.

    `days` is the span of the month that is covered nevertheless; None where nobody can say.
    """

    start: date
    table: str
    why: str
    file_id: int
    days: Period | None

    @property
    def month(self) -> str:
        """The month as the engine names it."""
        return f"{self.start:%Y-%m}"

    @property
    def sentence(self) -> str:
        """'June 2026 is not whole in the contacts: crm.csv stops on 20 June 2026.'"""
        return f"{say_month(self.start)} is not whole in the {TABLES[self.table].in_words}: {self.why}."

    @property
    def left_out(self) -> str:
        """The same where the month is left out: 'June 2026 is left out: crm.csv stops on 20 June 2026.'"""
        return f"{say_month(self.start)} is left out: {self.why}."


@dataclass(frozen=True)
class WholeMonths:
    """The whole months of a table.

    `months` runs from the first to the last of them, None where there is none. `parts` are the months that are not
    whole, each with its reason: the table's first, those broken inside, and for each export that does not reach the
    end of the table's last month (which ends before `end`) the first that it lacks. `cut` names the months of which a
    chosen period takes only a part. `long` is set where the table holds figures of weeks, quarters or years and nothing
    finer: its `months` are covered from end to end, and none of them is known by itself.
    """

    months: Period | None
    end: date | None = None
    parts: tuple[PartMonth, ...] = ()
    cut: tuple[str, ...] = ()
    long: LongFigures | None = None

    @property
    def length(self) -> int:
        """For how many months a figure is: 1 but for a table of quarters or years."""
        return MONTHS_IN.get(self.long.grain, 1) if self.long else 1

    def cuts(self, span: Period) -> bool:
        """Whether a span takes only a part of some figure for a quarter or a year."""
        return self.months is not None and self.length > 1 and is_cut(span, self.months, self.length)

    @cached_property
    def broken(self) -> tuple[PartMonth, ...]:
        """Between the first and the last whole month: what breaks which month, in order."""
        return tuple(part for part in self.parts if self.months and self.months.start <= part.start < self.months.end)

    @cached_property
    def broken_months(self) -> tuple[date, ...]:
        """The months between the first and the last whole one that are not whole."""
        return tuple(dict.fromkeys(part.start for part in self.broken))

    @property
    def stop(self) -> PartMonth | None:
        """The first of the last months that is not whole; None where the table runs to the end of a month."""
        return next((part for part in self.parts if self.months is None or part.start >= self.months.end), None)

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence for each reason for which months were left out."""
        stops = [part for part in self.parts if self.months is None or part.start >= self.months.end]
        others = [part.left_out for part in self.parts if part not in stops]
        cut = [f"{' and '.join(self.cut)} left out: the period chosen takes only a part."] if self.cut else []
        return tuple(dict.fromkeys([*others, *_say_stops(stops, self.end), *cut]))


# A store never changes, so what its files say of their ends need not be read twice.
_READ: WeakKeyDictionary[Store, dict[str, WholeMonths]] = WeakKeyDictionary()


def whole_months(store: Store, table: str, period: Period | None = None) -> WholeMonths:
    """The months of a table that its exports cover from end to end, within a period where one is given."""
    if store not in _READ:
        exports = read_exports(store.constants)
        long = read_long_figures(store)
        _READ[store] = {
            name: WholeMonths(long[name].covered, long=long[name]) if name in long else judge(exports, name)
            for name in TABLES
        }
    whole = _READ[store][table]
    return whole if period is None or whole.months is None else _within(whole, whole.months, period)


def whole_in_all(store: Store, tables: Sequence[str], period: Period | None = None) -> WholeMonths:
    """The months that are whole in each of the tables that hold anything dated: those of a rate made of two of them."""
    each = [whole for table in tables if (whole := whole_months(store, table, period)).end is not None or whole.long]
    spans = [whole.months for whole in each if whole.months is not None]
    if len(each) < 2:
        return each[0] if each else WholeMonths(None)
    start, end = max((span.start for span in spans), default=None), min((span.end for span in spans), default=None)
    inside = len(spans) == len(each) and start is not None and end is not None and start < end
    return WholeMonths(
        Period(start, end) if inside and start and end else None,
        max((whole.end for whole in each if whole.end), default=None),
        tuple(sorted((part for whole in each for part in whole.parts), key=lambda part: part.start)),
        tuple(dict.fromkeys(name for whole in each for name in whole.cut)),
        max((whole.long for whole in each if whole.long), key=lambda long: MONTHS_IN.get(long.grain, 1), default=None),
    )


def uneven_end(store: Store, measure: Measure, period: Period) -> tuple[date, str] | None:
    """The day before which every file that a measure counts covers a period, and which file stops there.

    None where all of them reach the same day, or the period's end. What the council counts in the place of a part of
    the contacts must reach as far as they do: half a month of calls beside all of its web contacts is no share.
    """
    tables = dict.fromkeys((measure.table, *(pair.second.table for pair in measure.counted_from)))
    last = max((store.spans[table][1] for table in tables if table in store.spans), default=None)
    wholes = [whole for table in tables if (whole := whole_months(store, table)).stop]
    stops = [part for whole in wholes for part in whole.parts if whole.stop and part.start >= whole.stop.start]
    if not stops or last is None:
        return None
    end, why = min((part.days.end if part.days else part.start, part.why) for part in stops)
    return (end, why) if end < period.end and end <= last else None


def newest_year(store: Store, tables: Sequence[str]) -> Period | None:
    """The newest twelve months that are whole in each of these tables, or as many as there are; None without any.

    A table that ended more than three months before the others does not count: its system is one of the past.
    """
    spans = [whole.months for table in tables if (whole := whole_months(store, table)).months]
    if not spans:
        return None
    newest = max(span.end for span in spans)
    end = min(span.end for span in spans if span.end >= add_months(newest, -SWITCHED_OFF))
    start = max(min(span.start for span in spans), add_months(end, -12))
    return Period(start, end) if start < end else None


def judge(exports: tuple[Export, ...], table: str) -> WholeMonths:
    """The whole months of a table that is fed by these exports."""
    feeding = [export for export in exports if table in export.tables]
    if not feeding:
        return WholeMonths(None)
    start = min(export.tables[table][0] for export in feeding).replace(day=1)
    last = max(export.tables[table][1] for export in feeding).replace(day=1)
    starts = _starts(feeding, table, start)
    stops = sorted(_stops(feeding, table, last), key=lambda part: part.start)
    end = stops[0].start if stops else add_months(last, 1)
    if starts:
        start = add_months(start, 1)
    holes = sorted((part for part in _holes(feeding, table) if start <= part.start < end), key=lambda part: part.start)
    while start < end and holes and holes[-1].start == add_months(end, -1):
        # A stray row at the end of a silence makes no month of it.
        end = holes[-1].start
        stops.insert(0, holes.pop())
        holes = [part for part in holes if part.start < end]
    months = Period(start, end) if start < end else None
    return WholeMonths(months, add_months(last, 1), (*starts[:1], *holes, *stops))


def _starts(feeding: list[Export], table: str, start: date) -> list[PartMonth]:
    """The exports that begin inside the table's first month, the latest first."""
    late = [export for export in feeding if export.days[0].replace(day=1) == start and export.starts_after(start)]
    late.sort(key=lambda export: export.days[0], reverse=True)
    return [
        PartMonth(
            start,
            table,
            f"{export.parts[0].name} starts on {say_date(export.days[0])}",
            export.parts[0].file_id,
            None if export.monthly else Period(export.days[0], add_months(start, 1)),
        )
        for export in late
    ]


def _stops(feeding: list[Export], table: str, last: date) -> list[PartMonth]:
    """For each export that does not reach the end of the table's last month: the first month it does not cover."""
    found = []
    for export in feeding:
        if export.last < add_months(last, -SWITCHED_OFF) or _taken_over(export, feeding):
            continue
        month = export.last.replace(day=1)
        while month <= last:
            end = month_period(month).last_day
            if export.loaded_before(end) or export.stops_before(end):
                found.append(_stop(export, table, month))
                break
            month = add_months(month, 1)
    return found


def _stop(export: Export, table: str, month: date) -> PartMonth:
    part, end = export.last_part, month_period(month).last_day
    why, last = f"{part.name} stops on {say_date(export.last)}", export.last
    if not export.stops_before(end) and part.loaded is not None:
        why, last = f"{part.name} was loaded on {say_date(part.loaded)}, before the month was over", part.loaded
    covered = None if export.monthly or last < month else Period(month, last + timedelta(days=1))
    return PartMonth(month, table, why, part.file_id, covered)


def _taken_over(export: Export, feeding: list[Export]) -> bool:
    """Whether another export begins within days of this one's end: a new system in the place of an old one."""
    return any(other.days[0] > export.days[0] and abs((other.days[0] - export.last).days) <= SLACK for other in feeding)


def _holes(feeding: list[Export], table: str) -> list[PartMonth]:
    """Each month touched by a silence between two files of one layout, or inside one."""
    return [
        PartMonth(month, table, _say_hole(export, before, after), _file_of(export, before).file_id, None)
        for export in feeding
        for before, after in export.holes()
        for month in Period(_covered_to(export, before) + timedelta(days=1), after).months()
    ]


def _say_hole(export: Export, before: date, after: date) -> str:
    """'a.csv stops on 20 March 2026 and b.csv starts on 1 April 2026'; inside one file, that it has nothing between."""
    stops, starts = _file_of(export, before), _file_of(export, after, starts=True)
    last = say_date(_covered_to(export, before))
    if stops.file_id == starts.file_id:
        return f"{stops.name} has nothing between {last} and {say_date(after)}"
    return f"{stops.name} stops on {last} and {starts.name} starts on {say_date(after)}"


def _file_of(export: Export, day: date, *, starts: bool = False) -> ExportFile:
    """The file of an export that holds a day: that which begins on it, or that which ends on it, before any other."""
    holding = [part for part in export.parts if part.first <= day <= part.last]
    return next((part for part in holding if day == (part.first if starts else part.last)), holding[0])


def _covered_to(export: Export, day: date) -> date:
    return month_period(day).last_day if export.monthly else day


def _say_stops(stops: list[PartMonth], end: date | None) -> list[str]:
    """A sentence for each export that cuts months off, from the latest to the earliest."""
    notes = []
    for part in sorted(stops, key=lambda part: part.start, reverse=True):
        if end is None or part.start >= end:
            continue
        alone = add_months(part.start, 1) == end
        notes.append(part.left_out if alone else f"The months from {say_month(part.start)} are left out: {part.why}.")
        end = part.start
    return notes


def _within(whole: WholeMonths, months: Period, period: Period) -> WholeMonths:
    """The same, narrowed to the months that lie in the period as a whole."""
    first = period.start if period.start.day == 1 else add_months(period.start.replace(day=1), 1)
    last = period.end.replace(day=1)
    cut = [
        say_month(day)
        for day, is_cut in (
            (period.start, first > period.start > months.start),
            (period.last_day, months.end > period.end > last),
        )
        if is_cut
    ]
    start, end = max(months.start, first), min(months.end, last)
    parts = tuple(
        part
        for part in whole.parts
        if part.start < period.end and (part.start >= months.end or add_months(part.start, 1) > period.start)
    )
    return WholeMonths(Period(start, end) if start < end else None, whole.end, parts, tuple(cut), whole.long)
