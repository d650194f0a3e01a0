"""Both sides of the channels as exhibits: take-up in two definitions, complexity service by service, forms by step."""

from collections.abc import Sequence
from math import isnan

import pandas as pd

from cxdata.analysis.channels.complexity import Complexity
from cxdata.analysis.channels.take_up import TakeUp, say_take_up
from cxdata.charts.drawing.model import Chart
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.measures.query import Answer
from cxdata.measures.words import NOTHING, say_count

TWO_WAYS = (
    "The council’s own: contacts by web or app ÷ contacts whose channel is known.",
    "As GOV.UK defines it: finished online, or by staff in the online form for somebody ÷ finished in every channel. "
    "Automated phone is not digital; visits to pages are no transactions.",
)
ABOUT_COMPLEXITY = (
    "The odds of being dealt with by staff, for a complex contact against a routine one of the same service: one odds "
    "ratio common to all services (Mantel and Haenszel 1959). Supported from odds a quarter higher, beyond chance.",
    "What this cannot tell you: who would have gone online if the service had let them.",
)


def exhibit_of_take_up(own: Answer, nation: Answer, rows: Sequence[TakeUp], chart: Chart | None) -> Exhibit:
    """Each service's share online in two definitions, beside its band."""
    table, finding = take_up_rows(rows), say_take_up(rows)
    warnings = tuple(dict.fromkeys((*own.warnings, *nation.warnings)))
    return Exhibit(
        key="take-up",
        finding=finding,
        chart=chart,
        scope=own.sentence,
        source="; ".join(dict.fromkeys((*own.sources, *nation.sources))) or "no file",
        rows=table,
        download=words_to_save("take-up", table, finding, own.sentence, warnings=warnings, rules=own.rules),
        about=TWO_WAYS,
        warnings=warnings,
        notes=tuple(dict.fromkeys((*own.notes, *nation.notes))),
    )


def exhibit_of_complexity(result: Complexity, chart: Chart | None) -> Exhibit:
    """Whether complex matters need people."""
    table = complexity_rows(result)
    return Exhibit(
        key="complexity",
        finding=result.sentence,
        chart=chart,
        scope=result.scope,
        source="; ".join(result.sources) or "no file",
        rows=table,
        download=words_to_save("complexity", table, result.sentence, result.scope, warnings=result.warnings),
        about=ABOUT_COMPLEXITY,
        warnings=result.warnings,
        notes=say_odds(result),
    )


def say_odds(result: Complexity) -> tuple[str, ...]:
    """The odds in words: within services, and taken together, where the two point apart."""
    odds = result.odds
    if isnan(odds.lower):
        return ()
    of = f"{odds.lower:.2f} to {odds.upper:.2f}, {odds.strata} services"
    apart = "The two point apart: it is the services that differ." if odds.turned else ""
    within = f"Within a service the odds are {odds.ratio:.2f} times as high ({of})"
    return tuple(filter(None, (f"{within}; all services taken together {odds.crude:.2f} times.", apart)))


def take_up_rows(rows: Sequence[TakeUp]) -> pd.DataFrame:
    """One row a service: its share online, the nation's take-up, the target band, and where it stands."""
    return pd.DataFrame(
        [
            {
                "Service": row.service,
                "Key service": "yes" if row.key else "no",
                "Online": _share(row.own),
                "As GOV.UK defines it": _share(row.nation),
                "Target": _band(row),
                "Where it stands": row.standing,
            }
            for row in rows
        ],
        dtype=str,
    )


def complexity_rows(result: Complexity) -> pd.DataFrame:
    """One row a service: complex and routine contacts, and the share of each that staff dealt with."""
    return pd.DataFrame(
        [
            {
                "Service": one.service,
                "Complex contacts": say_count(one.complex_staff + one.complex_online),
                "Of them with staff": _share(one.complex_share),
                "Routine contacts": say_count(one.routine_staff + one.routine_online),
                "Of these with staff": _share(one.routine_share),
            }
            for one in result.services
        ],
        dtype=str,
    )


def step_rows(visits: Answer, pages: Answer, forms: Answer) -> pd.DataFrame:
    """From pages seen to forms finished: how many at each step, and how many were lost since the one before."""
    seen, visited = _count(pages, "numerator"), _count(visits, "numerator")
    begun, finished = _count(forms, "denominator"), _count(forms, "numerator")
    lost = "" if isnan(begun) or isnan(finished) or not begun else f"{1 - finished / begun:.0%} were given up"
    steps = (
        ("Pages viewed", seen, ""),
        ("Visits to the website", visited, "looking, not asking: no transaction"),
        ("Online forms begun", begun, ""),
        ("Online forms finished", finished, lost),
    )
    return pd.DataFrame(
        [{"Step": name, "How many": say_count(count), "Note": note or NOTHING} for name, count, note in steps],
        dtype=str,
    )


def _count(answer: Answer, column: str) -> float:
    return float(answer.frame[column].iloc[0]) if len(answer.frame) and not answer.empty else float("nan")


def _share(value: float) -> str:
    return NOTHING if isnan(value) else f"{value:.0%}"


def _band(row: TakeUp) -> str:
    if isnan(row.low):
        return NOTHING
    return f"{row.low:.0%}" if isnan(row.high) else f"{row.low:.0%} to {row.high:.0%}"
