"""Which rows of an Answer are shown, and in what order. No figure is computed here: rows are chosen, joined, sorted."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from cxdata.contract import NOT_RECORDED
from cxdata.measures.intervals import NO_DATA, figures_with_ranges
from cxdata.measures.model import Better, Dimension, Measure, Unit
from cxdata.measures.query import Answer


def drop_not_recorded(answer: Answer) -> Answer:
    """The answer without the groups called "Not recorded"."""
    recorded = np.ones(len(answer.frame), dtype=bool)
    for dimension in answer.by:
        recorded &= (answer.frame[dimension.id] != NOT_RECORDED).to_numpy()
    return replace(answer, frame=answer.frame[recorded].reset_index(drop=True))


def drop_undated(answer: Answer) -> Answer:
    """An answer over time without the figures whose span is not known; a note says that there are some."""
    calendar = next(dimension for dimension in answer.by if dimension.calendar)
    undated = answer.frame[calendar.id] == NOT_RECORDED
    if not undated.any():
        return answer
    words = f"Figures for another length of time, whose {calendar.title.lower()} nobody knows, are left out."
    return replace(answer, frame=answer.frame[~undated].reset_index(drop=True), notes=(*answer.notes, words))


def of_level(answer: Answer, dimension: str, level: str) -> Answer:
    """The rows of one group of an answer, as if it had been chosen: split and scope are those of the choice.

    A count that is split by nothing else and has no row is 0, where the answer has any: there was nothing to count.
    """
    by = tuple(one for one in answer.by if one.id != dimension)
    frame = answer.frame
    rows = frame[frame[dimension] == level].drop(columns=dimension).reset_index(drop=True)
    if rows.empty and len(frame) and answer.measure.is_count and not by:
        rows = figures_with_ranges(answer.measure, (), {"numerator": [0.0]})
    return replace(answer, by=by, scope=answer.scope.with_choice(dimension, level), frame=rows)


def rank_groups(answer: Answer) -> Answer:
    """The groups from the worst on (the highest first where neither side is better), those without a value last."""
    lowest_first = answer.measure.better is Better.HIGHER
    frame = answer.frame.sort_values("value", ascending=lowest_first, na_position="last", kind="stable")
    return replace(answer, frame=frame.reset_index(drop=True))


def is_none_counted(answer: Answer) -> bool:
    """Whether the answer counts something, for each resident or not, and there is none of it in any row."""
    counts = answer.measure.is_count or answer.measure.unit is Unit.PER_1000
    return counts and not answer.frame["numerator"].fillna(0).any()


def name_ends(answer: Answer) -> tuple[str, str] | None:
    """The groups with the highest and the lowest value, on sound bases if there are; None for fewer than two."""
    frame = answer.frame[answer.frame["value"].notna() & (answer.frame[answer.by[0].id] != NOT_RECORDED)]
    sound = frame[frame["base_note"] == ""]
    ordered = (sound if len(sound) > 1 else frame).sort_values("value", kind="stable")[answer.by[0].id]
    return (str(ordered.iloc[-1]), str(ordered.iloc[0])) if len(ordered) > 1 else None


def months_before(answer: Answer, month: str) -> Answer:
    """Only the months before `month` ("2026-09") of an answer split by month."""
    frame = answer.frame[answer.frame["month"].astype(str) < month]
    return replace(answer, frame=frame.reset_index(drop=True))


def from_month(answer: Answer, month: str) -> Answer:
    """Only the months from `month` ("2026-09") on of an answer split by month, and what has no month."""
    frame = answer.frame[answer.frame["month"].astype(str) >= month]
    return replace(answer, frame=frame.reset_index(drop=True))


def side_by_side(dimension: Dimension, answers: Mapping[str, Answer]) -> Answer:
    """Unsplit answers of shares of one base as one answer by a dimension, each under its level.

    Measure, scope and sources are those of the first; the warnings and notes are those of all.
    """
    first = next(iter(answers.values()))
    frames = [answer.frame.assign(**{dimension.id: level}) for level, answer in answers.items()]
    frame = pd.concat(frames, ignore_index=True)
    names = [dimension.id, *(name for name in first.frame.columns)]
    return replace(
        first,
        by=(dimension,),
        frame=frame[names],
        notes=tuple(dict.fromkeys(note for answer in answers.values() for note in answer.notes)),
        warnings=tuple(dict.fromkeys(one for answer in answers.values() for one in answer.warnings)),
    )


def add_silent_groups(answer: Answer, population: Answer) -> Answer:
    """The answer with a row "no data" for each group that `known` counts and it does not name.

    Both are split by the same one dimension. A provider whose customers nobody asked is shown as silent, not left out.
    """
    name = answer.by[0].id
    seen = set(answer.frame[name])
    counted = [str(level) for level in population.frame.loc[population.frame["numerator"] > 0, name]]
    silent = [level for level in counted if level not in seen and level != NOT_RECORDED]
    if not silent or answer.frame.empty:
        return answer
    rows = pd.DataFrame({name: silent}).reindex(columns=answer.frame.columns)
    rows = rows.assign(base_note=NO_DATA)
    for column in ("numerator", "denominator", "value", "lower", "upper"):
        rows[column] = np.nan
    return replace(answer, frame=pd.concat([answer.frame, rows], ignore_index=True))


def count_without_ward(answer: Answer) -> tuple[float, float] | None:
    """Of a count by ward: how many have no ward recorded, and their share of all; None where nobody has."""
    unplaced = answer.frame[answer.frame["ward"] == NOT_RECORDED]["numerator"]
    total = float(answer.frame["numerator"].sum())
    if not answer.measure.is_count or unplaced.dropna().empty or not total:
        return None
    return float(unplaced.iloc[0]), float(unplaced.iloc[0]) / total


def silent_groups(answer: Answer) -> tuple[str, ...]:
    """The groups of the answer's one dimension for which there is no data."""
    return tuple(answer.frame[answer.frame["base_note"] == NO_DATA][answer.by[0].id])


def can_be_a_rate(measure: Measure) -> bool:
    """Whether a figure can be read per 1,000 residents: a count, and not of the residents themselves."""
    return measure.is_count and measure.unit is Unit.COUNT and measure.table != "population"
