"""What whole numbers leave possible: the least and the greatest value of one count, over its part of the web."""

import numpy as np
from scipy.optimize import Bounds as Limits
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import coo_array

from tests.attack.lattice import Lattice
from tests.attack.propagate import Bounds
from tests.attack.rules import Ints


def around(web: Lattice, node: int, hops: int = 2, most: int = 600) -> Ints:
    """The sums within so many steps of a count, fewer steps where that would be more than `most` sums."""
    inside = np.zeros(len(web), dtype=bool)
    inside[node] = True
    chosen = np.zeros(len(web.total), dtype=bool)
    for _ in range(hops):
        touched = inside[web.total] | (np.bincount(web.owner, inside[web.member], len(web.total)) > 0)
        if touched.sum() > most:
            break
        chosen |= touched
        inside[web.total[chosen]] = True
        inside[web.member[chosen[web.owner]]] = True
    return np.flatnonzero(chosen)


def whole_numbers(web: Lattice, bounds: Bounds, node: int, *, hops: int = 2, seconds: float = 5) -> tuple[int, int]:
    """Least and greatest whole number that the count can be, by two programmes; the bounds where time ran out."""
    sums = around(web, node, hops)
    kept = np.isin(web.owner, sums)
    owner = np.searchsorted(sums, web.owner[kept])
    nodes, local = np.unique(np.concatenate([web.total[sums], web.member[kept], [node]]), return_inverse=True)
    total, member, target = local[: len(sums)], local[len(sums) : -1], int(local[-1])
    rows = np.concatenate([np.arange(len(sums)), owner])
    values = np.concatenate([np.ones(len(sums)), -np.ones(len(owner))])
    matrix = coo_array((values, (rows, np.concatenate([total, member]))), shape=(len(sums), len(nodes))).tocsr()
    limits = Limits(bounds.low[nodes], bounds.high[nodes])
    found = []
    for sign, known in ((1, bounds.low[node]), (-1, bounds.high[node])):
        cost = np.zeros(len(nodes))
        cost[target] = sign
        solved = milp(
            cost,
            constraints=LinearConstraint(matrix, 0, 0) if len(sums) else (),
            integrality=np.ones(len(nodes)),
            bounds=limits,
            options={"time_limit": seconds},
        )
        found.append(round(sign * solved.fun) if solved.status == 0 else int(known))
    return found[0], found[1]
