"""The periods that the loaded data offers to choose from, and the one found at first."""

from cxdata.contract import narrowed_tables
from cxdata.measures.coverage.whole_months import newest_year, whole_months
from cxdata.periods import Period, period_choices
from cxdata.store import Store


def periods_of(store: Store) -> list[Period]:
    """The named periods of the data loaded, the whole span first; none when nothing is dated."""
    spans = [span for name, span in store.spans.items() if name in narrowed_tables()]
    if not spans:
        return []
    choices = period_choices(
        min(first for first, _ in spans), max(last for _, last in spans), newest_year(store, narrowed_tables())
    )
    # Where every figure is for a quarter or a year, a choice of less would hold no figure or one that is too long.
    shortest = min(whole_months(store, table).length for table in narrowed_tables() if table in store.spans)
    return [choice for choice in choices if (choice.whole_months or 1) >= shortest]


def default_period(store: Store | None) -> Period | None:
    """The period a reader finds at first: the newest twelve whole months, or all there are where that is less."""
    if store is None:
        return None
    return newest_year(store, narrowed_tables()) or next(iter(periods_of(store)), None)
