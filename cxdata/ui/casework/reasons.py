"""The commonest reasons of contacts, now and a year before: what people get in touch about."""

from dataclasses import replace

from cxdata import findings
from cxdata.charts.counts import counts
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.findings import nothing_to_show
from cxdata.periods import add_months
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts.about import about_answer


def reasons_of(view: View, *, key: str, finding: str = "") -> Exhibit:
    """The reasons of the view's contacts with how many there were in the same period a year before, where one is
    chosen.
    """
    now = cache.answer("contacts", ("reason",), view.scope)
    about = about_answer(now)
    if now.empty or now.frame["value"].isna().all():
        return exhibit_of(now, None, nothing_to_show(now), key=key, about=about)
    period, then = view.scope.period, None
    if period is not None:
        before = replace(period, start=add_months(period.start, -12), end=add_months(period.end, -12))
        then = cache.answer("contacts", ("reason",), replace(view.scope, period=before))
        then = None if then.empty or then.frame["value"].isna().all() else then
    return exhibit_of(now, counts(now, then), finding or findings.of_groups(now), key=key, about=about)
