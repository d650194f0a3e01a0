"""A week of calls, visits or forms as an exhibit and as tables."""

from collections.abc import Sequence
from math import isnan

import pandas as pd

from cxdata.analysis.phones.week.dated import Different
from cxdata.analysis.phones.week.open_hours import DAY
from cxdata.analysis.phones.week.peaks import Week
from cxdata.analysis.phones.week.words import say_mean, say_rest, say_step, say_week
from cxdata.charts.drawing.model import Chart
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.measures.words import NOTHING, say_count
from cxdata.stats.disclosure.rules import HIDDEN
from cxdata.stats.peaks import LEAST_WEEKS, OFTEN, WORTH_SAYING

HOW = (
    "Mean: what came on all open days of that weekday, over how many there were; bank holidays are left out. A day "
    "counts as open when anything of its kind came.",
    "Peak: in each week the half-hours are put in order, and one that stands high week after week is a peak (Friedman "
    "1937; allowing for how many half-hours are looked at, Benjamini and Hochberg 1995). So a season that lifts whole "
    "weeks, or one big day, makes none. A peak has a quarter more than the mean of its week "
    f"({WORTH_SAYING:g} times) in the middle week, and more than the mean in {OFTEN:.0%} of weeks; it takes "
    f"{LEAST_WEEKS} weeks.",
    "The half-hours of the night when the clocks change are left out.",
    "What this cannot tell you: who rang when nobody answered the line, or met an engaged tone, is in no count.",
)


def exhibit_of_week(week: Week, chart: Chart | None, *, key: str) -> Exhibit:
    """The week with its drawing; without cells the finding says what is missing."""
    finding, rows = say_week(week), week_rows(week)
    return Exhibit(
        key=key,
        finding=finding,
        chart=chart,
        scope=week.scope,
        source="; ".join(week.sources) or "no file",
        rows=rows,
        download=words_to_save(f"week-{week.noun}", rows, finding, week.scope, warnings=week.warnings, rules=week.rules),
        about=(*say_rest(week), *HOW),
        warnings=week.warnings,
        notes=week.notes,
    )


def week_rows(week: Week) -> pd.DataFrame:
    """One row a step of the week: what comes on an open day, over how many days, and whether it is a peak."""
    step = "" if week.minutes == DAY else "Time"
    rows = [
        {
            "Weekday": cell.weekday,
            **({step: f"{cell.starts} to {cell.ends}"} if step else {}),
            f"{week.noun.capitalize()} a {say_step(week)}": HIDDEN if isnan(cell.mean) else say_mean(cell.mean),
            "Open days": say_count(cell.days),
            "Of the mean": NOTHING if isnan(cell.ratio) else f"{cell.ratio:.2f}",
            **({} if week.rules else {"Weeks above the mean": f"{cell.above} of {cell.weeks}"}),
            "Week after week": cell.kind or NOTHING,
        }
        for cell in week.cells
    ]
    return pd.DataFrame(rows, dtype=str)


def different_rows(days: Sequence[Different]) -> pd.DataFrame:
    """One row a kind of day, month or event: what came, beside the usual day of the same weekdays."""
    return pd.DataFrame(
        [
            {
                "Days": one.what if one.day is None else f"{one.what}, from {one.day.day} {one.day:%B %Y}",
                "Beside the usual day": f"{one.ratio:.0%}",
                "Range": f"{one.lower:.0%} to {one.upper:.0%}",
                "How many": say_count(one.days),
                "More than chance": "yes" if one.differs else "no",
            }
            for one in days
        ],
        dtype=str,
    )
