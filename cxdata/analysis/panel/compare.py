"""Members and active members beside the residents, characteristic by characteristic, with an allowance for how many."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import nan

import numpy as np

from cxdata.analysis.panel.bands import AGE, CHARACTERISTICS, WARD, Characteristic, LinedUp, line_up
from cxdata.analysis.panel.people import Members, Residents, by_ward
from cxdata.analysis.result import Result
from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.survey.representation import TOO_FEW, Band, Representation, represent

SURE = 0.05
"""A panel is unlike the residents in a characteristic where the adjusted p of its test of fit is under this."""
NOTHING = Representation((), 0, {}, None)


@dataclass(frozen=True)
class Compared(Result):
    """One characteristic: members, and active members, beside residents; `active` is empty where nobody can say.

    `q` and `q_active` are the p of the tests of fit, adjusted for as many as there are (Benjamini and Hochberg); nan
    without a test. `too_young` are bands of residents that are not asked, `why_not` why there is no comparison.
    """

    column: str
    title: str
    members: Representation
    active: Representation
    q: float
    q_active: float
    too_young: tuple[str, ...]
    why_not: str
    common: LinedUp

    def as_dict(self) -> dict[str, object]:
        """As every result, without how the bands were lined up."""
        told = super().as_dict()
        del told["common"]
        return told

    @property
    def short(self) -> tuple[Band, ...]:
        """The bands of which the panel has too few, by more than chance, in the order of the bands."""
        return tuple(band for band in self.members.bands if band.flag == TOO_FEW)


def compare(members: Members, residents: Mapping[str, Residents]) -> tuple[Compared, ...]:
    """Every characteristic, those that cannot be compared with the reason."""
    rows = [_one(what, members, residents) for what in CHARACTERISTICS]
    tests = [fit.p if (fit := side.fit) else nan for row in rows for side in (row.members, row.active)]
    sure = benjamini_hochberg(np.array(tests))
    return tuple(
        replace(row, q=float(sure[2 * place]), q_active=float(sure[2 * place + 1])) for place, row in enumerate(rows)
    )


def _one(what: Characteristic, members: Members, residents: Mapping[str, Residents]) -> Compared:
    counted = _residents(what, members, residents)
    common = line_up(what, members.by(what), counted)
    row = Compared(what.column, what.title, NOTHING, NOTHING, nan, nan, common.too_young, common.why_not, common)
    if common.why_not:
        return row
    there = {name: 0.0 for name in common.names}
    for band, number in counted.items():
        if band in common.of_residents:
            there[common.of_residents[band]] += number
    active = represent(_in_common(what, members, common, active=True), there) if members.since else NOTHING
    return replace(row, members=represent(_in_common(what, members, common), there), active=active)


def _residents(what: Characteristic, members: Members, residents: Mapping[str, Residents]) -> dict[str, float]:
    """Residents by band; of wards those old enough to be asked."""
    if what is not WARD:
        return residents[what.column].by_band() if what.column in residents else {}
    common = line_up(AGE, members.by(AGE), _residents(AGE, members, residents))
    return by_ward(residents, common.of_residents)


def _in_common(what: Characteristic, members: Members, common: LinedUp, *, active: bool = False) -> dict[str, int]:
    counts: dict[str, int] = {}
    for level, number in members.by(what, active=active).items():
        name = common.of_panel.get(level, level)
        counts[name] = counts.get(name, 0) + number
    return counts
