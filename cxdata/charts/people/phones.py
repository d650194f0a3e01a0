"""The phones: how waits spread, group by group, and what another menu changed, option by option."""

from collections.abc import Sequence
from dataclasses import replace
from math import isinf, isnan

from cxdata.analysis.groups import Verdict
from cxdata.analysis.phones.menu import MenuChange
from cxdata.analysis.phones.waits import Spread, Wait, say_wait
from cxdata.charts.dots import FEW, Beside, Dot, how_to_read, lay_out
from cxdata.charts.drawing.model import Chart
from cxdata.charts.parts import alt
from cxdata.measures import MEASURES
from cxdata.measures.model import Dimension
from cxdata.measures.words import say_level, say_value
from cxdata.stats.basics.bands import Percentile
from cxdata.stats.basics.proportions import SMALL

READ_SPREAD = "Dot: half of those {} waited less. End of its line: nine in ten did."
OPEN = "A line that ends at {} goes on beyond it: how far, no count says."
READ_CHANGE = "Dot: since the change. Other end of its line: before it."
_SECONDS = MEASURES["average_wait"]


def spread_of_waits(
    waits: Sequence[Wait], dimension: Dimension, *, every: Wait | None, narrow: bool, given_up: bool = False
) -> Chart:
    """A dot at the middle wait of each group, and a line to the wait that one in ten went beyond; the longest first.

    `every` is all callers, whose middle wait is the line to compare with. Of those who were answered, or with
    `given_up` of those who were not.
    """
    known = [wait for wait in waits if _of(wait, given_up).half and _of(wait, given_up).nine]
    known.sort(key=lambda wait: -(_end(_of(wait, given_up).nine) + _end(_of(wait, given_up).half)))
    dots = [_spread(wait, dimension, given_up=given_up) for wait in known]
    middle = _of(every, given_up).half if every else None
    nines = [_of(wait, given_up).nine for wait in known]
    opened = {nine.low for nine in nines if nine and isinf(nine.high)}
    who = "who gave up" if given_up else "answered"
    return Chart(
        lay_out(_SECONDS, dots, beside=[Beside(_end(middle), "Council")] if middle else [], narrow=narrow),
        f"Waits of those {who} by {dimension.title.lower()}. {'; '.join(f'{dot.name}: {dot.hover}' for dot in dots)}.",
        " ".join([READ_SPREAD.format(who), *([FEW] if any(dot.few for dot in dots) else [])]),
        tuple(OPEN.format(say_value(_SECONDS, low)) for low in sorted(opened)),
    )


def _of(wait: Wait, given_up: bool) -> Spread:
    return wait.given_up if given_up else wait.answered


def _end(wait: Percentile | None) -> float:
    """Where a wait is drawn: an open one at its last edge."""
    if wait is None:
        return float("nan")
    return wait.low if isinf(wait.high) else wait.about


def _spread(wait: Wait, dimension: Dimension, *, given_up: bool) -> Dot:
    spread = _of(wait, given_up)
    base = wait.bases["abandoned_wait" if given_up else "average_wait"]
    half = _end(spread.half)
    return Dot(
        name=say_level(dimension, wait.level),
        value=half,
        lower=half,
        upper=_end(spread.nine),
        base=base,
        few=not isnan(base) and base < SMALL,
        hover=f"half within {say_wait(spread.half)}, nine in ten within {say_wait(spread.nine)}",
        key=wait.level,
    )


def menu_before_and_since(change: MenuChange, *, narrow: bool) -> Chart:
    """Each option since the change as a dot, with a line to what it was; those that got worse first."""
    rows = sorted(change.options, key=lambda option: (option.verdict is not Verdict.WORSE, -option.since))
    dots = [
        Dot(
            name=option.option,
            value=option.since,
            lower=min(option.before, option.since),
            upper=max(option.before, option.since),
            base=option.base_since,
            verdict=option.verdict,
            few=option.base_since < SMALL,
            hover=f"{say_value(change.measure, option.before)} before, {say_value(change.measure, option.since)} since",
        )
        for option in rows
        if not isnan(option.since) and not isnan(option.before)
    ]
    told = [f"{dot.name} {dot.hover}" for dot in dots]
    shapes = how_to_read([replace(dot, lower=float("nan")) for dot in dots]).replace("than the rest", "than before")
    return Chart(
        lay_out(change.measure, dots, narrow=narrow),
        f"Menu options, {change.measure.title.lower()}: {alt.list_names(told)}.",
        f"{READ_CHANGE} {shapes}".strip(),
        (change.expected, *change.notes),
    )
