"""The wards of a file's places: by its points, else by its UPRNs, else by its postcodes."""

from collections.abc import Mapping

import duckdb

from cxdata.ingest.areas import files
from cxdata.ingest.areas.wards import Points
from cxdata.ingest.load.prepare import FileTable
from cxdata.ingest.load.rows.default_points import outside_problems
from cxdata.ingest.load.rows.looked_up import lookup_problems, place_tables
from cxdata.ingest.load.rows.place_sql import PlaceTable, grid_of, point_sql
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.receipt import Problem


def find_places(
    con: duckdb.DuckDBPyConnection,
    file_table: FileTable,
    profile: Profile,
    locator: files.Locator | None,
    points: Points | None,
    looked_up: Mapping[str, str],
) -> tuple[list[PlaceTable], list[Problem]]:
    """The tables of wards that a row of the file is joined to, the surest first, and what gave no ward.

    Without boundaries (`locator` None) points say nothing. `looked_up` are the tables that `look_up` made.
    """
    places, problems = [], []
    if locator is not None and points is not None:
        grid = grid_of(file_table, profile)
        name, placed = files.place_points(con, file_table.name, locator, points, grid)
        latitude, longitude = point_sql(file_table)
        places.append(PlaceTable(name, f"{name}.lat = {latitude} and {name}.lon = {longitude}"))
        problems += outside_problems(placed, grid)
    places += place_tables(con, file_table, looked_up)
    return places, problems + lookup_problems(con, looked_up)
