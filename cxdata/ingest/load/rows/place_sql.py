"""Where a row of an export lies, as SQL over the raw table: a point in degrees or on a grid, a postcode, a UPRN."""

from dataclasses import dataclass

from cxdata.ingest.load.prepare import FileTable
from cxdata.ingest.profile.grids import NATIONAL_GRID, epsg
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.profile.sql import plain_number_sql


@dataclass(frozen=True)
class PlaceTable:
    """A temporary table whose `word` is the ward of a place, and the condition that joins it to a row `r`."""

    table: str
    condition: str


def has_points(file_table: FileTable) -> bool:
    """Whether the file carries a point for each row."""
    return bool(file_table.texts.get("point") or _has(file_table, "latitude", "longitude") or is_on_grid(file_table))


def is_on_grid(file_table: FileTable) -> bool:
    """Whether its points are eastings and northings: degrees go before them where a file has both."""
    in_degrees = file_table.texts.get("point") or _has(file_table, "latitude", "longitude")
    return not in_degrees and _has(file_table, "easting", "northing")


def grid_of(file_table: FileTable, profile: Profile) -> int | None:
    """The EPSG number of the projection of a file's points; None for degrees."""
    return epsg(profile.grid or NATIONAL_GRID) if is_on_grid(file_table) else None


def point_sql(file_table: FileTable) -> tuple[str, str]:
    """Latitude and longitude of a row as numbers, or northing and easting; NULL when the export has none."""
    whole = file_table.texts.get("point")
    if whole:
        pair = r"(-?\d+(?:\.\d+)?)\s*[, ]\s*(-?\d+(?:\.\d+)?)"
        first, second = (f"try_cast(regexp_extract({whole}, '{pair}', {group}) as double)" for group in (1, 2))
        return first, second
    if is_on_grid(file_table):
        northing, easting = file_table.texts["northing"], file_table.texts["easting"]
        return plain_number_sql(northing or "null"), plain_number_sql(easting or "null")
    latitude, longitude = file_table.texts.get("latitude"), file_table.texts.get("longitude")
    return f"try_cast({latitude or 'null'} as double)", f"try_cast({longitude or 'null'} as double)"


def _has(file_table: FileTable, *names: str) -> bool:
    return all(file_table.texts.get(name) for name in names)
