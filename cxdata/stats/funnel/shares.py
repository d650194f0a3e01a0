"""Which areas or services differ from the whole by more than their size lets chance explain.

A funnel plot draws, for every base, how far a figure may lie from the overall one by chance: 95 in 100
areas inside the inner lines and 998 in 1,000 inside the outer. Lines as Public Health England draws them
(Spiegelhalter 2005, Statistics in Medicine 24, 1185-1202). Where few cases make those lines cry wolf, the
flag comes from the exact binomial tail instead, and each result says which was used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdata.stats.basics.proportions import TOO_FEW, z_value

Direction = Literal["higher", "lower", "within", "too few"]
Verdict = tuple[Direction, float | None]
Lines = tuple[float, float]
NO_LINES: Lines = (float("nan"), float("nan"))

Z_INNER = z_value(0.95)
"""Normal deviate of the 95 % lines: 2.5 % in each tail."""
Z_OUTER = z_value(0.998)
"""Normal deviate of the 99.8 % lines: 0.1 % in each tail."""
TAIL_INNER, TAIL_OUTER = 0.025, 0.001
EXACT_BELOW = 10.0
"""With n x p x (1 - p) below this the drawn lines are too narrow in one tail."""
WIDEN_ABOVE = 2.0
"""Areas that vary more than this many times what chance gives have their lines widened."""
WINSORISE = 0.10

WORDS: dict[Direction, str] = {
    "higher": "higher than expected",
    "lower": "lower than expected",
    "within": "within what chance gives",
    "too few": "too few to say",
}


@dataclass(frozen=True, kw_only=True)
class FunnelArea:
    """One area with the lines at its size (nan with no base), and what may be said of it.

    `level` is 99.8 or 95, the widest line crossed, or None. `method` is "lines", "exact" (the tail of the
    distribution), "lines and exact" (widened lines, small base: both must agree) or "none" (too few).
    """

    name: str
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


@dataclass(frozen=True, kw_only=True)
class FunnelPoint(FunnelArea):
    """One area on the funnel of shares: `value` and the four lines lie between 0 and 1."""

    numerator: float
    denominator: float
    value: float


Point = TypeVar("Point", bound=FunnelArea)


@dataclass(frozen=True)
class Funnel(Generic[Point]):
    """A whole funnel. `centre` is the overall share, or the overall rate for each of the base. `phi` is how many
    times more the areas vary than chance alone would make them (nan with fewer than three areas), `tau2` the
    variance between areas that widened lines allow for (arcsine scale for shares, square roots for rates; 0
    when not).
    """

    points: tuple[Point, ...]
    centre: float
    phi: float
    tau2: float

    @property
    def widened(self) -> bool:
        """Whether the lines allow for more than chance."""
        return self.tau2 > 0


def proportion_limits(
    base: ArrayLike, centre: float, *, z: float, tau2: float = 0.0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lower and upper funnel line, as shares, at each base (people, above 0).

    With `tau2` the lines are Spiegelhalter's additive over-dispersed ones on the arcsine scale.
    """
    n = np.asarray(base, dtype=float)
    if tau2 > 0:
        half = z * np.sqrt(1 / (4 * n) + tau2)
        middle = np.arcsin(np.sqrt(centre))
        low, high = np.clip(middle - half, 0, np.pi / 2), np.clip(middle + half, 0, np.pi / 2)
        return np.sin(low) ** 2, np.sin(high) ** 2
    half = z * np.sqrt(centre * (1 - centre) / n)
    return np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)


