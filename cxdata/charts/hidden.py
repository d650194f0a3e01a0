"""Hidden groups: a group among its relatives, and where nothing was found, what could have been seen."""

from cxdata.analysis.groups import Verdict
from cxdata.analysis.hidden.relatives import Relative, relatives_of
from cxdata.analysis.hidden.search import Hidden, Pockets
from cxdata.charts.dots import Beside, Dot, how_to_read, lay_out
from cxdata.charts.drawing.model import Chart
from cxdata.charts.parts import alt
from cxdata.measures.words import say_count, say_range, say_value

FOUND_FROM = "A group of that size would have been found from its dot on."


def relatives(result: Pockets, group: Hidden, *, whole: str = "Council", narrow: bool = False) -> Chart:
    """A dot with its range for the group and each of its relatives: for how many of them it went badly.

    `whole` names the line of all who were counted: of a narrowed selection it is not the council's. Relatives with too
    few to say stand in a note.
    """
    everyone = relatives_of(result, group)
    shown = [one for one in everyone if one.rate == one.rate]
    dots = [_dot(result, one) for one in shown]
    overall = Beside(result.search.total_dissatisfied / result.search.total_responses, whole)
    silent = [f"{one.name} ({one.responses})" for one in everyone if one not in shown]
    said = [f"{one.name}: {one.bad:,} of {one.responses:,}, {say_value(result.share.of, one.rate)}." for one in shown]
    return Chart(
        lay_out(result.share.of, dots, beside=[overall], narrow=narrow),
        alt.sentence(f"Dots: how many {result.share.bad}, of the group and of those like it.", *said),
        f"How many of each {result.share.bad}. {how_to_read(dots)}",
        (f"Too few to say: {alt.list_names(silent)}.",) if silent else (),
    )


def could_be_seen(result: Pockets, *, whole: str = "Council", narrow: bool = False) -> Chart:
    """Where no group was found: for groups of each size told, from which share on one would have been found."""
    search, share = result.search, result.share
    sizes = [size for size in search.smallest_detectable if size.rate is not None and size.dissatisfied is not None]
    nothing = float("nan")
    dots = [
        Dot(f"A group of {size.responses:,}", float(size.rate or 0), nothing, nothing, search.total_responses)
        for size in sizes
    ]
    overall = Beside(search.total_dissatisfied / search.total_responses, whole)
    said = [f"A group of {size.responses:,}: from {size.dissatisfied:,} of them on." for size in sizes]
    return Chart(
        lay_out(share.of, dots, beside=[overall], narrow=narrow),
        alt.sentence(f"Dots: from how many who {share.bad} a group would have been found.", *said),
        f"How many of a group {share.bad}. {FOUND_FROM}",
    )


def _dot(result: Pockets, relative: Relative) -> Dot:
    measure = result.share.of
    counted = f"{say_count(relative.bad)} of {say_count(relative.responses)} {result.share.counted} {result.share.bad}"
    limits = f"Very likely between {say_range(measure, relative.lower, relative.upper).replace(' to ', ' and ')}"
    return Dot(
        name=relative.name,
        value=relative.rate,
        lower=relative.lower,
        upper=relative.upper,
        base=relative.responses,
        verdict=Verdict.WORSE if relative.is_group else Verdict.ALIKE,
        few=relative.few,
        hover=f"{relative.name}\n{counted}\n{limits}",
        key=relative.name,
    )
