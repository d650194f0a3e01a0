"""Bank holidays of the nation a council lies in: every other weekday is a working day.

Source: the package `holidays` (England and Wales, Scotland, Northern Ireland as government publishes them, with days
that were moved, and those given once, such as 8 May 2023). It asks nobody: the days are in the package.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache

import holidays

KNOWN_YEARS = range(2000, 2041)
"""The years of whose bank holidays the calendar of a council knows."""
_SUBDIVISIONS = {"england": "ENG", "scotland": "SCT", "northern_ireland": "NIR"}


@cache
def calendar_of(nation: str) -> frozenset[date]:
    """A nation's bank holidays of all known years: a council's closed days unless council.toml says otherwise."""
    return bank_holidays(nation, KNOWN_YEARS)


def bank_holidays(nation: str, years: Iterable[int]) -> frozenset[date]:
    """The bank holidays of these years in a nation of `NATIONS`. Raises KeyError for another."""
    return frozenset(holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=years))
