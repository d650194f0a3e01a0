"""Which areas are most like one, by what they are (age, deprivation, size) and never by how well they score.

Method of the CIPFA nearest neighbours: each variable as standard scores, straight-line distance over the variables
both areas have (METHODS i).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

MOST_MISSING = 0.2


def most_like(
    names: Sequence[str], facts: NDArray[np.float64], target: str, *, count: int = 4
) -> tuple[tuple[str, float], ...]:
    """The `count` areas nearest to `target`, each with its distance (0 is alike, 1 the farthest of all).

    `facts` has one row an area and one column a variable, nan where unknown. A missing value is left out of the mean;
    an area that lacks more than a fifth of the variables is left out. () when the target itself is left out or alone.
    ValueError when the target is not among the names.
    """
    if target not in names:
        raise ValueError(f"'{target}' is not one of the areas")
    spread = np.nanstd(facts, axis=0)
    useful = facts[:, spread > 0]
    if useful.shape[1] == 0:
        return ()
    scores = (useful - np.nanmean(useful, axis=0)) / np.nanstd(useful, axis=0)
    complete = np.isnan(scores).mean(axis=1) <= MOST_MISSING
    mine = list(names).index(target)
    if not complete[mine]:
        return ()
    gaps = (scores - scores[mine]) ** 2
    distance = np.sqrt(np.nanmean(np.where(complete[:, None], gaps, 0.0), axis=1))
    others = [i for i in range(len(names)) if i != mine and complete[i]]
    if not others:
        return ()
    farthest = max(distance[i] for i in others) or 1.0
    nearest = sorted(others, key=lambda i: (distance[i], names[i]))[:count]
    return tuple((names[i], float(distance[i] / farthest)) for i in nearest)
