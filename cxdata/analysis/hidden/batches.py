"""What comes in together: the answers of one day, service and ward, or of one customer; and how a group's are dated."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from cxdata.analysis.hidden.counted import Counted, day_of
from cxdata.analysis.hidden.shares import Share
from cxdata.periods import say_date
from cxdata.stats.pockets.assessment.clusters import Clusters, CountBatches
from cxdata.stats.pockets.cells import Conditions
from cxdata.store import Store

LARGE_PART = 0.25
_LONG_ENOUGH = 8 * 7


@dataclass(frozen=True)
class Dated:
    """When those of a group came for whom it went badly; `worst_day` and `worst_week` are how many came in one.

    `undated` are known by their month only. `sentence` names a day or week with more than a quarter of them.
    """

    days: int
    dated: int
    undated: int
    worst_day: int
    worst_week: int
    flagged: bool
    sentence: str


def batches_of(take: Callable[[], Counted], share: Share, folded: Mapping[str, Sequence[str]]) -> CountBatches:
    """Counts a group's answers by batch, as the search asks for them.

    `take` is asked for the rows when the first group has passed every other test: most searches never need them.
    """

    @cache
    def batches() -> tuple[np.ndarray, ...]:
        return tuple(take().batch(names) for names in share.batches)

    def clusters(conditions: Conditions, aside: tuple[Conditions, ...]) -> tuple[Clusters, ...]:
        """The rows still in play by batch, in the group and outside it; one for each way of batching."""
        rows = take()
        inside = rows.meets(conditions, folded)
        left = ~np.logical_or.reduce([np.zeros_like(inside), *(rows.meets(group, folded) for group in aside)])
        return tuple(
            _count(rows, batch, inside & left & (batch >= 0), ~inside & left & (batch >= 0)) for batch in batches()
        )

    return clusters


def _count(rows: Counted, batch: np.ndarray, inside: np.ndarray, outside: np.ndarray) -> Clusters:
    size = int(batch.max(initial=-1)) + 1
    counts = [
        np.bincount(batch[side], numbers[side], minlength=size)
        for side in (inside, outside)
        for numbers in (rows.n, rows.sound)
    ]
    return Clusters(*counts)


def has_monthly_rows(store: Store, share: Share) -> bool:
    """Whether any row of the share's table is known by its week, month or longer only: its day is in no batch."""
    return any(grain not in ("moment", "day") for grain in store.grains(share.of.table))


def dates_of(rows: Counted, conditions: Conditions, folded: Mapping[str, Sequence[str]]) -> Dated:
    """How those of a group for whom it went badly are spread over days and weeks.

    One day or week with more than a quarter of them is flagged where the selection covers eight weeks or more.
    """
    inside = rows.meets(conditions, folded)
    undated = int(rows.bad[inside & ~rows.dated].sum())
    numbers, place = np.unique(rows.days[inside & rows.dated], return_inverse=True)
    counts = np.bincount(place, rows.bad[inside & rows.dated], minlength=len(numbers))
    by_day = {day_of(day): int(number) for day, number in zip(numbers, counts, strict=True) if number > 0}
    by_week: dict[date, int] = {}
    for when, number in by_day.items():
        monday = date.fromordinal(when.toordinal() - when.weekday())
        by_week[monday] = by_week.get(monday, 0) + number
    return _dates(by_day, by_week, undated, long_enough=(rows.last - rows.first).days >= _LONG_ENOUGH)


def _dates(by_day: Mapping[date, int], by_week: Mapping[date, int], undated: int, *, long_enough: bool) -> Dated:
    total = sum(by_day.values())
    if not total:
        return Dated(0, 0, undated, 0, 0, flagged=False, sentence="")
    worst_day = max(by_day, key=lambda day: by_day[day])
    worst_week = max(by_week, key=lambda week: by_week[week])
    in_one_week = by_week[worst_week] > LARGE_PART * total
    flagged = long_enough and (in_one_week or by_day[worst_day] > LARGE_PART * total)
    sentence = f"The {total:,} came on {len(by_day):,} days, at most {by_day[worst_day]:,} on one."
    if flagged:
        sentence = (
            f"{by_week[worst_week]:,} of the {total:,} came in one week, the one that began on {say_date(worst_week)}: "
            "ask first what happened then."
        )
    if flagged and by_day[worst_day] > LARGE_PART * total:
        came = f"{by_day[worst_day]:,} of the {total:,} came on one day, {say_date(worst_day)}"
        sentence = f"{came}: ask first what happened then."
    return Dated(len(by_day), total, undated, by_day[worst_day], by_week[worst_week], flagged, sentence)
