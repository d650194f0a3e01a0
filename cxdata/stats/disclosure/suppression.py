"""The attacker, and the defence of one exact table against it.

The attacker knows every published figure, that parts add up to their totals and that no count is below 0,
and asks of each hidden count how small and how large it could be. Whole-number programmes (HiGHS, through
scipy) answer that exactly in tables of any shape.

The defence hides further counts until no small count can be told to within less than a given width. The
rule of thumb "two hidden cells in every row and column" is not enough: see `sdctable_trap.csv` in the
tests.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdata.stats.disclosure.rules import DisclosureRules, Floats, Reach, Sums

Mask = NDArray[np.bool_]


class _Attack:
    """The counts that agree with what is published, as one whole-number programme to be asked again and again.

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


def attack(low: Floats, high: Floats, sums: Sums, cells: Iterable[int]) -> Floats:
    """Least and greatest possible count of each of `cells`; shape (cells, 2), inf where nothing holds it.

    low (0 or more) and high bound each count of the flat table, and are equal where it is published exactly.
    ValueError where no whole counts agree with the bounds and the sums.
    """
    programme = _Attack(low, high, sums)
    ranges = []
    for cell in cells:
        least, greatest = (float(found[cell]) for found in programme.extremes([cell]))
        ranges.append((least, greatest if greatest < programme.roof else np.inf))
    return np.array(ranges, dtype=float).reshape(-1, 2)


