"""Checks of a series over months: half loaded, broken, or begun and ended on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxdata.constants import DAYS
from cxdata.contract import MONTH_KNOWN, NOT_RECORDED, TABLES
from cxdata.ingest.checks.model import CheckFinding, CheckRule, Loaded, levels_of
from cxdata.ingest.checks.words import months, number, say_list
from cxdata.measures.coverage.exports import read_exports
from cxdata.measures.coverage.whole_months import PartMonth, judge
from cxdata.measures.words import say_level
from cxdata.periods import add_months, month_period, say_month

# A month is thin when it has less than half of what both its neighbours have for each day.
_THIN = 0.5
_ENOUGH = 100
_A_MONTH = 10
# A level starts or stops when it is absent for so many months at one end of a file and present with some weight.
_ABSENT = 3
_WEIGHT = 0.005


@dataclass(frozen=True)
class _MonthOfFile:
    month: date
    weight: int


def _daily_tables(loaded: Loaded) -> list[str]:
    """The tables whose rows come day by day."""
    return [table.name for table in loaded.tables_with_rows() if table.dated]


def _by_month(loaded: Loaded, table: str) -> dict[int, list[_MonthOfFile]]:
    """For each file its months in order, from 1990 to today (dates beyond are other checks' business).

    Figures for a week, a quarter or a year are of no month.
    """
    months_by_file: dict[int, list[_MonthOfFile]] = {}
    for file_id, *row in loaded.rows(
        f"""
        {DAYS.prelude(loaded.meta)}
        select file_id, date_trunc('month', day)::date as month, sum(weight)::bigint from {DAYS.name}
        where table_name = $table and day >= date '1990-01-01' and day <= $today and {MONTH_KNOWN}
        group by all order by 1, 2
        """,
        {"table": table, "today": loaded.today},
    ):
        months_by_file.setdefault(file_id, []).append(_MonthOfFile(*row))
    return months_by_file


def month_half_loaded(loaded: Loaded) -> list[CheckFinding]:
    """A month that the file does not cover to its end (or from its start), and one far thinner than both neighbours.

    Which months are whole is answered as for every figure (cxdata.measures.whole_months).
    """
    exports = read_exports(loaded.constants)
    findings = []
    for table in _daily_tables(loaded):
        by_month = _by_month(loaded, table)
        findings += [_half_loaded(part, by_month) for part in judge(exports, table).parts]
        for file_id, series in by_month.items():
            findings += _thin(file_id, table, series)
    return findings


def _half_loaded(part: PartMonth, by_month: dict[int, list[_MonthOfFile]]) -> CheckFinding:
    """The month with its weight in the file; of a file that ends before it there is nothing in it to compare."""
    weight = sum(entry.weight for entry in by_month.get(part.file_id, ()) if entry.month == part.start)
    if not weight:
        return CheckFinding(part.file_id, part.table, f"{part.sentence} Do not compare it with a whole month.", 0)
    return CheckFinding(
        part.file_id,
        part.table,
        f"{say_month(part.start)} is half loaded: {part.why}. Do not compare its {number(weight)} "
        f"{TABLES[part.table].noun} with a whole month.",
        weight,
    )


def _thin(file_id: int, table: str, series: Sequence[_MonthOfFile]) -> list[CheckFinding]:
    thin_months = []
    for before, here, after in zip(series, series[1:], series[2:], strict=False):
        if add_months(before.month, 2) != after.month:
            continue
        least = min(_daily(before), _daily(after))
        if min(before.weight, after.weight) >= _ENOUGH and _daily(here) < _THIN * least:
            thin_months.append((here, before, after))
    if not thin_months:
        return []
    here, before, after = min(thin_months, key=lambda entry: _daily(entry[0]) / max(_daily(entry[1]), 1e-9))
    return [
        CheckFinding(
            file_id,
            table,
            f"{months([entry[0].month for entry in thin_months])} may be loaded in part: {say_month(here.month)} has "
            f"{number(here.weight)} {TABLES[table].noun}, less than half of {say_month(before.month)} "
            f"({number(before.weight)}) and of {say_month(after.month)} ({number(after.weight)}) for each day.",
            sum(entry[0].weight for entry in thin_months),
        )
    ]


def _daily(month: _MonthOfFile) -> float:
    period = month_period(month.month)
    return month.weight / (period.end - period.start).days


def months_missing(loaded: Loaded) -> list[CheckFinding]:
    """Whole months without a row between the first and the last."""
    findings = []
    for table in _daily_tables(loaded):
        for file_id, series in _by_month(loaded, table).items():
            missing = []
            for before, after in zip(series, series[1:], strict=False):
                month = add_months(before.month, 1)
                while month < after.month:
                    missing.append(month)
                    month = add_months(month, 1)
            if missing and sum(month.weight for month in series) >= _A_MONTH * len(series):
                findings.append(
                    CheckFinding(
                        file_id,
                        table,
                        f"The file has nothing for {months(missing)}, between {say_month(series[0].month)} and "
                        f"{say_month(series[-1].month)}. Ask whether the export left something out; a total over "
                        "those months is too low.",
                        len(missing),
                    )
                )
    return findings


def series_starts_or_stops(loaded: Loaded) -> list[CheckFinding]:
    """A channel, provider, queue or menu option that begins or ends well inside its file."""
    findings = []
    for table in _daily_tables(loaded):
        for field in ("channel", "provider", "queue", "menu_option"):
            if field in levels_of(table):
                findings += _starts_and_stops(loaded, table, field)
        if {"ward", "provider"} <= set(TABLES[table].choices):
            findings += _starts_and_stops(loaded, table, "provider", within="ward")
    return findings


def _starts_and_stops(loaded: Loaded, table: str, field: str, within: str | None = None) -> list[CheckFinding]:
    """One finding a file and way. `within` looks at each ward by itself, in files of counts by month only."""
    time, weight = TABLES[table].time, TABLES[table].weight
    group = f"{within}::varchar" if within else "''"
    # The months of a figure for a week, a quarter or a year are not known.
    only = "and grain = 'month'" if within else f"and {MONTH_KNOWN}"
    rows = loaded.rows(
        f"""
        with ends as (select file_id, min({time}) as first, max({time}) as last, sum({weight}) as total
            from {table} where {time} >= date '1990-01-01' and {time}::date <= $today {only} group by file_id),
        series as (select file_id, {group} as place, {field}::varchar as level, min({time})::date as begins,
                max({time})::date as stops, sum({weight})::bigint as weight
            from {table} where {field} <> $blank and {time} >= date '1990-01-01' and {time}::date <= $today {only}
            group by all)
        select s.*, date_trunc('month', first)::date, date_trunc('month', last)::date
        from series s join ends using (file_id)
        where weight >= greatest({_ENOUGH}, {"0" if within else f"{_WEIGHT} * total"})
        order by file_id, weight desc, level, place
        """,
        {"today": loaded.today, "blank": NOT_RECORDED},
    )
    findings = []
    for file_id in dict.fromkeys(row[0] for row in rows):
        mine = [row for row in rows if row[0] == file_id]
        starts = [
            (_name(field, level, ward), say_month(begins), weight)
            for _, ward, level, begins, _, weight, first, _ in mine
            if begins >= add_months(first, _ABSENT)
        ]
        stops = [
            (_name(field, level, ward), say_month(stop), weight)
            for _, ward, level, _, stop, weight, _, last in mine
            if stop < add_months(last, 1 - _ABSENT)
        ]
        for entries, word in ((starts, "starts in"), (stops, "stops after")):
            if entries:
                changes = say_list([f"{name} {word} {month}" for name, month, _ in entries])
                findings.append(
                    CheckFinding(
                        file_id,
                        table,
                        f"{changes}, inside the months this file covers. A change of total across that point is a "
                        "change of what is counted.",
                        sum(weight for *_, weight in entries),
                    )
                )
    return findings


def _name(field: str, level: str, ward: str) -> str:
    name = say_level(field, level)
    return f"{ward}: {name}" if ward else name


RULES = (
    CheckRule(
        "month_half_loaded",
        "A month that an export does not cover to its end or from its start, or one with less than half of its "
        "neighbours' daily count.",
        "Do not compare it with a whole month.",
        month_half_loaded,
    ),
    CheckRule(
        "months_missing",
        "Whole months without a row between a file's first and last.",
        "A total over those months is too low.",
        months_missing,
        by_file=True,
    ),
    CheckRule(
        "series_starts_or_stops",
        "A channel, provider, queue or menu option that begins or ends 3 months or more inside its file.",
        "A change of total across that point is a change of what is counted.",
        series_starts_or_stops,
        by_file=True,
    ),
)
