"""Several editions in one hand: what all their figures tell together.

Records are added to a council's data and none is taken away, or so the attacker takes it: of each count he knows that
there are in a later edition at least as many as in an earlier one, and in an earlier one at most as many as in a later.
"""

from collections.abc import Sequence

import numpy as np

from tests.attack.handed_out import Found
from tests.attack.lattice import Lattice
from tests.attack.propagate import Bounds, propagate
from tests.attack.rules import TO


def told_together(editions: Sequence[Found]) -> list[str]:
    """The counts of 1 to 4 that can be one number only, in any of the editions of one clean table, oldest first."""
    sizes = np.cumsum([0, *(one.blocks.size for one in editions)])
    shown, low, high = (
        np.concatenate(parts)
        for parts in zip(*((one.web.shown, one.bounds.low, one.bounds.high) for one in editions), strict=True)
    )
    total, owner, member, more = [], [], [], []
    sums = 0
    for at, one in zip(sizes, editions, strict=False):
        total.append(one.web.total + at)
        owner.append(one.web.owner + sums)
        member.append(one.web.member + at)
        more.append(one.web.more)
        sums += len(one.web.total)
    for at, earlier, later in zip(sizes, editions, editions[1:], strict=False):
        places = [later.blocks.place(name) for name in earlier.blocks.names(np.arange(earlier.blocks.size))]
        both = np.array([place is not None for place in places])
        total.append(np.array([place for place in places if place is not None]) + at + earlier.blocks.size)
        member.append(np.flatnonzero(both) + at)
        owner.append(sums + np.arange(int(both.sum())))
        more.append(np.ones(int(both.sum()), dtype=bool))
        sums += int(both.sum())
    none: np.ndarray = np.zeros(len(shown), dtype=np.uint64)
    joined = [np.concatenate(parts) for parts in (total, owner, member)]
    web = Lattice(shown, np.zeros_like(shown), *joined, {}, (), {}, none, none, np.concatenate(more))
    found = propagate(web, low, high)
    return [
        f"edition {number + 1}, {one.blocks.names(np.array([node]))[0]}: {found.low[at + node]}"
        for number, (at, one) in enumerate(zip(sizes, editions, strict=False))
        for node in _told(found, at, one.blocks.size)
    ]


def _told(found: Bounds, at: int, size: int) -> np.ndarray:
    low, high = found.low[at : at + size], found.high[at : at + size]
    assert (low <= high).all(), "what was taken to be added only was taken away"
    return np.flatnonzero((low == high) & (low > 0) & (low < TO))
