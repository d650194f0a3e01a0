"""Which areas have more or fewer events than their size lets chance explain: the funnel for rates.

Lines on the square-root scale, widened where areas differ far more than chance (Spiegelhalter 2005, Statistics in
Medicine 24, 1185-1202); without widening the verdict comes from the exact Poisson tails instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.funnel import (
    EXACT_BELOW,
    WIDEN_ABOVE,
    WINSORISE,
    WORDS,
    Z_INNER,
    Z_OUTER,
    Direction,
    Verdict,
    ratio_verdict,
)


@dataclass(frozen=True)
class RatePoint:
    """One area: its events, those expected at the overall rate, and their ratio with the lines at its size.

    `level` is 99.8 or 95, the widest line crossed, or None. `method` is "exact", "lines" (widened), "lines and exact"
    (widened, few expected: both must agree) or "none" (no base). nan where there is no base.
    """

    name: str
    events: float
    expected: float
    ratio: float
    lower_95: float
    upper_95: float
    lower_998: float
    upper_998: float
    direction: Direction
    level: float | None
    method: str

    @property
    def words(self) -> str:
        """The verdict as a reader sees it."""
        return WORDS[self.direction]


@dataclass(frozen=True)
class RateFunnel:
    """A whole funnel. `centre` is the overall rate for each of the base, `phi` how many times more the areas vary than
    chance alone would make them (nan under three areas), `tau2` what the lines were widened by, 0 when they were not.
    """

    points: tuple[RatePoint, ...]
    centre: float
    phi: float
    tau2: float

    @property
    def widened(self) -> bool:
        """Whether the lines allow for more than chance."""
        return self.tau2 > 0


def ratio_limits(expected: float, *, z: float, tau2: float = 0.0) -> tuple[float, float]:
    """Lower and upper line of observed / expected where so many events are expected (above 0)."""
    reach = z * np.sqrt(1 / (4 * expected) + tau2)
    return float(max(1 - reach, 0.0) ** 2), float((1 + reach) ** 2)


def rate_overdispersion(events: ArrayLike, expected: ArrayLike) -> tuple[float, float]:
    """(phi, tau2) of counts around those expected (above 0), the outer 10% at each end pulled in.

    phi is the mean squared z-score of the square roots, tau2 the variance between areas on that scale; (nan, 0) with
    fewer than three areas.
    """
    o, e = np.asarray(events, dtype=float), np.asarray(expected, dtype=float)
    if len(e) < 3:
        return float("nan"), 0.0
    z = 2 * (np.sqrt(o) - np.sqrt(e))
    z = np.clip(z, *np.quantile(z, [WINSORISE, 1 - WINSORISE]))
    k, phi, w = len(z), float((z**2).mean()), 4 * e
    tau2 = max(0.0, (k * phi - (k - 1)) / (w.sum() - (w**2).sum() / w.sum()))
    return phi, float(tau2)


def rate_funnel(names: Sequence[str], events: ArrayLike, base: ArrayLike) -> RateFunnel:
    """Place every area on the funnel and say what may be said of it; areas without a base are "too few".

    Raises ValueError on unequal lengths or negative counts.
    """
    o, n = np.asarray(events, dtype=float), np.asarray(base, dtype=float)
    if not len(names) == len(o) == len(n):
        raise ValueError("names, events and base must be of equal length")
    usable = np.isfinite(o) & np.isfinite(n) & (n > 0)
    if (o[usable] < 0).any():
        raise ValueError("counts must not be negative")
    centre = float(o[usable].sum() / n[usable].sum()) if usable.any() else float("nan")
    expected = np.where(usable & (centre > 0), n * centre, np.nan)
    phi, tau2 = rate_overdispersion(o[np.isfinite(expected)], expected[np.isfinite(expected)])
    tau2 = tau2 if phi > WIDEN_ABOVE else 0.0
    points = tuple(
        _point(str(name), float(observed), float(due), tau2)
        for name, observed, due in zip(names, o, expected, strict=True)
    )
    return RateFunnel(points, centre, phi, tau2)


def _point(name: str, observed: float, expected: float, tau2: float) -> RatePoint:
    if np.isnan(expected):
        nan = float("nan")
        return RatePoint(name, observed, nan, nan, nan, nan, nan, nan, "too few", None, "none")
    inner, outer = (ratio_limits(expected, z=z, tau2=tau2) for z in (Z_INNER, Z_OUTER))
    verdict, method = ratio_verdict(observed, expected), "exact"
    if tau2 > 0:
        by_lines = _by_lines(observed / expected, inner, outer)
        few = expected < EXACT_BELOW
        verdict, method = (_weaker(by_lines, verdict), "lines and exact") if few else (by_lines, "lines")
    return RatePoint(name, observed, expected, observed / expected, *inner, *outer, *verdict, method)


def _by_lines(ratio: float, inner: tuple[float, float], outer: tuple[float, float]) -> Verdict:
    for (low, high), level in ((outer, 99.8), (inner, 95.0)):
        if ratio < low:
            return "lower", level
        if ratio > high:
            return "higher", level
    return "within", None


def _weaker(first: Verdict, second: Verdict) -> Verdict:
    """What both verdicts support: the lower level where they point the same way, otherwise nothing."""
    if first[0] != second[0] or first[1] is None or second[1] is None:
        return "within", None
    return first[0], min(first[1], second[1])
