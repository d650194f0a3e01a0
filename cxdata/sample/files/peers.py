"""What other councils publish, as invented as this one: figures by half-year, some with their counts, and some traps.

One council prints another definition, one states none, one gives no counts, one stopped printing, and one never printed
how satisfied people are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from cxdata.periods import add_months
from cxdata.sample.council import NAME

SATISFIED, SATISFIED_MEANS = "Satisfied or very satisfied %", "Satisfied or very satisfied, of all who answered"
ON_TIME, ON_TIME_MEANS = "Dealt with on time %", "Closed by the date promised, of all that were due"
RESIDENTS, DEPRIVATION = "Residents", "Average deprivation score"
_FIGURES = (
    (SATISFIED, SATISFIED_MEANS),
    ("Calls answered %", "Answered of offered"),
    ("Online share %", "Contacts by web or app, of all contacts"),
)
# Satisfied, calls answered, online share.
_FIRST = {
    "Ashwold District Council": (88.0, 91.5, 58.0),
    "Brackmarsh Borough Council": (90.5, 93.0, 66.0),
    "Fellbeck Council": (86.5, 89.0, 52.0),
    "Ostrey City Council": (91.0, 95.0, 71.0),
    "Penmarrow Council": (84.0, 90.0, 49.0),
}
WITHOUT_COUNTS = "Penmarrow Council"
OLD, MISSING = "Carrowdale Council", "Sallowby District Council"
OTHER_DEFINITION, NO_DEFINITION = "Hallowby District Council", "Kestwick Borough Council"
# Satisfied, on time.
_LATER = {
    "Lathmoor District Council": (90.0, 87.0),
    "Orrinvale Council": (91.5, 91.0),
    "Tarnholt Borough Council": (89.0, 92.5),
    "Thornmere City Council": (87.5, 84.0),
    "Wexbury Council": (92.5, 90.5),
    OLD: (89.5, 89.0),
    OTHER_DEFINITION: (95.0, 88.0),
    NO_DEFINITION: (93.0, 86.0),
    MISSING: (0.0, 93.5),
}
# Residents and deprivation, by which councils are alike.
_CONTEXT = {
    NAME: (188_688, 25.3),
    "Ashwold District Council": (131_000, 14.2),
    "Brackmarsh Borough Council": (158_000, 22.6),
    "Fellbeck Council": (96_000, 26.1),
    "Ostrey City Council": (214_000, 24.9),
    "Penmarrow Council": (88_000, 29.3),
    "Lathmoor District Council": (149_000, 19.8),
    "Orrinvale Council": (120_000, 11.9),
    "Tarnholt Borough Council": (171_000, 20.6),
    "Thornmere City Council": (305_000, 31.0),
    "Wexbury Council": (143_000, 12.5),
    OLD: (166_000, 23.9),
    OTHER_DEFINITION: (110_000, 17.7),
    NO_DEFINITION: (182_000, 22.1),
    MISSING: (154_000, 18.3),
}


@dataclass(frozen=True)
class Published:
    """One printed figure: of whom and what, for which days, with its counts where they are printed too."""

    start: date
    months: int
    council: str
    figure: str
    value: float
    definition: str | None
    counts: tuple[int, int] | None = None

    @property
    def cells(self) -> tuple[object, ...]:
        """The row as it stands in the file."""
        last = add_months(self.start, self.months) - timedelta(days=1)
        printed = add_months(self.start, self.months + 1)
        whose = (
            "Official statistics"
            if self.counts is None and self.months == 12
            else f"{self.council}: performance report"
        )
        where = f"{whose}, {printed:%B %Y}"
        whole = (*(self.counts or (None, None)), where)
        days = f"{self.start:%d/%m/%Y}", f"{last:%d/%m/%Y}"
        return (days[0], self.council, self.figure, self.value, self.definition, days[1], *whole)


def first_five(starts: Sequence[date], rng: np.random.Generator) -> list[Published]:
    """Three figures of five councils each half-year; the counts of who is satisfied where they are printed."""
    rows: list[Published] = []
    for start in starts:
        for council, levels in _FIRST.items():
            for (figure, definition), level in zip(_FIGURES, levels, strict=True):
                value = round(level + float(rng.normal(0, 0.7)), 1)
                counted = figure == SATISFIED and council != WITHOUT_COUNTS
                counts = counts_of(value, 600 + 37 * len(council) + 11 * len(rows)) if counted else None
                rows.append(Published(start, 6, council, figure, value, definition, counts))
    return rows


def all_others(starts: Sequence[date], seed: int) -> list[Published]:
    """Two figures of nine more councils, with counts, from a random stream of their own; then what they are like."""
    rng = np.random.default_rng([seed, 61])
    rows: list[Published] = []
    for start in starts:
        for council, (satisfied, on_time) in _LATER.items():
            printed = round(satisfied + float(rng.normal(0, 0.6)), 1), round(on_time + float(rng.normal(0, 0.5)), 1)
            answers, due = (int(base) for base in rng.integers((350, 8_000), (1_900, 30_000)))
            if council != MISSING and (council != OLD or start == starts[0]):
                words = _definition_of(council)
                rows.append(Published(start, 6, council, SATISFIED, printed[0], words, counts_of(printed[0], answers)))
            rows.append(Published(start, 6, council, ON_TIME, printed[1], ON_TIME_MEANS, counts_of(printed[1], due)))
    year = date(2025, 4, 1)
    for council, (residents, deprivation) in _CONTEXT.items():
        rows.append(Published(year, 12, council, RESIDENTS, residents, "Mid-year estimate"))
        rows.append(Published(year, 12, council, DEPRIVATION, deprivation, "Average score of its small areas"))
    return rows


def counts_of(value: float, base: int) -> tuple[int, int]:
    """Counts on a base of this size or a little more that give the percentage as printed, to one decimal."""
    while round(100 * round(value * base / 100) / base, 1) != value:
        base += 1
    return round(value * base / 100), base


def _definition_of(council: str) -> str | None:
    if council == NO_DEFINITION:
        return None
    if council == OTHER_DEFINITION:
        return "Very satisfied, satisfied or neither, of all who answered"
    return SATISFIED_MEANS
