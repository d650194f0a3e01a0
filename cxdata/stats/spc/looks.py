"""Two further looks at a series: has the pattern of the year changed, and does it stand on a new level?

The first gives words only, the second only a question for a person: a new average set by machine would cost the
power to see the next change.
"""

from dataclasses import dataclass

import numpy as np

from cxdata.stats.basics.distributions import f_tail
from cxdata.stats.basics.proportions import Floats
from cxdata.stats.spc.fit import ChartFit
from cxdata.stats.spc.season import season_of
from cxdata.stats.spc.trend_line import LINE_HANDICAP, best_step

YEAR = 12
PATTERN_MONTHS = 36
LEVEL_MONTHS = 24
PATTERN_P = 0.05
LEVEL_GAIN = 8.0


@dataclass(frozen=True)
class NewLevel:
    """A step a year or more old that tells the series better than a line or a wander: where it begins, and how large.

    at is the first month after it; before and after are the typical figures on its sides, in the measure's own unit.
    """

    at: int
    before: float
    after: float


def pattern_changed(fit: ChartFit) -> bool:
    """Whether the latest twelve months follow another pattern of the year than those before: 36 months, seasonal
    before.

    The months before give the pattern; what the twelve months leave of it, their own level and slope aside, is set
    against the spread of the months before by F, once with all twelve and once without the farthest one, so that a
    single freak month is not a new pattern.
    """
    has_figure = ~np.isnan(fit.scaled)
    recent = np.arange(len(has_figure)) >= len(has_figure) - YEAR
    head, tail = np.flatnonzero(has_figure & ~recent), np.flatnonzero(has_figure & recent)
    places = fit.figures.places
    seen = np.bincount(places[head], minlength=YEAR)
    if fit.figures.step != "month" or has_figure.sum() < PATTERN_MONTHS or len(tail) < YEAR - 1 or seen.min() < 2:
        return False
    # A season is asked of the months before alone: where the pattern moved, both together may show none.
    if not season_of(
        fit.scaled[: len(has_figure) - YEAR], places[: len(has_figure) - YEAR], fewest=len(head)
    ).taken_out:
        return False
    months = [(places[head] == month).astype(float) for month in range(1, YEAR)]
    design = np.column_stack([np.ones(len(head)), head.astype(float), *months])
    fitted, *_ = np.linalg.lstsq(design, fit.scaled[head], rcond=None)
    degrees = len(head) - YEAR - 1
    spread = float(((fit.scaled[head] - design @ fitted) ** 2).sum()) / degrees * (1 + 1 / seen.mean())
    pattern = np.concatenate([[0.0], fitted[2:]])
    away = fit.scaled[tail] - pattern[places[tail]]
    left = _about_a_line(tail, away)
    farthest = int(np.argmax(np.abs(left)))
    fewer = np.delete(tail, farthest), np.delete(away, farthest)
    return all(_rare(_about_a_line(*some), spread, degrees) for some in ((tail, away), fewer))


def _about_a_line(time: np.ndarray, values: Floats) -> Floats:
    design = np.column_stack([np.ones(len(time)), time.astype(float)])
    fitted, *_ = np.linalg.lstsq(design, values, rcond=None)
    return values - design @ fitted


def _rare(left: Floats, spread: float, degrees: int) -> bool:
    own = len(left) - 2
    if spread <= 0:
        return False
    return f_tail(float(left @ left) / own / spread, above=own, below=degrees) < PATTERN_P


def new_level(fit: ChartFit) -> NewLevel | None:
    """The step, a year or more from both ends, that beats the line and a wandering series; None where none does."""
    adjusted = fit.adjusted
    with_figure = np.flatnonzero(~np.isnan(adjusted))
    n = len(with_figure)
    if fit.figures.step != "month" or n < LEVEL_MONTHS:
        return None
    step = best_step(adjusted, side=YEAR)
    line = _about_a_line(with_figure, adjusted[with_figure])
    wander = _squares_of_wander(adjusted)
    least = max(step.squares, 1e-12 * (1 + float(adjusted[with_figure] @ adjusted[with_figure])))
    if not np.isfinite(least) or least * np.exp(LINE_HANDICAP / n) >= float(line @ line):
        return None
    if n * np.log(max(wander, 1e-300) / least) <= LEVEL_GAIN:
        return None
    sides = adjusted[with_figure[with_figure < step.at]].mean(), adjusted[with_figure[with_figure >= step.at]].mean()
    before, after = (float(fit.scale.original(np.array([side]))[0]) for side in sides)
    return NewLevel(step.at, before, after)


def _squares_of_wander(adjusted: Floats) -> float:
    """What the best AR(1) leaves of a series about its mean; a month after a gap starts it anew."""
    r = adjusted - np.nanmean(adjusted)
    before, after = r[:-1], r[1:]
    both = ~np.isnan(before) & ~np.isnan(after)
    pull = float(np.clip((before[both] @ after[both]) / max(float(before[both] @ before[both]), 1e-300), 0.0, 0.99))
    starts = ~np.isnan(r) & np.concatenate([[True], np.isnan(before)])
    left = after[both] - pull * before[both]
    return float(left @ left) + (1 - pull**2) * float(r[starts] @ r[starts])
