"""Contacts of the groups of one split by month, online and by every way, as they are held against one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from cxdata.analysis.left_behind.shifts import ALL, Shift
from cxdata.contract import NOT_RECORDED
from cxdata.measures.query import Answer
from cxdata.scope import Scope
from cxdata.stats.silence import Fall, falls

BY = ("month", "channel_group")
"""What contacts are split by besides the groups themselves."""
MADE_UP = 0.5
"""Who made up so much of the missing contacts elsewhere, beyond chance, has moved and is not silent; and where names
that are new have so much of the contacts of those that are gone, names were changed.
"""


@dataclass(frozen=True)
class Counts:
    """Contacts by level and month ("2026-09"): `every` by any way, `online` those online. `levels` are as in the data,
    with those that are not recorded.
    """

    levels: tuple[str, ...]
    every: Mapping[tuple[str, str], float]
    online: Mapping[tuple[str, str], float]

    def of(self, levels: Sequence[str], months: Sequence[date], *, online: bool = False) -> np.ndarray:
        """Contacts in rows of levels and columns of months."""
        counts = self.online if online else self.every
        return np.array([[counts.get((level, f"{month:%Y-%m}"), 0.0) for month in months] for level in levels])

    def total(self, level: str, months: Sequence[date]) -> float:
        """Contacts of one level in these months."""
        return float(self.of([level], months).sum())

    def without(self, others: "Counts") -> "Counts":
        """These contacts less those of the others."""
        return replace(
            self,
            every={key: count - others.every.get(key, 0.0) for key, count in self.every.items()},
            online={key: count - others.online.get(key, 0.0) for key, count in self.online.items()},
        )


def scope_of(scope: Scope, shift: Shift, by: str, *, everything: bool = False) -> Scope:
    """The scope of one shift: its months and its service, without a choice of channel or of the split itself."""
    asked = replace(scope.with_choice("channel").with_choice(by), period=shift.span)
    return asked if shift.service == ALL or everything else asked.with_choice("service", shift.service)


def counts_of(answer: Answer, by: str) -> Counts:
    """The contacts of an answer by the split, month and channel group."""
    every, online = dict[tuple[str, str], float](), dict[tuple[str, str], float]()
    columns = (answer.frame[name] for name in (by, *BY, "numerator")) if len(answer.frame) else ((), (), (), ())
    for level, month, group, number in zip(*columns, strict=True):
        key, count = (str(level), str(month)), float(np.nan_to_num(number))
        every[key] = every.get(key, 0.0) + count
        if group == "online":
            online[key] = online.get(key, 0.0) + count
    return Counts(tuple(dict.fromkeys(level for level, _ in every)), every, online)


def falls_of(counts: Counts, shift: Shift) -> tuple[Fall, ...]:
    """Every group that is named before the shift, held against its own past and the others; none where there are not
    two.

    A group of whom nobody came any more is the plainest silence. But where names that are new, or contacts of nobody's
    name, have half as many contacts, a code or a name was changed, and none of those gone is looked at.
    """
    before, after = (
        {level: counts.total(level, months) for level in counts.levels} for months in (shift.before, shift.after)
    )
    known = [level for level in counts.levels if level != NOT_RECORDED and before[level]]
    gone = [level for level in known if not after[level]]
    new = sum(after[level] for level in counts.levels if not before[level] and level != NOT_RECORDED)
    new += max(after.get(NOT_RECORDED, 0.0) - before.get(NOT_RECORDED, 0.0), 0.0)
    if new >= MADE_UP * sum(before[level] for level in gone):
        known = [level for level in known if level not in gone]
    if len(known) < 2:
        return ()
    return falls(known, *(counts.of(known, months) for months in (shift.before, shift.after)))
