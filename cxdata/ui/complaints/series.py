"""Complaints month by month: under the newest procedure, with what was before it said in words."""

from dataclasses import replace

from cxdata import findings
from cxdata.analysis.complaints.procedure import COUNTED, Procedure, newest_procedure
from cxdata.charts.trend import trend
from cxdata.contract import NOT_RECORDED
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.form import NATION_KEY
from cxdata.measures.model import Unit
from cxdata.measures.query import Answer
from cxdata.measures.rows import drop_undated, from_month, months_before
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.course import by_whole_months, course
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.results import say
from cxdata.ui.parts.walk import switch

FOLLOWED = {
    "complaints": "Received",
    "complaints_acknowledged": "Acknowledged in time",
    "stage_1_in_time": "Stage 1 in time",
    "stage_2_in_time": "Stage 2 in time",
    "complaints_upheld": "Upheld",
}
PROCEDURES = {"new": "Under the newest procedure", "all": "Everything loaded"}


def over_time(view: View) -> None:
    """One measure over time; where a procedure was changed, since then, or all of it with the day marked."""
    measure = switch("What to follow", FOLLOWED, key="followed")
    procedure = newest_procedure(_by_month(view, COUNTED), view.council)
    if procedure is None:
        show(course(view, measure))
        return
    say(procedure.sentence)
    span = switch("From when", PROCEDURES, key="procedure")
    show(course(view, measure) if span == "all" else _since(view, measure, procedure))


def is_up_to_date(view: View) -> bool:
    """Whether the clocks in the store are those of today's program and of the council's nation."""
    meta = dict(view.loaded.tuples("select key, value from meta"))
    return not view.loaded.row_counts["complaints"] or meta.get(NATION_KEY) == view.council.nation


def _by_month(view: View, measure: str) -> Answer:
    """The measure by whole months, everything loaded, for the choices made."""
    answer = cache.answer(measure, ("month",), replace(view.scope, period=None))
    answer, stop = by_whole_months(drop_undated(answer))
    return months_before(answer, stop.month) if stop else answer


def _since(view: View, measure: str, procedure: Procedure) -> Exhibit:
    answer = from_month(_by_month(view, measure), procedure.first)
    key, about = f"since-{measure}", about_answer(answer)
    known = answer.frame[answer.frame["month"] != NOT_RECORDED]
    if known.empty or known["value"].isna().all():
        return course(view, measure)
    chart = trend(answer, zoom=answer.measure.unit is Unit.SHARE, narrow=view.narrow)
    return exhibit_of(answer, chart, findings.of_series(answer), key=key, about=about)
