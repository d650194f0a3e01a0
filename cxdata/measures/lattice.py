"""Which table answers a question with the least reading: the rows, or one of the monthly aggregates made of them.

An aggregate has one row for all rows of a month that are alike in the columns it keeps, with the sums that measures are
made of. It answers a question exactly where

- the question tells rows apart by columns that the aggregate keeps, and by time only in whole months, and
- each figure asked for is a sum that the aggregate holds: summed again, it is the sum over the rows.

Both are read off the SQL itself: whatever stands in it must be on a list here or a column that is kept. A word that is
not known sends the question to the rows, so that a new measure or dimension is never answered wrongly, only slowly.

Some aggregates tell weekdays apart: the time of their rows is a day of that month and that weekday.

A middle value is no sum. For measures that give one, tables of values hold the very figures of each month, of all that
is not raised by staff and of each level of some dimensions: they answer what is asked by month for nothing else.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

from cxdata.contract import MONTH_KNOWN, TABLES
from cxdata.form import LATTICE_KEY, MONTHLY
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.registry.dimensions import fill
from cxdata.measures.registry.waits import STEPS
from cxdata.periods import Period
from cxdata.scope import STAFF
from cxdata.store import Store

# What may stand in the SQL of a group or a test beside columns: of one row they make one value, and of several alike
# (min, max, list(distinct ...)) the same one however often a row is there.
_WORDS = frozenset(
    (
        *("and", "or", "not", "in", "is", "null", "true", "false", "case", "when", "then", "else", "end"),
        *("coalesce", "lower", "strftime", "printf", "varchar", "date", "double", "min", "max", "list", "distinct"),
    )
)
# What of a row's time is the same in all of its month.
_OF_MONTH = (
    "{time} >= $period_start and {time} < $period_end",
    "date_trunc('month', {time})",
    "year({time})",
    "month({time})",
)
_WEEKDAY = "isodow"
FILE_NUMBERS = "map_keys(histogram(file_id))"
"""The files behind a group: in the same pass as its sums and in the rows' own order, as `list(distinct ...)` is not."""
VALUES_BY: tuple[tuple[str, ...], ...] = ((), ("ward",))
"""The columns by whose levels the values of each month are kept, one table each."""
NOT_STAFF = f"requester <> '{STAFF}'"
"""Whose values are kept."""
_LITERAL = re.compile(r"'(?:[^']|'')*'|\$\w+")
_WORD = re.compile(r"\b[a-z_]\w*", re.IGNORECASE)
_OTHER_TABLE = re.compile(r"\(select (\w+) from (\w+) where ([^()]*)\)")
_SUM = re.compile(r"sum\((.+?)\)(?: filter \(where (.+)\))?")


@dataclass(frozen=True)
class Monthly:
    """A monthly aggregate of a clean table: `columns` says of each what it holds, as SQL over the clean table's rows.

    A column that is kept as it is holds its own name. The time column holds the first day of the row's month (by
    weekday the first such weekday in it), and of a figure for a week, a quarter or a year that figure's own. `of_rows`
    says how many rows the table had when its aggregates were chosen. Where it is `of_values` its figures are those of
    whole groups and cannot be added up.
    """

    table: str
    name: str
    rows: int
    of_rows: int
    columns: Mapping[str, str]
    of_values: bool = False


def month_of(time: str) -> str:
    """What the time column of a monthly aggregate holds."""
    return f"case when {MONTH_KNOWN} then date_trunc('month', {time}) else {time} end"


def weekday_of(time: str) -> str:
    """The same of an aggregate by weekday: the first day of the row's month that is of the row's weekday."""
    first = f"date_trunc('month', {time})"
    later = f"to_days(((isodow({time}) - isodow({first}) + 7) % 7)::integer)"
    return f"case when {MONTH_KNOWN} then {first} + {later} else {time} end"


Lattice = Mapping[str, Sequence[Monthly]]
"""The monthly aggregates of each clean table that has any, those by weekday last, the smallest first."""


