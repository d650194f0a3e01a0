"""Members of the panel and residents as counts. No member is read by themselves: a row is how many are alike."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from cxdata.analysis.panel.bands import AGE, CHARACTERISTICS, WARD, Characteristic, ages_of, fold
from cxdata.contract import NOT_RECORDED
from cxdata.periods import add_months
from cxdata.store import Store

SILENT_MONTHS = 12
"""Who has not taken part for so many months, counted back from the newest day of the panel's file, is not active."""
# The columns of CHARACTERISTICS in their order, then whether active, and how many.
_ALIKE = (
    "select age_band::varchar as age_band, sex::varchar as sex, ethnicity::varchar as ethnicity, "
    "disability::varchar as disability, ward::varchar as ward, coalesce(last_active > $since, false) as active, "
    "count(*) as members from panel group by all order by all"
)


@dataclass(frozen=True)
class Alike:
    """Members who are alike in every characteristic, and whether they are active."""

    levels: Mapping[str, str]
    active: bool
    members: int


@dataclass(frozen=True)
class Members:
    """The panel on `day`; `since` is the day from which who took part is active, None where no file says who did."""

    alike: tuple[Alike, ...]
    day: date | None
    since: date | None

    @property
    def all(self) -> int:
        """How many members there are."""
        return sum(row.members for row in self.alike)

    @property
    def active(self) -> int | None:
        """How many are active; None where nobody can say."""
        return sum(row.members for row in self.alike if row.active) if self.since else None

    def by(self, what: Characteristic, *, active: bool = False) -> dict[str, int]:
        """Members, or active members, by level of one characteristic."""
        counts: dict[str, int] = {}
        for row in self.alike:
            level = row.levels[what.column]
            counts[level] = counts.get(level, 0) + (row.members if row.active or not active else 0)
        return counts


def members_of(store: Store) -> Members:
    """The panel as it is loaded; () of an absent one."""
    ((joined, took_part),) = store.tuples("select max(joined), max(last_active) from panel")
    days = [day for day in (joined, took_part) if day]
    day = max(days, default=None)
    since = add_months(day, -SILENT_MONTHS) if day and took_part else None
    rows = store.tuples(_ALIKE, {"since": since or date.max})
    names = [what.column for what in CHARACTERISTICS]
    alike = tuple(Alike(dict(zip(names, row[: len(names)], strict=True)), bool(row[-2]), int(row[-1])) for row in rows)
    return Members(alike, day, since)


@dataclass(frozen=True)
class Residents:
    """Residents by ward and band of one characteristic; of wards, `bands` has one band, "all"."""

    bands: Mapping[tuple[str, str], float]

    def by_band(self) -> dict[str, float]:
        """Residents of each band in all wards together."""
        counts: dict[str, float] = {}
        for (_, band), number in self.bands.items():
            counts[band] = counts.get(band, 0.0) + number
        return counts


def residents_of(store: Store) -> dict[str, Residents]:
    """Residents by characteristic of the panel (its column); those of which no file tells are absent.

    Wards are told by all residents, whatever file tells them.
    """
    rows = store.tuples(
        "select characteristic::varchar, ward::varchar, band::varchar, sum(residents)::double from population "
        "group by all order by all"
    )
    found: dict[str, dict[tuple[str, str], float]] = {}
    for name, ward, band, number in rows:
        for what in CHARACTERISTICS:
            if fold(name) in what.known_as:
                found.setdefault(what.column, {})[ward, band] = float(number)
        if name == "all" and ward != NOT_RECORDED:
            found.setdefault(WARD.column, {})[ward, "all"] = float(number)
    return {column: Residents(bands) for column, bands in found.items()}


def by_ward(residents: Mapping[str, Residents], asked: Collection[str]) -> dict[str, float]:
    """Residents of each ward: of the age bands `asked` where ages are told ward by ward, else all of them. Where no
    band is known to be asked and no file tells all of them, they are those of every band whose ages can be read.
    """
    ages, everybody = residents.get(AGE.column), residents.get(WARD.column)
    told = {ward for ward, _ in ages.bands} - {NOT_RECORDED} if ages else set()
    counts: dict[str, float] = {}
    if ages and len(told) > 1 and (asked or not everybody):
        counted = asked or {band for _, band in ages.bands if ages_of(band)}
        for (ward, band), number in ages.bands.items():
            if ward in told and band in counted:
                counts[ward] = counts.get(ward, 0.0) + number
        return counts
    return {ward: number for (ward, _), number in everybody.bands.items()} if everybody else counts
