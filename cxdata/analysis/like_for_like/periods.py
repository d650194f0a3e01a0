"""The two periods of a like-for-like comparison: whole months, in every table that it rests on."""

from cxdata.contract import TABLES
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures.comparison import compare, touches, whole_of_each
from cxdata.measures.coverage.whole_months import WholeMonths
from cxdata.measures.model import Measure
from cxdata.periods import Period, add_months, say_date
from cxdata.scope import Scope
from cxdata.store import Store

YEAR = 12


def periods_of(
    store: Store, measure: Measure, scope: Scope, earlier: Period | None, also: tuple[str, ...], council: Council
) -> tuple[Period, Period, tuple[str, ...]]:
    """The later period, the earlier one, and notes where they are not those chosen or hold months that are not whole.

    `also` names the table that groups are weighed by, where it is another.
    """
    months = whole_of_each(store, measure, also)
    if scope.period is not None and earlier is not None:
        parts = [part for whole in months for part in whole.parts if touches(part.start, scope.period, earlier)]
        return _apart(scope.period, earlier, tuple(dict.fromkeys(part.sentence for part in parts)))
    compared = compare(store, measure, scope, council=council, also=also)
    if compared is None:
        after = _newest_year(measure, months)
        return _apart(after, earlier or after.before(), ())
    if compared.now is None or compared.then is None:
        raise CxError(f"'{measure.title}' in {scope.period} on {compared.words}: {compared.why_not}.")
    notes = () if compared.now == scope.period else (f"On {compared.words}.",)
    return _apart(compared.now, compared.then, notes)


def _newest_year(measure: Measure, months: list[WholeMonths]) -> Period:
    """The newest twelve months that every table covers. Raises CxError where there are not as many before them."""
    spans = [whole.months for whole in months if whole.months]
    start, end = max((span.start for span in spans), default=None), min((span.end for span in spans), default=None)
    if start is None or end is None or add_months(start, 2 * YEAR) > end:
        raise CxError(
            f"There are not yet two whole years of {TABLES[measure.table].in_words} to compare. Choose a period, and "
            "what it is compared with."
        )
    after = Period(add_months(end, -YEAR), end)
    if cut := next((whole.long for whole in months if whole.cuts(after)), None):
        raise CxError(
            f"{measure.title}: figures for whole {cut.grain}s make no year up to {say_date(after.last_day)} to compare."
        )
    return after


def _apart(after: Period, before: Period, notes: tuple[str, ...]) -> tuple[Period, Period, tuple[str, ...]]:
    if before.start < after.end and after.start < before.end:
        raise CxError(f"The periods {before} and {after} overlap: a change needs two that are apart.")
    return after, before, notes
