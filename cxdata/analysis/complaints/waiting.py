"""The open complaints one by one, for officers: which are past their day, and by how much; and which day is now."""

from dataclasses import dataclass, replace
from datetime import date

from cxdata.analysis.result import Result
from cxdata.contract.words.stages import stage_name
from cxdata.council import Council
from cxdata.measures import find_measure
from cxdata.measures.registry.complaints import DUE, LAST_DAY
from cxdata.measures.statement import narrowed
from cxdata.scope import Scope
from cxdata.store import Store

MOST = 50


@dataclass(frozen=True)
class Waiting(Result):
    """One open complaint: `reply_by` is None where no clock runs, `days_over` 0 where its day has not passed."""

    reference: str
    stage: str
    service: str
    received: date
    reply_by: date | None
    days_over: int


@dataclass(frozen=True)
class WaitingList(Result):
    """The open complaints on the last day of the register, those most past their day first; at most 50 of `all`."""

    day: date | None
    all: int
    cases: tuple[Waiting, ...]


def last_day(store: Store) -> date | None:
    """The last day of the complaints loaded, which "now" means on this page; None where there are none."""
    [(day,)] = store.tuples(f"select {LAST_DAY}")
    return day


def waiting_list(store: Store, scope: Scope, council: Council) -> WaitingList:
    """The open complaints of the scope's choices, whenever they were received. It names single cases."""
    measure = find_measure("complaints_open")
    chosen = narrowed(measure, replace(scope, period=None), council)
    day = last_day(store)
    rows = store.tuples(
        f"select coalesce(complaint_id, 'no reference'), {stage_name('stage')}, service::varchar, received_at::date, "
        f"{DUE} as due from complaints where {chosen.sql} and {measure.condition} order by due nulls last, 4, "
        "complaint_id nulls last, file_id, row_number",
        chosen.values,
    )
    cases = tuple(_waiting(day, *row) for row in rows[:MOST])
    return WaitingList(day, len(rows), cases)


def _waiting(day: date | None, reference: str, stage: str, service: str, received: date, due: date | None) -> Waiting:
    over = max((day - due).days, 0) if day and due else 0
    return Waiting(reference, stage, service, received, due, over)
