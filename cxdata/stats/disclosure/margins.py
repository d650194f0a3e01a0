"""What a reader can work out of a published table who also knows every total of it.

A page shows the same people several ways: by ward, by channel, by both, and all of them as a headline. Each of those
is a total of the finest table. So every table is held against an attacker who has been given all its totals, rounded
as they would be published; where that tells a hidden count, further rows are hidden until it does not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cxdata.stats.disclosure.rules import DisclosureRules, Floats
from cxdata.stats.disclosure.suppression import narrow_cells

Counted = Literal["part", "base", "others"]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Counts:
    """The counts behind a table, one a row, nan where the table has none.

    part: those counted (nan where a value is no count of people); base: those it is of (nan for a bare count, and for
    a public base such as residents, which is no secret). With `linked`, the base is the part and all others.
    """

    part: Floats
    base: Floats
    linked: bool

    @property
    def others(self) -> Floats:
        """Those in the base and not in the part; nan where that makes no sense."""
        rest = self.base - self.part if self.linked else np.full(len(self.part), np.nan)
        return np.where(rest >= 0, rest, np.nan)


def hide_more(
    keys: Sequence[tuple[str, ...]], counts: Counts, hidden: Mask, *, rules: DisclosureRules, unsure: bool = False
) -> Mask:
    """Which further rows must be hidden so that no count of 1 to `hide_below` - 1 can be told.

    keys: the group of each row, all of one length. hidden: the rows that are hidden already; with `unsure`, some for
    another reason than their own size. Once a row is hidden for another reason, a reader cannot know of any why it is
    hidden, and the attacker is told no more of it than that it is 0 or more.
    """
    extra = np.zeros(len(keys), dtype=bool)
    pool: list[Floats] = []
    size = np.where(np.isnan(counts.base), counts.part, counts.base)
    while exposed := _exposed_rows(keys, counts, hidden | extra, rules, unsure or bool(extra.any()), pool):
        for row in exposed:
            spare = np.flatnonzero(~(hidden | extra)).tolist()
            if not spare:
                return extra
            shared = [sum(a == b for a, b in zip(keys[row], keys[candidate], strict=True)) for candidate in spare]
            order = np.lexsort((size[spare], size[spare] == 0, -np.array(shared)))
            extra[spare[order[0]]] = True
    return extra


def _exposed_rows(
    keys: Sequence[tuple[str, ...]],
    counts: Counts,
    hidden: Mask,
    rules: DisclosureRules,
    unsure: bool,
    pool: list[Floats],
) -> list[int]:
    """The rows of which a hidden small count can only be one number; `pool` keeps what was found out."""
    if not hidden.any():
        return []
    programme = _Programme(keys, counts, hidden, rules, unsure)
    cells = [cell for cell in programme.secrets if not programme.loose(cell)]
    if not cells:
        return []
    pool.append(programme.true)
    told_cells = narrow_cells(programme.low, programme.high, programme.sums, cells, width=1, pool=pool)
    return list(dict.fromkeys(programme.rows[cell] for cell in told_cells))


class _Programme:
    """The counts, their totals and what a reader knows of each, as one flat table.

    true, low, high: every count with its bounds. sums: what adds up. rows: the table's row of each count that is not
    a total. secrets: the places of the small counts that are hidden.
    """

    def __init__(
        self, keys: Sequence[tuple[str, ...]], counts: Counts, hidden: Mask, rules: DisclosureRules, unsure: bool
    ) -> None:
        self.rules, self.unsure = rules, unsure
        values: list[float] = []
        bounds: list[tuple[float, float]] = []
        self.rows: list[int] = []
        self.secrets: list[int] = []
        self.sums: list[tuple[int, list[int]]] = []
        positions: dict[Counted, dict[int, int]] = {}
        systems: dict[Counted, Floats] = {"part": counts.part, "base": counts.base, "others": counts.others}
        for name, column in systems.items():
            positions[name] = {}
            for row in np.flatnonzero(~np.isnan(column)).tolist():
                positions[name][row] = len(values)
                if hidden[row] and rules.is_small(column[row : row + 1])[0]:
                    self.secrets.append(len(values))
                values.append(float(column[row]))
                bounds.append(self._bounds(name, float(column[row]), bool(hidden[row])))
                self.rows.append(row)
        for row, position in positions["others"].items():
            self.sums.append((positions["base"][row], [positions["part"][row], position]))
        totals: tuple[Counted, ...] = ("part", "base")
        for name in totals:
            for members in _totals(keys, list(positions[name])):
                total = sum(values[positions[name][row]] for row in members)
                self.sums.append((len(values), [positions[name][row] for row in members]))
                values.append(total)
                bounds.append(self._of_total(total))
        self.true = np.array(values, dtype=float)
        self.low, self.high = np.array(bounds, dtype=float).reshape(-1, 2).T
        self.above: dict[int, list[int]] = {}
        for total_place, parts in self.sums:
            for part in parts:
                self.above.setdefault(part, []).append(total_place)
        self.can_rise = frozenset(np.flatnonzero(self.true + 1 <= self.high).tolist())
        self.can_fall = frozenset(np.flatnonzero(self.true - 1 >= self.low).tolist())
        self.moved: dict[int, frozenset[int]] = {}

    def _of_total(self, count: float) -> tuple[float, float]:
        """The least and greatest a reader can take a total to be, who has seen it published."""
        return self.rules.bucket(float(self.rules.publish(np.array([count]))[0]))

    def _bounds(self, name: Counted, count: float, hidden: bool) -> tuple[float, float]:
        """The least and greatest a reader can take a count to be, who knows the rules and why a row is hidden."""
        if hidden and self.unsure:
            return 0.0, np.inf
        small = bool(self.rules.is_small(np.array([count]))[0])
        if name == "others" and not (hidden and small):
            return 0.0, np.inf
        if hidden and name == "base":
            return (1.0, self.rules.percentage_base - 1.0) if count < self.rules.percentage_base else (0.0, np.inf)
        if hidden:
            return (1.0, self.rules.hide_below - 1.0) if small else (0.0, np.inf)
        return self.rules.bucket(float(self.rules.nearest(np.array([count]))[0]))

    def loose(self, position: int) -> bool:
        """Whether a count could be one more or one less, alone or with another the other way, totals going along.

        Enough to know that it cannot be told, and far quicker to see than by a whole-number programme.
        """
        mine = self._moved_by(position)
        if mine <= self.can_rise or mine <= self.can_fall:
            return True
        return any(
            (mine - theirs <= self.can_rise and theirs - mine <= self.can_fall)
            or (mine - theirs <= self.can_fall and theirs - mine <= self.can_rise)
            for theirs in map(self._moved_by, range(len(self.rows)))
            if theirs != mine
        )

    def _moved_by(self, position: int) -> frozenset[int]:
        """A count and every total above it."""
        if position not in self.moved:
            above = (self._moved_by(total) for total in self.above.get(position, ()))
            self.moved[position] = frozenset({position}).union(*above)
        return self.moved[position]


def _totals(keys: Sequence[tuple[str, ...]], rows: Sequence[int]) -> Iterator[list[int]]:
    """The rows of each total over every choice of dimensions, the total of all included; never of a row alone, and of
    the same rows once: the months of a quarter are those of that quarter and year.
    """
    ways = len(keys[0]) if keys else 0
    seen: set[tuple[int, ...]] = set()
    for size in range(ways):
        for chosen in combinations(range(ways), size):
            groups: dict[tuple[str, ...], list[int]] = {}
            for row in rows:
                groups.setdefault(tuple(keys[row][column] for column in chosen), []).append(row)
            for members in groups.values():
                if len(members) > 1 and tuple(members) not in seen:
                    seen.add(tuple(members))
                    yield members
