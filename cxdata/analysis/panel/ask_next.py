"""Whom to ask next: the groups of which the panel has too few, how many more, and the wards where most are missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from cxdata.analysis.panel.bands import AGE, CHARACTERISTICS, WARD, Characteristic, ages_of, fold
from cxdata.analysis.panel.compare import Compared
from cxdata.analysis.panel.people import Members, Residents
from cxdata.analysis.result import Result
from cxdata.contract import NOT_RECORDED
from cxdata.stats.basics.proportions import TOO_FEW
from cxdata.stats.survey.representation import Band

MOST_WARDS = 3
_BY_COLUMN = {what.column: what for what in CHARACTERISTICS}


@dataclass(frozen=True)
class Wanted(Result):
    """A group to ask: `who` in words, its members and shares (of 1), and how many more there would be in a panel of the
    same size that was made up as the residents are. `wards` are those where most of them are missing, () where ages and
    the like are not told ward by ward. Bands of age side by side are one group.
    """

    column: str
    bands: tuple[str, ...]
    who: str
    members: int
    share: float
    residents: float
    short: int
    wards: tuple[str, ...]

    @property
    def say_short(self) -> str:
        """'38 more'; of a group of very few members 'at least 29 more', by which nobody can tell how few they are."""
        if 0 < self.members < TOO_FEW:
            return f"at least {max(self.members + self.short - TOO_FEW + 1, 1):,} more"
        return f"{self.short:,} more"


def say_members(number: int) -> str:
    """'38', 'none'; of one to nine 'fewer than 10', so that a table tells of no few people how many they are."""
    if 0 < number < TOO_FEW:
        return f"fewer than {TOO_FEW}"
    return f"{number:,}" if number else "none"


def ask_next(rows: Sequence[Compared], members: Members, residents: Mapping[str, Residents]) -> tuple[Wanted, ...]:
    """The groups of which there are too few, the most missing first; none of a panel of fewer than ten."""
    if members.all < TOO_FEW:
        return ()
    found = [_wanted(row, bands, members, residents) for row in rows for bands in _groups(row)]
    return tuple(sorted(found, key=lambda one: (-one.short, one.who)))


def _groups(row: Compared) -> list[list[Band]]:
    """Each band by itself; of ages those side by side together."""
    if row.column != AGE.column:
        return [[band] for band in row.short]
    short = set(row.short)
    return [list(bands) for is_short, bands in groupby(row.members.bands, key=lambda band: band in short) if is_short]


def _wanted(row: Compared, bands: list[Band], members: Members, residents: Mapping[str, Residents]) -> Wanted:
    names = tuple(band.name for band in bands)
    there = sum(band.residents for band in bands)
    count = sum(band.members for band in bands)
    return Wanted(
        column=row.column,
        bands=names,
        who=say_who(_BY_COLUMN[row.column], names),
        members=count,
        share=count / row.members.base,
        residents=there,
        short=max(ceil(round(row.members.base * there - count, 9)), 0),
        wards=_wards(row, names, members, residents),
    )


def say_who(what: Characteristic, names: Sequence[str]) -> str:
    """A group as the subject of a sentence: 'People aged 16 to 34', 'Residents of Tannery', 'Disabled people'."""
    if what is AGE:
        ages = [found for name in names if (found := ages_of(name))]
        low, high = min(first for first, _ in ages), max(last for _, last in ages)
        if high >= 120:
            return f"People aged {low} and over"
        return f"People aged {low} to {high}" if low else f"People under {high + 1}"
    (name,) = names
    said = {"yes": "Disabled people", "no": "People who are not disabled"} if what.column == "disability" else {}
    said |= {"female": "Women", "male": "Men"} if what.column == "sex" else {}
    return said.get(fold(name), f"Residents of {name}" if what is WARD else f"People of the group “{name}”")


def _wards(
    row: Compared, names: tuple[str, ...], members: Members, residents: Mapping[str, Residents]
) -> tuple[str, ...]:
    """The wards in which most of a group are missing, beside as many as the ward's share of the group would be."""
    told = residents.get(row.column)
    if row.column == WARD.column or told is None:
        return ()
    there: dict[str, float] = {}
    for (ward, band), number in told.bands.items():
        if row.common.of_residents.get(band) in names and ward != NOT_RECORDED:
            there[ward] = there.get(ward, 0.0) + number
    if len(there) < 2:
        return ()
    counted = sum(number for (_, band), number in told.bands.items() if band in row.common.of_residents)
    here: dict[str, int] = {}
    for alike in members.alike:
        if row.common.of_panel.get(alike.levels[row.column]) in names:
            ward = alike.levels[WARD.column]
            here[ward] = here.get(ward, 0) + alike.members
    missing = {ward: row.members.base * number / counted - here.get(ward, 0) for ward, number in there.items()}
    first = sorted((ward for ward, number in missing.items() if number > 0), key=lambda ward: (-missing[ward], ward))
    return tuple(first[:MOST_WARDS])
