"""Which groups differ from the whole by more than their size lets chance explain."""

from dataclasses import dataclass

import numpy as np

from cxdata.analysis.result import Result, say_list
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import find_dimension, find_measure
from cxdata.measures.model import Dimension, Interval, Measure, Unit
from cxdata.measures.per_head import per_1000
from cxdata.measures.query import Answer, query
from cxdata.measures.words import say_level, say_value
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import TOO_FEW
from cxdata.stats.funnel import rates as rates
from cxdata.stats.funnel import shares as shares
from cxdata.store import Store

TOO_FEW_WORDS = shares.WORDS["too few"]
INNER_SHARE = 0.048
"""What lies beyond the inner lines (95 %) and not beyond the outer ones (99.8 %) by chance: 5 % less 0.2 %."""
WIDENED_SHARE = 0.085
"""What lies between widened lines where no group is special: measured in tests/stats/test_rate_funnel.py."""


@dataclass(frozen=True)
class FunnelGroup:
    """One group on the funnel, in the measure's own unit: its value and the lines at its size (nan with no base).

    `verdict` is "higher than expected", "lower than expected", "within what chance gives" or "too few to say";
    `strength` is "clear" beyond the outer lines, "possible" between the two, else "".
    """

    level: str
    name: str
    numerator: float
    denominator: float
    value: float
    lower_95: float
    upper_95: float
    lower_998: float
    upper_998: float
    verdict: str
    strength: str
    method: str


