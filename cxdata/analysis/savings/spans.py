"""The year that a saving is of, and the year before something began: whole months in every table that is counted."""

from dataclasses import dataclass, replace
from datetime import date

from cxdata.council import Council
from cxdata.measures import find_measure
from cxdata.measures.base import as_counted
from cxdata.measures.constants.sources import sources_of
from cxdata.measures.coverage.since import late_parts, late_selection
from cxdata.measures.coverage.whole_months import WholeMonths, newest_year, whole_in_all
from cxdata.periods import MONTHS, Period, add_months, financial_year, name_year, say_month
from cxdata.scope import Scope
from cxdata.store import Store

YEAR = 12
YEAR_BEFORE = "the year before"
SINCE_STRATEGY = "since the strategy was adopted"


@dataclass(frozen=True)
class Spans:
    """The later span `now`, and the earlier `then`; None where there is none, and `why_not` says why.

    `notes` are sentences on how the spans differ from what was chosen, or from one another.
    """

    now: Period | None
    then: Period | None = None
    why_not: str = ""
    notes: tuple[str, ...] = ()


def spans(store: Store, scope: Scope, council: Council, until: date | None = None) -> Spans:
    """The year that ends with the chosen period (or the newest), and the year up to `until`, or else the one before.

    Where less than a year is loaded the later span is what there is, and the earlier one the same months of an earlier
    year.
    """
    measure = as_counted(find_measure("channel_share"), council, sources_of(store))
    whole = whole_in_all(store, measure.tables)
    if "contacts" not in store.spans and not store.row_counts["contacts"]:
        return Spans(None, why_not="no export of contacts is loaded")
    if whole.months is None:
        return Spans(None, why_not="no whole month of contacts is loaded")
    now = _now(store, whole, scope.period, measure.tables)
    if now is None:
        return Spans(None, why_not=f"no whole month of contacts is loaded in {scope.period}")
    if whole.cuts(now):
        return Spans(None, why_not=f"contacts are loaded for whole quarters or years, and {now} takes a part of one")
    notes = [] if scope.period in (None, now) else [f"Counted over {now}: a saving is a year’s."]
    if now.whole_months != YEAR:
        notes.append(f"Only {now.whole_months or 'some'} months are loaded of that year.")
    then = _then(now, until)
    if why := _why_not(whole, now, then):
        return Spans(now, None, why, tuple(notes))
    earlier = replace(scope, period=now)
    if late := late_selection(store, measure, earlier, then, council):
        return Spans(now, None, late, tuple(notes))
    notes += [f"{late}." for late in late_parts(store, measure, earlier, now, then, council)]
    return Spans(now, then, "", tuple(notes))


def baselines(store: Store, council: Council) -> dict[str, date | None]:
    """The baselines that can be chosen, by name: the day up to which a year is counted; None for the year before.

    The council's own date of its strategy, where it is set, and every financial year of which all months are whole.
    """
    named: dict[str, date | None] = {YEAR_BEFORE: None}
    whole = whole_in_all(store, ("contacts",)).months
    if whole is None:
        return named
    if council.strategy_adopted and add_months(council.strategy_adopted, -YEAR) >= whole.start:
        named[SINCE_STRATEGY] = council.strategy_adopted
    for year in range(financial_year(whole.last_day), financial_year(whole.start) - 1, -1):
        of_year = Period(date(year, 4, 1), date(year + 1, 4, 1))
        if whole.start <= of_year.start and of_year.end < whole.end:
            named[name_year(year)] = of_year.end
    return named


def _now(store: Store, whole: WholeMonths, period: Period | None, tables: tuple[str, ...]) -> Period | None:
    if period is None or whole.months is None:
        return newest_year(store, tables)
    end = min(period.end, whole.months.end)
    end = end.replace(day=1)
    start = max(add_months(end, -YEAR), whole.months.start)
    return Period(start, end) if start < end and end > period.start else None


def _then(now: Period, until: date | None) -> Period:
    if until is None:
        return now.year_before()
    end = until.replace(day=1)
    if now.whole_months == YEAR:
        return Period(add_months(end, -YEAR), end)
    then = now.year_before()
    while then.end > end:
        then = then.year_before()
    return then


def _why_not(whole: WholeMonths, now: Period, then: Period) -> str:
    months = whole.months
    if months is None or then.start < months.start:
        since = f": they begin in {say_month(months.start)}" if months else ""
        return f"contacts are not loaded for {then}{since}"
    if then.end > now.start:
        return f"{then} is not before {now}"
    if whole.cuts(now) or whole.cuts(then):
        return "the figures are for whole quarters or years, and it would take a part of one"
    broken = [day for day in whole.broken_months if any(span.start <= day < span.end for span in (now, then))]
    if broken:
        return f"{MONTHS[broken[0].month - 1]} {broken[0].year} is not whole"
    return ""
