"""Who is left behind as exhibits and tables: silent groups, take-up, places, and the list a decision can cite."""

from collections.abc import Sequence
from math import isnan

import pandas as pd

from cxdata.analysis.left_behind.groups import Group
from cxdata.analysis.left_behind.page import LeftBehind
from cxdata.analysis.left_behind.places import PLACES_ARE_NOT_PEOPLE, Place
from cxdata.analysis.left_behind.resources import Resource, say_who
from cxdata.analysis.left_behind.shifts import ALL
from cxdata.analysis.left_behind.silent import Looked
from cxdata.charts.drawing.model import Chart
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.measures import find_dimension
from cxdata.measures.words import NOTHING, say_count
from cxdata.periods import say_month
from cxdata.stats.silence import Fall

HOW = (
    "Gone silent: contacts by any channel, in the months before a service moved online and the same months a year on. "
    "What was to be expected is what the group had before, carried on as all others went. Silent is who fell a fifth "
    "or more below that, beyond chance, and did not come about other services instead. One in twenty of the groups so "
    "named may be there by chance (Benjamini and Hochberg 1995).",
    "Behind: ten points or more under the rest’s share online, at 95 in 100.",
    PLACES_ARE_NOT_PEOPLE,
    "What this cannot tell you: who never got in touch at all, before or after.",
)


def exhibit_of_left_behind(
    result: LeftBehind, rows: pd.DataFrame, chart: Chart | None, finding: str, *, key: str, rules: str = ""
) -> Exhibit:
    """Any part of the page with its drawing and rows; `rules` are those of publishing that were applied."""
    return Exhibit(
        key=key,
        finding=finding,
        chart=chart,
        scope=result.scope,
        source="; ".join(result.sources) or "no file",
        rows=rows,
        download=words_to_save(
            f"left-behind-{key}", rows, finding, result.scope, warnings=result.warnings, rules=rules
        ),
        about=HOW,
        warnings=result.warnings,
    )


def resource_rows(resources: Sequence[Resource]) -> pd.DataFrame:
    """The list for a decision: who or where, what is seen, its figures, on how many, and a first step."""
    return pd.DataFrame(
        [
            {
                "No.": str(number),
                "Who or where": row.who,
                "What is seen": row.kind,
                "Figures": row.seen or NOTHING,
                "How many": NOTHING if isnan(row.many) else f"{say_count(row.many)} {row.noun}",
                "First step": row.step,
            }
            for number, row in enumerate(resources, start=1)
        ],
        columns=["No.", "Who or where", "What is seen", "Figures", "How many", "First step"],
        dtype=str,
    )


def silence_rows(looked: Sequence[Looked]) -> pd.DataFrame:
    """Each group that was looked at: contacts before, after and to be expected, and whether it has gone silent."""
    return pd.DataFrame(
        [
            {
                "Who": say_who(one.by, fall.group),
                "Service": one.service if one.service != ALL else "All services",
                "Moved online": say_month(one.since),
                "Before": say_count(fall.before),
                "After": say_count(fall.after),
                "To be expected": say_count(fall.expected),
                "Of those expected": _share(fall.ratio),
                "Very likely between": NOTHING
                if isnan(fall.lower)
                else f"{_share(fall.lower)} and {_share(fall.upper)}",
                "Gone silent?": _say_silent(one, fall),
            }
            for one in looked
            for fall in one.falls
        ],
        dtype=str,
    )


def _say_silent(looked: Looked, fall: Fall) -> str:
    """'yes', or 'no: other services' of who fell alone and is not silent."""
    if isnan(fall.q):
        return "too few to say"
    if why := looked.instead.get(fall.group):
        return f"no: {why}"
    return "yes" if looked.is_silent(fall) else "no"


def group_rows(groups: Sequence[Group]) -> pd.DataFrame:
    """Each group: its share online beside the rest's, and how satisfied it is online and with staff."""
    return pd.DataFrame(
        [
            {
                find_dimension(group.by).title: group.name,
                "Online": _share(group.share),
                "The rest": _share(group.rest_share),
                "With the same services": _share(group.alike),
                "Counted": f"{say_count(group.counted)} {group.kind}",
                "Satisfied online": _share(group.satisfied_online),
                "Satisfied with staff": _share(group.satisfied_staff),
                "Left behind?": "yes" if group.behind else "too few to say" if isnan(group.share) else "no",
            }
            for group in groups
        ],
        dtype=str,
    )


def place_rows(places: Sequence[Place]) -> pd.DataFrame:
    """Each ward: its exclusion and deprivation, its share online beside the rest's, and contacts not online."""
    return pd.DataFrame(
        [
            {
                "Ward": place.ward,
                "Digital exclusion": _score(place.exclusion),
                "Deprivation": _score(place.deprivation),
                "Online": _share(place.share),
                "The rest": _share(place.rest_share),
                "Contacts not online": say_count(place.with_staff),
                "Fewer online than elsewhere?": "yes" if place.lower_than_rest else "no",
            }
            for place in places
        ],
        dtype=str,
    )


def _share(value: float) -> str:
    return NOTHING if isnan(value) else f"{value:.0%}"


def _score(value: float) -> str:
    return NOTHING if isnan(value) else f"{value:.1f}"
