"""A split change in sentences: how much came from who got in touch, how much from the service itself."""

from cxdata.analysis.result import say_list
from cxdata.contract import NOT_RECORDED
from cxdata.measures.model import Dimension, Measure
from cxdata.measures.words import say_difference, say_level, say_value
from cxdata.stats.decomposition import Decomposition

_MOST = 3


def say_like_for_like(
    measure: Measure,
    dimension: Dimension,
    split: Decomposition,
    ranges: dict[str, tuple[float, float]],
    periods: tuple[str, str],
    raw: tuple[float, float],
) -> str:
    """The change as every other page shows it (`raw`: before, after), then its two parts and how sure the one is.

    Where groups are weighed by contacts the parts are of another change than the raw one: both are said.
    """
    title = dimension.title.lower()
    opening = (
        f"{measure.title}: {say_value(measure, raw[0])} in {periods[0]}, {say_value(measure, raw[1])} in {periods[1]}: "
        f"{_signed(measure, raw[1] - raw[0])}."
    )
    if _signed(measure, split.before - raw[0]) != "no change" or _signed(measure, split.after - raw[1]) != "no change":
        opening += (
            f" Weighed by who gets in touch, not by who answers, it is {say_value(measure, split.before)} and then "
            f"{say_value(measure, split.after)}: {_signed(measure, split.change)}."
        )
    return (
        f"{opening} Who is counted (the mix by {title}) {_moved(measure, split.mix)}; what changed within each "
        f"{title}, like for like, {_moved(measure, split.within)}{_sure(measure, ranges)}."
    )


def say_terms(measure: Measure, dimension: Dimension, split: Decomposition) -> str:
    """The groups that moved the figure most, by what changed within them; "Not recorded" is no group."""
    named = [term for term in split.terms if term.group != NOT_RECORDED]
    moved = sorted(named, key=lambda term: -abs(term.within))[:_MOST]
    groups = [
        f"{say_level(dimension, term.group)} ({_signed(measure, term.within)})"
        for term in moved
        if say_difference(measure, abs(term.within)) != say_difference(measure, 0.0)
    ]
    if not groups:
        return "No single group moved the figure."
    return f"Change within the groups that moved the figure most: {say_list(groups)}."


def _signed(measure: Measure, change: float) -> str:
    size = say_difference(measure, abs(change))
    if size == say_difference(measure, 0.0):
        return "no change"
    return f"{'up' if change > 0 else 'down'} {size}"


def _moved(measure: Measure, change: float) -> str:
    change_words = _signed(measure, change)
    return "made no difference" if change_words == "no change" else f"took it {change_words}"


def _sure(measure: Measure, ranges: dict[str, tuple[float, float]]) -> str:
    """Whether the part within is surely a rise or a fall."""
    if "within" not in ranges:
        return ""
    lower, upper = ranges["within"]
    if lower > 0 or upper < 0:
        return " (clear)"
    return f" (possibly chance: it may be {_signed(measure, lower)} to {_signed(measure, upper)})"
