"""Taking part as exhibits and tables: the ladder, wards and channels, quarters, and who sends people."""

from collections.abc import Sequence
from math import isnan

import pandas as pd

from cxdata.analysis.taking_part.counts import Group, Quarter, Step
from cxdata.analysis.taking_part.page import NOT_FOLLOWED, TakingPart
from cxdata.analysis.taking_part.rungs import ASKED, LADDER, OPTED_IN, TITLES
from cxdata.analysis.taking_part.sources import Source
from cxdata.charts.drawing.model import Chart
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.measures import find_dimension
from cxdata.measures.words import NOTHING, say_count, say_level
from cxdata.periods import say_month

HOW = (
    "Contacts are counted as on every page, without those that staff raised; the other steps are people in the log "
    "loaded, by the words of its activity.",
    NOT_FOLLOWED,
    "A ward or channel is said to be lower or higher than the rest only beyond chance, with an allowance for how many "
    "are looked at (Benjamini and Hochberg 1995).",
    "What this cannot tell you: whether the same people come again and again.",
)
_RUNGS = {rung.id: rung for rung in LADDER}


def exhibit_of_taking_part(
    result: TakingPart, rows: pd.DataFrame, chart: Chart | None, finding: str, *, key: str
) -> Exhibit:
    """Any part of the page with its drawing and rows."""
    return Exhibit(
        key=f"taking-part-{key}",
        finding=finding,
        chart=chart,
        scope=result.scope,
        source="; ".join(result.sources) or "no file",
        rows=rows,
        download=words_to_save(f"taking-part-{key}", rows, finding, result.scope),
        about=HOW,
    )


def step_rows(steps: Sequence[Step]) -> pd.DataFrame:
    """The ladder, a row a step."""
    return pd.DataFrame(
        [
            {
                "Step": step.title,
                "People": say_count(step.people),
                "For each 100 of the step above": _rate(step.rate),
                "The step above": _RUNGS[step.before].title if step.before else NOTHING,
            }
            for step in steps
        ]
    )


def group_rows(groups: Sequence[Group]) -> pd.DataFrame:
    """Each ward or channel: people on every step, and the two rates by which they are compared."""
    rungs = [rung for rung in LADDER if any(step.rung == rung.id for group in groups for step in group.steps)]
    return pd.DataFrame(
        [
            {
                find_dimension(group.by).title: say_level(group.by, group.level),
                **{rung.title: say_count(group.people(rung.id)) for rung in rungs},
                "Asked, of 100 contacts": _rate(group.rate(ASKED)),
                "beside the rest": group.asked or NOTHING,
                "Opted in, of 100 asked": _rate(group.rate(OPTED_IN)),
                "beside the others": group.opted_in or NOTHING,
            }
            for group in groups
        ]
    )


def quarter_rows(quarters: Sequence[Quarter]) -> pd.DataFrame:
    """Each whole quarter: people on every step, and each step's rate."""
    rungs = [rung for rung in LADDER if any(step.rung == rung.id for one in quarters for step in one.steps)]
    rows = []
    for one in quarters:
        steps = {step.rung: step for step in one.steps}
        row = {"Quarter": one.name}
        for rung in rungs:
            step = steps.get(rung.id)
            rate = f" ({_rate(step.rate)} in 100)" if step and not isnan(step.rate) else ""
            row[rung.title] = f"{say_count(step.people)}{rate}" if step else NOTHING
        rows.append(row)
    return pd.DataFrame(rows)


def source_rows(sources: Sequence[Source]) -> pd.DataFrame:
    """Who signposts and refers: people now and a year before, and the last month with any."""
    return pd.DataFrame(
        [
            {
                "Source": one.name,
                "What": TITLES[one.rung],
                "People": say_count(one.people),
                "A year before": say_count(one.year_before),
                "Last in": say_month(one.last),
                "Fallen silent": "yes" if one.silent else "no",
            }
            for one in sources
        ]
    )


def _rate(rate: float) -> str:
    return NOTHING if isnan(rate) else f"{100 * rate:,.0f}" if rate >= 0.1 else f"{100 * rate:,.1f}"
