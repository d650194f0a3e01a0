"""Like for like: did the service change, or only who got in touch? A change split into mix and within."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from cxdata.analysis.like_for_like.periods import periods_of
from cxdata.analysis.like_for_like.words import say_like_for_like, say_terms
from cxdata.analysis.result import HIDDEN, Result
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import find_dimension, find_measure
from cxdata.measures.base import as_counted
from cxdata.measures.constants.sources import sources_of
from cxdata.measures.model import Dimension, Interval, Measure, Unit
from cxdata.measures.query import query
from cxdata.measures.words import as_written, say_level
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.stats.decomposition import Decomposition, Side, decompose, decomposition_intervals, kitagawa, simpson_alarm
from cxdata.store import Store

SURVEY = "responses"
BASES = {
    "contacts": "Each group counts by its share of contacts, so that a change in who answers cannot pass for a change "
    "in the service.",
    "own": "Each group counts by its share of the measure's own base.",
    "answers": "There are no contacts to weigh by, so each group counts by its share of the answers: a change in who "
    "answers can look like a change in the service.",
}


@dataclass(frozen=True)
class GroupEffect:
    """One group's part in the change, in the measure's unit: `mix` by growing or shrinking, `within` by changing."""

    level: str
    name: str
    share_before: float
    share_after: float
    value_before: float
    value_after: float
    mix: float
    within: float
    answers: float
    note: str


@dataclass(frozen=True)
class LikeForLike(Result):
    """before + mix + within = after, in the measure's unit; the parts add up to mix and to within.

    `ranges` holds the lower and upper limit of "change", "mix" and "within" (95 in 100), {} where the measure has
    none. `warning` is set where the headline and the like-for-like figure disagree. `raw_before` and `raw_after` are
    the figures as every other page shows them. The parts come largest first, ready for a waterfall.
    """

    measure: Measure
    by: str
    before_period: str
    after_period: str
    scope: str
    sentence: str
    parts_sentence: str
    warning: str
    before: float
    after: float
    change: float
    mix: float
    within: float
    ranges: dict[str, tuple[float, float]]
    raw_before: float
    raw_after: float
    weights: str
    parts: tuple[GroupEffect, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    warnings: tuple[str, ...]
    split: Decomposition = field(metadata=HIDDEN)


@dataclass(frozen=True)
class _Counts:
    """One period by group: the weight each group carries, and its numerator and denominator.

    `unheard` is the share of all weight that belongs to groups without a figure, and so is left out.
    """

    weights: dict[str, float]
    unheard: float
    numerators: dict[str, float]
    denominators: dict[str, float]


def split_change(
    store: Store,
    measure: str | Measure,
    by: str,
    scope: Scope,
    council: Council,
    *,
    earlier: Period | None = None,
) -> LikeForLike:
    """Split the change of a measure between two periods by a dimension.

    The later period is the scope's, or the latest twelve whole months; the earlier one as given, or as long before.
    Raises CxError for a measure that is no average (a count, a middle value), for periods that overlap, and when a
    period has nothing to compare or one group only, and for a dimension that the measure is made of.
    """
    defined, dimension = measure if isinstance(measure, Measure) else find_measure(measure), find_dimension(by)
    definition = as_counted(defined, council, sources_of(store))
    _check(definition, dimension)
    kind, ask = _weights(store, definition, dimension)
    also = ("contacts",) if kind == "contacts" else ()
    after_period, before_period, spans = periods_of(store, definition, scope, earlier, also, council)
    sides = [
        _counts(store, definition, dimension, replace(scope, period=period), council, ask)
        for period in (before_period, after_period)
    ]
    decomposition, ranges = _split(definition, dimension, sides[0], sides[1])
    scopes = [replace(scope, period=period) for period in (before_period, after_period)]
    answers = [query(store, definition, (), span, council=council) for span in scopes]
    weighed = [query(store, name, (), span, council=council) for name in also for span in scopes]
    raw = [float(answer.frame["value"].iloc[0]) for answer in answers]
    alarm = simpson_alarm(decomposition, material=_material(definition, decomposition.before))
    parts = _parts(dimension, decomposition)
    definition = as_written(definition, min(float(answer.frame["denominator"].iloc[0]) for answer in answers))
    return LikeForLike(
        measure=definition,
        by=dimension.id,
        before_period=str(before_period),
        after_period=str(after_period),
        scope=answers[1].sentence,
        sentence=say_like_for_like(
            definition, dimension, decomposition, ranges, (str(before_period), str(after_period)), (raw[0], raw[1])
        ),
        parts_sentence=say_terms(definition, dimension, decomposition),
        warning=alarm.sentence,
        before=decomposition.before,
        after=decomposition.after,
        change=decomposition.change,
        mix=decomposition.mix,
        within=decomposition.within,
        ranges=ranges,
        raw_before=raw[0],
        raw_after=raw[1],
        weights=BASES[kind],
        parts=parts,
        notes=(
            *spans,
            *dict.fromkeys(note for answer in answers for note in answer.notes),
            *_notes(kind, sides),
        ),
        sources=tuple(dict.fromkeys(name for answer in (*answers, *weighed) for name in answer.sources)),
        warnings=tuple(dict.fromkeys(line for answer in (*weighed, *answers) for line in answer.warnings)),
        split=decomposition,
    )


def is_average(measure: Measure) -> bool:
    """Whether a change of the measure has a mix to take out: it is an average or a share of what it counts."""
    whole = measure.value or measure.share_of or measure.unit is Unit.PER_1000
    return bool(measure.denominator) and not whole


def is_made_of(measure: Measure, dimension: Dimension) -> bool:
    """Whether the dimension says who is in the measure's numerator: within its groups the share is 0 or 1 for ever."""
    words = set(re.findall(r"\w+", re.sub(r"{.*?}", "", measure.numerator)))
    return not dimension.needs_time and bool(words & set(dimension.needs))


