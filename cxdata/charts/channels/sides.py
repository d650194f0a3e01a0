"""Both sides of the channels as drawings: take-up of services beside their band, complex beside routine contacts."""

from collections.abc import Sequence
from dataclasses import replace
from math import isnan

from cxdata.analysis.channels.complexity import Complexity
from cxdata.analysis.channels.take_up import BELOW, TakeUp
from cxdata.analysis.groups import Verdict
from cxdata.charts.dots import MOST, Beside, Dot, how_to_read, lay_out
from cxdata.charts.drawing.model import Chart
from cxdata.charts.parts import alt
from cxdata.measures import find_measure
from cxdata.measures.words import say_count
from cxdata.stats.basics.proportions import SMALL

SHARE = replace(find_measure("assisted_share"), decimals=0)
ONLINE = replace(find_measure("online_share"), decimals=0)


def take_up(rows: Sequence[TakeUp], *, narrow: bool = False) -> Chart | None:
    """The share online of each service with its range, and the ends of the target bands; None without a figure."""
    known = [row for row in rows if not isnan(row.own)]
    if not known:
        return None
    dots = [
        Dot(
            name=row.service,
            value=row.own,
            lower=row.lower,
            upper=row.upper,
            base=row.counted,
            verdict=Verdict.WORSE if row.standing == BELOW else Verdict.ALIKE,
            few=row.counted < SMALL,
            hover=f"{row.service}\n{row.own:.0%} online, {row.standing}",
        )
        for row in known[:MOST]
    ]
    ends = sorted({end for row in known for end in (row.low, row.high) if not isnan(end)})
    beside = [Beside(end, "Target", dashed=True) for end in (ends if len(ends) <= 2 else ends[:1])]
    said = "; ".join(f"{row.service} {row.own:.0%}, {row.standing}" for row in known[:MOST])
    more = tuple(filter(None, (alt.say_more(len(known) - MOST),)))
    reading = how_to_read(dots).replace("worse than the rest by more than chance", "below its band by more than chance")
    return Chart(lay_out(ONLINE, dots, beside=beside, narrow=narrow), f"Dots: share online. {said}.", reading, more)


def complexity(result: Complexity, *, narrow: bool = False) -> Chart | None:
    """Of complex and of routine contacts the share with staff, service by service; None where too few are known."""
    known = [one for one in result.services if not isnan(one.complex_share) and not isnan(one.routine_share)]
    if not known:
        return None
    pairs = [(one, kind) for one in known[: MOST // 2] for kind in ("complex", "routine")]
    dots = [
        Dot(
            name=f"{one.service}, {kind}",
            value=getattr(one, f"{kind}_share"),
            lower=float("nan"),
            upper=float("nan"),
            base=getattr(one, f"{kind}_staff") + getattr(one, f"{kind}_online"),
            chosen=kind == "complex",
            hover=f"{one.service}\n{say_count(getattr(one, f'{kind}_staff'))} {kind} contacts with staff",
        )
        for one, kind in pairs
    ]
    said = "; ".join(f"{dot.name} {dot.value:.0%}" for dot in dots)
    more = len(known) - MOST // 2
    few = [one.service for one in result.services if one not in known]
    notes = [alt.say_more(more, "service")]
    notes.append(f"Too few to say: {alt.list_names(few)}." if few else "")
    return Chart(
        lay_out(SHARE, dots, narrow=narrow),
        f"Dots: share of contacts that staff dealt with. {said}.",
        "The share of contacts that staff dealt with, the rest came online. Dark: complex contacts.",
        tuple(note for note in notes if note),
    )
