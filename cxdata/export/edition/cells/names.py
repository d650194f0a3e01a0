"""What a cell of an edition goes by: its name is drawn from, beside its records, when it is rounded.

Counts that are the very same rows have one name, whatever the measures call them, and so one figure: two figures drawn
apart for one count would come nearer to it than one. What the rows of two counts are is seen in the table as loaded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from cxdata.export.edition.counting import Ints, Keys, Levels, Rows
from cxdata.export.edition.offered import Part
from cxdata.periods import Period

_WITHIN = {"channel_group": "channel", "provider": "service"}
"""Dimensions of which a level is made of levels of another."""


@dataclass(frozen=True)
class Name:
    """What the cells of a part are named by: the first part of the list that counts the very same rows.

    Where those are all the rows of some `levels` of a dimension (`by`) in a `wider` part, a cell of one of these levels
    goes by the wider part's name, and where it is one level so does every cell.
    """

    part: str
    wider: str = ""
    by: str = ""
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Naming:
    """The names of a table's parts and of the levels of its dimensions, each level as a number of 64 bits."""

    table: str
    parts: Mapping[Part, Name]
    levels: Mapping[str, Levels]
    numbers: Mapping[str, Keys]

    def of_cells(self, part: Part, by: Sequence[str], periods: Sequence[Period]) -> Keys:
        """The names of a part's cells as numbers: periods x levels x levels, as `Cells` are.

        A period is its days, so that the latest four quarters and a financial year that are one span have one name.
        """
        name = self.parts[part]
        # As arrays, which pass 2^64 without a word; numbers warn.
        own, wider = (np.array([_digest(f"{self.table}|{one}")], np.uint64) for one in (name.part, name.wider))
        alone = len(name.levels) == 1 and name.by not in by
        narrowed = self._number(name.by, name.levels[0]) if alone else np.zeros(1, dtype=np.uint64)
        found = np.array([_digest(f"{one.start} {one.end}") for one in periods], dtype=np.uint64)[:, None, None]
        found = found + (wider if alone else own) + narrowed
        for place, dimension in enumerate(by):
            shape = (1, -1, 1) if place == 0 else (1, 1, -1)
            each = self.numbers[dimension]
            if alone:  # a level that says what the part says already is not said twice
                each = np.where(each == narrowed, np.uint64(0), each)
            elif dimension == name.by:
                each = each + np.where(is_within(self.levels[dimension], name.levels), wider - own, np.uint64(0))
            found = found + each.reshape(shape)
        return found

    def _number(self, dimension: str, level: str) -> Keys:
        place = self.levels[dimension].names.index(level)
        return self.numbers[dimension][place : place + 1]


def name_cells(table: str, rows: Rows, called: Mapping[Part, str]) -> Naming:
    """The names of all that is counted in a table; `called` is what each part is called by the first measure that has
    it, in the order of the list.
    """
    first: dict[bytes, Part] = {}
    of: dict[Part, Part] = {}
    for part in called:
        at, amounts = rows.amounts[part]
        of[part] = first.setdefault(sha256(at.tobytes() + b"|" + amounts.tobytes()).digest(), part)
    people = [part for part in dict.fromkeys(of.values()) if len(rows.amounts[part][0]) and not part.unit]
    widest = max(people, key=lambda part: len(rows.amounts[part][0]), default=None)
    names = {}
    for part in dict.fromkeys(of.values()):
        by, levels = _levels_within(rows, part, widest) if widest and part in people else ("", ())
        names[part] = Name(called[part], called[widest] if widest and by else "", by, levels)
    numbers = {dimension: _numbers(rows, dimension) for dimension in rows.levels}
    return Naming(table, {part: names[own] for part, own in of.items()}, rows.levels, numbers)


def _levels_within(rows: Rows, part: Part, wide: Part) -> tuple[str, tuple[str, ...]]:
    """The dimension, and its levels, of which a part counts all the rows of the wide part and no others: the fewest."""
    if part == wide:
        return "", ()
    (wide_at, wide_amounts), (at, amounts) = rows.amounts[wide], rows.amounts[part]
    full = np.zeros(len(rows.records), dtype=np.int64)
    full[wide_at] = wide_amounts
    if (full[at] != amounts).any():
        return "", ()
    found: list[tuple[str, tuple[str, ...]]] = []
    for name, levels in rows.levels.items():
        if (levels.codes[at] < 0).any():
            continue
        mine, theirs = (np.bincount(levels.codes[one], minlength=levels.own) for one in (at, _known(levels, wide_at)))
        if ((mine == 0) | (mine == theirs)).all():
            found.append((name, tuple(levels.names[level] for level in np.flatnonzero(mine))))
    return min(found, key=lambda one: len(one[1]), default=("", ()))


def _known(levels: Levels, at: Ints) -> Ints:
    return at[levels.codes[at] >= 0]


def is_within(levels: Levels, chosen: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each level, or all members of a named group, are among those chosen."""
    own = np.isin(np.array(levels.names[: levels.own], dtype=object), list(chosen))
    return np.array([*own, *(bool(own[members].all()) for members in levels.groups)], dtype=bool)


def _numbers(rows: Rows, dimension: str) -> Keys:
    """The numbers of a dimension's levels; one made of a single level of another goes by that one's name, and one that
    is all there is (no complaint has a time of day, and each is of the hour "Not recorded") by none.
    """
    coarse, inner = rows.levels[dimension], _WITHIN.get(dimension, "")
    texts = [f"{dimension}|{level}" for level in coarse.names]
    if coarse.own == 1 and (coarse.codes == 0).all():
        return np.array([0, *(_digest(text) for text in texts[1:])], dtype=np.uint64)
    for place in range(coarse.own if inner in rows.levels else 0):
        fine = rows.levels[inner]
        held = np.unique(fine.codes[coarse.codes == place])
        if len(held) == 1 and held[0] >= 0 and (coarse.codes[fine.codes == held[0]] == place).all():
            texts[place] = f"{inner}|{fine.names[held[0]]}"
    return np.array([_digest(text) for text in texts], dtype=np.uint64)


def _digest(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")
