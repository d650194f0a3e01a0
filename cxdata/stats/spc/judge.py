"""Is the latest month's figure more than ordinary ups and downs? One path for every series, decided by the series.

The time of year, a steady rise or fall and the figure's own habit of wandering are allowed for where the series shows
them; what is then left is judged by the four rules of NHS England's Making Data Count. A month without a figure
breaks runs and moving ranges, and is never filled. How often this is wrong, and what it finds, is measured in
docs/real_change.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np

from cxdata.stats.basics.distributions import t_both_tails
from cxdata.stats.basics.proportions import Floats
from cxdata.stats.spc.fit import FEWEST, YEAR, ChartFit, Figures, fit
from cxdata.stats.spc.looks import NewLevel, new_level, pattern_changed
from cxdata.stats.spc.rules import Latest

MOST = {"month": 60, "quarter": 40}
"""Older months widen nothing and mislead: on a slowly wandering level false signs rise with every year added."""
WORDS_ONLY = {"month": 24, "quarter": 12}
FIRST_GUESS = {"month": 36, "quarter": 10_000}
A_YEAR = 12
STEADY_P = 0.05


@dataclass(frozen=True)
class Rebase:
    """A person's decision that a new average holds from a point onwards; at is its place, counted from 0."""

    at: int
    on: date
    reason: str


@dataclass(frozen=True)
class Stretch:
    """Months judged together, from start to before end; fit is None where they are too few.

    standing: "too few" (under 6 figures), "words only" (under 24 months: outside alone, and no real change), "first
    guess" (under 36, and quarters always) or "".
    """

    start: int
    end: int
    fit: ChartFit | None
    standing: str


@dataclass(frozen=True)
class Judgement:
    """A series and all that is said of it; every array has one element a point, nan where there is no figure or limit.

    centre, lower and upper are in the measure's own unit, month by month. rules holds Rule values, direction +1, 0 or
    -1. `stretches` end with the latest one, whose fit, standing and rules at the latest figure (`at`, None without
    one) make the sign. `sign` is +1, -1 or 0; under 24 months it is said in words only. first_said: the month-end at
    which the same sign was first given without a break since, looking back a year; None without a sign. steady: the
    line would stand even if the wander is counted against it.
    """

    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    rules: np.ndarray
    direction: np.ndarray
    stretches: tuple[Stretch, ...]
    at: int | None
    latest: Latest | None
    first_said: int | None
    said: tuple[tuple[int, int], ...]
    steady: bool
    pattern_changed: bool
    new_level: NewLevel | None

    @property
    def last(self) -> Stretch:
        """The stretch that the latest figure belongs to."""
        return self.stretches[-1]

    @property
    def fit(self) -> ChartFit | None:
        """What is usual now."""
        return self.last.fit

    @property
    def sign(self) -> int:
        """Which way the latest figure speaks: +1 high or rising, -1 low or falling, 0 not at all."""
        return self.latest.direction if self.latest else 0

    @property
    def words_only(self) -> bool:
        """Whether the series is too short for a real change to be told."""
        return self.last.standing in ("too few", "words only")


def judge_series(figures: Figures, *, rebases: Sequence[Rebase] = ()) -> Judgement:
    """Judge a series on its full calendar, oldest first; only the months since the last rebase give the sign.

    Earlier stretches keep limits of their own, so that a chart can draw them. At most the last 60 months (40 quarters)
    of a stretch are judged. ValueError for a rebase outside the series, out of order or without a reason.
    """
    values = np.asarray(figures.values, dtype=float)
    figures = replace(figures, values=values)
    _check(len(values), rebases)
    starts = [0, *(rebase.at for rebase in rebases)]
    stretches = tuple(
        _stretch(figures, start, end) for start, end in zip(starts, [*starts[1:], len(values)], strict=True)
    )
    lines = [np.full(len(values), np.nan) for _ in range(3)]
    rules, direction = np.zeros(len(values), dtype=int), np.zeros(len(values), dtype=int)
    for stretch in stretches:
        if stretch.fit:
            within = slice(stretch.start, stretch.end)
            for line, side in zip(lines, (0, -1, 1), strict=True):
                line[within] = stretch.fit.line_at(side)
            marks = stretch.fit.marks_outside() if stretch.standing == "words only" else stretch.fit.marks()
            rules[within], direction[within] = marks.rules, marks.direction
    last = stretches[-1]
    at = _latest_at(values, starts[-1])
    memory = _memory(figures, starts[-1], at)
    return Judgement(
        values=values,
        centre=lines[0],
        lower=lines[1],
        upper=lines[2],
        rules=rules,
        direction=direction,
        stretches=stretches,
        at=at,
        latest=latest_rules(last.fit, last.standing),
        first_said=_first_said(memory),
        said=memory,
        steady=last.fit is not None and is_steady(last.fit),
        pattern_changed=last.fit is not None and pattern_changed(last.fit),
        new_level=_level(last),
    )