@dataclass(frozen=True)
class Source:
    """What stands in the FROM of a question, and each of its sums, and the numbers of its files, as told there."""

    rows: str
    sums: Mapping[str, str]
    files: str = FILE_NUMBERS


_OF_STORE: WeakKeyDictionary[Store, Lattice] = WeakKeyDictionary()


def lattice_of(store: Store) -> Lattice:
    """The monthly aggregates of a store; none of one of an older form, which only its rows are made up for."""
    if store not in _OF_STORE:
        _OF_STORE[store] = {} if store.is_older else aggregates_listed(store.meta)
    return _OF_STORE[store]


def aggregates_listed(meta: Mapping[str, str]) -> Lattice:
    """The monthly aggregates that a database's `meta` lists."""
    aggregates = [Monthly(**entry) for entry in json.loads(meta.get(LATTICE_KEY, "[]"))]
    # By weekday only what asks for it: questions that are answered by one table can be asked together.
    aggregates.sort(key=lambda monthly: (_WEEKDAY in _kept(monthly), monthly.rows))
    return {table: tuple(monthly for monthly in aggregates if monthly.table == table) for table in TABLES}


def smallest(
    lattice: Lattice,
    table: str,
    *,
    texts: Iterable[str],
    sums: Mapping[str, str],
    period: Period | None,
) -> Source:
    """The smallest table that answers a question about a clean table exactly.

    `texts` are the SQL of groups and tests, `sums` the named aggregates, and `period` is the span that `$period_start`
    and `$period_end` bind, if any.
    """
    whole_months = period is None or period.whole_months is not None
    named = columns_named(tuple(texts), table) if whole_months else None
    if named is not None:
        for monthly in lattice.get(table, ()):
            if (
                not monthly.of_values
                and named <= _kept(monthly)
                and (answered := _sums_of(monthly, table, sums)) is not None
            ):
                return Source(monthly.name, answered)
    return Source(table, sums)


def values_by_month(
    lattice: Lattice, table: str, *, keys: Sequence[str], where: str, sums: Mapping[str, str], period: Period | None
) -> Source | None:
    """The table that holds these very figures, each of its rows one group of the question; None where there is none,
    or they are not asked by month, of whole months and of what a table of values tells apart. Sums alone are left to
    aggregates, where they are asked together with others.
    """
    whole_months = period is None or period.whole_months is not None
    if list(keys) != [month_key(table)] or not whole_months or all(map(split_sum, sums.values())):
        return None
    for monthly in lattice.get(table, ()):
        held = {text: column for column, text in monthly.columns.items()}
        if monthly.of_values and where in _tests_told(monthly) and all(text in held for text in sums.values()):
            told = {name: f"any_value({held[text]})" for name, text in sums.items()}
            return Source(monthly.name, told, f"any_value({held[FILE_NUMBERS]})")
    return None


def month_key(table: str) -> str:
    """The SQL by which the rows of a table are grouped by month."""
    return fill(DIMENSIONS["month"].sql, time=TABLES[table].time, parts={})


def _tests_told(monthly: Monthly) -> set[str]:
    """The tests of a question that a table of values answers: one level of each column it keeps, with or without a
    period, and nothing that staff raised.
    """
    kept = next(kept for kept in VALUES_BY if monthly.name == values_name(monthly.table, kept))
    levels = [f"{column} in (${column}_0)" for column in kept]
    of_period = _OF_MONTH[0].replace("{time}", TABLES[monthly.table].time or "")
    return {" and ".join([*period, *levels, NOT_STAFF]) for period in ([], [of_period])}


def values_name(table: str, kept: Sequence[str]) -> str:
    """The name of a table of values that keeps these columns."""
    return "__".join((f"{MONTHLY}values_{table}", *kept))


