"""Do forecasts hold as often as they say? `python -m benchmarks.outlook`, with --few for a quick look.

Ten kinds of simulated monthly shares, forecast once from 24, 36 and 60 months, and real series by rolling origins
where they are kept beside the project. Coverage of the 80 % band, mean error of the middle and width of the band, for
this method, the method before it, and "no change". The aims are checked at 36 months; aims missed are the exit status.
"""

import argparse

import numpy as np

from benchmarks.outlook.kinds import BESIDE, KINDS
from benchmarks.outlook.real import real_series
from benchmarks.outlook.scores import FORMER, OURS, WAYS, Scores, rolling, simulated, warnings

SEEDS = (7, 11, 21, 101)
HISTORIES = (24, 36, 60)
AIM = (0.75, 0.90)
"""Coverage of the 80 % band, on average over the ten kinds, at every horizon."""
WARNED = 30
WIDTH_AIM = 0.5
"""Mean width at twelve months, of that of the method before."""


def pooled(found: list[dict[str, Scores]], way: str) -> Scores:
    """The scores of several runs together."""
    together = Scores()
    for scores in found:
        together.held += scores[way].held
        together.error += scores[way].error
        together.width += scores[way].width
    return together


def line(title: str, scores: Scores, unit: float, digits: int) -> str:
    """Coverage at each of the months ahead, then mean error and width; .. where nothing is forecast."""
    held = scores.mean("held")
    shown = " ".join(".." if np.isnan(share) else f"{share:.2f}" for share in held)
    sizes = [
        " ".join(".." if np.isnan(value) else f"{value * unit:,.{digits}f}" for value in scores.mean(what))
        for what in ("error", "width")
    ]
    return f"| {title} | {shown} | {sizes[0]} | {sizes[1]} |"


def simulations(series: int, seeds: tuple[int, ...]) -> tuple[list[str], int]:
    """The tables over the ten kinds, and how many aims are missed."""
    lines, missed = [], 0
    for history in HISTORIES:
        found = {
            kind: [simulated(draw, "share", history, series, (seed, history, place)) for seed in seeds]
            for place, (kind, draw) in enumerate(KINDS.items())
        }
        every = [scores for runs in found.values() for scores in runs]
        lines += ["", f"History {history} months, {series * len(seeds)} series a kind; points", *HEAD]
        lines += [line(f"**ten kinds: {way}**", pooled(every, way), 100, 1) for way in WAYS]
        for kind, runs in found.items():
            lines += [line(f"{kind}: {way}", pooled(runs, way), 100, 1) for way in (OURS, FORMER)]
        lines += _beside(history, series, seeds)
        if history == 36:
            missed = _missed(every)
            lines.append(
                f"Aims at 36 months (coverage {AIM[0]} to {AIM[1]} to a year, width at most half): {missed} missed"
            )
    return lines, missed


def _beside(history: int, series: int, seeds: tuple[int, ...]) -> list[str]:
    """The kinds that are not in the averages, each in its own unit."""
    lines = []
    for place, (kind, (draw, unit)) in enumerate(BESIDE.items()):
        runs = [simulated(draw, unit, history, series, (seed, history, 100 + place)) for seed in seeds]
        lines.append(line(f"beside: {kind}", pooled(runs, OURS), 100 if unit == "share" else 1, 1))
    return lines


def _missed(every: list[dict[str, Scores]]) -> int:
    ours, before = pooled(every, OURS), pooled(every, FORMER)
    held = ours.mean("held")[:YEAR_AT]
    ratio = ours.mean("width")[YEAR_AT - 1] / before.mean("width")[YEAR_AT - 1]
    return int(((held < AIM[0]) | (held > AIM[1])).sum()) + int(ratio > WIDTH_AIM)


YEAR_AT = 4
"""The first four of the months ahead end with a year; the fifth is beyond what the errors are measured at."""
HEAD = ("| series: way | coverage at 1, 3, 6, 12, 24 | mean error | width of the 80 % band |", "|---|---|---|---|")


def main() -> int:
    """Print the tables; the number of aims missed is the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", action="store_true", help="fewer series, for a quick look")
    few = parser.parse_args().few
    series, seeds = (20, SEEDS[:1]) if few else (250, SEEDS)
    print(f"Seeds {', '.join(map(str, seeds))}")
    lines, missed = simulations(series, seeds)
    print("\n".join(lines), flush=True)
    real = real_series()
    print("\nReal series, from every month with 24 behind it" if real else "\nNo real series beside this project.")
    print("\n".join(HEAD if real else ()))
    for one in real:
        unit, digits = (100.0, 1) if one.kind == "share" else (1.0, 0)
        scores = rolling(one)
        print("\n".join(line(f"{one.title}: {way}", scores[way], unit, digits) for way in WAYS), flush=True)
    if not few:
        print(f"\nTold “this figure has changed its ways”, of {WARNED} series of 60 months; mean of their records")
        for place, (kind, draw) in enumerate(KINDS.items()):
            told = [(ahead, *warnings(draw, 60, WARNED, (SEEDS[0], place, ahead), ahead)) for ahead in (6, 12)]
            print(f"{kind}: " + "; ".join(f"{n} at {ahead} months ({share:.2f})" for ahead, n, share in told))
    return missed


if __name__ == "__main__":
    raise SystemExit(main())
