"""Providers on the same measures, each against the rest: never against a total that contains it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan

from cxdata.analysis.came_back.matters import CAME_BACK
from cxdata.analysis.groups import Judged, Verdict, judge_groups
from cxdata.analysis.providers.silence import Source, State
from cxdata.contract import NOT_RECORDED
from cxdata.measures import MEASURES
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer
from cxdata.scope import Scope

COMPARED = ("satisfied", "on_time", "closed_over_limit", "complaints_per_1000_contacts", "complaints_upheld")
"""Satisfaction, on time, waits and complaints; coming back is asked apart. Shares are judged against the rest, the rate
of complaints stands with its range.
"""
BY = "provider"
NOTHING_LOADED = "nothing is loaded"
UNNAMED = Source(NOT_RECORDED, "", (), "", False, None, None, State.SENDS, "names no provider", ())
"""What is loaded and names no provider, as a row of its own."""
Ask = Callable[[str, tuple[str, ...], Scope], Answer]


@dataclass(frozen=True)
class Score:
    """One provider's figure of one measure as the answer has it (nan where there is none), how it stands against the
    rest (None: not judged), and why there is no figure ("" where there is one).
    """

    measure: Measure
    numerator: float
    denominator: float
    value: float
    lower: float
    upper: float
    verdict: Verdict | None
    why_not: str


@dataclass(frozen=True)
class Scored:
    """A provider with its figures, in the order of the measures."""

    source: Source
    scores: tuple[Score, ...]


def shown_measures() -> dict[str, Measure]:
    """The measures that providers are held side by side on, by id."""
    return {name: MEASURES[name] for name in COMPARED} | {CAME_BACK.id: CAME_BACK}


def score_all(sources: Sequence[Source], answers: Sequence[Answer]) -> tuple[Scored, ...]:
    """Every provider with its figure in each answer by provider, those who send nothing first.

    What names no provider stands last, where there is any.
    """
    judged = [judge_groups(answer) for answer in answers]
    if any(NOT_RECORDED in set(answer.frame[BY].astype(str)) for answer in answers if not answer.empty):
        sources = (*sources, UNNAMED)
    return tuple(
        Scored(source, tuple(_score(source, answer, of) for answer, of in zip(answers, judged, strict=True)))
        for source in sources
    )


def _score(source: Source, answer: Answer, judged: Mapping[str, Judged]) -> Score:
    rows = answer.frame[answer.frame[BY].astype(str).str.casefold() == source.name.casefold()]
    if rows.empty:
        silence = "" if source is UNNAMED else source.silence_on(answer.measure.table)
        why = (answer.missing and NOTHING_LOADED) or silence or "no data in this selection"
        return Score(answer.measure, nan, nan, nan, nan, nan, None, why)
    row = rows.iloc[0]
    level = str(row[BY])
    counted, base, value, lower, upper = (
        float(row[name]) for name in ("numerator", "denominator", "value", "lower", "upper")
    )
    why = str(row["base_note"]) or "no data" if isnan(value) else ""
    verdict = judged[level].verdict if level in judged and level != NOT_RECORDED else None
    return Score(answer.measure, counted, base, value, lower, upper, verdict, why)