def _check(measure: Measure, dimension: Dimension) -> None:
    if not is_average(measure):
        raise CxError(f"'{measure.title}' is no average or share of something, so its change has no mix to take out.")
    if dimension.calendar:
        raise CxError(f"A change is split by groups, not by {dimension.title.lower()}: choose channel or service.")
    if is_made_of(measure, dimension):
        title = dimension.title.lower()
        raise CxError(f"'{measure.title}' is told by {title}, so within a {title} nothing can change: choose another.")


Ask = Callable[[Store, Scope, Council], dict[str, float]]


def _weights(store: Store, measure: Measure, dimension: Dimension) -> tuple[str, Ask | None]:
    """How groups are weighed: survey answers by contacts, wherever contacts are known by this dimension."""
    if measure.table != SURVEY or measure.denominator_table:
        return "own", None
    if not dimension.on("contacts") or "contacts" not in store.spans:
        return "answers", None

    def contacts(store: Store, scope: Scope, council: Council) -> dict[str, float]:
        usable = tuple(choice for choice in scope.choices if find_dimension(choice[0]).on("contacts"))
        frame = query(store, "contacts", (dimension.id,), replace(scope, choices=usable), council=council).frame
        return _column(frame.to_dict("records"), dimension, "numerator")

    return "contacts", contacts


def _column(rows: list[dict], dimension: Dimension, name: str) -> dict[str, float]:
    return {str(row[dimension.id]): float(np.nan_to_num(row[name])) for row in rows}


def _counts(
    store: Store, measure: Measure, dimension: Dimension, scope: Scope, council: Council, ask: Ask | None
) -> _Counts:
    answer = query(store, measure, (dimension.id,), scope, council=council)
    rows = answer.frame.to_dict("records")
    numerators, denominators = (_column(rows, dimension, name) for name in ("numerator", "denominator"))
    if not sum(denominators.values()):
        raise CxError(f"'{measure.title}' has no figure in {scope.period}, so there is no change to split.")
    weights = ask(store, scope, council) if ask else denominators
    # Nobody who got in touch by these ways was ever asked: they are outside what a survey can speak of.
    heard = {level: weight for level, weight in weights.items() if denominators.get(level, 0) > 0}
    if not sum(heard.values()):
        raise CxError(f"No contact in {scope.period} belongs to a group that answered, so nothing can be weighed.")
    return _Counts(heard, 1 - sum(heard.values()) / sum(weights.values()), numerators, denominators)


def _groups(dimension: Dimension, before: _Counts, after: _Counts) -> list[str]:
    groups = sorted(before.weights.keys() | after.weights.keys())
    if len(groups) > 1:
        return groups
    title = dimension.title.lower()
    what = f"no {title} is recorded" if groups == [NOT_RECORDED] else f"there is one {title} only, {groups[0]}"
    raise CxError(f"In both periods {what}, so there is no mix to take out: choose another split.")


def _split(
    measure: Measure, dimension: Dimension, before: _Counts, after: _Counts
) -> tuple[Decomposition, dict[str, tuple[float, float]]]:
    groups = _groups(dimension, before, after)
    if measure.interval is Interval.WILSON:
        sides = [
            Side.of(
                [side.weights.get(group, 0.0) for group in groups],
                [min(side.numerators.get(group, 0.0), side.denominators.get(group, 0.0)) for group in groups],
                [side.denominators.get(group, 0.0) for group in groups],
            )
            for side in (before, after)
        ]
        drawn = decomposition_intervals(sides[0], sides[1])
        return decompose(groups, sides[0], sides[1]), {
            name: (float(limits.lower), float(limits.upper)) for name, limits in drawn.items()
        }
    weights = [[side.weights.get(group, 0.0) for group in groups] for side in (before, after)]
    rates = [[_rate(measure, side, group) for group in groups] for side in (before, after)]
    bases = [min(before.denominators.get(group, 0.0), after.denominators.get(group, 0.0)) for group in groups]
    return kitagawa(groups, weights[0], rates[0], weights[1], rates[1], bases=bases), {}


def _rate(measure: Measure, side: _Counts, group: str) -> float:
    base = side.denominators.get(group, 0.0)
    return measure.scale * side.numerators.get(group, 0.0) / base if base else float("nan")


def _notes(kind: str, sides: list[_Counts]) -> list[str]:
    if kind != "contacts":
        return []
    notes = []
    unheard = max(side.unheard for side in sides)
    if unheard > 0:
        notes.append(f"Up to {unheard:.1%} of contacts came from groups that no answer speaks for; they are left out.")
    return notes


def _parts(dimension: Dimension, split: Decomposition) -> tuple[GroupEffect, ...]:
    terms = sorted(split.terms, key=lambda term: (-abs(term.mix + term.within), term.group))
    return tuple(
        GroupEffect(
            level=term.group,
            name=say_level(dimension, term.group),
            share_before=term.share_before,
            share_after=term.share_after,
            value_before=term.rate_before,
            value_after=term.rate_after,
            mix=term.mix,
            within=term.within,
            answers=term.base,
            note=term.note,
        )
        for term in terms
    )


def _material(measure: Measure, before: float) -> float:
    """How large a like-for-like change must be to warn of: a point of a share or score, else a fiftieth."""
    return {Unit.SHARE: 0.01, Unit.SCORE: 1.0}.get(measure.unit, abs(before) / 50)