def expected_count_limits(observed: ArrayLike, *, tail: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The two expected counts at which each observed count lies exactly on a Poisson funnel line.

    The first is the larger one: with more than that expected, `observed` is low. The second is the smaller
    one: with fewer expected, `observed` is high (0 for an observed 0). `tail` is .025 or .001. On the ratio
    axis the lines are observed / expected.
    """
    from scipy.special import gammaincinv  # Half of chi-square; scipy.stats takes half a second to import.

    o = np.asarray(observed, dtype=float)
    low_line = gammaincinv(o + 1, 1 - tail)
    high_line = np.where(o > 0, gammaincinv(np.where(o > 0, o, 0.5), tail), 0.0)
    return low_line, high_line


def ratio_verdict(observed: float, expected: float) -> Verdict:
    """Is a count higher or lower than expected, and at which line (95, 99.8)? nan or no expected: too few."""
    if not (np.isfinite(observed) and np.isfinite(expected)) or expected <= 0:
        return "too few", None
    for tail, level in ((TAIL_OUTER, 99.8), (TAIL_INNER, 95.0)):
        low_line, high_line = expected_count_limits(observed, tail=tail)
        if expected > low_line:
            return "lower", level
        if expected < high_line:
            return "higher", level
    return "within", None


def overdispersion(numerators: ArrayLike, denominators: ArrayLike, centre: float) -> tuple[float, float]:
    """(phi, tau2) of shares around `centre`, after pulling in the outer 10 % at each end.

    phi is the mean squared z-score: 1 when only chance is at work. tau2 is the variance between areas
    (arcsine scale), 0 when there is none. Spiegelhalter (2005), as FunnelPlotR computes it; (nan, 0) with
    fewer than three.
    """
    x, n = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    if len(n) < 3 or not 0 < centre < 1:
        return float("nan"), 0.0
    z = (np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(centre))) * 2 * np.sqrt(n)
    return dispersion(z, 4 * n)


def dispersion(z: NDArray[np.float64], weights: NDArray[np.float64]) -> tuple[float, float]:
    """(phi, tau2) of z-scores, after pulling in the outer 10 % at each end; the weights are one over each variance."""
    z = np.clip(z, *np.quantile(z, [WINSORISE, 1 - WINSORISE]))
    k, phi, w = len(z), float((z**2).mean()), weights
    tau2 = max(0.0, (k * phi - (k - 1)) / (w.sum() - (w**2).sum() / w.sum()))
    return phi, float(tau2)


def funnel(
    names: Sequence[str],
    numerators: ArrayLike,
    denominators: ArrayLike,
    *,
    centre: float | None = None,
    widen: bool = True,
    smallest_base: int = TOO_FEW,
) -> Funnel[FunnelPoint]:
    """Place every area on the funnel and say what may be said of it.

    `centre` is the share all are compared with (default: all areas pooled). `widen=False` keeps the
    chance-only lines even where areas vary far more than chance. Areas with fewer than `smallest_base` in
    the base, or with a missing count, are "too few" and take no part in the centre. Raises ValueError on
    unequal lengths or impossible counts.
    """
    x, n = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    if not len(names) == len(x) == len(n):
        raise ValueError("names, numerators and denominators must be of equal length")
    usable = np.isfinite(x) & np.isfinite(n) & (n >= max(smallest_base, 1))
    if (x[usable] < 0).any() or (x[usable] > n[usable]).any():
        raise ValueError("each numerator must lie between 0 and its denominator")
    if centre is None:
        centre = float(x[usable].sum() / n[usable].sum()) if usable.any() else float("nan")
    phi, tau2 = overdispersion(x[usable], n[usable], centre)
    tau2 = tau2 if widen and phi > WIDEN_ABOVE else 0.0
    points = tuple(
        _point(str(name), float(xi), float(ni), centre, tau2, bool(ok))
        for name, xi, ni, ok in zip(names, x, n, usable, strict=True)
    )
    return Funnel(points, centre, phi, tau2)


def _point(name: str, x: float, n: float, centre: float, tau2: float, usable: bool) -> FunnelPoint:
    if not usable:
        value = x / n if np.isfinite(x) and n > 0 else float("nan")
        return FunnelPoint(numerator=x, denominator=n, value=value, **area_fields(name))
    inner, outer = (
        (float(low), float(high))
        for low, high in (proportion_limits(n, centre, z=z, tau2=tau2) for z in (Z_INNER, Z_OUTER))
    )
    by_lines = crossed_line(x / n, inner, outer)
    verdict, method = by_lines, "lines"
    if n * centre * (1 - centre) < EXACT_BELOW:
        by_tail = _by_tail(x, n, centre)
        verdict, method = by_tail, "exact"
        if tau2 > 0:
            verdict, method = weaker_verdict(by_lines, by_tail), "lines and exact"
    return FunnelPoint(numerator=x, denominator=n, value=x / n, **area_fields(name, inner, outer, verdict, method))


def area_fields(
    name: str,
    inner: Lines = NO_LINES,
    outer: Lines = NO_LINES,
    verdict: Verdict = ("too few", None),
    method: str = "none",
) -> dict[str, Any]:
    """The fields of a `Judged`; without lines those of an area of which nothing can be said."""
    return {
        "name": name,
        "lower_95": inner[0],
        "upper_95": inner[1],
        "lower_998": outer[0],
        "upper_998": outer[1],
        "direction": verdict[0],
        "level": verdict[1],
        "method": method,
    }


def crossed_line(figure: float, inner: Lines, outer: Lines) -> Verdict:
    """Which of the lines, drawn at its size, a share or ratio lies beyond."""
    for (low, high), level in ((outer, 99.8), (inner, 95.0)):
        if figure < low:
            return "lower", level
        if figure > high:
            return "higher", level
    return "within", None


def _by_tail(x: float, n: float, centre: float) -> Verdict:
    """The flag from the exact chance of a count at least as far out, given the overall share."""
    from scipy.special import bdtr, bdtrc

    at_most = float(bdtr(np.ceil(x), round(n), centre))
    at_least = float(bdtrc(np.floor(x) - 1, round(n), centre))
    for tail, level in ((TAIL_OUTER, 99.8), (TAIL_INNER, 95.0)):
        if at_most <= tail:
            return "lower", level
        if at_least <= tail:
            return "higher", level
    return "within", None


def weaker_verdict(first: Verdict, second: Verdict) -> Verdict:
    """What both verdicts support: the lower level where they point the same way, otherwise nothing."""
    if first[0] != second[0] or first[1] is None or second[1] is None:
        return "within", None
    return first[0], min(first[1], second[1])
