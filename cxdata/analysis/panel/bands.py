"""The bands of a panel and those of the residents, lined up: both files name them in their own way."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cxdata.analysis.left_behind.groups import PREFER_NOT
from cxdata.analysis.result import say_list
from cxdata.contract import NOT_RECORDED

GROWN_UP = 18
"""Bands of residents that end under this age are left out where the panel has nobody so young: they are not asked."""
_ALIKE = {
    **dict.fromkeys(("f", "woman", "women", "females"), "female"),
    **dict.fromkeys(("m", "man", "men", "males"), "male"),
    **dict.fromkeys(("disabled", "y"), "yes"),
    **dict.fromkeys(("not disabled", "non-disabled", "n"), "no"),
}
_EVERYBODY = ("all", "all ages", "total", "all persons", "persons", "everybody", "all residents")
_YEARS = r"(?:\s*(?:years|year|yrs))?\s*"
_FROM_TO = re.compile(rf"(\d+){_YEARS}(-|to|and under|to under|and below)\s*(\d+)")
_OVER = re.compile(rf"(\d+){_YEARS}(?:\+|(?:and|or) (?:over|above|older)|plus)|over\s*(\d+)")
_UNDER = re.compile(rf"(\d+){_YEARS}(?:and|or) (?:under|below|younger)|(?:under|below|less than)\s*(\d+)")
_ONE = re.compile(r"(?:(?:aged?|year)\s*)?(\d+)(?:\s*(?:years?|years? old))?")
_OLDEST = 200
Ages = tuple[int, int]


@dataclass(frozen=True)
class Characteristic:
    """What a panel and a population file may both tell: its column of the panel, its title, and its names in the
    population file.
    """

    column: str
    title: str
    known_as: frozenset[str]


AGE = Characteristic("age_band", "Age", frozenset(("age", "age band", "age group")))
WARD = Characteristic("ward", "Ward", frozenset())
CHARACTERISTICS = (
    AGE,
    Characteristic("sex", "Sex", frozenset(("sex", "gender"))),
    Characteristic("ethnicity", "Ethnic group", frozenset(("ethnicity", "ethnic group"))),
    Characteristic("disability", "Disability", frozenset(("disability", "disabled"))),
    WARD,
)


@dataclass(frozen=True)
class LinedUp:
    """The bands that both are counted in: of each band of the panel, and of the residents, the common one.

    `too_young` are residents' bands that are not asked, `not_read` those of which nobody can say the ages; `why_not`
    says why the two cannot be compared, "" where they can.
    """

    names: tuple[str, ...] = ()
    of_panel: dict[str, str] = field(default_factory=dict)
    of_residents: dict[str, str] = field(default_factory=dict)
    too_young: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
    why_not: str = ""


def fold(name: str) -> str:
    """A band's name as it is compared: small letters, one space, one word for what is one thing."""
    plain = " ".join(name.casefold().replace("–", "-").split())
    return _ALIKE.get(plain, plain)


def is_band(name: str) -> bool:
    """Whether a level names a group of people, as "Prefer not to say" does not."""
    return name != NOT_RECORDED and fold(name) not in PREFER_NOT


def ages_of(name: str) -> Ages | None:
    """The youngest and oldest of an age band, in years: (16, 24) of '16-24' and of '16 and under 25', (75, 200) of
    '75+', (0, 4) of '4 years and under', (16, 16) of 'Aged 16'; else None.
    """
    said = fold(name)
    if found := _FROM_TO.search(said):
        return int(found[1]), int(found[3]) - (found[2] not in ("-", "to"))
    if found := _UNDER.search(said):
        return 0, int(found[1]) if found[1] else int(found[2]) - 1
    if found := _OVER.search(said):
        return int(found[1] or found[2]), _OLDEST
    if found := _ONE.fullmatch(said):
        return int(found[1]), int(found[1])
    return None


def line_up(what: Characteristic, panel: Collection[str], residents: Collection[str]) -> LinedUp:
    """The bands of the panel beside those of the residents."""
    known = [name for name in panel if is_band(name)]
    if not residents:
        return LinedUp(why_not=no_residents(what.title))
    if not known:
        return LinedUp(why_not=f"The panel’s file does not tell {what.title.lower()}.")
    return _ages(known, list(residents)) if what is AGE else _words(what, known, list(residents))


def no_residents(title: str) -> str:
    """Why a characteristic cannot be compared of which no residents are loaded."""
    return f"No residents by {title.lower()} are loaded."


def _words(what: Characteristic, panel: Sequence[str], residents: Sequence[str]) -> LinedUp:
    by_fold = {fold(name): name for name in panel}
    told = [name for name in residents if is_band(name) and fold(name) not in _EVERYBODY]
    common = {name: by_fold.get(fold(name), name) for name in told}
    alone = [name for name in panel if name not in common.values()]
    missing = [name for name, mine in common.items() if mine not in panel]
    # A ward's name is one in both files; of other words the one may be the other by another name.
    if alone and missing and what is not WARD:
        return LinedUp(
            why_not=f"{what.title} cannot be compared: the panel’s file says {quoted(alone)}, the residents’ file "
            f"{quoted(missing)}. Use one name for one group in both."
        )
    return LinedUp(tuple(dict.fromkeys(common.values())), {name: name for name in panel}, common)


def _ages(panel: Sequence[str], residents: Sequence[str]) -> LinedUp:
    asked = {name: ages for name in panel if (ages := ages_of(name))}
    of_residents, too_young, across = dict[str, str](), list[str](), list[str]()
    for name in residents:
        ages = ages_of(name)
        if ages is None:
            continue
        around = [mine for mine, (low, high) in asked.items() if low <= ages[0] and ages[1] <= high]
        touched = [mine for mine, (low, high) in asked.items() if low <= ages[1] and ages[0] <= high]
        if around:
            of_residents[name] = around[0]
        elif touched:
            across.append(name)
        elif ages[1] < GROWN_UP:
            too_young.append(name)
        else:
            of_residents[name] = name
    if twice := _overlap(residents):
        return LinedUp(why_not=f"Age cannot be compared: residents’ bands {quoted(twice)} count some people twice.")
    if across or not of_residents:
        return LinedUp(
            why_not=f"Age cannot be compared: the panel’s bands ({say_list(list(panel), most=3)}) and the residents’ "
            f"({say_list(list(residents), most=3)}) do not fit into each other."
        )
    names = sorted(set(of_residents.values()), key=lambda name: ages_of(name) or (0, 0))
    unread = [name for name in residents if is_band(name) and not ages_of(name) and fold(name) not in _EVERYBODY]
    return LinedUp(tuple(names), {name: name for name in panel}, of_residents, tuple(too_young), tuple(unread))


def _overlap(names: Sequence[str]) -> list[str]:
    """Two bands that share an age; [] where none do."""
    known = sorted((ages, name) for name in names if (ages := ages_of(name)))
    return next(([one[1], other[1]] for one, other in pairwise(known) if other[0][0] <= one[0][1]), [])


def quoted(names: Sequence[str]) -> str:
    """Bands as their file names them: '“16-24” and “16-64”'."""
    return say_list([f"“{name}”" for name in names], most=3)
