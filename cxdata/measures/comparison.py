"""Which two spans a figure is compared over: whole months, or the same days, never a part against a whole.

One function for tiles, findings, the Ward page and like for like. Every dated table of a measure must cover both spans,
and so must what a reader chose of it; where they do not, no direction is given and the words say why. A service,
channel or provider that came late and weighs more than 5 % of the later span is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cxdata.contract import TABLES
from cxdata.council import Council
from cxdata.measures.coverage.since import late_parts, late_selection
from cxdata.measures.coverage.whole_months import WholeMonths, whole_months
from cxdata.measures.model import Measure
from cxdata.periods import Period, add_months
from cxdata.scope import Comparison, Scope
from cxdata.store import Store

NOT_SO_FAR_BACK = "not loaded that far back"


@dataclass(frozen=True)
class Compared:
    """The span that a figure is taken over, `now`, and the earlier one it is held against, `then`.

    Both are None where nothing can be compared, and `why_not` says why. `words` name the comparison and, where it is
    not the period chosen as it stands, the two spans: "the period before, whole months only (October 2025 to August
    2026 against October 2024 to August 2025)".
    """

    words: str
    now: Period | None = None
    then: Period | None = None
    why_not: str = ""

    def scopes(self, scope: Scope) -> tuple[Scope, Scope] | None:
        """The scope narrowed to either span, the later first; None where nothing can be compared."""
        if self.now is None or self.then is None:
            return None
        return replace(scope, period=self.now), replace(scope, period=self.then)


def compare(
    store: Store, measure: Measure, scope: Scope, *, council: Council | None = None, also: Sequence[str] = ()
) -> Compared | None:
    """What a measure is compared over: its scope's period with the earlier one that the scope asks for.

    None where no period is chosen. `council` says what a channel group is; `also` names more tables that must cover
    both spans. The later span is the period itself where it is covered from end to end, else the whole months in it,
    else (of a month that is not whole) the days covered.
    """
    period = scope.period
    if period is None:
        return None
    words = _name(period, scope.comparison)
    tables = whole_of_each(store, measure, also)
    now = period
    for whole in tables:
        covered, why = _covered(now, whole)
        if covered is None:
            return Compared(words, why_not=why)
        now = covered
    now, then = _earlier(now, period, scope.comparison)
    if why := _cut(tables, now, then) or _not_covered(tables, now, then):
        return Compared(words, why_not=why)
    if late := late_selection(store, measure, scope, then, council or Council()):
        return Compared(words, why_not=f"no comparison: {late}")
    if now != period:
        words = f"{words}, {_kind(now, period, scope.comparison)} ({now} against {then})"
    if parts := late_parts(store, measure, scope, now, then, council or Council()):
        words = f"{words} ({'; '.join(parts)})"
    return Compared(words, now, then)


def _cut(tables: Sequence[WholeMonths], now: Period, then: Period) -> str:
    """Why the spans cannot be compared by figures for quarters or years; "" where they can."""
    for whole in tables:
        if whole.long and (whole.cuts(now) or whole.cuts(then)):
            return f"no comparison: the figures are for whole {whole.long.grain}s, and it would take a part of one"
    return ""


def _not_covered(tables: Sequence[WholeMonths], now: Period, then: Period) -> str:
    """Why the tables do not cover both spans; "" where they do."""
    for whole in tables:
        if _first_day(whole) > then.start:
            return NOT_SO_FAR_BACK
        for part in whole.broken:
            if touches(part.start, now, then):
                return f"no comparison. {part.sentence}"
    return ""


def _kind(now: Period, period: Period, comparison: Comparison) -> str:
    if now.whole_months is not None:
        return "whole months only"
    shifted_by_days = period.whole_months is None and comparison is Comparison.PERIOD_BEFORE
    return "as many days" if shifted_by_days else "the same days"


def _name(period: Period, comparison: Comparison) -> str:
    if period.before() == period.year_before():
        return "the year before"
    return "the period before" if comparison is Comparison.PERIOD_BEFORE else "a year before"


def whole_of_each(store: Store, measure: Measure, also: Sequence[str] = ()) -> list[WholeMonths]:
    """The whole months of each dated table that a measure is made of, and of more, where they are loaded."""
    return [
        whole_months(store, table) for table in (*measure.tables, *also) if TABLES[table].time and table in store.spans
    ]


def _covered(period: Period, whole: WholeMonths) -> tuple[Period | None, str]:
    """What a table covers of a period: whole months where there are any, else days; with the reason where nothing."""
    if whole.months is not None:
        start, end = max(period.start, whole.months.start), min(period.end, whole.months.end)
        if period.whole_months is None and whole.stop and whole.stop.days and whole.stop.start == whole.months.end:
            end = min(period.end, whole.stop.days.end)
        if start < end:
            return Period(start, end), ""
    for part in whole.parts:
        if part.days and part.start == period.start.replace(day=1):
            start, end = max(period.start, part.days.start), min(period.end, part.days.end)
            if start < end:
                return Period(start, end), ""
    if whole.long and whole.months is None:
        return None, "no comparison: the figures are for weeks, which end inside months"
    reason = next((part.sentence for part in reversed(whole.parts) if part.start < period.end), "")
    return None, f"no comparison. {reason}" if reason else "no comparison: no whole month is loaded in it"


def _earlier(now: Period, period: Period, comparison: Comparison) -> tuple[Period, Period]:
    """The two spans, of as many days where they are not whole months: 1 to 30 March goes with 1 to 28 February."""
    months = 12 if comparison is Comparison.YEAR_BEFORE else period.whole_months
    if months is None:
        length = period.end - period.start
        return now, Period(now.start - length, now.end - length)
    then = Period(add_months(now.start, -months), add_months(now.end, -months))
    if now.whole_months is not None:
        return now, then
    days = min(now.end - now.start, then.end - then.start)
    return Period(now.start, now.start + days), Period(then.start, then.start + days)


def _first_day(whole: WholeMonths) -> date:
    """The first day that the table covers; far ahead where it covers none."""
    starts = [part.days.start for part in whole.parts if part.days and part != whole.stop]
    return min([*starts, *([whole.months.start] if whole.months else [])], default=date.max)


def touches(month: date, *spans: Period) -> bool:
    """Whether the month that begins on this day lies in any of the spans, whole or in part."""
    return any(month < span.end and add_months(month, 1) > span.start for span in spans)