def stored_values(table: str) -> dict[str, str]:
    """What the tables of values of a table hold, by the column's name: all that its measures of a value give."""
    by_text: dict[str, str] = {}
    for measure in MEASURES.values() if "requester" in TABLES[table].names else ():
        if measure.table == table and measure.value and measure.condition == "true" and len(measure.tables) == 1:
            told = {"numerator": measure.numerator, "base": measure.denominator, "value": measure.value}
            for name, text in (told | {"whole": measure.whole} | dict(measure.extras)).items():
                if text:
                    by_text.setdefault(text, f"{measure.id}_{name}")
    return {name: text for text, name in by_text.items()}


@cache
def columns_named(texts: tuple[str, ...], table: str) -> frozenset[str] | None:
    """The columns that tell rows apart in these pieces of SQL, but for the month, and `isodow` where weekdays do; None
    where that cannot be said.
    """
    sql = " , ".join(texts)
    if time := TABLES[table].time:
        for expression in _OF_MONTH:
            sql = re.sub(rf"\b{re.escape(expression.replace('{time}', time))}(?!\w)", "", sql)
        sql = sql.replace(f"{_WEEKDAY}({time})", _WEEKDAY)
    sql = _LITERAL.sub("", _OTHER_TABLE.sub(lambda found: _column_tested(found, table), sql))
    return None if '"' in sql else frozenset(word.lower() for word in _WORD.findall(sql)) - _WORDS


def stored_sums(table: str) -> dict[str, str]:
    """What the aggregates of a table add up, by the column's name: its own summed columns, and what measures count."""
    lattice = TABLES[table].lattice
    if lattice is None:
        return {}
    by_text = {f"sum({column})": column for column in lattice.sums}
    for measure in (*MEASURES.values(), *STEPS.values()):
        asked = {"": measure.numerator, "_base": measure.denominator, "_squares": measure.squares}
        for ending, text in asked.items():
            if measure.table == table and not measure.value and text and _is_of_rows(text, ending, measure.tables):
                by_text.setdefault(text, f"{measure.id}{ending}")
    return {name: text for text, name in by_text.items()}


def split_sum(text: str) -> tuple[str, str] | None:
    """What a sum adds up, and the test of the rows it adds; None where the SQL is not one sum."""
    found = _SUM.fullmatch(text)
    return (found[1], found[2] or "true") if found else None


def _is_of_rows(text: str, ending: str, tables: Sequence[str]) -> bool:
    """Whether it is one sum over a row's own columns: not of another table, and not as a council's settings say."""
    return split_sum(text) is not None and "{" not in text and not (ending == "_base" and len(tables) > 1)


def _sums_of(monthly: Monthly, table: str, sums: Mapping[str, str]) -> Mapping[str, str] | None:
    """Each aggregate as it is counted in a monthly aggregate; None where one of them is not in it."""
    answered = {name: _sum_of(monthly, table, text) for name, text in sums.items()}
    return {name: text for name, text in answered.items() if text} if all(answered.values()) else None


def _sum_of(monthly: Monthly, table: str, text: str) -> str | None:
    stored = next((column for column, held in monthly.columns.items() if held == text), None)
    if stored is not None:
        return f"sum({stored})"
    added, test = split_sum(text) or ("", "")
    named = columns_named((test,), table)
    if added and monthly.columns.get(added) == f"sum({added})" and named is not None and named <= _kept(monthly):
        return text
    return None


def _kept(monthly: Monthly) -> set[str]:
    """The columns that hold what a row holds, and `isodow` where the time is of the row's weekday."""
    time = TABLES[monthly.table].time or ""
    told = {_WEEKDAY} if monthly.columns.get(time) == weekday_of(time) else set()
    return told | {column for column, held in monthly.columns.items() if held == column}


def _column_tested(found: re.Match[str], table: str) -> str:
    """Nothing in the place of a list made of another table by its own columns; else the SQL as it stands."""
    column, other, test = found.groups()
    own = {*TABLES[other].names, *(("ward",) if TABLES[other].has_wards else ())} if other in TABLES else set()
    named = {word.lower() for word in _WORD.findall(_LITERAL.sub("", f"{column} {test}"))} - _WORDS
    return "" if other != table and named <= own else found[0]
