"""The periods that the loaded data offers to choose from, and the one found at first."""

from cxdata.contract import narrowed_tables
from cxdata.council import Council
from cxdata.errors import CxError, suggest_nearest
from cxdata.measures.coverage.whole_months import newest_year, whole_months
from cxdata.periods import Period, add_months, period_choices, say_date, say_month
from cxdata.store import Store

SINCE_STRATEGY = "Since the strategy was adopted"


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


def since_strategy(store: Store, council: Council) -> Period | None:
    """From the day the council's strategy was adopted to the end of the newest month with data; None where no such day
    is set in council.toml, or no data is of the days since.
    """
    adopted = council.strategy_adopted
    lasts = [last for name, (_, last) in store.spans.items() if name in narrowed_tables()]
    if adopted is None or not lasts or max(lasts) < adopted:
        return None
    day = say_month(adopted) if adopted.day == 1 else say_date(adopted)
    return Period(adopted, add_months(max(lasts).replace(day=1), 1), f"{SINCE_STRATEGY} ({day})")


def named_periods(store: Store, council: Council) -> dict[str, Period]:
    """Every period that can be chosen, by its name: those of the calendar, and since the strategy was adopted."""
    periods = periods_of(store)
    since = since_strategy(store, council)
    return {str(period): period for period in (*periods[:2], *([since] if since else []), *periods[2:])}


def find_period(store: Store, council: Council, name: str) -> Period:
    """The period of this name, in any case of letters: '2025/26 H1', 'since the strategy was adopted'.

    Raises CxError with the nearest names.
    """
    periods = named_periods(store, council)
    wanted = name.strip().casefold()
    for title, period in periods.items():
        if title.casefold() == wanted or (period.name and wanted == SINCE_STRATEGY.casefold()):
            return period
    if wanted == SINCE_STRATEGY.casefold():
        raise CxError(
            "There is no period since the strategy was adopted: set strategy_adopted under [council] in council.toml "
            "to a day before the newest data."
        )
    raise CxError(f"There is no period '{name}' in the data. {suggest_nearest(name, periods)}")
