"""What holds between the parts that are counted in one table, seen in its rows: which add up to which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from cxdata.export.edition.cells.names import Naming
from cxdata.export.edition.counting import Ints, Levels, Rows
from cxdata.export.edition.offered import Part


@dataclass(frozen=True)
class Relations:
    """`sums`: a part, the parts that add up to it, and whether it may hold more than they. `bases`: of each base that
    several measures have and nothing counts, a name, and the parts of one of them. `narrowed`: a part, a wider one, and
    the levels of a dimension to which it is narrowed.
    """

    sums: Sequence[tuple[str, tuple[str, ...], bool]]
    bases: Mapping[str, tuple[str, ...]]
    narrowed: Sequence[tuple[str, str, str, tuple[str, ...]]]


def relations_of(
    rows: Rows, naming: Naming, parts: Mapping[str, Part], measures: Sequence[tuple[str, ...]]
) -> Relations:
    """What holds between `parts` (name -> part), of which each of `measures` has some that never count a row twice."""
    amounts = {name: _full(rows, part) for name, part in parts.items()}
    sets = dict.fromkeys(one for one in measures if len(one) > 1)
    widest = max(amounts, key=lambda name: int((amounts[name] > 0).sum()), default="")
    counted = {_seal(amounts[name]): name for name in reversed(list(amounts))}
    sums: list[tuple[str, tuple[str, ...], bool]] = []
    bases: dict[bytes, list[tuple[str, ...]]] = {}
    for one in sets:
        whole = np.sum([amounts[name] for name in one], axis=0)
        bases.setdefault(_seal(whole), []).append(one)
        if (whole <= amounts[widest]).all() and _seal(whole) != _seal(amounts[widest]):
            sums.append((widest, one, True))
    sums += [
        (widest, (name,), True)
        for name in amounts
        if name != widest and not any(name in one for one in sets) and (amounts[name] <= amounts[widest]).all()
    ]
    nowhere = {}
    for seal, several in bases.items():
        whole_name = counted.get(seal)
        if whole_name is None and len(several) > 1:
            whole_name = f"base of {several[0][0]}"
            nowhere[whole_name] = several[0]
        if whole_name is not None:
            sums += [(whole_name, one, False) for one in several]
            sums += [(whole_name, some, False) for some in _across(amounts, several, np.frombuffer(seal, np.int64))]
        sums += [
            (name, some, True)
            for one in several
            if len(one) > 2
            for name, some in _inside(amounts, one, [part for other in several if other != one for part in other])
        ]
    sums += [(name, some, False) for one in sets if len(one) > 2 for name, some in _unions(amounts, one)]
    narrowed = [
        (name.part, name.wider, name.by, name.levels) for name in dict.fromkeys(naming.parts.values()) if name.wider
    ]
    return Relations(sums, nowhere, [one for one in narrowed if one[0] in parts and one[1] in parts])


def _full(rows: Rows, part: Part) -> Ints:
    found = np.zeros(len(rows.records), dtype=np.int64)
    at, amounts = rows.amounts[part]
    found[at] = amounts
    return found


def _seal(amounts: Ints) -> bytes:
    return amounts.tobytes()


def _unions(amounts: Mapping[str, Ints], one: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The parts that are some of these (of five levels the four and the five) together, and which."""
    found = []
    for name, whole in amounts.items():
        if name in one:
            continue
        some = tuple(each for each in one if amounts[each].any() and (amounts[each] <= whole).all())
        if len(some) < len(one) and some and (np.sum([amounts[each] for each in some], axis=0) == whole).all():
            found.append((name, some))
    return found


def _across(amounts: Mapping[str, Ints], measures: Sequence[Sequence[str]], whole: Ints) -> list[tuple[str, ...]]:
    """Parts of several measures of one base that are all of it: those online, by automated phone and by staff."""
    pairs = [one for one in measures if len(one) == 2]
    ways = (some for number in range(2, len(pairs) + 1) for some in combinations(pairs, number))
    tried = (parts for some in ways for parts in product(*some))
    return [parts for parts in tried if (np.sum([amounts[part] for part in parts], axis=0) == whole).all()]


def _inside(
    amounts: Mapping[str, Ints], one: Sequence[str], others: Sequence[str]
) -> list[tuple[str, tuple[str, ...]]]:
    """The parts within which some of these lie whole (of bands of days those past a limit), and which."""
    found = []
    for name in others:
        some = tuple(each for each in one if amounts[each].any() and (amounts[each] <= amounts[name]).all())
        if some:
            found.append((name, some))
    return found


def nested(levels: Mapping[str, Levels]) -> dict[str, dict[str, list[Ints]]]:
    """Dimensions of which every level lies within one of another: fine -> coarse -> members of each coarse level."""
    found: dict[str, dict[str, list[Ints]]] = {}
    for fine, inner in levels.items():
        for coarse, outer in levels.items():
            both = (inner.codes >= 0) & (outer.codes >= 0)
            if fine == coarse or not outer.own < inner.own:
                continue
            together = np.unique(inner.codes[both] * outer.own + outer.codes[both])
            if len(together) == inner.own and both.all():
                within = together % outer.own
                found.setdefault(fine, {})[coarse] = [np.flatnonzero(within == level) for level in range(outer.own)]
    return found
