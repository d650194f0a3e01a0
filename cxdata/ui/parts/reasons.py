"""The commonest reasons of contacts, now and a year before: what people get in touch about, and which rose or fell."""

from dataclasses import replace

from cxdata.analysis.change.reasons import say_moved
from cxdata.charts.counts import counts
from cxdata.contract import NOT_RECORDED
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.findings import nothing_to_show
from cxdata.measures.query import Answer
from cxdata.periods import Period, add_months
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts.about import about_answer


def reasons_of(view: View, *, key: str) -> Exhibit:
    """The reasons of the view's contacts, with how many there were a year before; where no whole year before is loaded,
    or nothing is said of reasons, without.
    """
    now = cache.answer("contacts", ("reason",), view.scope)
    about = about_answer(now)
    told = now.frame[now.frame["reason"] != NOT_RECORDED] if len(now.frame) else now.frame
    if told.empty or told["value"].isna().all():
        finding = nothing_to_show(now) if now.empty else say_moved(now, None)
        return exhibit_of(now, None, finding, key=key, about=about)
    then = _a_year_before(view)
    return exhibit_of(now, counts(now, then), say_moved(now, then), key=key, about=about)


def _a_year_before(view: View) -> Answer | None:
    """The same reasons in the same period a year before; None where it is not all of it loaded."""
    period = view.scope.period
    if period is None:
        return None
    before = Period(add_months(period.start, -12), add_months(period.end, -12))
    if before.start < view.loaded.spans["contacts"][0]:
        return None
    answer = cache.answer("contacts", ("reason",), replace(view.scope, period=before))
    return None if answer.empty or answer.frame["value"].isna().all() else answer
