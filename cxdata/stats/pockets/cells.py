"""A survey as counted cells: one row for every combination of facts that anybody who answered has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

NOT_RECORDED = "Not recorded"
OTHER = "Other"
MOST_DIMENSIONS = 10
MOST_LEVELS = 40
DETERMINED_SHARE = 0.95

Conditions = Mapping[str, str | tuple[str, ...]]
"""What describes a group: dimension -> value, or the values of which any will do ("tenant" or "leaseholder")."""


def values_of(value: str | Sequence[str]) -> tuple[str, ...]:
    """The values that one condition allows."""
    return (value,) if isinstance(value, str) else tuple(value)


@dataclass(frozen=True)
class Cells:
    """People counted by what is known of them. `codes` has one row a dimension and one column a cell."""

    dimensions: tuple[str, ...]
    levels: tuple[tuple[str, ...], ...]
    codes: np.ndarray
    responses: np.ndarray
    dissatisfied: np.ndarray
    folded: Mapping[str, tuple[str, ...]]
    """The rare levels of each dimension that were put together as "Other"."""

    def key(self, dimensions: Sequence[int], rows: np.ndarray | None = None) -> np.ndarray:
        """One whole number for each cell that says which levels it has on these dimensions (by position)."""
        key = np.zeros(len(self.responses) if rows is None else len(rows), dtype=np.int64)
        for dimension in dimensions:
            codes = self.codes[dimension] if rows is None else self.codes[dimension][rows]
            key = key * len(self.levels[dimension]) + codes
        return key

    def combinations(self, dimensions: Sequence[int]) -> int:
        """How many combinations of levels these dimensions could have: one more than the largest key."""
        return prod(len(self.levels[dimension]) for dimension in dimensions)

    def table(self, dimensions: Sequence[int], counts: np.ndarray, rows: np.ndarray | None = None) -> np.ndarray:
        """Sum `counts` (one a cell) for every combination of levels of these dimensions, whole numbers."""
        weights = counts if rows is None else counts[rows]
        key = self.key(dimensions, rows)
        # Sums of whole numbers are exact in floating point up to 2**53, far above any count of people.
        return np.bincount(key, weights, minlength=self.combinations(dimensions)).astype(np.int64)

    def rows_where(self, conditions: Conditions) -> np.ndarray:
        """The cells that meet every condition; none where no value of a condition is in these data."""
        inside = np.ones(len(self.responses), dtype=bool)
        for dimension, value in conditions.items():
            position = self.dimensions.index(dimension)
            known = self.levels[position]
            inside &= np.isin(self.codes[position], [known.index(one) for one in values_of(value) if one in known])
        return np.flatnonzero(inside)


def encode(
    cells: pd.DataFrame, dimensions: Sequence[str], *, folded: Mapping[str, Sequence[str]] | None = None
) -> Cells:
    """Check and count a frame: levels sorted and coded, rows of one cell summed, empty rows left out.

    A missing or blank value is the level "Not recorded". Beyond 40 levels the rarest become "Other" ("Not
    recorded" never does). Given `folded`, exactly those levels become "Other" instead: the way to count a
    later period as an earlier one was counted. Raises ValueError in a sentence for a frame that cannot be
    right.
    """
    names = tuple(dimensions)
    _check_dimensions(names)
    _check_columns(cells, names)
    responses, dissatisfied = checked_counts(cells)
    used = responses > 0
    responses, dissatisfied = responses[used], dissatisfied[used]
    frame = cells.loc[used, list(names)]
    columns, levels, rare = [], [], {}
    for name in names:
        codes, labels = _levels(frame[name])
        fold = _rarest(codes, labels, responses) if folded is None else set(folded.get(name, ()))
        codes, labels = _relabel(codes, [OTHER if label in fold else label for label in labels])
        columns.append(codes)
        levels.append(tuple(labels))
        if fold:
            rare[name] = tuple(sorted(fold))
    loose = Cells(names, tuple(levels), np.array(columns), responses, dissatisfied, rare)
    return _summed(loose)


def checked_counts(cells: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Responses and dissatisfied of each row. Raises ValueError unless they are counts, one within the other."""
    _check_columns(cells, ("responses", "dissatisfied"))
    responses, dissatisfied = _counts(cells, "responses"), _counts(cells, "dissatisfied")
    if np.any(dissatisfied > responses):
        raise ValueError("A row has more dissatisfied than responses: check the column 'dissatisfied'.")
    return responses, dissatisfied


def determined_pairs(cells: Cells) -> frozenset[tuple[int, int]]:
    """Pairs of dimensions (positions, lower first) where one all but gives the other, as a ward its area.

    That is: knowing one, the commonest level of the other is right for at least 95 % of responses, and
    wrong for at most half as many as without knowing it. The second part keeps a dimension whose one level
    covers nearly everyone (96 % without a disability) from seeming to be given by all the others.
    """
    everyone = int(cells.responses.sum())
    pairs = set()
    for first, second in combinations(range(len(cells.dimensions)), 2):
        size = (len(cells.levels[first]), len(cells.levels[second]))
        table = cells.table((first, second), cells.responses).reshape(size)
        for counts in (table, table.T):
            wrong = everyone - int(counts.max(axis=1).sum())
            wrong_alone = everyone - int(counts.sum(axis=0).max())
            if wrong <= (1 - DETERMINED_SHARE) * everyone and 2 * wrong <= wrong_alone:
                pairs.add((first, second))
    return frozenset(pairs)


def _check_dimensions(names: tuple[str, ...]) -> None:
    if not names:
        raise ValueError("No dimensions were given: name at least one column to search by.")
    if len(names) > MOST_DIMENSIONS:
        raise ValueError(f"{len(names)} dimensions were given: at most {MOST_DIMENSIONS} can be searched.")
    if len(set(names)) < len(names):
        raise ValueError("A dimension was given twice: name each column once.")


def _check_columns(cells: pd.DataFrame, names: tuple[str, ...]) -> None:
    absent = [name for name in names if name not in cells.columns]
    if absent:
        raise ValueError(f"The table of cells has no column {', '.join(map(repr, absent))}.")


def _counts(cells: pd.DataFrame, name: str) -> np.ndarray:
    values = cells[name].to_numpy(dtype=np.float64, na_value=np.nan)
    # A comparison with a missing number is false, so this refuses those too.
    if not np.all((values >= 0) & (values == np.floor(values)) & (values < 2**53)):
        raise ValueError(f"The column {name!r} must hold whole numbers of people, none missing or below 0.")
    return values.astype(np.int64)


def _levels(column: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Codes into sorted labels, so that the order of rows or of a category list changes nothing."""
    codes, values = column.factorize()
    labels = [str(value) if str(value).strip() else NOT_RECORDED for value in values]
    # A missing value has code -1, which is the last label here.
    return _relabel(codes % (len(labels) + 1), [*labels, NOT_RECORDED])


def _relabel(codes: np.ndarray, labels: list[str]) -> tuple[np.ndarray, list[str]]:
    """Give each label in use its place in sorted order; codes whose labels are the same become one."""
    present = np.bincount(codes, minlength=len(labels)) > 0
    known = sorted({label for label, used in zip(labels, present, strict=True) if used})
    place = {label: position for position, label in enumerate(known)}
    return np.array([place.get(label, -1) for label in labels], dtype=np.int64)[codes], known


def _rarest(codes: np.ndarray, labels: list[str], responses: np.ndarray) -> set[str]:
    if len(labels) <= MOST_LEVELS:
        return set()
    sizes = np.bincount(codes, responses, minlength=len(labels))
    order = sorted(range(len(labels)), key=lambda level: (-sizes[level], labels[level]))
    named = [labels[level] for level in order if labels[level] not in (NOT_RECORDED, OTHER)]
    places = MOST_LEVELS - 1 - (NOT_RECORDED in labels)
    return set(named[places:])


def _summed(loose: Cells) -> Cells:
    if not len(loose.responses):
        return loose
    key, possible = np.zeros(len(loose.responses), dtype=np.int64), 1
    for codes, levels in zip(loose.codes, loose.levels, strict=True):
        if possible * len(levels) >= 2**62:
            key = np.unique(key, return_inverse=True)[1]
            possible = int(key.max()) + 1
        key = key * len(levels) + codes
        possible *= len(levels)
    _, first, cell = np.unique(key, return_index=True, return_inverse=True)
    return Cells(
        loose.dimensions,
        loose.levels,
        np.ascontiguousarray(loose.codes[:, first]),
        np.bincount(cell, loose.responses).astype(np.int64),
        np.bincount(cell, loose.dissatisfied).astype(np.int64),
        loose.folded,
    )
