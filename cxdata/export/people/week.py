"""A week of calls, visits or forms as an exhibit and as tables."""

from collections.abc import Sequence
from math import isinf, isnan

import pandas as pd

from cxdata.analysis.phones.week.dated import Different
from cxdata.analysis.phones.week.open_hours import DAY
from cxdata.analysis.phones.week.peaks import Week
from cxdata.analysis.phones.week.staffing import Staffing
from cxdata.analysis.phones.week.staffing_words import say_fit
from cxdata.analysis.phones.week.words import say_a_step, say_mean, say_rest, say_week
from cxdata.charts.drawing.model import Chart
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.measures.words import NOTHING, say_count, say_seconds
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
        download=words_to_save(f"week-{week.noun}", rows, finding, week.scope, warnings=week.warnings),
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
            f"{week.noun.capitalize()} in {say_a_step(week)}": say_mean(cell.mean),
            "Open days": say_count(cell.days),
            "Of the mean": NOTHING if isnan(cell.ratio) else f"{cell.ratio:.2f}",
            "Weeks above the mean": f"{cell.above} of {cell.weeks}",
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


HOW_STAFFING = (
    "People needed: by Erlang A (callers give up after a patience of exponential length) where more than 3 in 100 give "
    "up, else by Erlang C (nobody does). Calls of a half-hour are taken to come at one rate, one by one.",
    "Fit: the same formula must give the waits that were seen with the people on duty, within a factor of two, in all "
    "in half of the calls' half-hours, and in the hours advised on. Where it does not, nothing is advised: something "
    "else makes people wait.",
    "More are said to be needed only where they are, too, for the fewest calls that chance leaves likely.",
    "What this cannot tell you: whether people on the rota were at the phones, and what else they do between calls.",
)


def exhibit_of_staffing(result: Staffing, week: Week, chart: Chart | None, finding: str) -> Exhibit:
    """The people on duty laid over the week of calls, with the half-hours of every queue."""
    rows = need_rows(result)
    return Exhibit(
        key="staffing",
        finding=finding,
        chart=chart,
        scope=week.scope,
        source="; ".join(week.sources) or "no file",
        rows=rows,
        download=words_to_save("people-on-duty", rows, finding, week.scope, warnings=week.warnings),
        about=(*map(say_fit, result.fits), *HOW_STAFFING),
        warnings=week.warnings,
        notes=week.notes,
    )


def need_rows(result: Staffing) -> pd.DataFrame:
    """One row a queue and half-hour of the week: calls, people on duty and needed, the wait seen and the model's."""
    return pd.DataFrame(
        [
            {
                "Queue": need.queue,
                "Weekday": need.weekday,
                "Time": f"{need.starts} to {need.ends}",
                "Calls": say_mean(need.calls),
                "On duty": say_mean(need.duty),
                "Needed": f"{need.needed} ({need.fewest} to {need.most})" if need.most > need.fewest else need.needed,
                "Wait seen": NOTHING if isnan(need.wait) else say_seconds(need.wait),
                "Wait by the model": "without end" if isinf(need.expected) else say_seconds(need.expected),
                "Of so many days": need.days,
            }
            for need in result.needs
        ],
        dtype=str,
    )
