"""What is usual for a series: its scale, the time of year, a line or a level, its wander, and how far it reaches."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from cxdata.stats.basics.proportions import Floats
from cxdata.stats.spc.limits import reach_of, run_needed
from cxdata.stats.spc.rules import Latest, Marks, Rule, latest_of, mark
from cxdata.stats.spc.scale import Kind, Scale, scale_of
from cxdata.stats.spc.season import Season, no_season, season_of
from cxdata.stats.spc.trend_line import Centre, centre_of
from cxdata.stats.spc.wander import NO_WANDER, Wander, wander_of

Step = Literal["month", "quarter"]
FEWEST = 6
YEAR = {"month": 12, "quarter": 4}
YEARS_FOR_A_SEASON = {"month": 2, "quarter": 3}
PAIR_BELOW = 0.2
"""Two of three near the edge says something only where months hardly pull one another."""


@dataclass(frozen=True)
class Figures:
    """One stretch of a series as it is judged: figures on a full calendar (nan for gaps) and what stands behind them.

    bases: answers behind each share (else None). first: the place in the year of the first figure, 0 for January (or
    the first quarter). usual_days: each month's usual days over those of the mean month, by which a count is divided
    before it is judged (else None). seasonal False: a person says that the time of year makes no difference.
    """

    values: Floats
    kind: Kind
    first: int = 0
    step: Step = "month"
    bases: Floats | None = None
    usual_days: Floats | None = None
    seasonal: bool = True

    @property
    def places(self) -> np.ndarray:
        """Where in the year each figure lies."""
        return (self.first + np.arange(len(self.values))) % YEAR[self.step]

    def part(self, start: int, end: int) -> "Figures":
        """The figures from start to before end."""
        cut = [None if full is None else full[start:end] for full in (self.bases, self.usual_days)]
        first = (self.first + start) % YEAR[self.step]
        return Figures(self.values[start:end], self.kind, first, self.step, cut[0], cut[1], self.seasonal)


@dataclass(frozen=True)
class ChartFit:
    """Everything known of one stretch. `middle` and `left` are on the scale; `reach` is how far `left` usually goes.

    `centre_line`, `lower` and `upper` are in the measure's own unit, month by month: what is usual for a June.
    """

    figures: Figures
    scale: Scale
    scaled: Floats
    season: Season
    centre: Centre
    wander: Wander
    left: Floats
    reach: float

    @property
    def run(self) -> int:
        """How many in a row on one side are needed."""
        return run_needed(self.wander.rho)

    @property
    def pair(self) -> bool:
        """Whether two of three near the edge counts."""
        return self.wander.rho < PAIR_BELOW

    @property
    def adjusted(self) -> Floats:
        """The figures on the scale without the time of year."""
        return self.scaled - self.season.at(self.figures.places)

    def line_at(self, side: int) -> Floats:
        """The centre (0), lower (-1) or upper (+1) limit of each month in the measure's own unit."""
        middle = self.centre.middle + self.season.at(self.figures.places)
        line = self.scale.original(middle + side * self.reach)
        days = self.figures.usual_days
        return line if days is None else line * days

    def latest(self) -> Latest:
        """Which rules hold at the last figure, whatever the length."""
        with_figure = np.flatnonzero(~np.isnan(self.left))
        return latest_of(self.left[: with_figure[-1] + 1], reach=self.reach, run=self.run, pair=self.pair)

    def marks(self) -> Marks:
        """The points that stand out, by all rules."""
        return mark(self.left, reach=self.reach, run=self.run, pair=self.pair)

    def marks_outside(self) -> Marks:
        """The points that stand out of a short series: those outside the limits alone."""
        outside = np.abs(self.left) > self.reach
        return Marks(
            np.where(outside, Rule.OUTSIDE, Rule.ORDINARY), np.where(outside, np.sign(self.left), 0).astype(int)
        )


def fit(figures: Figures) -> ChartFit | None:
    """Work out what is usual; None with fewer than six figures, or where no two of them are neighbours."""
    scale = scale_of(figures.kind, figures.values)
    days = figures.usual_days
    values = figures.values if days is None else figures.values / np.where(days > 0, days, np.nan)
    scaled = scale.to_scale(values, figures.bases)
    if np.count_nonzero(~np.isnan(scaled)) < FEWEST or np.isnan(reach_of(scaled)):
        return None
    year = YEAR[figures.step]
    season = no_season(year)
    if figures.seasonal:
        fewest = YEARS_FOR_A_SEASON[figures.step] * year
        season = season_of(scaled, figures.places, length=year, fewest=fewest)
    adjusted = scaled - season.at(figures.places)
    quarters = figures.step == "quarter"
    # With so few quarters a line or a wander is read out of nothing, and takes the power to see anything.
    centre = centre_of(adjusted, fewest=len(adjusted) + 1) if quarters else centre_of(adjusted)
    left = _still(adjusted - centre.middle, scaled)
    wander = NO_WANDER if quarters else wander_of(left, _design(figures, season, centre))
    return ChartFit(figures, scale, scaled, season, centre, wander, left, reach_of(left) * wander.widen)


def _design(figures: Figures, season: Season, centre: Centre) -> Floats:
    """What was fitted, one row a month: a constant, the line if there is one, the months of the year if taken out."""
    places = figures.places
    columns = [np.ones(len(places))]
    if centre.line:
        columns.append(np.arange(len(places), dtype=float))
    if season.taken_out:
        columns += [(places == month).astype(float) for month in range(1, len(season.effects))]
    return np.column_stack(columns)


def _still(left: Floats, scaled: Floats) -> Floats:
    """What is left, without the rounding error of arithmetic: figures that repeat exactly leave exactly nothing."""
    least = 1e-9 * (1 + float(np.nanmax(np.abs(scaled))))
    return np.where(np.abs(left) <= least, 0.0, left)