@dataclass(frozen=True)
class FunnelResult(Result):
    """All groups of one dimension. `centre` is the overall figure; `widened` whether the lines allow for more than
    chance, because the groups differ by more than that everywhere; `phi` says how many times more, and `tau2` by how
    much the lines are widened (on the scale of cxdata.stats.funnel or rate_funnel; 0 when they are not).
    """

    measure: Measure
    by: str
    scope: str
    sentence: str
    expected_sentence: str
    note: str
    centre: float
    phi: float
    tau2: float
    widened: bool
    points: tuple[FunnelGroup, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    warnings: tuple[str, ...]


def funnel(store: Store, measure: str | Measure, by: str, scope: Scope, council: Council) -> FunnelResult:
    """Hold every group of a share, or every ward of a rate or count, against the overall figure.

    A count is divided by the residents of its ward. Raises CxError for a measure that is neither.
    """
    definition = measure if isinstance(measure, Measure) else find_measure(measure)
    dimension = find_dimension(by)
    if dimension.calendar:
        raise CxError(f"A funnel compares groups, and {dimension.title.lower()}s follow one another: use spc instead.")
    if definition.is_count:
        definition = _per_head(definition, dimension)
    if not is_share(definition) and definition.unit is not Unit.PER_1000:
        raise CxError(
            f"'{definition.title}' is neither a share nor a rate for each resident, so chance has no funnel for it."
        )
    # A group is held against all others, also where a reader has chosen it alone: never against itself.
    return funnel_of(query(store, definition, (by,), scope.with_choice(by), council=council))


def is_share(measure: Measure) -> bool:
    """Whether a measure is a count out of a count of the same people."""
    return measure.interval is Interval.WILSON and not measure.share_of


def funnel_of(answer: Answer) -> FunnelResult:
    """The funnel of an answer that is split by one dimension."""
    measure, dimension = answer.measure, answer.by[0]
    frame = answer.frame if is_share(measure) else answer.frame[answer.frame[dimension.id] != NOT_RECORDED]
    names = [str(level) for level in frame[dimension.id]]
    numerators = frame["numerator"].to_numpy(dtype=float)
    denominators = frame["denominator"].to_numpy(dtype=float)
    if is_share(measure):
        points, centre, phi, tau2 = _shares(dimension, names, numerators, denominators)
    else:
        points, centre, phi, tau2 = _rates(measure, dimension, names, numerators, denominators)
    return FunnelResult(
        measure=measure,
        by=dimension.id,
        scope=answer.sentence,
        sentence=(
            _sentence(measure, dimension, points, centre, widened=tau2 > 0)
            if len(answer.frame)
            else next(iter(answer.notes), f"{measure.title}: no data in this selection.")
        ),
        expected_sentence=_expected(points, widened=tau2 > 0),
        note=_note(dimension, tau2 > 0) if sum(point.verdict != TOO_FEW_WORDS for point in points) > 1 else "",
        centre=centre,
        phi=phi,
        tau2=tau2,
        widened=tau2 > 0,
        points=points,
        notes=answer.notes,
        sources=answer.sources,
        warnings=answer.warnings,
    )


Points = tuple[tuple[FunnelGroup, ...], float, float, float]


def _shares(dimension: Dimension, names: list[str], numerators: np.ndarray, denominators: np.ndarray) -> Points:
    # A part larger than its whole (two files that do not fit) is nobody's share.
    usable = np.where(numerators <= denominators, numerators, np.nan)
    made = shares.funnel(names, usable, denominators)
    points = tuple(
        FunnelGroup(
            level=point.name,
            name=say_level(dimension, point.name),
            numerator=point.numerator,
            denominator=point.denominator,
            value=point.value if point.denominator >= TOO_FEW else float("nan"),
            lower_95=point.lower_95,
            upper_95=point.upper_95,
            lower_998=point.lower_998,
            upper_998=point.upper_998,
            verdict=point.words,
            strength=_strength(point.level),
            method=point.method,
        )
        for point in made.points
    )
    return points, made.centre, made.phi, made.tau2


def _rates(
    measure: Measure, dimension: Dimension, names: list[str], numerators: np.ndarray, denominators: np.ndarray
) -> Points:
    made = rates.rate_funnel(names, numerators, denominators)
    centre = made.centre * measure.scale
    points = tuple(
        FunnelGroup(
            level=point.name,
            name=say_level(dimension, point.name),
            numerator=point.events,
            denominator=float(base),
            value=centre * point.ratio,
            lower_95=centre * point.lower_95,
            upper_95=centre * point.upper_95,
            lower_998=centre * point.lower_998,
            upper_998=centre * point.upper_998,
            verdict=point.words,
            strength=_strength(point.level),
            method=point.method,
        )
        for point, base in zip(made.points, denominators, strict=True)
    )
    return points, centre, made.phi, made.tau2


def _per_head(measure: Measure, dimension: Dimension) -> Measure:
    if dimension.id != "ward":
        raise CxError(
            f"'{measure.title}' is a count, and counts are compared by ward, where the number of residents is known: "
            "use --by ward."
        )
    return per_1000(measure)


def _strength(level: float | None) -> str:
    return {None: "", 95.0: "possible", 99.8: "clear"}[level]


def _sentence(
    measure: Measure, dimension: Dimension, points: tuple[FunnelGroup, ...], centre: float, *, widened: bool
) -> str:
    title = dimension.title.lower()
    judged = [point for point in points if point.verdict != TOO_FEW_WORDS]
    if not judged:
        lacking = all(np.isnan(point.denominator) for point in points) and measure.unit is Unit.PER_1000
        why = "residents are not known" if lacking else "too few to say"
        return f"{measure.title}: {why} of any {title}."
    if len(judged) == 1:
        return f"{measure.title}: only {judged[0].name} has a figure by {title}, so there is nothing to compare."
    whole = f"{measure.title}: {say_value(measure, centre)} overall"
    apart = [point for point in judged if point.strength]
    if not apart:
        if widened:
            return (
                f"{whole}. The {len(judged)} groups by {title} differ by more than chance; none stands out from that."
            )
        return f"{whole}. Of {len(judged)} groups by {title}, none differs from it by more than chance would give."
    parts = []
    for strength in ("clear", "possible"):
        for word in ("higher", "lower"):
            names = [
                f"{point.name} ({say_value(measure, point.value, point.denominator)})"
                for point in sorted(apart, key=lambda point: (-abs(point.value - centre), point.name))
                if point.strength == strength and point.verdict.startswith(word)
            ]
            if names:
                lead = f"Clearly {word}" if strength == "clear" else f"Possibly {word}"
                parts.append(f"{lead}: {say_list(names)}.")
    return f"{whole}. {' '.join(parts)}"


def _expected(points: tuple[FunnelGroup, ...], *, widened: bool) -> str:
    judged = sum(point.verdict != TOO_FEW_WORDS for point in points)
    if judged < 2:
        return ""
    by_chance = judged * (WIDENED_SHARE if widened else INNER_SHARE)
    about = "fewer than 1" if by_chance < 1 else f"about {by_chance:.0f}"
    lead = "Even if no group were special," if widened else "By chance alone"
    return (
        f"{lead} {about} of these {judged} would lie between the inner and the outer lines (“possible”), and next to "
        "none beyond the outer lines (“clear”)."
    )


def _note(dimension: Dimension, widened: bool) -> str:
    if widened:
        return (
            f"The groups by {dimension.title.lower()} differ more than chance alone would make them; the lines are "
            "widened to allow for it, so that only those who stand out from that are named."
        )
    return "The lines show how far groups of each size may lie from the overall figure by chance alone."
