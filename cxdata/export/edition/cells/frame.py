"""Cells as one frame of words and figures, as they are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxdata.export.edition.cells.listed import Listed
from cxdata.export.edition.counting import Levels
from cxdata.periods import name_period

CELLS = ("measure", "part", "by_1", "level_1", "by_2", "level_2", "period")
"""What names a cell: "" where a table has no such dimension."""


@dataclass(frozen=True)
class Some:
    """Some cells: for each of `CELLS` the words there are and each cell's place among them; and what is shown."""

    words: Sequence[tuple[Sequence[str], np.ndarray]]
    shown: np.ndarray


def named(shown: np.ndarray, levels: Mapping[str, Levels], one: Listed, part: str) -> Some:
    """The cells of a part that are shown as more than 0."""
    at = np.nonzero(shown)
    nobody = np.zeros(len(at[0]), dtype=np.int64)
    words = [
        *(((word,), nobody) for word in (one.table.measure, part)),
        *(
            pair
            for place, dimension in enumerate(two(one.table.by))
            for pair in (
                ((dimension,), nobody),
                (levels[dimension].names, at[place + 1]) if dimension else (("",), nobody),
            )
        ),
        (tuple(name_period(period) for _, period in one.spans), at[0]),
    ]
    return Some(words, shown[at])


def together(some: Sequence[Some]) -> pd.DataFrame:
    """All cells as one frame, each word kept once: two million of them as texts take minutes."""
    columns = {}
    for place, column in enumerate(CELLS):
        places: dict[str, int] = {}
        codes = []
        for one in some:
            words, at = one.words[place]
            codes.append(np.array([places.setdefault(word, len(places)) for word in words], dtype=np.int32)[at])
        joined = np.concatenate(codes) if codes else np.zeros(0, dtype=np.int32)
        columns[column] = pd.Categorical.from_codes(joined, pd.Index(list(places), dtype=object))
    shown = np.concatenate([one.shown for one in some]) if some else np.zeros(0, dtype=np.int64)
    return pd.DataFrame({**columns, "shown": shown})


def two(by: Sequence[str]) -> tuple[str, str]:
    """The two dimensions of a way, "" for none."""
    first, second = (*by, "", "")[:2]
    return first, second
