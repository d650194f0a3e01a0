"""The attacker's tools beside the product's own: one hidden count at a time, whole tables, and two tables at once.

Two published tables may say together what neither says alone. One is inside the other (all residents, and residents
over 25): subtracting gives the difference, and the difference may be two people. The check works on what a reader
knows of the published counts (`Reach`), never on the counts.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from cxdata.errors import CxError
from cxdata.stats.disclosure.rules import DisclosureRules, Floats, Reach, Sums
from cxdata.stats.disclosure.suppression import Programme, narrow_cells


def attack(low: Floats, high: Floats, sums: Sums, cells: Iterable[int]) -> Floats:
    """Least and greatest possible count of each of `cells`; shape (cells, 2), inf where nothing holds it.

    low (0 or more) and high bound each count of the flat table, and are equal where it is published exactly.
    ValueError where no whole counts agree with the bounds and the sums.
    """
    programme = Programme(low, high, sums)
    ranges = []
    for cell in cells:
        least, greatest = (float(found[cell]) for found in programme.extremes([cell]))
        ranges.append((least, greatest if greatest < programme.roof else np.inf))
    return np.array(ranges, dtype=float).reshape(-1, 2)


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


def check_nested(
    outer: Reach, inner: Reach, *, others: Reach | None = None, rules: DisclosureRules | None = None
) -> None:
    """Refuse (CxError) two tables, one counting some of the other's people, that give a hidden count away together.

    Groups are matched by key. others: the table of all who are in `outer` and not in `inner`, if that one is
    published too. A count is given away when only one value from 1 to `hide_below` - 1 agrees
    with both tables: a count hidden in either, or the number who are in the outer group and not in the
    inner.
    """
    rules = rules or DisclosureRules()
    places = {key: at for at, key in enumerate(outer.keys)}
    pairs = [(places[key], at) for at, key in enumerate(inner.keys) if key in places]
    if not pairs:
        return
    sizes = len(outer.keys), len(inner.keys)
    rest = _rest(outer, others, [o for o, _ in pairs])
    low = np.concatenate([outer.low, inner.low, rest[0]])
    high = np.concatenate([outer.high, inner.high, rest[1]])
    sums: list[tuple[int, list[int]]] = [(total, list(parts)) for total, parts in outer.sums]
    sums += [(total + sizes[0], [part + sizes[0] for part in parts]) for total, parts in inner.sums]
    sums += [(o, [i + sizes[0], sum(sizes) + at]) for at, (o, i) in enumerate(pairs)]
    names = [*outer.keys, *inner.keys, *(outer.keys[o] for o, _ in pairs)]
    told = _told(low, high, sums, rules)
    if told is not None:
        what = "the people in one table and not in the other" if told >= sum(sizes) else "a hidden figure"
        raise CxError(
            f"These two tables cannot both be published: together they give away {what} for "
            f"{' / '.join(names[told])}. Publish only one of them, or both with rounded counts."
        )


def _rest(outer: Reach, others: Reach | None, places: list[int]) -> tuple[Floats, Floats]:
    """What is known of the people in the outer groups at `places` who are not in the inner ones."""
    low, high = np.zeros(len(places)), outer.high[places]
    published = {key: at for at, key in enumerate(others.keys)} if others else {}
    for at, place in enumerate(places):
        if others and (there := published.get(outer.keys[place])) is not None:
            low[at], high[at] = others.low[there], min(high[at], others.high[there])
    return low, high


def _told(low: Floats, high: Floats, sums: Sums, rules: DisclosureRules) -> int | None:
    """The first place whose count can only be one value, from 1 to `hide_below` - 1."""
    unsure = np.flatnonzero((low < high) & (low < rules.hide_below)).tolist()
    for place in narrow_cells(low, high, sums, unsure, width=1):
        if rules.is_small(attack(low, high, sums, [place])[0, 0]):
            return place
    return None
