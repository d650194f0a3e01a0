"""The thresholds behind everything published, and what a reader of a published table knows for certain."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from cxdata.errors import CxError

Floats = NDArray[np.float64]
Sums = Sequence[tuple[int, Sequence[int]]]
"""Which places of a flat table add up: (place of the total, places of its parts). A total may have several."""

HIDDEN = "[c]"
"""Shown for a hidden figure ("c" for confidential, as government statisticians mark it)."""
MISSING = "[x]"
"""Shown where there is no figure to give."""


@dataclass(frozen=True)
class DisclosureRules:
    """What is hidden and how the rest is rounded. The defaults are a floor: each may be raised, none lowered.

    hide_below: counts from 1 to one less are hidden (5 hides 1 to 4). percentage_base: no percentage or
    average on fewer people than this. round_to: every other count is shown to the nearest of these.
    """

    hide_below: int = 5
    percentage_base: int = 10
    round_to: int = 5

    def __post_init__(self) -> None:
        for field in fields(self):
            least, value = int(str(field.default)), getattr(self, field.name)
            if value < least:
                raise CxError(
                    f"Disclosure rules: {field.name} is {value}. It may be raised above {least}, never lowered: "
                    f"put it back to {least} or more."
                )

    @property
    def sentence(self) -> str:
        """The rules in words, for under a table."""
        return (
            f"{HIDDEN} is a figure on 1 to {self.hide_below - 1} people, or a percentage or average on fewer than "
            f"{self.percentage_base}. Other counts are to the nearest {self.round_to}, totals too, so parts may "
            f"not add up; percentages are made from the rounded counts."
        )

    def is_small(self, counts: Floats) -> NDArray[np.bool_]:
        """Which counts are too small to be shown; none of these are 0."""
        return (counts > 0) & (counts < self.hide_below)

    def nearest(self, counts: Floats) -> Floats:
        """Counts to the nearest `round_to`: 0 stays 0, and nothing else becomes 0."""
        steps = np.floor(counts / self.round_to + 0.5)
        return np.where(counts > 0, np.maximum(steps, 1), steps) * self.round_to

    def publish(self, counts: Floats) -> Floats:
        """Counts as shown when nothing else is known about them: rounded, nan where hidden."""
        return np.where(self.is_small(counts), np.nan, self.nearest(counts))

    def bucket(self, shown: float) -> tuple[float, float]:
        """The least and the greatest count that is shown as `shown` (nan: hidden as small)."""
        if np.isnan(shown):
            return 1.0, self.hide_below - 1.0
        if shown == 0:
            return 0.0, 0.0
        least = np.ceil(shown - self.round_to / 2)
        greatest = np.ceil(shown + self.round_to / 2) - 1
        return max(float(least) if shown > self.round_to else 1.0, float(self.hide_below)), float(greatest)


@dataclass(frozen=True)
class Reach:
    """What a reader who knows the rules can say of each count behind a published table.

    keys name the counts; each lies between `low` and `high` (inf: no upper end); `sums` are the additions
    that hold. No true count is kept in it.
    """

    keys: tuple[tuple[str, ...], ...]
    low: Floats
    high: Floats
    sums: tuple[tuple[int, tuple[int, ...]], ...]
