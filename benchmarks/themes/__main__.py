"""python -m benchmarks.themes [--sets N]: how well themes are found, and what is found where nothing is to find."""

import argparse

import numpy as np

from benchmarks.themes.measure import make, score, shuffled

SIZES = ((100, 400), (300, 1200), (1000, 4000))
SHUFFLES = 100


def main() -> None:
    """Print a table: one row a size of survey."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=20, help="surveys of each size")
    sets = parser.parse_args().sets
    print(
        "| dissatisfied and satisfied who wrote | complaints found (recall) | themes that are one (precision) | heard |"
    )
    print("|---|---|---|---|")
    for dissatisfied, satisfied in SIZES:
        found = [score(make(seed, dissatisfied, satisfied)) for seed in range(sets)]
        recall = np.sum([one.found for one in found]) / np.sum([one.planted for one in found])
        precision = np.sum([one.right for one in found]) / max(np.sum([one.themes for one in found]), 1)
        heard = np.sum([one.heard for one in found]) / np.sum([one.people for one in found])
        print(f"| {dissatisfied:,} and {satisfied:,} | {recall:.0%} | {precision:.0%} | {heard:.0%} |")
    survey = make(0, 300, 1200)
    named = [shuffled(survey, seed) for seed in range(SHUFFLES)]
    print(f"\nShuffled {SHUFFLES} times: themes in {sum(map(bool, named))}, {sum(named)} in all.")


if __name__ == "__main__":
    main()
