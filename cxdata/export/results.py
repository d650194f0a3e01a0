"""Results of the analysis room as tables: every cell as it is read aloud."""

import math
from collections.abc import Sequence

import pandas as pd

from cxdata.analysis.change.before_after import BeforeAfter
from cxdata.analysis.change.charts import Control, Point
from cxdata.analysis.change.summary import change_of
from cxdata.analysis.hotspots.funnel import FunnelResult
from cxdata.analysis.hotspots.wards import Hotspots
from cxdata.analysis.like_for_like.finding import parts_of, say_points
from cxdata.analysis.like_for_like.split import LikeForLike
from cxdata.analysis.outlook.forecast import Forecast
from cxdata.analysis.outlook.standing import Standing
from cxdata.analysis.result import capitalise, chance_in_100
from cxdata.analysis.satisfaction.definitions import FORMULAS, Published
from cxdata.analysis.ward import Beside
from cxdata.measures import find_dimension
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer
from cxdata.measures.words import NOTHING, say_count, say_difference, say_range, say_speed, say_value, short_value
from cxdata.periods import say_month
from cxdata.stats.basics.proportions import TOO_FEW
from cxdata.stats.survey.satisfaction import DEFINITIONS

_FOLLOWS = {"both": "both (too close to tell)", "neither": "neither"}


def control_rows(control: Control) -> pd.DataFrame:
    """One row a month or quarter: the figure, what it rests on, the usual range, and why a point stands out."""
    measure = control.measure
    rows = []
    for point in control.points:
        row = {capitalise(control.step): point.name, measure.title: _say_figure(control, point, point.value)}
        if not measure.is_count:
            row["Of"] = say_count(point.denominator)
        row["Usual range"] = (
            NOTHING
            if math.isnan(point.lower)
            else f"{_say_figure(control, point, point.lower)} to {_say_figure(control, point, point.upper)}"
        )
        row["Stands out"] = point.marked or ("no" if not math.isnan(point.lower) else "not judged")
        rows.append(row)
    return pd.DataFrame(rows, dtype=str)


def _say_figure(control: Control, point: Point, value: float) -> str:
    if math.isnan(value):
        return "too few, or no data"
    return say_value(control.measure, max(value, 0.0), point.denominator)


def say_signed(measure: Measure, difference: float) -> str:
    """A difference with its sign: '+0.7 percentage points'."""
    size = say_difference(measure, abs(difference))
    if size == say_difference(measure, 0.0):
        return size
    return f"{'+' if difference > 0 else '−'}{size}"


def sign_rows(controls: Sequence[Control]) -> pd.DataFrame:
    """The table of signs: one row a measure with its latest figure, both verdicts in words, and the sentence."""
    return pd.DataFrame(
        [
            {
                "Measure": control.measure.title,
                "Latest": _say_latest(control),
                "Real change?": change_of(control).value,
                "Meets its target?": control.assurance.word,
                "What it says": control.sentence,
            }
            for control in controls
        ],
        dtype=str,
    )


def _say_latest(control: Control) -> str:
    point = control.latest
    return f"{_say_figure(control, point, point.value)} in {point.name}" if point else NOTHING


def event_rows(results: Sequence[BeforeAfter]) -> pd.DataFrame:
    """Before and after an event: one row a measure, with the part of the change that is like for like."""
    return pd.DataFrame(
        [
            {
                "Measure": result.measure.title,
                "Year before": f"{say_value(result.measure, result.before)} ({result.before_period})",
                "Since": f"{say_value(result.measure, result.after)} ({result.after_period})",
                "Change": say_signed(result.measure, result.after - result.before),
                "Like for like": say_signed(result.measure, result.split.within) if result.split else NOTHING,
            }
            for result in results
        ],
        dtype=str,
    )


def like_for_like_rows(result: LikeForLike) -> pd.DataFrame:
    """One row a group: its share of all and its figure in both periods, and its part in the change, twice."""
    measure = result.measure
    rows = [
        {
            find_dimension(result.by).title: part.name,
            "Share of all before": f"{part.share_before:.1%}",
            "Share of all after": f"{part.share_after:.1%}",
            f"{measure.title} before": say_value(measure, part.value_before, part.answers),
            f"{measure.title} after": say_value(measure, part.value_after, part.answers),
            "By growing or shrinking": say_signed(measure, part.mix),
            "By change within": say_signed(measure, part.within),
            "Note": part.note,
        }
        for part in result.parts
    ]
    frame = pd.DataFrame(rows, dtype=str)
    return frame if frame["Note"].astype(bool).any() else frame.drop(columns="Note")


def fact_rows(results: Sequence[LikeForLike]) -> pd.DataFrame:
    """The same change split by several facts: one row a fact with what is real and what is who is counted."""
    rows = [(result, parts_of(result)) for result in results]
    return pd.DataFrame(
        [
            {
                "Split by": find_dimension(result.by).title,
                "Headline change": say_points(result.measure, parts.headline),
                "Like for like": say_points(result.measure, parts.real),
                "Who is counted": say_points(result.measure, parts.counted),
                "More than chance?": {None: NOTHING, True: "yes", False: "may be chance"}[parts.sure],
            }
            for result, parts in rows
        ],
        dtype=str,
    )


def forecast_rows(result: Forecast) -> pd.DataFrame:
    """One row a month to come: the middle and both bands."""
    measure = result.measure
    return pd.DataFrame(
        [
            {
                "Month": month.month,
                "Middle": say_value(measure, month.middle),
                "5 in 10 cases": say_range(measure, month.lower_50, month.upper_50),
                "8 in 10 cases": say_range(measure, month.lower_80, month.upper_80),
            }
            for month in result.months
        ],
        dtype=str,
    )