def within(
    low: Floats, high: Floats, sums: Sums, cells: Iterable[int], *, width: float, pool: list[Floats] | None = None
) -> Iterator[int]:
    """Those of `cells` that the attacker can tell to within less than `width` (1: exactly), one by one.

    As `attack`, but a cell whose count already differs by that much between two solutions found for others
    is not asked about. `pool` keeps the solutions for the next question about the same table.
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
            programme = _Attack(low, high, sums)
            agreeing += programme.extremes(cells)
        pair = programme.extremes([cell])
        agreeing += pair
        solutions += pair
        if pair[1][cell] - pair[0][cell] < width:
            yield cell


def table_sums(rows: int, columns: int) -> list[tuple[int, list[int]]]:
    """The additions in a flat table of rows x columns, its last row and last column being totals."""
    place = np.arange(rows * columns).reshape(rows, columns)
    across = [(int(place[r, -1]), place[r, :-1].tolist()) for r in range(rows)]
    down = [(int(place[-1, c]), place[:-1, c].tolist()) for c in range(columns)]
    return across + down


def with_totals(counts: ArrayLike) -> Floats:
    """A 2-D table of whole counts with a row and a column of totals added. ValueError if it is not one."""
    table = np.asarray(counts, dtype=float)
    if table.ndim != 2 or not table.size:
        raise ValueError("a table of counts has rows and columns")
    if not np.isfinite(table).all() or (table < 0).any() or (table % 1).any():
        raise ValueError("counts are whole numbers, 0 or more, with none missing")
    table = np.vstack([table, table.sum(axis=0)])
    return np.column_stack([table, table.sum(axis=1)])


def table_ranges(counts: ArrayLike, hidden: ArrayLike) -> Floats:
    """What the attacker can say of each hidden count of an exact table: shape of the table + (2,), nan elsewhere.

    `hidden` is a mask in the shape of `counts`, or one row and one column larger to hide totals as well.
    """
    table, mask = with_totals(counts), _with_margin(np.asarray(hidden, dtype=bool), np.shape(counts))
    low, high, sums = _exact_bounds(table, mask)
    ranges = np.full((*table.shape, 2), np.nan)
    ranges[mask] = attack(low, high, sums, np.flatnonzero(mask))
    if np.shape(hidden) == np.shape(counts):
        return ranges[:-1, :-1]
    return ranges


def table_reach(
    counts: ArrayLike, hidden: ArrayLike, rows: Sequence[str], columns: Sequence[str], *, total: str = "All"
) -> Reach:
    """What a reader of an exact table knows of it, to hold against another table."""
    table, mask = with_totals(counts), _with_margin(np.asarray(hidden, dtype=bool), np.shape(counts))
    low, high, sums = _exact_bounds(table, mask)
    keys = tuple((r, c) for r in (*rows, total) for c in (*columns, total))
    return Reach(keys, low, high, tuple((place, tuple(parts)) for place, parts in sums))


def protect_table(counts: ArrayLike, hidden: ArrayLike | None = None, *, rules: DisclosureRules | None = None) -> Mask:
    """Which counts of one static, exactly published table must be hidden, totals included.

    The table comes without totals; the mask returned has a last row and column for them. To start with, the
    counts that the rules hide and any in `hidden`; then, while the attacker can tell one of these to within
    less than `hide_below`, the cheapest loop of further counts through it; at the end every extra that is
    not needed is shown again. Zeros and totals are taken last. Holds for this table alone: a second table
    over an overlapping choice of people can undo it, which is why rounding is the usual way (METHODS,
    disclosure control).
    """
    rules = rules or DisclosureRules()
    table = with_totals(counts)
    first = rules.is_small(table)
    if hidden is not None:
        first |= _with_margin(np.asarray(hidden, dtype=bool), np.shape(counts))
    protected = np.flatnonzero(first)
    mask, width = first.copy(), float(rules.hide_below)
    pool = [table.ravel()]

    def weakest() -> int | None:
        """The first count to be protected that the attacker can tell too closely."""
        return next(within(*_exact_bounds(table, mask), protected, width=width, pool=pool), None)

    while (place := weakest()) is not None:
        mask |= _cheapest_loop(table, mask, place, width)
    for extra in sorted(np.flatnonzero(mask & ~first), key=lambda place: -table.flat[place]):
        mask.flat[extra] = False
        if weakest() is not None:
            mask.flat[extra] = True
    return mask


def _exact_bounds(table: Floats, mask: Mask) -> tuple[Floats, Floats, list[tuple[int, list[int]]]]:
    low, high = np.where(mask, 0.0, table).ravel(), np.where(mask, np.inf, table).ravel()
    return low, high, table_sums(*table.shape)


def _with_margin(mask: Mask, shape: tuple[int, ...]) -> Mask:
    full = (shape[0] + 1, shape[1] + 1)
    if mask.shape == full:
        return mask.copy()
    if mask.shape != shape:
        raise ValueError("the mask has the shape of the table, with or without its totals")
    return np.pad(mask, ((0, 1), (0, 1)))


def _cheapest_loop(table: Floats, mask: Mask, place: int, width: float) -> Mask:
    """The cheapest counts that, hidden too, leave room for `place` to be `width` larger than it is.

    A linear programme over changes to the table: every sum still holds, nothing falls below 0, `place`
    rises by `width`, and changing a count costs its size unless it is hidden already.
    """
    from scipy.optimize import linprog

    size, grand = table.size, float(table[-1, -1])
    price = table.ravel() + 1.0
    price[table.ravel() == 0] = grand + 1.0
    margin = np.zeros(table.shape, dtype=bool)
    margin[-1, :] = margin[:, -1] = True
    price[margin.ravel()] = 10.0 * (grand + 1.0)
    price[mask.ravel()] = 0.0
    equations = np.zeros((sum(table.shape), size))
    for row, (total, parts) in enumerate(table_sums(*table.shape)):
        equations[row, parts] = 1.0
        equations[row, total] = -1.0
    rise: list[tuple[float, float | None]] = [(0.0, None)] * size
    fall: list[tuple[float, float | None]] = [(0.0, float(count)) for count in table.ravel()]
    rise[place], fall[place] = (width, width), (0.0, 0.0)
    answer = linprog(
        np.concatenate([price, price]),
        A_eq=np.hstack([equations, -equations]),
        b_eq=np.zeros(len(equations)),
        bounds=rise + fall,
        method="highs",
    )
    changed = np.abs(answer.x[:size] - answer.x[size:]) > 1e-6
    return changed.reshape(table.shape)
