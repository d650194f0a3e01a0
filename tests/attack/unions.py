"""What must never be offered: sums of wards of the reader's own choosing, here every pair and every three of them."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from tests.attack.guesses import sizes
from tests.attack.lattice import Lattice
from tests.attack.rules import keyed
from tests.attack.sampler import System


def chosen_wards(web: Lattice, part: str, by: tuple[str, ...], key: int, most: int) -> Iterator[System]:
    """Tables of one figure by ward, for cells of two other columns in the year, with every union of up to `most` wards.

    web holds a block by three columns, the last of them the ward. The figures are rounded by the sums of record keys.
    """
    (year,) = (at for at, months in enumerate(web.periods) if len(months) == 12)
    for cells in web.blocks[part, by][..., year].reshape(-1, len(web.levels[by[-1]])):
        truth, sums = web.truth[cells], web.key_sums[cells]
        small = (truth > 0) & (truth < 5)
        if not small.any():
            continue
        places = [np.array(list(combinations(range(len(cells)), size))) for size in range(1, most + 1)]
        counts = np.concatenate([truth[place].sum(axis=1) for place in places])
        keyed_sums = np.concatenate([sums[place].sum(axis=1, dtype=np.uint64) for place in places])
        shown = keyed(key, own_noise=False)(counts, keyed_sums, keyed_sums)
        holds = np.zeros((len(cells), len(counts)), dtype=bool)
        first = 0
        for place in places:
            holds[place.ravel(), np.repeat(first + np.arange(len(place)), place.shape[1])] = True
            first += len(place)
        parts = np.stack([np.flatnonzero(row) for row in holds])
        kind = np.zeros(len(cells), dtype=int)
        yield System(parts, shown, counts, sizes(truth, kind), kind, pairs=False)
