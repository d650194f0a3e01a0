"""Complaints as tables: the Code's annual report, and the open ones one by one."""

from collections.abc import Sequence

import pandas as pd

from cxdata.analysis.complaints.report import Line
from cxdata.analysis.complaints.waiting import WaitingList
from cxdata.analysis.result import say_many
from cxdata.measures.words import NOTHING
from cxdata.periods import say_date


def report_rows(lines: Sequence[Line]) -> pd.DataFrame:
    """The Code's annual report on complaints: one row a line, under its heading."""
    return pd.DataFrame(
        [{"Heading": line.heading, "What": line.line, "Figure": line.figure, "Of": line.of} for line in lines],
        dtype=str,
    )


def waiting_rows(waiting: WaitingList) -> pd.DataFrame:
    """The open complaints: one row a case, with the last day for its answer and how far past it is."""
    return pd.DataFrame(
        [
            {
                "Reference": case.reference,
                "Stage": case.stage,
                "Service": case.service,
                "Received": say_date(case.received),
                "Answer due": say_date(case.reply_by) if case.reply_by else "no due date",
                "Past by (calendar days)": say_many(case.days_over, "day") if case.days_over else NOTHING,
            }
            for case in waiting.cases
        ],
        dtype=str,
    )
