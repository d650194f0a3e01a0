"""One forecast held against what came, many times over: coverage of the band, mean error of the middle, width."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.outlook.former import former
from benchmarks.outlook.kinds import Draw
from benchmarks.outlook.real import Real
from cxdata.stats.forecast.outlook import outlook
from cxdata.stats.forecast.record import past_forecasts, record
from cxdata.stats.forecast.scale import forecast_scale, from_scale, to_scale
from cxdata.stats.spc.scale import Kind

AHEAD = np.array([1, 3, 6, 12, 24])
OURS, FORMER, NO_CHANGE = "this method", "the method before", "no change"
WAYS = (OURS, FORMER, NO_CHANGE)


@dataclass
class Scores:
    """Rows of one way of forecasting: whether the band held, distance of the middle, width; one column a horizon."""

    held: list[np.ndarray] = field(default_factory=list)
    error: list[np.ndarray] = field(default_factory=list)
    width: list[np.ndarray] = field(default_factory=list)

    def add(self, middle: np.ndarray, lower: np.ndarray, upper: np.ndarray, came: np.ndarray) -> None:
        """One forecast; nan where nothing was forecast or nothing came."""
        known = ~np.isnan(middle) & ~np.isnan(came)
        self.held.append(np.where(known & ~np.isnan(lower), (lower <= came) & (came <= upper), np.nan))
        self.error.append(np.abs(middle - came))
        self.width.append(np.where(known, upper - lower, np.nan))

    def mean(self, what: str) -> np.ndarray:
        """The mean of "held", "error" or "width" at each horizon."""
        rows = np.array(getattr(self, what), dtype=float)
        counted = (~np.isnan(rows)).sum(axis=0)
        return np.where(counted, np.nansum(rows, axis=0) / np.maximum(counted, 1), np.nan)


def add_all(scores: dict[str, Scores], past: np.ndarray, came: np.ndarray, kind: Kind) -> None:
    """Forecast from `past` in each way and hold it against `came`, the figures at each of AHEAD."""
    ours = outlook(past, kind=kind, horizon=int(AHEAD[-1]))
    lines = (ours.middle, ours.band80.lower, ours.band80.upper)
    scores[OURS].add(*(_at_each(line) for line in lines), came)
    scale = forecast_scale(kind, past)
    middle, half = former(to_scale(kind, scale, past), AHEAD)
    lower, centre, upper = (from_scale(kind, scale, middle + way * half) for way in (-1, 0, 1))
    scores[FORMER].add(centre, lower, upper, came)
    nothing = np.full(len(AHEAD), np.nan)
    scores[NO_CHANGE].add(np.full(len(AHEAD), past[~np.isnan(past)][-1]), nothing, nothing, came)


def _at_each(line: np.ndarray) -> np.ndarray:
    """A line of the forecast at each of AHEAD; nan where it does not reach so far."""
    return np.array([line[ahead - 1] if ahead <= len(line) else np.nan for ahead in AHEAD])


def simulated(draw: Draw, kind: Kind, history: int, series: int, seed: Sequence[int]) -> dict[str, Scores]:
    """So many series of a kind, each forecast once from `history` months."""
    rng = np.random.default_rng(seed)
    scores = {way: Scores() for way in WAYS}
    for _ in range(series):
        values = draw(rng, history, int(AHEAD[-1]))
        add_all(scores, values[:history], values[history + AHEAD - 1], kind)
    return scores


def rolling(real: Real, *, fewest: int = 24) -> dict[str, Scores]:
    """A real series, forecast from every month that has `fewest` behind it and one after it."""
    scores = {way: Scores() for way in WAYS}
    for origin in range(fewest - 1, len(real.values) - 1):
        came = np.array([real.values[at] if at < len(real.values) else np.nan for at in origin + AHEAD])
        if not np.isnan(real.values[origin]):
            add_all(scores, real.values[: origin + 1], came, real.kind)
    return scores


def warnings(draw: Draw, months: int, series: int, seed: Sequence[int], horizon: int) -> tuple[int, float]:
    """How many of so many series are told "this figure has changed its ways", and the mean of their records."""
    rng = np.random.default_rng(seed)
    records = [record(past_forecasts(draw(rng, months, 0), kind="share"), horizon) for _ in range(series)]
    return sum(one.poor for one in records), float(np.nanmean([one.coverage for one in records]))
