"""A split change in sentences: how much came from who got in touch, how much from the service itself."""

from cxdata.analysis.change.words import say_difference
from cxdata.analysis.result import listed
from cxdata.measures.model import Dimension, Measure
from cxdata.measures.words import say_level, say_value
from cxdata.stats.decomposition import Decomposition

_MOST = 3


def say_like_for_like(
    measure: Measure,
    dimension: Dimension,
    split: Decomposition,
    ranges: dict[str, tuple[float, float]],
    periods: tuple[str, str],
) -> str:
    """The change, its two parts, and how sure the part within the groups is."""
    title = dimension.title.lower()
    return (
        f"{measure.title}: {say_value(measure, split.before)} in {periods[0]}, {say_value(measure, split.after)} in "
        f"{periods[1]}: {_signed(measure, split.change)}. Who is counted (the mix by {title}) "
        f"{_moved(measure, split.mix)}; what changed within each {title}, like for like, "
        f"{_moved(measure, split.within)}{_sure(measure, ranges)}."
    )


def say_terms(measure: Measure, dimension: Dimension, split: Decomposition) -> str:
    """The groups that moved the figure most, by what changed within them."""
    moved = sorted(split.terms, key=lambda term: -abs(term.within))[:_MOST]
    groups = [
        f"{say_level(dimension, term.group)} ({_signed(measure, term.within)})"
        for term in moved
        if say_difference(measure, abs(term.within)) != say_difference(measure, 0.0)
    ]
    if not groups:
        return "No single group moved the figure."
    return f"Change within the groups that moved the figure most: {listed(groups)}."


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
