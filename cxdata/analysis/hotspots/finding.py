"""The first sentence about wards: the cluster, the ward that stands out alone, or that there is neither."""

import numpy as np
import pandas as pd

from cxdata.analysis.hotspots.funnel import FunnelGroup, funnel_of, is_share
from cxdata.analysis.hotspots.neighbourhoods import CLEAR, Neighbourhood
from cxdata.analysis.hotspots.wards import Hotspots
from cxdata.analysis.result import say_list
from cxdata.contract import NOT_RECORDED
from cxdata.measures.model import Better, Measure, Unit
from cxdata.measures.query import Answer
from cxdata.measures.words import say_value

WORDS = 20
# How many wards are named and whether it is said how sure it is: the first way that keeps to twenty words.
_WAYS = ((3, True), (3, False), (2, True), (2, False), (1, False))


def say_where(wards: Answer, whole: Answer, result: Hotspots | None) -> str:
    """What stands out among the wards of an answer by ward, with its figure against the rest.

    `whole` is the same measure unsplit; `result` holds the clusters, None where they may not be shown or cannot be
    looked for. A cluster comes before a ward alone; where nothing can be judged the two ends are named.
    """
    title = short_title(wards.measure)
    if result is not None and result.neighbourhoods:
        ways = [f"{title}: {_say_cluster(wards.measure, result.neighbourhoods[0], *way)}" for way in _WAYS]
        return next((words for words in ways if len(words.split()) <= WORDS), ways[-1])
    looked = result is not None and any(ward.cluster != "not tested" for ward in result.wards)
    if not is_share(wards.measure) and wards.measure.unit is not Unit.PER_1000:
        return f"{title}: {_ends(wards, whole)}{', and none stand out together' if looked else ''}"
    funnel = funnel_of(wards)
    alone = [point for point in funnel.points if point.strength == "clear" and point.level != NOT_RECORDED]
    if not alone:
        none = "no wards stand out, alone or together" if looked else "no single ward stands out"
        return f"{title}: {none}; {say_value(wards.measure, _overall(whole, funnel.centre))} overall"
    point = min(alone, key=lambda group: (_is_good(wards.measure, group), -abs(group.value - funnel.centre)))
    return (
        f"{title}: {point.name} stands out alone, {say_value(wards.measure, point.value, point.denominator)} "
        f"against {say_value(wards.measure, _overall(whole, funnel.centre))} overall"
    )


def short_title(measure: Measure) -> str:
    """A measure's title without what stands in brackets: 'Mean satisfaction score'."""
    return measure.title.partition(" (")[0]


def _say_cluster(measure: Measure, area: Neighbourhood, most: int, with_sure: bool) -> str:
    around = f"{area.named[0]} and the wards around it"
    names = around if len(area.named) == 1 else say_list(area.named, most=most)
    sure = "more than chance" if area.sure == CLEAR else "likely more than chance"
    tail = f", {sure}" if with_sure else ""
    if np.isnan(area.here) or np.isnan(area.rest):
        return f"{'higher' if area.high else 'lower'} in {names} than elsewhere{tail}"
    return f"{say_value(measure, area.here)} in {names}, {say_value(measure, area.rest)} elsewhere{tail}"


def _ends(wards: Answer, whole: Answer) -> str:
    """'from 3.1 days in Abbey to 5.0 days in Castle, 4.2 days overall', the worse end last; on sound bases."""
    frame = wards.frame[wards.frame["value"].notna() & (wards.frame["ward"] != NOT_RECORDED)]
    sound = frame[frame["base_note"] == ""]
    frame = sound if len(sound) > 1 else frame
    ordered = frame.sort_values("value", ascending=wards.measure.better is not Better.HIGHER, kind="stable")
    ends = [
        f"{say_value(wards.measure, row['value'], row['denominator'])} in {ward_or_wards(ordered, row['value'])}"
        for _, row in ordered.iloc[[0, -1]].iterrows()
    ]
    if ends[0] == ends[1]:
        return ends[0]
    overall = _overall(whole, float("nan"))
    tail = "" if wards.measure.is_count or np.isnan(overall) else f", {say_value(wards.measure, overall)} overall"
    return f"from {ends[0]} to {ends[1]}{tail}"


def ward_or_wards(frame: pd.DataFrame, value: float) -> str:
    """The ward of a row with this value; of several how many they are, for none of them is the one."""
    alike = frame.loc[frame["value"] == value, "ward"]
    return str(alike.iloc[0]) if len(alike) == 1 else f"{len(alike)} wards"


def _overall(whole: Answer, otherwise: float) -> float:
    values = whole.frame["value"].dropna()
    return float(values.iloc[0]) if len(values) else otherwise


def _is_good(measure: Measure, point: FunnelGroup) -> bool:
    return point.verdict.startswith("higher") == (measure.better is Better.HIGHER)
