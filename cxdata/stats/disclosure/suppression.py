"""The attacker who adds and subtracts: which hidden counts can be told from what is published.

He knows every published figure, that parts add up to their totals and that no count is below 0, and asks of each
hidden count how small and how large it could be. Whole-number programmes (HiGHS, through scipy) answer that exactly
in tables of any shape. The rule of thumb "two hidden cells in every row and column" does not stand him: see
`sdctable_trap.csv` in the tests.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from cxdata.stats.disclosure.rules import Floats, Sums


class Programme:
    """The counts that agree with what is published, as one whole-number programme to be asked again and again.

    low (0 or more) and high bound each count of the flat table, and are equal where it is published exactly.
    A count with no upper end gets one so far up that it never holds anything else; `roof` is where it lies.
    """

    def __init__(self, low: Floats, high: Floats, sums: Sums) -> None:
        from scipy.optimize import Bounds, LinearConstraint
        from scipy.sparse import lil_array

        self.size = len(low)
        self.roof = float(10 + 2 * low.sum() + 2 * high[np.isfinite(high)].sum())
        self.bounds = Bounds(low, np.minimum(high, self.roof))
        rows = lil_array((len(sums), self.size))
        for row, (total, parts) in enumerate(sums):
            rows[row, list(parts)] = 1.0
            rows[row, total] = -1.0
        self.constraints = [LinearConstraint(rows.tocsr(), 0, 0)] if sums else []

    def extremes(self, cells: Sequence[int]) -> tuple[Floats, Floats]:
        """Counts that agree with what is published and in which `cells` together are least, and greatest."""
        weights = np.zeros(self.size)
        weights[list(cells)] = 1.0
        return self._least(weights), self._least(-weights)

    def _least(self, weights: Floats) -> Floats:
        from scipy.optimize import milp

        whole = np.ones(self.size)
        answer = milp(weights, integrality=whole, bounds=self.bounds, constraints=self.constraints)
        if answer.x is None:
            raise ValueError("no counts agree with what is published: its parts do not add up to its totals")
        return np.asarray(np.rint(answer.x), dtype=float)


def narrow_cells(
    low: Floats, high: Floats, sums: Sums, cells: Iterable[int], *, width: float, pool: list[Floats] | None = None
) -> Iterator[int]:
    """Those of `cells` that the attacker can tell to within less than `width` (1: exactly), one by one.

    A cell whose count already differs by that much between two solutions found for others is not asked about.
    `pool` keeps the solutions for the next question about the same table. ValueError where no whole counts agree with
    the bounds and the sums.
    """
    cells = list(cells)
    solutions = [] if pool is None else pool
    agreeing = [s for s in solutions if (s >= low).all() and (s <= high).all()]
    programme = None
    for cell in cells:
        counts = [s[cell] for s in agreeing]
        if counts and max(counts) - min(counts) >= width:
            continue
        if programme is None:
            programme = Programme(low, high, sums)
            agreeing += programme.extremes(cells)
        pair = programme.extremes([cell])
        agreeing += pair
        solutions += pair
        if pair[1][cell] - pair[0][cell] < width:
            yield cell
