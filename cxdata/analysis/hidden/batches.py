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
    def ways() -> tuple[_Batches, ...]:
        return tuple(_Batches(take(), take().batch(names)) for names in share.batches)

    def clusters(conditions: Conditions, aside: tuple[Conditions, ...]) -> tuple[Clusters, ...]:
        """The rows still in play by batch, in the group and outside it; one for each way of batching."""
        rows = take()
        gone = np.logical_or.reduce(
            [np.zeros(rows.combinations, dtype=bool), *(rows.combinations_in(group, folded) for group in aside)]
        )
        inside = rows.combinations_in(conditions, folded) & ~gone
        return tuple(batches.clusters(inside, ~gone) for batches in ways())

    return clusters


class _Batches:
    """The rows of a search by one way of batching, counted for one group after another.

    What is in play besides the group changes seldom: it is counted once, and a group's own rows are taken off.
    """

    def __init__(self, rows: Counted, batch: np.ndarray) -> None:
        self._rows = rows
        # Rows without a batch are counted under 0, which is dropped.
        self._batch = batch + 1
        self._size = int(self._batch.max(initial=0)) + 1
        self._in_play = np.zeros(0, dtype=bool)
        self._all: tuple[np.ndarray, ...] = ()

    def clusters(self, inside: np.ndarray, in_play: np.ndarray) -> Clusters:
        """By batch, of the combinations in play: those inside, and the others."""
        if not np.array_equal(in_play, self._in_play):
            self._in_play, self._all = in_play, self._count(in_play)
        n, bad = self._count(inside)
        return Clusters(n, bad, self._all[0] - n, self._all[1] - bad)

    def _count(self, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How many there are in each batch, and for how many it went badly, of the combinations chosen."""
        places = np.flatnonzero(chosen[self._rows.kinds])
        batch = self._batch[places]
        n, bad = (np.bincount(batch, of[places], minlength=self._size)[1:] for of in (self._rows.n, self._rows.sound))
        return n, bad


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
