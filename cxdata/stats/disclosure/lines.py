"""What a tidy frame says between its rows: which rows add up, and which lines tell on everybody in them."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdata.stats.disclosure.rules import Floats

Key = tuple[object, ...]


def group_keys(table: pd.DataFrame, groups: list[str]) -> list[Key]:
    """What names each row: its values in the group columns; () where the frame is not split."""
    if not groups:
        return [()] * len(table)
    return list(table[groups].itertuples(index=False, name=None))


def frame_sums(
    table: pd.DataFrame, groups: list[str], label: str | None, counts: Floats
) -> list[tuple[int, list[int]]]:
    """(total row, its part rows) for every total marked by `label` that is the sum of its parts.

    A total that is not (people counted in several groups, a part without a figure) tells nothing by
    subtraction and is left out.
    """
    if label is None:
        return []
    sums = []
    for total, parts in _lines(table, groups, label):
        if total is not None and parts and counts[total] == counts[parts].sum():
            sums.append((total, parts))
    return sums


def telling_lines(table: pd.DataFrame, groups: list[str], label: str | None, *, fewer_than: int) -> NDArray[np.bool_]:
    """Rows of lines in which everybody is in one group, and that is fewer than `fewer_than` people.

    Such a line tells of each of them which group they are in, zeros as loudly as the count: it is hidden
    whole, its total too. A line is a run of groups along one group column, the others being equal.
    """
    counts = table["numerator"].to_numpy(dtype=float, na_value=np.nan)
    hidden = np.zeros(len(table), dtype=bool)
    for total, parts in _lines(table, groups, label):
        if len(parts) > 1 and _tells(counts[parts], fewer_than):
            hidden[parts] = True
            if total is not None:
                hidden[total] = True
    return hidden


def add_missing_levels(table: pd.DataFrame, groups: list[str], label: str | None, *, fewer_than: int) -> pd.DataFrame:
    """The table with a row of 0 for each group that a telling line lacks: an absent row says 0 too."""
    if len(groups) < 2:
        return table
    counts = table["numerator"].to_numpy(dtype=float, na_value=np.nan)
    rows = group_keys(table, groups)
    present, extra = set(rows), []
    levels = [list(dict.fromkeys(v for v in table[name] if v != label)) for name in groups]
    for at in range(len(groups)):
        for _, parts in _lines_along(rows, at, label):
            if parts and _tells(counts[parts], fewer_than):
                around = rows[parts[0]]
                wanted = [(*around[:at], level, *around[at + 1 :]) for level in levels[at]]
                extra += [key for key in wanted if key not in present]
                present.update(wanted)
    if not extra:
        return table
    added = pd.DataFrame(extra, columns=groups).assign(numerator=0.0)
    return pd.concat([table, added], ignore_index=True)


def _tells(counts: Floats, fewer_than: int) -> bool:
    return np.count_nonzero(counts) == 1 and 0 < counts.sum() < fewer_than


def _lines(table: pd.DataFrame, groups: list[str], label: str | None) -> Iterator[tuple[int | None, list[int]]]:
    rows = group_keys(table, groups)
    for at in range(len(groups)):
        yield from _lines_along(rows, at, label)


def _lines_along(rows: list[Key], at: int, label: str | None) -> Iterator[tuple[int | None, list[int]]]:
    """Each line along one group column: the place of its total (None if absent) and those of its parts."""
    lines: dict[Key, list[int]] = {}
    totals: dict[Key, int] = {}
    for index, row in enumerate(rows):
        others = (*row[:at], *row[at + 1 :])
        if label is not None and row[at] == label:
            totals[others] = index
        else:
            lines.setdefault(others, []).append(index)
    for others, parts in lines.items():
        yield totals.get(others), parts
