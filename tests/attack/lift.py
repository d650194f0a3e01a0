"""What the maker of an edition can do about a count that the sums tell: round a figure at its extreme the other way."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from tests.attack.ilp import around
from tests.attack.lattice import Lattice
from tests.attack.propagate import propagate
from tests.attack.rules import TO, UNSHOWN, Ints, keyed_bounds


def lift(
    web: Lattice, again: Callable[[Lattice], Lattice] = lambda web: web, *, rounds: int = 50
) -> tuple[Lattice, Ints]:
    """The web with no count told exactly by its sums, and the counts whose figure was moved to reach that.

    A count is told because a figure near it lies 4 off; that figure goes to its other multiple of 5, 1 off. `again`
    leaves out what the moved figures no longer carry. RuntimeError where it does not come to an end.
    """
    moved: list[int] = []
    for _ in range(rounds):
        bounds = propagate(web, *keyed_bounds(web.shown))
        told = np.flatnonzero(bounds.low == bounds.high)
        if not len(told):
            return web, np.array(moved, dtype=int)
        shown, done = web.shown.copy(), set()
        for node in told:
            if done.isdisjoint(near := _extremes(web, int(node))):
                place = int(near[np.argmax(web.truth[near])])
                shown[place] += TO if web.truth[place] > shown[place] else -TO
                done.add(place)
                moved.append(place)
        web = again(replace(web, shown=shown))
    raise RuntimeError("a count is still told exactly")


def _extremes(web: Lattice, node: int) -> Ints:
    """The nearest published figures that lie 4 off their counts."""
    for hops in (1, 2, 3, 4):
        sums = around(web, node, hops, most=10**9)
        near = np.union1d(web.total[sums], web.member[np.isin(web.owner, sums)])
        near = near[(np.abs(web.truth[near] - web.shown[near]) == TO - 1) & (web.shown[near] != UNSHOWN)]
        if len(near):
            return near
    raise RuntimeError("no figure near a told count lies at its extreme")
