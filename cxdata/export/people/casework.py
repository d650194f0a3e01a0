"""Casework as tables in words: councillors' cases beside the public's, and the open ones one by one."""

from collections.abc import Sequence
from math import isnan

import pandas as pd

from cxdata.analysis.casework.cases import Beside
from cxdata.analysis.casework.waiting import OpenCases
from cxdata.analysis.result import say_many
from cxdata.measures import DIMENSIONS, find_measure
from cxdata.measures.model import Measure
from cxdata.measures.words import NOTHING, say_count, say_level, say_value
from cxdata.periods import say_date

_DIFFERS = {"later": "later than the public’s", "sooner": "sooner than the public’s"}


def beside_rows(rows: Sequence[Beside], by: str, on_time: Measure) -> pd.DataFrame:
    """A row a group: open now, on time and days to close, councillors' and the public's. `on_time` is the measure as
    the shares were asked: published, it says to what their counts are rounded.
    """
    head = DIMENSIONS[by].title
    return pd.DataFrame(
        [
            {
                head: say_level(by, row.name),
                "Open now": say_count(row.open),
                "On time": _share(on_time, row.on_time, row.judged),
                "The public’s on time": _share(on_time, row.public_on_time, row.public_judged),
                "Middle days": _days(row.days),
                "The public’s days": _days(row.public_days),
                "More than chance": _DIFFERS.get(row.differs, ""),
            }
            for row in rows
        ],
        columns=[
            *(head, "Open now", "On time", "The public’s on time", "Middle days", "The public’s days"),
            "More than chance",
        ],
        dtype=str,
    )


def open_rows(waiting: OpenCases) -> pd.DataFrame:
    """A row an open case, the oldest first."""
    return pd.DataFrame(
        [
            {
                "Service": case.service,
                "About": case.reason,
                "Ward": case.ward,
                "Received": say_date(case.received),
                "Open for": say_many(case.days_open, "day"),
                "Promised by": say_date(case.due) if case.due else "no date",
                "Urgent": "not recorded" if case.urgent is None else "yes" if case.urgent else "no",
            }
            for case in waiting.cases
        ],
        dtype=str,
    )


def _share(measure: Measure, value: float, base: float) -> str:
    return NOTHING if isnan(value) else f"{say_value(measure, value, base)} of {say_count(base)}"


def _days(value: float) -> str:
    return say_value(find_measure("days_to_close"), value)
