"""The rows that count, by their facts, their days and what they came in with: for all that one search asks of them.

The answers of a survey are taken at once, one entry each, and the search's cells are added up from them. Of other
shares there can be many more rows: their cells are added up by the store, and the rows are taken where a group stands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from math import prod

import numpy as np
import pandas as pd

from cxdata.analysis.hidden.cells import CountedCells, finish_cells, rows_of, share_cells
from cxdata.analysis.hidden.shares import CUSTOMER, DAY, Share
from cxdata.contract import TABLES
from cxdata.council import Council
from cxdata.measures import DIMENSIONS
from cxdata.measures.constants.answers import ANSWERS, DATED, FACTS, LARGEST, columns_sql, next_of
from cxdata.measures.lattice import split_sum
from cxdata.measures.model import Better
from cxdata.scope import Scope
from cxdata.stats.pockets.cells import OTHER, Conditions, values_of
from cxdata.store import Store

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Counted:
    """Rows that count, one entry a row or for several rows alike.

    `kinds` gives the number of each entry's combination of facts, `codes` of each combination the places of its words
    in `levels`. `n` are counted, for `bad` of them it went badly. `days` are days since 1970, known where `dated`;
    `customers` are numbers of their own, -1 where unnamed or where nothing hangs on them. All rows in scope lie between
    the days `first` and `last`.
    """

    levels: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, np.ndarray]
    kinds: np.ndarray
    n: np.ndarray
    bad: np.ndarray
    days: np.ndarray
    dated: np.ndarray
    customers: np.ndarray
    first: date
    last: date

    @cached_property
    def sound(self) -> np.ndarray:
        """For how many it went badly, of no entry more than there are."""
        return np.clip(self.bad, 0, self.n)

    def meets(self, conditions: Conditions, folded: Mapping[str, Sequence[str]]) -> np.ndarray:
        """Which entries are in a group; "Other" of a fact stands for the levels that are `folded` too."""
        return self.combinations_in(conditions, folded)[self.kinds]

    def combinations_in(self, conditions: Conditions, folded: Mapping[str, Sequence[str]]) -> np.ndarray:
        """Which combinations of facts are in a group: of many rows there are few."""
        inside = np.ones(self.combinations, dtype=bool)
        for name, value in conditions.items():
            chosen = set(values_of(value))
            if OTHER in chosen:
                chosen |= set(folded.get(name, ()))
            inside &= np.isin(self.codes[name], [i for i, level in enumerate(self.levels[name]) if level in chosen])
        return inside

    def batch(self, names: Sequence[str]) -> np.ndarray:
        """The entries' batches, numbered from 0: alike in all of `names` (facts, `DAY`, `CUSTOMER`). -1 where the day
        or the customer is not known.
        """
        key, known = np.zeros(len(self.n), dtype=np.int64), self.dated.copy()
        for name in names:
            codes, size = self._numbers(name)
            key, known = key * size + codes, known & (codes >= 0)
        numbers = np.full(len(key), -1)
        numbers[known] = pd.factorize(key[known])[0]
        return numbers

    def cells(self) -> pd.DataFrame:
        """A row for each combination of facts with the columns responses and dissatisfied, as cells are."""
        # As places among words: as texts they would take longer to make than to search.
        words = {
            name: pd.Categorical.from_codes(codes, pd.Index(self.levels[name])) for name, codes in self.codes.items()
        }
        frame = pd.DataFrame(words)
        for name, counts in (("responses", self.n), ("dissatisfied", self.bad)):
            frame[name] = np.bincount(self.kinds, counts, minlength=self.combinations).astype(np.int64)
        return frame[frame["responses"] > 0].reset_index(drop=True)

    @property
    def combinations(self) -> int:
        """How many combinations of facts there are."""
        return len(next(iter(self.codes.values()), np.zeros(1)))

    def _numbers(self, name: str) -> tuple[np.ndarray, int]:
        """A number from 0 for what each entry has of a name (-1: not known), and how many there are."""
        if name == DAY:
            first, last = (int(self.days.min()), int(self.days.max())) if len(self.days) else (0, 0)
            return self.days - first, last - first + 1
        if name == CUSTOMER:
            codes, customers = pd.factorize(self.customers)
            return np.where(self.customers >= 0, codes, -1), len(customers)
        if name not in self.codes:  # Left out of the search, because all rows have the same.
            return np.zeros(len(self.n), dtype=np.int64), 1
        return self.codes[name][self.kinds], len(self.levels[name])


Take = Callable[[], Counted]
"""Gives the rows of a search; of a share with many rows they are asked for when this is called."""


def cells_and_rows(store: Store, share: Share, scope: Scope, council: Council) -> tuple[CountedCells, Take]:
    """What counts in scope by the share's own dimensions, as cells and as rows."""
    answers = take_answers(store, share, scope, council)
    if answers is not None:
        return finish_cells(store, share, scope, council, answers.cells(), FACTS), lambda: answers
    cells = share_cells(store, share, scope, council)
    return cells, cache(partial(count_rows, store, share, scope, council, cells.dimensions))


def take_rows(store: Store, share: Share, scope: Scope, council: Council, dimensions: Sequence[str]) -> Counted:
    """The rows of a share that count, told apart by these dimensions at least."""
    answers = take_answers(store, share, scope, council)
    return count_rows(store, share, scope, council, dimensions) if answers is None else answers


