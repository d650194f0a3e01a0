"""Rows that are the total of other rows: found by arithmetic, which a word such as "Total" only supports.

A row is a total when its numbers are the sums of the rows that it stands over: of all rows of its group, or of the run
of rows right above it. A row whose word says total and whose numbers do not add up is left to a person.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

Labels = Sequence[Sequence[str]]
Numbers = Sequence[Sequence[float | None]]
TOTAL_WORD = re.compile(
    r"(.*\b)?(sub-?totals?|totals?|overall)(\b.*)?|all|all \w+|sum|ytd|year to date|cumulative|(whole|entire) \w+|"
    r"(city|borough|council) ?wide",
    re.IGNORECASE,
)
# How often a level without a telling word must equal the sum of the others before it is called their total.
_OFTEN = 3
_FEW_BLANKS = 100


@dataclass(frozen=True)
class Totals:
    """Positions of rows (from 0) that are totals, and of those that may be."""

    sure: frozenset[int]
    unsure: frozenset[int]


def find_totals(labels: Labels, numbers: Numbers) -> Totals:
    """The totals among rows with these labels (one a dimension, "" where blank) and these additive numbers."""
    words = {word for row in labels for word in row}
    telling = {word for word in words if word and TOTAL_WORD.fullmatch(word)}
    # Where many rows leave a label blank, blank is a level like others and no sign of a total.
    blank = sum(not all(row) and not telling.intersection(row) for row in labels)
    if blank <= min(_FEW_BLANKS, len(labels) / 2):
        telling.add("")
    wild = [tuple(word in telling for word in row) for row in labels]
    leaves = [position for position, marks in enumerate(wild) if not any(marks)]
    sure: set[int] = set()
    unsure: set[int] = set()
    runs = _runs(wild, numbers)
    for position, marks in enumerate(wild):
        if not any(marks) or not leaves:
            continue
        named = any(word in telling for word in labels[position] if word)
        over = [leaf for leaf in leaves if _agree(labels[leaf], labels[position], marks)]
        adds_up = bool(over) and _equal(_sums(numbers, over), numbers[position])
        if (adds_up and (named or len(over) > 1)) or position in runs:
            (sure if named or all(marks) else unsure).add(position)
        elif named:
            unsure.add(position)
    for level, positions in _levels_that_total(labels, numbers, leaves).items():
        (sure if len(positions) >= _OFTEN and level else unsure).update(positions)
    return Totals(frozenset(sure), frozenset(unsure - sure))


def _agree(leaf: Sequence[str], row: Sequence[str], marks: Sequence[bool]) -> bool:
    return all(mark or one == other for one, other, mark in zip(leaf, row, marks, strict=True))


def _sums(numbers: Numbers, positions: Sequence[int]) -> list[float]:
    return [sum(value or 0 for value in column) for column in zip(*(numbers[p] for p in positions), strict=True)]


def _equal(sums: Sequence[float], row: Sequence[float | None]) -> bool:
    """Whether every number that the row has is the sum, and any is there that is not nought."""
    pairs = [(total, value) for total, value in zip(sums, row, strict=True) if value is not None]
    return any(value for _, value in pairs) and all(abs(total - value) < 1e-6 for total, value in pairs)


def _runs(wild: Sequence[Sequence[bool]], numbers: Numbers) -> set[int]:
    """Rows that equal the sum of the run of plain rows right above them: the subtotals of an outline."""
    totals, run = set(), []
    for position, marks in enumerate(wild):
        if not any(marks):
            run.append(position)
            continue
        if len(run) > 1 and _equal(_sums(numbers, run), numbers[position]):
            totals.add(position)
        run = []
    return totals


def _levels_that_total(labels: Labels, numbers: Numbers, leaves: Sequence[int]) -> dict[str, list[int]]:
    """Levels without a telling word whose rows all equal the sum of the other rows of their groups."""
    totals: dict[str, list[int]] = {}
    for dimension in range(len(labels[0]) if labels else 0):
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        by_level: dict[str, list[int]] = defaultdict(list)
        for leaf in leaves:
            groups[(*labels[leaf][:dimension], *labels[leaf][dimension + 1 :])].append(leaf)
            by_level[labels[leaf][dimension]].append(leaf)
        total_of = {leaf: len(group) > 2 for group in groups.values() for leaf in group}
        sums = {leaf: total for group in groups.values() for total in [_sums(numbers, group)] for leaf in group}
        totals |= {
            level: positions
            for level, positions in by_level.items()
            if len(by_level) > 2 and all(total_of[p] and _is_half(sums[p], numbers[p]) for p in positions)
        }
    return totals


def _is_half(sums: Sequence[float], row: Sequence[float | None]) -> bool:
    return _equal([total / 2 for total in sums], row)
