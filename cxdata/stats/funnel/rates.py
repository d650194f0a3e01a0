"""Which areas have more or fewer events than their size lets chance explain: the funnel for rates.

Lines on the square-root scale, widened where areas differ far more than chance (Spiegelhalter 2005, Statistics in
Medicine 24, 1185-1202); without widening the verdict comes from the exact Poisson tails instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.funnel.shares import (
    EXACT_BELOW,
    WIDEN_ABOVE,
    Z_INNER,
    Z_OUTER,
    Funnel,
    FunnelArea,
    area_fields,
    crossed_line,
    dispersion,
    ratio_verdict,
    weaker_verdict,
)


@dataclass(frozen=True, kw_only=True)
class RatePoint(FunnelArea):
    """One area: its events, those expected at the overall rate, and their ratio; the lines are of ratios as well."""

    events: float
    expected: float
    ratio: float


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
    return dispersion(z, 4 * e)


def rate_funnel(names: Sequence[str], events: ArrayLike, base: ArrayLike) -> Funnel[RatePoint]:
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
    return Funnel(points, centre, phi, tau2)


def _point(name: str, observed: float, expected: float, tau2: float) -> RatePoint:
    if np.isnan(expected):
        return RatePoint(events=observed, expected=expected, ratio=expected, **area_fields(name))
    inner, outer = (ratio_limits(expected, z=z, tau2=tau2) for z in (Z_INNER, Z_OUTER))
    ratio = observed / expected
    verdict, method = ratio_verdict(observed, expected), "exact"
    if tau2 > 0:
        by_lines = crossed_line(ratio, inner, outer)
        few = expected < EXACT_BELOW
        verdict, method = (weaker_verdict(by_lines, verdict), "lines and exact") if few else (by_lines, "lines")
    return RatePoint(
        events=observed, expected=expected, ratio=ratio, **area_fields(name, inner, outer, verdict, method)
    )
