"""How often do maps, funnels and charts cry wolf when nothing is the matter? `python -m benchmarks.false_alarms`

Every data set is drawn with nothing in it but chance, so every alarm is a false one. Each line gives the
share of data sets with an alarm, two standard errors of that share, what the method promises, and whether
the promise holds: the share may lie above it by no more than two standard errors.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt

import numpy as np

from cxdata.stats.areas.clusters import CLUSTER_TIERS, LIKELY_Q, find_hotspots
from cxdata.stats.funnel.shares import TAIL_INNER, TAIL_OUTER, funnel
from cxdata.stats.spc.fit import Figures
from cxdata.stats.spc.judge import judge_series

SEED = 20200204
SATISFIED = 0.98
EVENTS_AN_AREA = 300
GRIDS = ((4, 6), (7, 7), (10, 10))
BASES = (20, 50, 100, 300)
MONTHS = 24
ICON_PROMISE = 0.03
"""How often a chart's sign may be wrong where nothing is new; benchmarks/real_change has the other kinds of series."""


@dataclass(frozen=True)
class Alarms:
    """False alarms of one method in one setting. promised is None where a figure is only shown for comparison."""

    what: str
    alarms: int
    tried: int
    promised: float | None

    @property
    def share(self) -> float:
        return self.alarms / self.tried

    @property
    def two_se(self) -> float:
        """Two standard errors of the share; of the promised one where no alarm was seen."""
        p = self.share or self.promised or 0.0
        return 2 * sqrt(p * (1 - p) / self.tried)

    @property
    def holds(self) -> bool:
        return self.promised is None or self.share <= self.promised + self.two_se

    @property
    def line(self) -> str:
        promised = "for comparison" if self.promised is None else f"promised {self.promised:.4f}"
        verdict = "" if self.promised is None else "  holds" if self.holds else "  BROKEN"
        return f"{self.what:<66} {self.share:.4f} +/- {self.two_se:.4f}  {promised}{verdict}"


def grid(rows: int, columns: int) -> list[list[int]]:
    """Neighbours that share a side or a corner on a grid of wards, by place."""
    steps = [(dr, dc) for dr in (-1, 0, 1) for dc in (-1, 0, 1) if (dr, dc) != (0, 0)]
    return [
        [(r + dr) * columns + c + dc for dr, dc in steps if 0 <= r + dr < rows and 0 <= c + dc < columns]
        for r in range(rows)
        for c in range(columns)
    ]


def maps(repeats: int, *, seed: int = SEED) -> Iterator[Alarms]:
    """Maps of equal risk with Poisson noise: how many show a cluster that is at least "likely"."""
    for rows, columns in GRIDS:
        rng = np.random.default_rng([seed, rows, columns])
        near, names = grid(rows, columns), [str(i) for i in range(rows * columns)]
        alarms = 0
        for _ in range(repeats):
            residents = rng.integers(4_000, 12_000, len(names))
            rates = rng.poisson(EVENTS_AN_AREA * residents / residents.mean()) / residents
            alarms += any(spot.tier in CLUSTER_TIERS for spot in find_hotspots(names, rates, near).spots)
        yield Alarms(f"map, {len(names)} wards of equal risk: any likely cluster", alarms, repeats, LIKELY_Q)


def funnels(wards: int, *, seed: int = SEED) -> Iterator[Alarms]:
    """Wards all at 98 in 100 satisfied: how many are flagged low, by our rule and by the drawn lines alone."""
    for n in BASES:
        rng = np.random.default_rng([seed, n])
        satisfied = rng.binomial(n, SATISFIED, wards)
        names = [str(i) for i in range(wards)]
        points = funnel(names, satisfied, np.full(wards, n), centre=SATISFIED, widen=False).points
        low = [p for p in points if p.direction == "lower"]
        title = f"funnel, {n} answers at 98 in 100: low"
        yield Alarms(f"{title} at 95 %", len(low), wards, TAIL_INNER)
        yield Alarms(f"{title} at 99.8 %", sum(p.level == 99.8 for p in low), wards, TAIL_OUTER)
        yield Alarms(f"{title} at 95 %, lines alone", sum(p.value < p.lower_95 for p in points), wards, None)
        yield Alarms(f"{title} at 99.8 %, lines alone", sum(p.value < p.lower_998 for p in points), wards, None)


def charts(series: int, *, seed: int = SEED) -> Iterator[Alarms]:
    """Stable monthly series: how many show a sign of change at the latest point, or any marked point at all."""
    bases = np.full(MONTHS, 400.0)
    kinds: dict[str, Callable[[np.random.Generator], Figures]] = {
        "normal figures": lambda rng: Figures(rng.normal(100, 10, MONTHS), "score"),
        "400 answers a month at 92 in 100": lambda rng: Figures(
            rng.binomial(400, 0.92, MONTHS) / 400, "share", bases=bases
        ),
    }
    for at, (title, draw) in enumerate(kinds.items()):
        rng = np.random.default_rng([seed, at])
        drawn = [judge_series(draw(rng)) for _ in range(series)]
        signs = sum(judged.sign != 0 for judged in drawn)
        marked = sum(bool(judged.rules.any()) for judged in drawn)
        yield Alarms(f"chart, {MONTHS} months, {title}: sign of change", signs, series, ICON_PROMISE)
        yield Alarms(f"chart, {MONTHS} months, {title}: any marked point", marked, series, None)


def main(*, repeats: int = 500, wards: int = 20_000, series: int = 2_000) -> int:
    """Print every line; the number of broken promises is the exit status."""
    print(f"False alarms where nothing is the matter (seed {SEED})")
    broken = 0
    for alarms in (*maps(repeats), *funnels(wards), *charts(series)):
        print(alarms.line, flush=True)
        broken += not alarms.holds
    print("Every promise holds." if not broken else f"{broken} promise(s) broken.")
    return broken


if __name__ == "__main__":
    raise SystemExit(main())
