"""The Code's annual report on the complaints page: a table to read and to take away."""

import pandas as pd

from cxdata.analysis.complaints.report import code_report
from cxdata.export.download import words_to_save
from cxdata.export.promises.complaints import report_rows
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts.exhibits.take import table
from cxdata.ui.parts.results import say, warn

TITLE = "Annual complaints performance and service improvement report, by the headings of the Complaint Handling Code."


def annual_report(view: View) -> None:
    """Every heading of the Code's report (8.1) with what the register says for it, over the period chosen."""
    counted = cache.answer("complaints", (), view.scope)
    rows: pd.DataFrame = report_rows(code_report(cache.answer, view.scope))
    say(f"{counted.sentence}. Figures are those of the period in which each case or stage was received.")
    warn(counted.warnings)
    name = "complaints-annual-report"
    download = words_to_save(name, rows, TITLE, f"{counted.sentence}.", warnings=counted.warnings)
    table(rows, download, key=name, alt=f"{TITLE} {counted.sentence}.")
