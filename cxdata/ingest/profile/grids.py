"""The grids of eastings and northings by the names that officers know, and any other by its EPSG number."""

import re

NATIONAL_GRID = "British National Grid"
GRIDS = {NATIONAL_GRID: 27700, "Irish Grid": 29903, "Irish Transverse Mercator": 2157}
_EPSG = re.compile(r"(?:epsg: ?)?(\d{4,6})", re.IGNORECASE)


def epsg(grid: str) -> int | None:
    """The EPSG number of a grid that is named ("Irish Grid") or numbered ("EPSG:2157"); None for any other text."""
    for name, number in GRIDS.items():
        if grid.strip().casefold() == name.casefold():
            return number
    numbered = _EPSG.fullmatch(grid.strip())
    return int(numbered[1]) if numbered else None