def sign_at_end(figures: Figures) -> int:
    """The sign at the latest figure of one stretch, +1, -1 or 0: what a reader is told when the series ends here."""
    stretch = _stretch(figures, 0, len(figures.values))
    latest = latest_rules(stretch.fit, stretch.standing)
    return latest.direction if latest else 0


def latest_rules(fit_of_stretch: ChartFit | None, standing: str) -> Latest | None:
    """The rules that count at the latest figure: of a short series outside alone; None where nothing can be judged."""
    if fit_of_stretch is None:
        return None
    latest = fit_of_stretch.latest()
    if standing == "words only":
        return replace(latest, trend=False, pair=False, shift=False)
    return latest


def standing_of(figures: Figures, fit_of_stretch: ChartFit | None) -> str:
    """What a stretch of this length may say."""
    if fit_of_stretch is None:
        return "too few"
    length = int(np.count_nonzero(~np.isnan(fit_of_stretch.scaled)))
    # A person's word that the time of year makes no difference lifts the wait for a second year.
    enough = A_YEAR if not figures.seasonal and figures.step == "month" else WORDS_ONLY[figures.step]
    if length < enough:
        return "words only"
    return "first guess" if length < FIRST_GUESS[figures.step] else ""


def is_steady(fit_of_stretch: ChartFit) -> bool:
    """Whether a line would stand even if the wander of the series is counted against it."""
    if not fit_of_stretch.centre.line:
        return False
    rho, degrees = fit_of_stretch.wander.rho, int(np.count_nonzero(~np.isnan(fit_of_stretch.left))) - 2
    t = abs(fit_of_stretch.centre.t) * np.sqrt((1 - rho) / (1 + rho))
    return t_both_tails(float(t), freedom=degrees) < STEADY_P


def _check(length: int, rebases: Sequence[Rebase]) -> None:
    places = [0, *(rebase.at for rebase in rebases), length]
    if rebases and any(later <= earlier for earlier, later in pairwise(places)):
        raise ValueError("rebases must lie within the series, in order")
    if any(not rebase.reason.strip() for rebase in rebases):
        raise ValueError("a rebase needs a reason that can be printed beside the chart")


def _stretch(figures: Figures, start: int, end: int) -> Stretch:
    with_figure = np.flatnonzero(~np.isnan(figures.values[start:end]))
    stop = start + int(with_figure[-1]) + 1 if len(with_figure) else end
    begin = max(start, stop - MOST[figures.step])
    part = figures.part(begin, stop)
    fit_of_stretch = fit(part) if len(with_figure) >= FEWEST else None
    return Stretch(begin, stop, fit_of_stretch, standing_of(part, fit_of_stretch))


def _latest_at(values: Floats, start: int) -> int | None:
    with_figure = np.flatnonzero(~np.isnan(values[start:]))
    return start + int(with_figure[-1]) if len(with_figure) else None


def _memory(figures: Figures, start: int, at: int | None) -> tuple[tuple[int, int], ...]:
    """For each figure of the last year its place and the sign that was given then, oldest first."""
    if at is None:
        return ()
    ends = range(max(start, at + 1 - YEAR[figures.step]), at + 1)
    return tuple((end, sign_at_end(figures.part(start, end + 1))) for end in ends if not np.isnan(figures.values[end]))


def _first_said(memory: tuple[tuple[int, int], ...]) -> int | None:
    if not memory or not memory[-1][1]:
        return None
    first = memory[-1][0]
    for end, sign in reversed(memory):
        if sign != memory[-1][1]:
            break
        first = end
    return first


def _level(last: Stretch) -> NewLevel | None:
    level = new_level(last.fit) if last.fit and last.standing != "words only" else None
    return replace(level, at=level.at + last.start) if level else None
