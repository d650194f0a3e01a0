"""What of the data an answer rests on: its files, days nobody counted, months cut in two, a part of the whole."""

from collections.abc import Sequence
from datetime import timedelta

from cxdata.contract import TABLES
from cxdata.measures.model import Dimension, Measure
from cxdata.periods import Period, last_day_of, month_period, say_figure_span, say_month
from cxdata.scope import Scope
from cxdata.store import Store

_MOST = 0.9  # a base of nine tenths of the whole speaks for it; a smaller one says of how much it is
_ENOUGH = 100  # fewer people than this have no percentage said of them in passing


def files_counted(store: Store, numbers: Sequence[Sequence[Sequence[int] | None]]) -> tuple[str, ...]:
    """The names of the files behind the groups of an answer, by table and in alphabetical order.

    `numbers` are, for each table, the files behind each group (None for a group without any row there).
    """
    named = {file.file_id: file.name for file in store.constants.files}
    names = [sorted({named[number] for group in of_table for number in group or ()}) for of_table in numbers]
    return tuple(dict.fromkeys(name for of_table in names for name in of_table))


def part_of_whole(measure: Measure, wholes: Sequence[float | None], bases: Sequence[float | None]) -> tuple[str, ...]:
    """A sentence where the base is only a part of what it seems to be of: '100 % online' of half of the contacts.

    `wholes` and `bases` are those of an answer's groups.
    """
    whole, base = (sum(number or 0.0 for number in numbers) for numbers in (wholes, bases))
    if not whole or not base or base >= _MOST * whole:
        return ()
    share = f"{base / whole:.0%}" if whole >= _ENOUGH else "a part"
    return (f"It is of {share} of the {measure.left_out}.",)


def is_outside(store: Store, measure: Measure, scope: Scope) -> bool:
    """Whether the period chosen has no day in common with the data: then nobody can say that there was nothing."""
    if scope.period is None or measure.table not in store.spans:
        return False
    first, last = store.spans[measure.table]
    return scope.period.end <= first or scope.period.start > last


def cut_figures(store: Store, measure: Measure, scope: Scope) -> tuple[str, ...]:
    """A sentence for each table of the measure that holds figures for a week, a month, a quarter or a year of which the
    period takes a part.

    Such a figure stands on its first day, so it is counted in full or not at all.
    """
    if scope.period is None:
        return ()
    return (*_cut_months(store, measure, scope.period), *_cut_long(store, measure, scope.period))


def weeks_by_first_day(store: Store, measure: Measure, by: Sequence[Dimension]) -> tuple[str, ...]:
    """A sentence where weeks are split by quarters or years, at whose ends a week can lie in two of them."""
    spans = [dimension for dimension in by if dimension.months > 1]
    weekly = any(grain == "week" for table in measure.tables for grain, _ in store.long_figures.get(table, ()))
    return tuple(f"A week counts in the {span.title.lower()} of its first day." for span in spans if weekly)


def _cut_long(store: Store, measure: Measure, period: Period) -> list[str]:
    """The same of weeks, quarters and years."""
    sentences = []
    for table in measure.tables:
        cut = [
            (grain, start)
            for grain, start in store.long_figures.get(table, ())
            for span in [Period(start, last_day_of(grain, start) + timedelta(days=1))]
            if any(span.start < edge < span.end for edge in (period.start, period.end))
        ]
        for grain in dict.fromkeys(grain for grain, _ in cut):
            starts = sorted(start for of_grain, start in cut if of_grain == grain)
            names = " and ".join(dict.fromkeys(say_figure_span(grain, start) for start in starts))
            sentences.append(
                f"The export of {TABLES[table].in_words} has figures for whole {grain}s, and the period takes only a "
                f"part of {names}: each is counted in full where the period holds its first day, else not at all."
            )
    return sentences


def _cut_months(store: Store, measure: Measure, period: Period) -> tuple[str, ...]:
    if period.whole_months is not None:
        return ()
    edges = {
        month.start: month
        for month in (month_period(period.start), month_period(period.last_day))
        if month.start < period.start or month.end > period.end
    }
    tables = [measure.table, *([measure.denominator_table] if measure.denominator_table else [])]
    return tuple(_sentence(table, cut) for table in tables if (cut := _monthly(store, table, list(edges.values()))))


def _monthly(store: Store, table: str, months: list[Period]) -> list[Period]:
    """Those of the months of which the table holds a figure for the whole month."""
    starts = {day.replace(day=1) for days in store.days_with_rows(table, "month") for day in days.days}
    return [month for month in months if month.start in starts]


def _sentence(table: str, months: list[Period]) -> str:
    names = " and ".join(say_month(month.start) for month in months)
    return (
        f"The export of {TABLES[table].in_words} has figures for whole months, and the period takes only a part of "
        f"{names}: each is counted in full where the period holds its first day, else not at all. Choose whole months "
        "for a true figure."
    )
