"""Wards beside how excluded from the digital world, and how deprived, they are: places, which are not people.

That people of a ward come online less does not say that its excluded people do (Robinson 1950, on ecological
correlations): a ward's figure stands for nobody in it.
"""

from dataclasses import dataclass
from math import isnan, nan

import numpy as np

from cxdata.analysis.left_behind.groups import BEHIND
from cxdata.analysis.result import Result
from cxdata.contract import NOT_RECORDED
from cxdata.measures.query import Answer
from cxdata.stats.basics.comparisons import compare_with_rest
from cxdata.stats.basics.proportions import VERY_SMALL, newcombe
from cxdata.store import Store

PLACES_ARE_NOT_PEOPLE = (
    "Places are not people: a ward’s figure says nothing of any one person in it, nor which of its people are shut out."
)
LEAST_WARDS = 6
"""With fewer wards than this a third of them is too few to be spoken of."""
LOW, HIGH = 0, 2


@dataclass(frozen=True)
class Place(Result):
    """A ward: its scores (higher is worse, nan where not loaded), and how many of its contacts were online.

    `third` is 2 for the third of wards most excluded, 0 for the least, -1 where that is not known. `lower_than_rest`
    is beyond chance, `behind` sure to be ten points under the rest.
    """

    ward: str
    exclusion: float
    deprivation: float
    third: int
    online: float
    counted: float
    share: float
    rest_share: float
    lower_than_rest: bool
    behind: bool

    @property
    def with_staff(self) -> float:
        """Contacts that did not come online."""
        return self.counted - self.online


@dataclass(frozen=True)
class Thirds(Result):
    """The wards most and least excluded, together: shares online, of 1, and the difference with its range."""

    most: float
    least: float
    gap: float
    lower: float
    upper: float

    @property
    def sure(self) -> bool:
        """Whether the most excluded wards come online less, by more than chance."""
        return self.upper < 0


@dataclass(frozen=True)
class Facts:
    """What is loaded of a ward: its exclusion and deprivation, nan where it is not."""

    exclusion: float
    deprivation: float


def facts_of(store: Store) -> dict[str, Facts]:
    """The facts about each ward by its name. They are published figures: nobody's count is in them."""
    rows = store.tuples("select ward::varchar, digital_exclusion, deprivation from area_facts order by 1")
    return {
        ward: Facts(*(nan if value is None else float(value) for value in values))
        for ward, *values in rows
        if ward != NOT_RECORDED
    }


def places_of(take_up: Answer, facts: dict[str, Facts]) -> tuple[Place, ...]:
    """The wards of an online share by ward, the most excluded first; those whose exclusion is not known last."""
    frame = take_up.frame[take_up.frame["ward"] != NOT_RECORDED] if len(take_up.frame) else take_up.frame
    frame = frame.dropna(subset=["numerator", "denominator"]) if len(frame) else frame
    frame = frame[frame["denominator"] > 0] if len(frame) else frame
    if frame.empty:
        return ()
    wards = [str(ward) for ward in frame["ward"]]
    online, bases = (frame[name].to_numpy(dtype=float) for name in ("numerator", "denominator"))
    judged = compare_with_rest(wards, np.rint(np.minimum(online, bases)), np.rint(bases))
    thirds = _thirds({ward: fact.exclusion for ward, fact in facts.items() if ward in wards})
    nothing = Facts(nan, nan)
    places = []
    for one in judged:
        fact = facts.get(one.group, nothing)
        low = one.verdict == "lower than the rest"
        gap = newcombe(one.x, one.n, online.sum() - one.x, bases.sum() - one.n) if low else None
        places.append(
            Place(
                ward=one.group,
                exclusion=fact.exclusion,
                deprivation=fact.deprivation,
                third=thirds.get(one.group, -1),
                online=one.x,
                counted=one.n,
                share=one.share if one.n >= VERY_SMALL else nan,
                rest_share=one.rest_share,
                lower_than_rest=low,
                behind=gap is not None and float(gap.upper) <= -BEHIND,
            )
        )
    return tuple(sorted(places, key=lambda place: (isnan(place.exclusion), -place.exclusion, place.ward)))


def thirds_of(places: tuple[Place, ...]) -> Thirds | None:
    """The most excluded third beside the least; None where too few wards are known."""
    sums = []
    for third in (HIGH, LOW):
        inside = [place for place in places if place.third == third]
        sums += [sum(place.online for place in inside), sum(place.counted for place in inside)]
    if min(sums[1], sums[3]) < VERY_SMALL:
        return None
    gap = newcombe(*sums)
    return Thirds(sums[0] / sums[1], sums[2] / sums[3], float(gap.value), float(gap.lower), float(gap.upper))


def _thirds(scores: dict[str, float]) -> dict[str, int]:
    """In which third of the wards each lies, the most excluded in the last; {} where too few are known."""
    known = sorted((score, ward) for ward, score in scores.items() if not isnan(score))
    return {ward: 3 * rank // len(known) for rank, (_, ward) in enumerate(known)} if len(known) >= LEAST_WARDS else {}