def standing_rows(standings: Sequence[Standing]) -> pd.DataFrame:
    """One row a target: where the figure is, the chance of the target, and the pace needed beside the best so far."""
    return pd.DataFrame([_standing_row(standing) for standing in standings], dtype=str)


def _standing_row(standing: Standing) -> dict[str, str]:
    result, first = standing.forecast, standing.forecast.judged[0]
    pace = first.pace
    return {
        "Measure": result.measure.title,
        "Services": ", ".join(standing.services) or "all",
        "Now": f"{say_value(result.measure, result.latest)} in {result.latest_month}",
        "Target": f"{short_value(result.measure, first.goal.value)} {'or more' if first.goal.at_least else 'or less'}",
        "Chance": NOTHING if math.isnan(first.chance) else f"{chance_in_100(first.chance)} by {result.until}",
        "Needed a month": say_speed(result.measure, pace.needed) if pace else NOTHING,
        "Best ever a month": say_speed(result.measure, pace.best_year) if pace else NOTHING,
    }


def record_rows(result: Forecast) -> pd.DataFrame:
    """How forecasts made in this way have fared on this series, one row for each number of months ahead."""
    return pd.DataFrame(
        [
            {
                "Months ahead": str(record.horizon),
                "Forecasts checked": say_count(record.forecasts),
                "Held within the 8-in-10 band": f"{record.held} ({record.coverage:.0%})",
                "Middle out by, on average": say_difference(result.measure, record.mean_error),
                "“No change” out by": say_difference(result.measure, record.no_change_error),
            }
            for record in result.record
            if record.forecasts
        ],
        dtype=str,
    )


def funnel_rows(result: FunnelResult) -> pd.DataFrame:
    """One row a group, those that stand out first: figure, base, and the word."""
    order = {"clear": 0, "possible": 1}
    points = sorted(result.points, key=lambda point: (order.get(point.strength, 2), -_number(point.value)))
    rows = [
        {
            find_dimension(result.by).title: point.name,
            result.measure.title: say_value(result.measure, point.value, point.denominator),
            f"Of ({result.measure.base})": say_count(point.denominator),
            "95 in 100 lie between": say_range(result.measure, point.lower_95, point.upper_95, point.denominator),
            "What it says": point.verdict + (f" ({point.strength})" if point.strength else ""),
        }
        for point in points
    ]
    return pd.DataFrame(rows, dtype=str)


def ward_rows(result: Hotspots) -> pd.DataFrame:
    """One row a ward, the highest smoothed figure first: smoothed, as counted, and what the tests say of it."""
    wards = sorted(result.wards, key=lambda ward: -_number(ward.smoothed))
    return pd.DataFrame(
        [
            {
                "Ward": ward.name,
                "Smoothed": say_value(result.measure, ward.smoothed),
                "As counted": say_value(result.measure, ward.value),
                "95% range": say_range(result.measure, ward.lower, ward.upper),
                "Alone": ward.verdict + (f" ({ward.strength})" if ward.strength else ""),
                "With its neighbours": _cluster(ward.cluster, high=ward.high),
            }
            for ward in wards
        ],
        dtype=str,
    )


def beside_rows(measures: Sequence[Beside], ward: str) -> pd.DataFrame:
    """One row a measure: the ward, what it rests on, the council, and whether the ward differs."""
    return pd.DataFrame(
        [
            {
                "Figure": one.measure.title,
                ward: say_value(one.measure, one.value, one.base),
                "Likely range": say_range(one.measure, one.lower, one.upper, one.base),
                "Of": f"{say_count(one.base)} {one.measure.base}".strip(),
                "Council": say_value(one.measure, one.council),
                "Stands": one.note or (one.verdict.value if one.verdict else "not judged"),
            }
            for one in measures
        ],
        dtype=str,
    )


def _cluster(word: str, *, high: bool) -> str:
    if word in ("", "not tested"):
        return word or "no cluster"
    return f"{'high' if high else 'low'} together ({word})"


def _number(value: float) -> float:
    return -math.inf if math.isnan(value) else value


def published_rows(series: Published) -> pd.DataFrame:
    """One row a month: the figure as published, by either formula, and which it follows."""
    return pd.DataFrame(
        [
            {
                "Month": say_month(month.month),
                "As published": f"{month.published:g}",
                "Mean score, 0 to 100": f"{month.mean_score:.1f}",
                "Share satisfied": f"{month.share_satisfied:.1f}%",
                "Answers": say_count(month.answers),
                "Follows": _FOLLOWS.get(month.follows) or FORMULAS[month.follows],
            }
            for month in series.months
        ],
        dtype=str,
    )


def five_definitions(levels: Answer) -> pd.DataFrame:
    """The same answers by each of the five meanings of satisfaction; no rows where there are too few answers.

    `levels` is the count of answers by score. The five are named one beside the other, never drawn on one axis.
    """
    counted = {str(row["score"]): float(row["numerator"]) for row in levels.frame.to_dict("records")}
    counts = [counted.get(str(score), 0.0) for score in range(1, 6)]
    if any(math.isnan(count) for count in counts) or sum(counts) < TOO_FEW:
        return pd.DataFrame()
    rows = []
    for definition in DEFINITIONS.values():
        score = definition.score(counts)
        unit = "%" if definition.unit == "%" else f" {definition.unit}"
        has_range = not math.isnan(score.lower)
        rows.append(
            {
                "Name": definition.title,
                "Figure": f"{score.value:.1f}{unit}",
                "95% range": f"{score.lower:.1f} to {score.upper:.1f}" if has_range else NOTHING,
                "How it is worked out": definition.formula,
                "Possible values": f"{definition.minimum:g} to {definition.maximum:g}".replace("-", "−"),
            }
        )
    return pd.DataFrame(rows, dtype=str)
