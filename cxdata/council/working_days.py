"""Bank holidays of the nation a council lies in: every other weekday is a working day.

Source: the package `holidays` (England and Wales, Scotland, Northern Ireland as government publishes them, with days
that were moved, and those given once, such as 8 May 2023). It asks nobody: the days are in the package.
"""

from collections.abc import Iterable
from datetime import date

import holidays

_SUBDIVISIONS = {"england": "ENG", "scotland": "SCT", "northern_ireland": "NIR"}


def bank_holidays(nation: str, years: Iterable[int]) -> frozenset[date]:
    """The bank holidays of these years in a nation of `NATIONS`. Raises KeyError for another."""
    return frozenset(holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=years))
