"""A split change as a page leads with it: how much of the headline change is real, and how much is who is counted."""

import math
from dataclasses import dataclass

from cxdata.analysis.like_for_like.split import LikeForLike
from cxdata.measures.model import Measure, Unit
from cxdata.measures.words import say_difference

MOST_WORDS = 20
NOTHING_MOVED = "about 0"
_POINTS = " points"


@dataclass(frozen=True)
class Parts:
    """The change as every other page shows it, in the measure's unit: `real` (like for like) + `counted` = `headline`.

    `sure` is None where nothing says how sure the real part is. `apart` is False where the real part may as well be
    nothing as the whole change: then what is left over for who is counted may be chance too.
    """

    headline: float
    real: float
    counted: float
    sure: bool | None
    apart: bool = True

    @property
    def says_little(self) -> bool:
        """Whether two parts that may be chance outweigh the change that they are parts of, one against the other."""
        return not self.apart and abs(self.counted) > abs(self.headline)


def parts_of(result: LikeForLike) -> Parts:
    """The headline change in its two parts. Who answered a survey belongs to who is counted."""
    headline = result.raw_after - result.raw_before
    limits = result.ranges.get("within")
    sure = None if limits is None else limits[0] > 0 or limits[1] < 0
    apart = limits is None or bool(sure) or not limits[0] <= headline <= limits[1]
    return Parts(headline, result.within, headline - result.within, sure, apart)


def adds_up(result: LikeForLike) -> bool:
    """Whether the parts add up to the change, and the figures before and after too, as they are rounded to be read."""
    scale = 100 if result.measure.unit is Unit.SHARE else 1
    parts = parts_of(result)
    before, after, headline, real, counted = (
        round(scale * size, result.measure.decimals)
        for size in (result.raw_before, result.raw_after, parts.headline, parts.real, parts.counted)
    )
    return math.isclose(real + counted, headline, abs_tol=1e-9) and math.isclose(after - before, headline, abs_tol=1e-9)


def counted_by_answers(result: LikeForLike) -> float | None:
    """What a change in who answers did to the headline figure, beside who gets in touch; None where it did nothing.

    Answers weigh the headline, contacts the split: the two part where some groups answer more often than others.
    """
    size = (result.raw_after - result.after) - (result.raw_before - result.before)
    apart = max(abs(result.raw_after - result.after), abs(result.raw_before - result.before))
    return size if say_points(result.measure, apart) != NOTHING_MOVED else None


def say_points(measure: Measure, change: float) -> str:
    """A change with its sign, as short as can be: '+0.7 points', '−35 s', 'about 0'."""
    size = say_difference(measure, abs(change))
    if size == say_difference(measure, 0.0):
        return NOTHING_MOVED
    if measure.unit is Unit.SHARE:
        points = f"{abs(change) * 100:.{measure.decimals}f}"
        size = f"{points} point{'' if float(points) == 1 else 's'}"
    return f"{'+' if change > 0 else '−'}{size}"


def say_found(result: LikeForLike) -> str:
    """The finding in at most 20 words: the change, what of it is like for like, and what is who is counted."""
    measure, parts = result.measure, parts_of(result)
    title = measure.title
    headline, real, counted = (_moved(measure, size) for size in (parts.headline, parts.real, parts.counted))
    if not counted:
        if not headline:
            return f"{title} did not change, and like for like it did not either."
        means = " (may be chance)" if parts.sure is False else ", all like for like"
        return f"{title}: {headline}{means}; who is counted made no difference."
    if not real:
        return f"{title}: {headline or 'the same'}, only by who is counted."
    # Titles are of one and of many ("Satisfied", "Callers who gave up"), so no verb stands after them.
    opening = f"{title}: {headline or 'to all appearance unchanged'}"
    if parts.says_little:
        return f"{opening}; too few to tell how much of it is like for like."
    short_real, short_counted = real.removesuffix(_POINTS), counted.removesuffix(_POINTS)
    doubt = " (may be chance)" if parts.sure is False else ""
    told = f"{opening}; {short_real} like for like{doubt}, {short_counted} from who is counted."
    return told if len(told.split()) <= MOST_WORDS else f"{opening}; like for like {short_real}{doubt}."


def _moved(measure: Measure, change: float) -> str:
    """'up 0.7 points', 'down 35 s'; '' where it rounds to nothing."""
    said = say_points(measure, change)
    return "" if said == NOTHING_MOVED else f"{'up' if change > 0 else 'down'} {said[1:]}"
