"""A cluster as one area: the wards it is drawn around, how sure it is, and its figure beside that of the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cxdata.measures.model import Better, Measure
from cxdata.stats.areas.clusters import Cluster

CLEAR, LIKELY = "clear", "likely"


@dataclass(frozen=True)
class Figures:
    """What a ward counts: numerator, denominator and value in the measure's unit (nan where there is none)."""

    numerator: float
    denominator: float
    value: float


@dataclass(frozen=True)
class Neighbourhood:
    """The wards of a cluster. `named` are sure by themselves; `wards` is what is drawn around: the same, and of a ward
    named alone those that touch it, for it was judged together with them.

    `here` and `rest` are the figures of these wards and of all others, in the measure's unit; nan where they are not
    on the side that the cluster is on. `worse` says that its side is the bad one; of a measure without one, the high.
    """

    named: tuple[str, ...]
    wards: tuple[str, ...]
    high: bool
    worse: bool
    sure: str
    here: float
    rest: float


def neighbourhood(
    measure: Measure, cluster: Cluster, touching: Sequence[str], figures: Mapping[str, Figures], *, clear: bool
) -> Neighbourhood:
    """A cluster with its figures; `touching` are the wards around it, `figures` those of every ward that has any."""
    around = tuple(name for name in touching if name in figures) if len(cluster.names) == 1 else ()
    wards = (*cluster.names, *around)
    here = _together(measure, [figures[name] for name in wards])
    rest = _together(measure, [figures[name] for name in figures if name not in wards])
    fits = here > rest if cluster.high else here < rest
    return Neighbourhood(
        named=cluster.names,
        wards=wards,
        high=cluster.high,
        worse=cluster.high != (measure.better is Better.HIGHER),
        sure=CLEAR if clear else LIKELY,
        here=here if fits else float("nan"),
        rest=rest if fits else float("nan"),
    )


def _together(measure: Measure, figures: Sequence[Figures]) -> float:
    """The figure of several wards: of a share or a rate that of their sums, of anything else that of the middle one."""
    if not figures:
        return float("nan")
    if measure.value is None and measure.denominator is not None:
        base = sum(ward.denominator for ward in figures)
        return measure.scale * sum(ward.numerator for ward in figures) / base if base else float("nan")
    return float(np.median([ward.value for ward in figures]))