def take_answers(store: Store, share: Share, scope: Scope, council: Council) -> Counted | None:
    """The answers of a survey that count, one a customer, by all `FACTS`.

    None of another share, and where the facts have more words than one number can tell apart.
    """
    levels = {name: store.levels(name) for name in FACTS}
    combinations = prod(map(len, levels.values()))
    if not share.is_survey or combinations >= LARGEST:
        return None
    source, values = _answers(store, share, scope, council)
    n, bad = _of_row(share.of.denominator or ""), _of_row(share.of.numerator)
    if share.of.better is Better.HIGHER:
        bad = f"({n}) - ({bad})"
    # In the smallest types that hold them: most of the time is taken by writing them into memory.
    facts = f"facts::{'integer' if combinations < 2**31 else 'bigint'}"
    rows = store.arrays(
        f"select {facts} as facts, dated, {_number('day')} as day, ({n})::uinteger as n, ({bad})::uinteger as bad "
        f"from ({source})",
        values,
    )
    kinds, numbers = pd.factorize(rows["facts"], sort=True)
    codes = {}
    for name in reversed(FACTS):
        numbers, codes[name] = np.divmod(numbers, len(levels[name]))
    days = rows["day"]
    span = (day_of(days.min()), day_of(days.max())) if len(days) else (_EPOCH, _EPOCH)
    unnamed = np.full(len(days), -1)
    return _counted({**rows, "customer": unnamed}, kinds, {name: codes[name] for name in FACTS}, levels, span)


def _answers(store: Store, share: Share, scope: Scope, council: Council) -> tuple[str, Mapping[str, object]]:
    """The SELECT of the answers that count, with the columns of `ANSWERS`, and the values it binds: from the narrow
    table of the store where nothing but a period narrows them.
    """
    rows = rows_of(share, scope, council, ())
    if not rows.whole or ANSWERS.prelude(store.meta):
        return f"select {columns_sql()} from ({rows.sql})", rows.values
    after, tests = next_of(share.rated), [f"{share.rated} is not null"]
    if scope.period is None:
        tests.append(f"{after} is null")
    else:
        tests += ["day >= $period_start and day < $period_end", f"({after} is null or {after} >= $period_end)"]
    return f"select * from {ANSWERS.name} where {' and '.join(tests)}", rows.values


def _of_row(summed: str) -> str:
    """What one row adds to a sum. Raises ValueError for anything else than a sum."""
    split = split_sum(summed)
    if split is None:
        raise ValueError(f"'{summed}' is not a sum over rows")
    added, test = split
    return f"coalesce(case when {test} then {added} end, 0)"


def _number(day: str) -> str:
    """The SQL of a day's number."""
    return f"coalesce({day} - date '{_EPOCH}', 0)::integer"


def day_of(number: int) -> date:
    """The day of a number of `Counted.days`."""
    return date.fromordinal(_EPOCH.toordinal() + int(number))


def count_rows(store: Store, share: Share, scope: Scope, council: Council, dimensions: Sequence[str]) -> Counted:
    """The rows of any share by these dimensions, those alike in facts, day and customer as one."""
    rows, day = rows_of(share, scope, council, dimensions), f"{TABLES[share.of.table].time}::date"
    known = {name: column for name in dimensions if (column := DIMENSIONS[name].column)}
    facts = [f"enum_code({column}) as {column}" if name in known else column for name, column in rows.columns.items()]
    hangs = any(CUSTOMER in names for names in share.batches)
    # The hash of null is a number like any other.
    customer = f"case when {CUSTOMER} is null then -1 else (hash({CUSTOMER}) % {2**62})::bigint end" if hangs else "-1"
    keys = [*facts, f"coalesce({DATED}, false) as dated", f"{_number(day)} as day", f"{customer} as customer"]
    frame = store.rows(
        f"select * from (select {', '.join(keys)}, coalesce({share.of.denominator}, 0)::bigint as n, "
        f"coalesce({share.bad_count}, 0)::bigint as bad from ({rows.sql}) group by all) where n > 0 or bad > 0",
        rows.values,
    )
    codes: dict[str, np.ndarray] = {}
    levels: dict[str, tuple[str, ...]] = {}
    for name, column in rows.columns.items():
        if name in known:
            codes[name], levels[name] = frame[column].to_numpy(), store.levels(known[name])
        else:
            codes[name], words = pd.factorize(frame[column])
            levels[name] = tuple(map(str, words))
    every = rows_of(share, scope, council, ())
    span = store.tuples(f"select min({day}), max({day}) from ({every.sql})", every.values)[0]
    numbers = {name: frame[name].to_numpy() for name in ("n", "bad", "day", "dated", "customer")}
    return _counted(numbers, np.arange(len(frame)), codes, levels, span)


def _counted(
    rows: Mapping[str, np.ndarray],
    kinds: np.ndarray,
    codes: Mapping[str, np.ndarray],
    levels: Mapping[str, tuple[str, ...]],
    span: tuple[date, date],
) -> Counted:
    first, last = span
    return Counted(
        levels=levels,
        codes=codes,
        kinds=kinds,
        n=rows["n"].astype(np.int64),
        bad=rows["bad"].astype(np.int64),
        days=rows["day"],
        dated=rows["dated"],
        customers=rows["customer"],
        first=first,
        last=last,
    )
