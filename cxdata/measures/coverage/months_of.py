"""The months in which each level of a dimension has rows, in every table that has that dimension."""

from datetime import date

from cxdata.contract import NOT_RECORDED, TABLES
from cxdata.measures import MEASURES
from cxdata.measures.lattice import lattice_of, smallest
from cxdata.measures.model import Dimension
from cxdata.periods import last_day_of
from cxdata.store import Store

Months = dict[date, float]
"""The first day of a month -> how much is counted there; of figures for longer, that of their last month."""


def months_of(store: Store, dimension: Dimension) -> dict[str, dict[str, Months]]:
    """Table -> level -> its months, of the tables that hold anything and have the dimension; "Not recorded" is none.

    What is counted is the table's own count; a row of which nothing is counted (an answer without a rating) is no row.
    """
    tables = [name for name in _counted(dimension) if store.row_counts[name]]
    known: dict[str, dict[str, Months]] = {table: {} for table in tables}
    if not tables:
        return known
    rows = store.tuples(" union all ".join(_select(store, table, dimension) for table in tables))
    for table, level, grain, month, counted in rows:
        if month is not None and counted and level != NOT_RECORDED:
            months = known[table].setdefault(level, {})
            last = last_day_of(grain, month).replace(day=1)
            months[last] = months.get(last, 0.0) + counted
    return known


def _counted(dimension: Dimension) -> dict[str, str]:
    """Each dated table with the dimension -> the SQL that counts it: that of its first measure which is a count."""
    counted: dict[str, str] = {}
    for measure in MEASURES.values():
        if measure.is_count and dimension.on(measure.table) and TABLES[measure.table].time:
            counted.setdefault(measure.table, measure.numerator)
    return counted


def _select(store: Store, table: str, dimension: Dimension) -> str:
    month, level = f"date_trunc('month', {TABLES[table].time})", dimension.column
    source = smallest(
        lattice_of(store),
        table,
        texts=(str(level), "grain", month),
        sums={"counted": _counted(dimension)[table]},
        period=None,
    )
    return (
        f"select '{table}', {level}::varchar, grain::varchar, {month}::date as month, "
        f"({source.sums['counted']})::double from {source.rows} group by all"
    )
