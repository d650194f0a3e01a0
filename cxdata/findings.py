"""Answers in, sentences out: what a member can read aloud, how sure it is, and what to ask next.

A sentence never says more than its figures carry: a group is called higher or lower only where it differs from the
rest by more than chance, and a cause is never named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import pandas as pd

from cxdata.measures.model import Better, Dimension, Interval, Measure
from cxdata.measures.query import Answer
from cxdata.measures.words import say_change, say_level, say_range, say_value
from cxdata.stats.comparisons import against_rest
from cxdata.stats.proportions import TOO_FEW, newcombe


class Strength(Enum):
    """How sure a finding is."""

    CLEAR = "clear"
    POSSIBLE = "possible"
    TOO_FEW = "too few to say"


@dataclass(frozen=True)
class Finding:
    """A sentence with its evidence, how sure it is, and a question a member could put.

    `weight` orders findings: the number of people or contacts it is about. `page` names where its evidence stands.
    """

    sentence: str
    strength: Strength
    question: str = ""
    evidence: tuple[Answer, ...] = ()
    page: str = ""
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    weight: float = 0.0


def of_groups(answer: Answer) -> str:
    """The title of a card that splits a measure by one dimension."""
    dimension, measure = answer.by[0], answer.measure
    shown = answer.frame.dropna(subset=["value"])
    if shown.empty:
        return nothing_to_show(answer)
    if len(shown) == 1:
        only = shown.iloc[0]
        return f"{_name(dimension, only)}: {_lower(measure.title)} {say_value(measure, only['value'])}"
    ordered = shown.sort_values("value", kind="stable")
    low, high = ordered.iloc[0], ordered.iloc[-1]
    if low["value"] == high["value"]:
        return f"{measure.title} is {say_value(measure, low['value'])} for every {dimension.title.lower()} shown"
    first, second = (high, low) if measure.better is not Better.HIGHER else (low, high)
    words = ("highest", "lowest") if first is high else ("lowest", "highest")
    overlap = _overlap(low, high)
    tail = "; the ranges overlap, so the order may be chance" if overlap else ""
    return (
        f"{measure.title} is {words[0]} for {_name(dimension, first)} at {say_value(measure, first['value'])} and "
        f"{words[1]} for {_name(dimension, second)} at {say_value(measure, second['value'])}{tail}"
    )


def of_series(answer: Answer) -> str:
    """The title of a card that follows one measure over time: where it began, where it is."""
    dimension, measure = answer.by[0], answer.measure
    shown = answer.frame.dropna(subset=["value"])
    if shown.empty:
        return nothing_to_show(answer)
    first, last = shown.iloc[0], shown.iloc[-1]
    if len(shown) == 1:
        return f"{measure.title} was {say_value(measure, last['value'])} in {_name(dimension, last)}"
    return (
        f"{measure.title} was {say_value(measure, first['value'])} in {_name(dimension, first)} and "
        f"{say_value(measure, last['value'])} in {_name(dimension, last)}"
    )


def of_shares(answer: Answer) -> str:
    """The title of a card that shows how a total is made up, now or over time: the largest part in the last span."""
    part = answer.by[-1]
    shown = answer.frame.dropna(subset=["value"])
    if shown.empty:
        return nothing_to_show(answer)
    if len(answer.by) == 1:
        top = shown.loc[shown["value"].idxmax()]
        return f"{_name(part, top)} is the largest part: {say_value(answer.measure, top['value'])}"
    span = answer.by[0]
    first, last = shown[span.id].iloc[0], shown[span.id].iloc[-1]
    latest = shown[shown[span.id] == last]
    top = latest.loc[latest["value"].idxmax()]
    earlier = shown[(shown[span.id] == first) & (shown[part.id] == top[part.id])]
    since = (
        f", from {say_value(answer.measure, earlier['value'].iloc[0])} in {say_level(span, first)}"
        if len(earlier)
        else ""
    )
    now = say_value(answer.measure, top["value"])
    return f"{_name(part, top)} was the largest part in {say_level(span, last)}: {now}{since if first != last else ''}"


def of_peak(answer: Answer) -> str:
    """The title of a weekday-and-hour card: the busiest hour of the week."""
    shown = answer.frame.dropna(subset=["value"])
    if shown.empty:
        return nothing_to_show(answer)
    top = shown.loc[shown["value"].idxmax()]
    names = [say_level(dimension, str(top[dimension.id])) for dimension in answer.by]
    return f"{answer.measure.title} peak on {names[0]}s in the hour from {names[1]}"


def of_one_beside(shown: Answer, whole: Answer, group: str) -> str:
    """The title of a card that holds one group against the whole it is part of."""
    measure, dimension = shown.measure, shown.by[0]
    mine = shown.frame[shown.frame[dimension.id] == group]
    if mine.empty or np.isnan(mine["value"].iloc[0]):
        note = mine["base_note"].iloc[0] if len(mine) else "no data"
        return f"{measure.title}: {note} for {group}"
    here, there = mine.iloc[0], whole.frame.iloc[0]
    tail = " (the ranges overlap)" if _overlap(here, there) else ""
    return (
        f"{measure.title}: {say_value(measure, here['value'])} in {group}, "
        f"{say_value(measure, there['value'])} in the whole council{tail}"
    )


def nothing_to_show(answer: Answer) -> str:
    """Why a card is empty, in words."""
    if answer.notes and answer.frame.empty:
        return answer.notes[0]
    if answer.frame.empty or answer.frame["numerator"].isna().all():
        return f"{answer.measure.title}: no data in this selection"
    return f"{answer.measure.title}: too few to say in this selection (fewer than {TOO_FEW})"


def headline(now: Answer) -> str:
    """One figure in words with its range and base: '92.3% (90.1% to 94.0%) of 1,204 people who answered'."""
    row = now.frame.iloc[0]
    value = say_value(now.measure, row["value"])
    if np.isnan(row["value"]):
        return f"{row['base_note'] or 'no data'}"
    between = say_range(now.measure, row["lower"], row["upper"])
    between = f" (95% range {between})" if between != "–" else ""
    base = f" of {row['denominator']:,.0f} {now.measure.base}" if now.measure.base else ""
    note = f", {row['base_note']}" if row["base_note"] else ""
    return f"{value}{between}{base}{note}"


def of_change(now: Answer, then: Answer) -> tuple[str, Strength]:
    """How one figure changed and whether the change is more than chance: clear, possible or too few to say."""
    here, there = now.frame.iloc[0], then.frame.iloc[0]
    words = say_change(now.measure, float(here["value"]), float(there["value"]))
    if np.isnan(here["value"]) or np.isnan(there["value"]):
        return "no comparison: too few, or no data then", Strength.TOO_FEW
    return words, _strength_of_change(now.measure, here, there)


def groups_worse(answer: Answer, page: str) -> list[Finding]:
    """The groups that do worse than the rest by more than chance, the most people first."""
    measure, dimension = answer.measure, answer.by[0]
    sound = answer.frame[(answer.frame["denominator"] >= TOO_FEW) & answer.frame["value"].notna()]
    if measure.better is Better.NEITHER or measure.interval is not Interval.WILSON or len(sound) < 2:
        return []
    bad = "higher than the rest" if measure.better is Better.LOWER else "lower than the rest"
    results = against_rest(list(sound[dimension.id].astype(str)), sound["numerator"], sound["denominator"])
    found = []
    for result in (result for result in results if result.verdict == bad):
        name = say_level(dimension, result.group)
        people = abs(result.gap) * result.n
        found.append(
            Finding(
                sentence=(
                    f"{measure.title}: {name} {say_value(measure, result.share)} against "
                    f"{say_value(measure, result.rest_share)} for the rest, about {people:,.0f} more or fewer than "
                    f"expected of its {result.n:,.0f} {measure.base}"
                ),
                strength=Strength.CLEAR,
                question=f"What is different for {name}, and what has been tried?",
                evidence=(answer,),
                page=page,
                choices=((dimension.id, (result.group,)),),
                weight=people,
            )
        )
    return sorted(found, key=lambda finding: -finding.weight)


def change_finding(now: Answer, then: Answer, when: str, page: str) -> Finding | None:
    """A change for the worse since an earlier period, when it is more than chance; None otherwise."""
    words, strength = of_change(now, then)
    measure = now.measure
    here, there = now.frame.iloc[0], then.frame.iloc[0]
    if strength is not Strength.CLEAR or measure.better is Better.NEITHER:
        return None
    worse = here["value"] < there["value"] if measure.better is Better.HIGHER else here["value"] > there["value"]
    if not worse:
        return None
    base = 0.0 if np.isnan(here["denominator"]) else float(here["denominator"])
    return Finding(
        sentence=f"{measure.title} is {words} on {when}: {say_value(measure, there['value'])} then, "
        f"{say_value(measure, here['value'])} now",
        strength=strength,
        question=f"What changed since {when}, and when will it be put right?",
        evidence=(now, then),
        page=page,
        weight=abs(float(here["value"] - there["value"])) * base,
    )


def most_deserving(findings: Sequence[Finding], count: int = 3) -> list[Finding]:
    """The findings about most people, no two from the same measure and dimension while others remain."""
    ranked = sorted(findings, key=lambda finding: -finding.weight)
    seen: set[tuple[str, str]] = set()
    first, later = [], []
    for finding in ranked:
        answer = finding.evidence[0]
        kind = (answer.measure.id, answer.by[0].id if answer.by else "")
        (later if kind in seen else first).append(finding)
        seen.add(kind)
    return (first + later)[:count]


def _strength_of_change(measure: Measure, here: pd.Series, there: pd.Series) -> Strength:
    if measure.interval is Interval.WILSON:
        if min(here["denominator"], there["denominator"]) < TOO_FEW:
            return Strength.TOO_FEW
        if here["numerator"] > here["denominator"] or there["numerator"] > there["denominator"]:
            return Strength.POSSIBLE
        change = newcombe(here["numerator"], here["denominator"], there["numerator"], there["denominator"])
        return Strength.CLEAR if change.lower > 0 or change.upper < 0 else Strength.POSSIBLE
    if np.isnan(here["lower"]) or np.isnan(there["lower"]):
        return Strength.POSSIBLE
    return Strength.POSSIBLE if _overlap(here, there) else Strength.CLEAR


def _overlap(one: pd.Series, other: pd.Series) -> bool:
    if any(np.isnan(row[limit]) for row in (one, other) for limit in ("lower", "upper")):
        return False
    return bool(one["lower"] <= other["upper"] and other["lower"] <= one["upper"])


def _name(dimension: Dimension, row: pd.Series) -> str:
    return say_level(dimension, str(row[dimension.id]))


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
