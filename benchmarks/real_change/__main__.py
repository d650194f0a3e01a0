"""Print false signs and power of plain XmR, of always year on year, and of ours, as tables for docs/real_change.md.

`python -m benchmarks.real_change [--series N] [--steps N] [--seed N] [--few]`: --few draws 60 series a case.
"""

import argparse
import time

from benchmarks.real_change.kinds import KINDS
from benchmarks.real_change.measure import SEED, false_signs, found_by
from benchmarks.real_change.ways import WAYS

LENGTHS = (24, 36, 60)
AIM = 0.03
POWER = (
    ("stable", 36, 1.0),
    ("stable", 36, 1.5),
    ("stable", 36, 2.0),
    ("stable", 36, 3.0),
    ("stable", 24, 2.0),
    ("stable", 60, 2.0),
    ("season2", 24, 2.0),
    ("season2", 36, 2.0),
    ("season2", 60, 2.0),
    ("growth", 36, 2.0),
    ("growth", 60, 2.0),
    ("ar5", 36, 2.0),
)
QUIET = ("stable", "season2", "peak", "ar5", "ar7", "growth")


def main() -> int:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=1000, help="series a kind and length")
    parser.add_argument("--steps", type=int, default=500, help="series a case of power")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--few", action="store_true", help="60 series a case, for a look")
    options = parser.parse_args()
    series, steps = (60, 60) if options.few else (options.series, options.steps)
    started = time.perf_counter()
    print_false(series, options.seed)
    print_power(steps, options.seed)
    print_quiet(steps, options.seed)
    print(
        f"\nSeed {options.seed}; {series} series a kind and length, {steps} a case of power; "
        f"{time.perf_counter() - started:.0f} s."
    )
    return 0


def print_false(series: int, seed: int) -> None:
    """False signs at the latest month, in per cent."""
    print("False sign at the latest month, % (24 / 36 / 60 months)\n")
    print(f"| nothing new, but | {' | '.join(WAYS)} |\n|---|{'---|' * len(WAYS)}")
    over = {way: [0] * len(LENGTHS) for way in WAYS}
    total = {way: [0.0] * len(LENGTHS) for way in WAYS}
    for name, sort in KINDS.items():
        rates = [false_signs(name, months, series=series, seed=seed) for months in LENGTHS]
        cells = []
        for way in WAYS:
            shares = [rate[way].share for rate in rates]
            cells.append(" / ".join(f"{100 * share:.1f}" for share in shares))
            over[way] = [count + (share > AIM) for count, share in zip(over[way], shares, strict=True)]
            total[way] = [sum_ + share for sum_, share in zip(total[way], shares, strict=True)]
        print(f"| {sort.title} | {' | '.join(cells)} |", flush=True)
    counted = [" / ".join(str(count) for count in over[way]) for way in WAYS]
    means = [" / ".join(f"{100 * sum_ / len(KINDS):.1f}" for sum_ in total[way]) for way in WAYS]
    print(f"| **over 3 %, of {len(KINDS)}** | {' | '.join(counted)} |")
    print(f"| **mean** | {' | '.join(means)} |")


def print_power(series: int, seed: int) -> None:
    """How soon a step is found when the chart is looked at every month."""
    print("\nFound by month 1 / 3 / 6 / 12 after a lasting step up, looked at every month, %\n")
    print(f"| before the step | step | {' | '.join(WAYS)} |\n|---|---|{'---|' * len(WAYS)}")
    for name, months, size in POWER:
        rates = found_by(name, months, size, series=series, seed=seed)
        cells = [" / ".join(f"{100 * rates[way][month - 1].share:.0f}" for month in (1, 3, 6, 12)) for way in WAYS]
        print(f"| {KINDS[name].title}, {months} months | {size:g} sd | {' | '.join(cells)} |", flush=True)


def print_quiet(series: int, seed: int) -> None:
    """Any sign at all in a year in which nothing happens."""
    print("\nAny sign in twelve looks while nothing happens (36 months before), %\n")
    print(f"| | {' | '.join(WAYS)} |\n|---|{'---|' * len(WAYS)}")
    for name in QUIET:
        rates = found_by(name, 36, 0.0, series=series, seed=seed)
        cells = [f"{100 * rates[way][-1].share:.0f}" for way in WAYS]
        print(f"| {KINDS[name].title} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
