"""What the reader is looking at, in one or two short sentences, and all that is to be known of it on demand."""

from datetime import date

from cxdata.contract import narrowed_tables
from cxdata.council import Council
from cxdata.export.loaded import title_of
from cxdata.measures import DIMENSIONS
from cxdata.measures.coverage.whole_months import PartMonth
from cxdata.measures.words import say_level
from cxdata.periods import Period, say_date, say_days
from cxdata.scope import Scope
from cxdata.store import Store
from cxdata.ui.frame import cache

OFFICER, IN_SHORT = "Officer view: do not publish this screen.", "Do not publish."


def sentences(store: Store, scope: Scope, *, brief: bool = False) -> list[str]:
    """The line beside the choices: not to publish it, how fresh the data is, and that something is not whole.

    `brief` leaves out how fresh it is and says the rest in few words, where words to take out stand in the same place;
    the switch below names the view, and `notes` have all of it.
    """
    last = _last(store)
    lines = [
        IN_SHORT if brief else OFFICER,
        f"Data to {say_date(last)}." if last and not brief else "",
    ]
    parts = list(dict.fromkeys(part.start for part in _part_months(scope.period)))
    if len(parts) == 1:
        lines.append(f"{parts[0]:%B %Y} is not whole.")
    elif parts:
        lines.append(f"{len(parts)} months are not whole.")
    if _outside(store, scope.period):
        lines.append("Not everything covers this period.")
    return [line for line in lines if line]


def notes(store: Store, council: Council, scope: Scope) -> list[str]:
    """The whole of it: scope, freshness, small numbers, months that are not whole, tables of other times."""
    titles = {name: dimension.title for name, dimension in DIMENSIONS.items()}
    last = _last(store)
    lines = [f"{council.name}: {scope.sentence(titles, say=say_level)}."]
    if last:
        lines.append(f"The newest data is of {say_date(last)}.")
    lines.append("The officer view shows small numbers, which are not for publishing.")
    if outside := _outside(store, scope.period):
        lines.append(f"Not loaded for this period: {outside}. Choose another period to see them.")
    lines += [
        f"{part.sentence} Counts that include it are too low, and shares lean towards what is there."
        for part in _part_months(scope.period)
    ]
    return lines


def _last(store: Store) -> date | None:
    """The newest day of any table."""
    return max((last for _, last in store.spans.values()), default=None)


def _part_months(period: Period | None) -> list[PartMonth]:
    """The months inside the data, or at its end, that are not whole and that the period chosen reaches into."""
    return [
        part
        for table in narrowed_tables()
        for part in cache.whole(table).parts
        if period is None
        or (part.start < period.end and (part == cache.whole(table).stop or part.start >= period.start))
    ]


def _outside(store: Store, period: Period | None) -> str:
    """The tables whose days all lie outside the period chosen, each with its days."""
    return ", ".join(
        f"{title_of(table).lower()} ({say_days(first, last)})"
        for table, (first, last) in store.spans.items()
        if table in narrowed_tables() and period is not None and (last < period.start or first >= period.end)
    )
