"""Councillors' open cases one by one, for officers: the oldest first."""

from dataclasses import dataclass, replace
from datetime import date

from cxdata.analysis.casework.cases import COUNCILLORS, raised_by
from cxdata.analysis.result import Result
from cxdata.council import Council
from cxdata.measures import find_measure
from cxdata.measures.statement import narrowed
from cxdata.scope import Scope
from cxdata.store import Store

MOST = 50


@dataclass(frozen=True)
class OpenCase(Result):
    """One open case; `due` is None where no date was promised, `urgent` None where nobody says."""

    service: str
    reason: str
    ward: str
    received: date
    days_open: int
    due: date | None
    urgent: bool | None


@dataclass(frozen=True)
class OpenCases(Result):
    """The open cases of councillors, the oldest first; at most 50 of `all`."""

    all: int
    cases: tuple[OpenCase, ...]


def open_cases(store: Store, scope: Scope, council: Council) -> OpenCases:
    """The open cases of councillors in the scope's choices, whenever they were received."""
    measure = find_measure("cases_open")
    chosen = narrowed(measure, replace(raised_by(scope, COUNCILLORS), period=None), council)
    rows = store.tuples(
        "select service::varchar, reason::varchar, ward::varchar, received_at::date, days_open, due_at::date, urgent, "
        f"count(*) over () from contacts where {chosen.sql} and {measure.condition} "
        f"order by days_open desc, received_at, file_id, row_number limit {MOST}",
        chosen.values,
    )
    return OpenCases(int(rows[0][-1]) if rows else 0, tuple(OpenCase(*row[:-1]) for row in rows))
