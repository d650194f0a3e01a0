"""Answers in, sentences out: what a member can read aloud, how sure it is, and what to ask next.

A sentence never says more than its figures carry: a group is called higher or lower only where it differs from the
rest by more than chance, and a cause is never named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np
import pandas as pd

from cxdata.analysis.group_words import say_judged
from cxdata.analysis.groups import Judged, judge_groups
from cxdata.contract import NOT_RECORDED
from cxdata.measures.model import Better, Dimension, Interval, Measure
from cxdata.measures.query import Answer
from cxdata.measures.words import (
    NOTHING,
    calendar_start,
    say_change,
    say_count,
    say_level,
    say_range,
    say_value,
)
from cxdata.periods import add_months
from cxdata.stats.basics.proportions import SMALL, TOO_FEW, base_note, newcombe


class Kind(Enum):
    """What sort of thing a finding is, which says what its evidence looks like."""

    HIDDEN = "a group hidden by the average"
    CHANGE = "a change that is more than ordinary ups and downs"
    SINCE = "a change since an earlier period"
    TARGET = "a target met or missed"
    GROUP = "a group apart from the rest"
    REPEAT = "people who come back"
    SILENT = "a group gone silent"


class Strength(Enum):
    """How sure a finding is; NOT_JUDGED where a measure has no range to judge a change by."""

    CLEAR = "clear"
    POSSIBLE = "possible"
    TOO_FEW = "too few to say"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True)
class Finding:
    """A sentence with its evidence, how sure it is, and a question a member could put.

    `headline` says it in at most 20 words, as a member would; `kind` is what sort of thing it is. `weight` orders
    findings: the number of people or contacts it is about. `counted` is the numerator and denominator
    it rests on, by which the same contacts under two names are known. `page` names where its evidence stands, with
    `choices` and other `options` for its link; `group` is the one of the evidence's groups that it is about. `about`
    has all the facts of the group, by which the same people in two questions are known.
    """

    sentence: str
    strength: Strength
    question: str = ""
    evidence: tuple[Answer, ...] = ()
    page: str = ""
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    group: str = ""
    about: tuple[tuple[str, tuple[str, ...]], ...] = ()
    weight: float = 0.0
    counted: tuple[float, float] | None = None
    kind: Kind = Kind.GROUP
    headline: str = ""


def of_groups(answer: Answer, judged: Mapping[str, Judged] | None = None) -> str:
    """What a split by one dimension says, in at most about twenty words; `judged` where it was judged otherwise.

    Of a share: which groups differ from the rest by more than chance, or that none does. Of a count: which is most, and
    how much of all. Of anything else its worse end, since nothing says whether groups differ by more than chance.
    """
    dimension, measure = answer.by[0], answer.measure
    shown = _nameable(answer)
    if shown.empty:
        return nothing_to_show(answer)
    if len(shown) == 1:
        only = shown.iloc[0]
        if only[dimension.id] == NOT_RECORDED:
            return f"{measure.title}: {_say_value_of(measure, only)}; no {dimension.title.lower()} is recorded"
        return f"{measure.title}: {_say_value_of(measure, only)} for {_name(dimension, only)}"
    if judged := judge_groups(answer) if judged is None else judged:
        return say_judged(answer, judged)
    return _of_extreme(answer, shown)


def _of_extreme(answer: Answer, shown: pd.DataFrame) -> str:
    """The most of a count, with its share of all; of what is not judged the worse end."""
    dimension, measure = answer.by[0], answer.measure
    ordered = shown.sort_values("value", kind="stable", ascending=measure.better is Better.HIGHER)
    first, last = ordered.iloc[0], ordered.iloc[-1]
    value = _say_value_of(measure, first)
    if first["value"] == last["value"]:
        return f"{measure.title}: {value} for every {dimension.title.lower()} shown"
    most = "least" if measure.better is Better.HIGHER else "most"
    who = _names(dimension, shown, first)
    if measure.is_count:
        total = float(answer.frame["value"].sum())
        return f"{measure.title}: {most} for {who}, {value}, which is {first['value'] / total:.0%} of all"
    if measure.share_of == dimension.id:
        return f"{who} is the largest part: {value}"
    tail = "; the order may be chance" if _overlap(first, last) else ""
    return f"{measure.title}: {most} for {who}, {value}{_of_which(answer, shown)}{tail}"


def _names(dimension: Dimension, shown: pd.DataFrame, row: pd.Series) -> str:
    """The group of a row; of several with the same value how many they are, for none of them is the one."""
    alike = int((shown["value"] == row["value"]).sum())
    return _name(dimension, row) if alike == 1 else f"{alike} of {len(shown)} alike"


def _of_which(answer: Answer, shown: pd.DataFrame) -> str:
    """Of which groups a title speaks, where some are left out for their small base."""
    others = answer.frame[answer.frame["value"].notna() & (answer.frame[answer.by[0].id] != NOT_RECORDED)]
    if len(shown) < len(others) and (shown["base_note"] == "").all():
        return f", of groups with {SMALL} or more {answer.measure.base}"
    return ""


def _nameable(answer: Answer) -> pd.DataFrame:
    """The groups that a title may name as the highest or the lowest.

    "Not recorded" is no group, and a small base swings to either end by chance; both stand in only where nothing else
    is left to name.
    """
    shown = answer.frame.dropna(subset=["value"])
    recorded = shown[shown[answer.by[0].id] != NOT_RECORDED]
    shown = recorded if len(recorded) else shown
    sound = shown[shown["base_note"] == ""]
    return sound if len(sound) > 1 else shown


def of_series(answer: Answer) -> str:
    """What follows one measure over time: where it is, and how it changed in a year; else where it began."""
    dimension, measure = answer.by[0], answer.measure
    shown = answer.frame.dropna(subset=["value"])
    if shown.empty:
        return nothing_to_show(answer)
    first, last = shown.iloc[0], shown.iloc[-1]
    now = f"{measure.title}: {_say_value_of(measure, last)} in {_name(dimension, last)}"
    if len(shown) == 1:
        return now
    day = add_months(calendar_start(dimension, str(last[dimension.id])), -12)
    year = [row for _, row in shown.iterrows() if calendar_start(dimension, str(row[dimension.id])) == day]
    if not year:
        return f"{now}; {_say_value_of(measure, first)} in {_name(dimension, first)}"
    words = say_change(measure, float(last["value"]), float(year[0]["value"]), _smaller(last, year[0]))
    sure = words == "no change" or _strength_of_change(measure, last, year[0]) is not Strength.POSSIBLE
    return f"{now}, {words.replace('percentage point', 'point')} in a year{'' if sure else ', may be chance'}"


def of_shares(answer: Answer) -> str:
    """The title of a card that shows how a total is made up, now or over time: the largest part in the last span."""
    part = answer.by[-1]
    shown = answer.frame.dropna(subset=["value"])
    if shown.empty:
        return nothing_to_show(answer)
    if len(answer.by) == 1:
        top = shown.iloc[int(shown["value"].argmax())]
        return f"{_name(part, top)} is the largest part: {_say_value_of(answer.measure, top)}"
    span = answer.by[0]
    first, last = shown[span.id].iloc[0], shown[span.id].iloc[-1]
    latest = shown[shown[span.id] == last]
    top = latest.iloc[int(latest["value"].argmax())]
    earlier = shown[(shown[span.id] == first) & (shown[part.id] == top[part.id])]
    since = (
        f", from {_say_value_of(answer.measure, earlier.iloc[0])} in {say_level(span, first)}" if len(earlier) else ""
    )
    now = _say_value_of(answer.measure, top)
    return f"{_name(part, top)} was the largest part in {say_level(span, last)}: {now}{since if first != last else ''}"


def of_peak(answer: Answer) -> str:
    """The title of a weekday-and-hour card: the busiest hour of the week."""
    shown = answer.frame.dropna(subset=["value"])
    if shown.empty:
        return nothing_to_show(answer)
    for dimension in answer.by:
        shown = shown[shown[dimension.id] != NOT_RECORDED]
        if shown.empty:
            return f"{answer.measure.title}: the {dimension.title.lower()} is not recorded"
    top = shown.iloc[int(shown["value"].argmax())]
    names = [say_level(dimension, str(top[dimension.id])) for dimension in answer.by]
    return f"{answer.measure.title}: most on {names[0]}s in the hour from {names[1]}"


def nothing_to_show(answer: Answer) -> str:
    """Why a card is empty, in words."""
    if answer.missing:
        return answer.missing
    if answer.frame.empty or answer.frame["numerator"].isna().all():
        return f"{answer.measure.title}: no data in this selection"
    reasons = dict.fromkeys(note for note in answer.frame["base_note"] if note)
    if set(reasons) == {base_note(0)}:
        return f"{answer.measure.title}: too few to say in this selection (fewer than {TOO_FEW})"
    return f"{answer.measure.title}: {' or '.join(reasons) or 'no figure'} in this selection"


def headline(now: Answer) -> str:
    """What stands behind one figure: '95% range 90.1% to 94.0%, of 1,204 answers'; '' for a bare count."""
    row = now.frame.iloc[0]
    if np.isnan(row["value"]):
        return str(row["base_note"] or "no data")
    between = say_range(now.measure, row["lower"], row["upper"], row["denominator"])
    first, _, last = between.partition(" to ")
    parts = [f"95% range {between}"] if first != last and between != NOTHING else []
    if now.measure.base and not np.isnan(row["denominator"]):
        parts.append(f"of {say_count(row['denominator'])} {now.measure.base}")
    if row["base_note"]:
        parts.append(str(row["base_note"]))
    return ", ".join(parts)


def of_change(now: Answer, then: Answer) -> tuple[str, Strength]:
    """How one figure changed and whether the change is more than chance."""
    new, old = now.frame.iloc[0], then.frame.iloc[0]
    if np.isnan(new["value"]) or np.isnan(old["value"]):
        row, when = (new, "now") if np.isnan(new["value"]) else (old, "then")
        return f"no comparison: {row['base_note'] or 'no data'} {when}", Strength.TOO_FEW
    words = say_change(now.measure, float(new["value"]), float(old["value"]), _smaller(new, old))
    return words, _strength_of_change(now.measure, new, old)


def _strength_of_change(measure: Measure, new: pd.Series, old: pd.Series) -> Strength:
    if measure.interval is Interval.WILSON:
        if min(new["denominator"], old["denominator"]) < TOO_FEW:
            return Strength.TOO_FEW
        if new["numerator"] > new["denominator"] or old["numerator"] > old["denominator"]:
            return Strength.POSSIBLE
        change = newcombe(new["numerator"], new["denominator"], old["numerator"], old["denominator"])
        return Strength.CLEAR if change.lower > 0 or change.upper < 0 else Strength.POSSIBLE
    if np.isnan(new["lower"]) or np.isnan(old["lower"]):
        return Strength.NOT_JUDGED
    return Strength.POSSIBLE if _overlap(new, old) else Strength.CLEAR


def _overlap(first: pd.Series, second: pd.Series) -> bool:
    if any(np.isnan(row[limit]) for row in (first, second) for limit in ("lower", "upper")):
        return False
    return bool(first["lower"] <= second["upper"] and second["lower"] <= first["upper"])


def _say_value_of(measure: Measure, row: pd.Series) -> str:
    return say_value(measure, row["value"], row["denominator"])


def _smaller(new: pd.Series, old: pd.Series) -> float:
    return float(np.fmin(new["denominator"], old["denominator"]))


def _name(dimension: Dimension, row: pd.Series) -> str:
    return say_level(dimension, str(row[dimension.id]))
