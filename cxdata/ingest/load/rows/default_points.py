"""Points that stand for "not known": where a system puts what it cannot locate, a hotspot that is not there."""

import duckdb
import numpy as np

from cxdata.contract import NOT_RECORDED
from cxdata.ingest.areas.wards import DEFAULT_POINT_SHARE, Placed, Points
from cxdata.ingest.load.prepare import FileTable
from cxdata.ingest.load.rows.clean import CleanTable
from cxdata.ingest.load.rows.place_sql import has_points, is_on_grid, point_sql
from cxdata.ingest.read.raw_table import ROW_NUMBER
from cxdata.ingest.receipt import Problem

_LEAST_LOCATED, _LEAST_ROWS = 50, 10
# With fewer rows a point may be one customer's home, and is not named.
_NAMED_FROM = 100
_MOST = 3
_MUCH = 0.2


def points_of(con: duckdb.DuckDBPyConnection, file_table: FileTable) -> Points | None:
    """Each different point of a file: arrays `lat`, `lon` in degrees (or northing and easting, as the file has them)
    and `rows`, how many rows stand on it.

    None when the part's table has no ward or the file no places.
    """
    if not file_table.table.has_wards or not has_points(file_table):
        return None
    latitude, longitude = point_sql(file_table)
    points = con.execute(
        "select lat, lon, count(*) as rows from "
        f"(select {latitude} as lat, {longitude} as lon from {file_table.source} r) "
        "where lat is not null and lon is not null group by all"
    ).fetchnumpy()
    return {name: np.asarray(values) for name, values in points.items()}


def default_points(con: duckdb.DuckDBPyConnection, clean_table: CleanTable, points: Points) -> list[Problem]:
    """The points that carry more than 2% of a file's located rows, the largest first, as problems of the file.

    Such a point stands for no one, so its place is named; with fewer than 100 rows only when it is whole degrees.
    """
    latitudes, longitudes, rows = (np.asarray(points[name]) for name in ("lat", "lon", "rows"))
    located = int(rows.sum())
    if located < _LEAST_LOCATED:
        return []
    crowded = [
        index
        for index in np.argsort(-rows, kind="stable")[:_MOST]
        if rows[index] > DEFAULT_POINT_SHARE * located and rows[index] >= _LEAST_ROWS
    ]
    return [
        _problem(con, clean_table, float(latitudes[index]), float(longitudes[index]), int(rows[index]), located)
        for index in crowded
    ]


def outside_problems(placed: Placed, grid: int | None) -> list[Problem]:
    """How many of a file's points gave no ward and why, as a problem of the file; none where all gave one.

    `grid` is the EPSG number of the points' projection, None for degrees.
    """
    if not placed.outside and not placed.nowhere:
        return []
    no_place = "nought, nought or whole degrees" if grid is None else "0, 0"
    two = "latitude and longitude" if grid is None else "easting and northing"
    lost = [
        f"{number:,} {words}"
        for number, words in (
            (placed.nowhere, f"stand on {no_place}"),
            (placed.outside, "lie outside the areas whose boundaries are loaded"),
            (placed.exchanged, f"of these would lie inside with {two} exchanged"),
        )
        if number
    ]
    advice = ""
    if placed.exchanged * 2 > placed.rows:
        advice = " Exchange the two columns in the layout and load the file again."
    elif placed.outside * 2 > placed.rows and grid is not None:
        advice = f" Is it another grid than EPSG:{grid}? Name it as 'grid' in the layout and load the file again."
    without = placed.outside + placed.nowhere
    severity = "use with care" if without > _MUCH * placed.rows else "fine"
    words = f"Of {placed.rows:,} rows with a point {', '.join(lost)}: no ward is taken from them.{advice}"
    return [Problem("points_outside", severity, words, without)]


def _problem(
    con: duckdb.DuckDBPyConnection, clean_table: CleanTable, latitude: float, longitude: float, rows: int, located: int
) -> Problem:
    ward = _ward(con, clean_table, latitude, longitude, rows)
    if is_on_grid(clean_table.file_table):
        whole, place = (latitude, longitude) == (0, 0), f", {longitude:.0f}, {latitude:.0f}"
    else:
        whole, place = latitude.is_integer() and longitude.is_integer(), f", {latitude:.4f}, {longitude:.4f}"
    named = place if whole or rows >= _NAMED_FROM else ""
    return Problem(
        "default_point",
        "use with care",
        f"{rows:,} of {located:,} rows with a place ({100 * rows / located:.1f}%) stand on one point{named}: where the "
        f"system puts what it cannot locate. No ward is taken from it.{ward}",
        rows,
    )


def _ward(con: duckdb.DuckDBPyConnection, clean_table: CleanTable, latitude: float, longitude: float, rows: int) -> str:
    """The ward that the export itself gives to many rows of a point, in words; nothing when there is none."""
    lat, lon = point_sql(clean_table.file_table)
    wards = con.execute(
        f"""
        select l.label::varchar, count(*)
        from {clean_table.name} c join ward_labels l on l.code = c.ward_code
        where c.ward_code <> '{NOT_RECORDED}' and c.{ROW_NUMBER} in
            (select {ROW_NUMBER} from {clean_table.file_table.source} r where {lat} = $latitude and {lon} = $longitude)
        group by 1 order by 2 desc, 1 limit 1
        """,
        {"latitude": latitude, "longitude": longitude},
    ).fetchall()
    if not wards or wards[0][1] < _MUCH * rows:
        return ""
    ward, ward_rows = wards[0]
    return f" The export itself puts {ward_rows:,} of them in {ward}, which looks busier than it is."
