"""Measures of cases that wait: contacts that are still open."""

from datetime import date

from cxdata.measures.model import Measure, Unit

MEASURES = (
    Measure(
        id="cases_open",
        title="Cases open",
        question="How many cases wait?",
        table="contacts",
        condition="days_open is not null",
        numerator="sum(count)",
        unit=Unit.COUNT,
        counted="cases that are not closed on the last day of their file",
        formula="the number of cases without a closing date, of files that record closing",
        why="Each is somebody who waits; how long says more than how many.",
        source="This dashboard's own definition",
        reviewed_on=date(2026, 11, 27),
        next_review=date(2027, 11, 30),
        decimals=0,
        caveats=(
            "As its file stood on its last day: what was closed since is not known.",
            "Of a file that never says when something was closed nothing is counted, and neither is a row that counts "
            "several, nor one whose outcome ends a case.",
        ),
    ),
)
