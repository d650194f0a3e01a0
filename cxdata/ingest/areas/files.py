"""Boundary files: read, written to the store, and made into the tables that turn ward texts and points into wards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import shapely

from cxdata.form import SPARE
from cxdata.ingest.areas import wards
from cxdata.ingest.areas.boundaries import AreaShape, Locator, columns_of, read_boundaries, read_document
from cxdata.ingest.areas.layouts import AreaLayout, find_layout
from cxdata.ingest.read.csv_text.csv_sniff import is_gzip
from cxdata.ingest.receipt import FileReceipt

PROFILE = "boundaries"
_LOOKED_AT = 65_536
_SHOWN = 5
_HUGE = 200_000
_TOLERANCE = 0.0001  # about ten metres


@dataclass(frozen=True)
class AreaFile:
    """One boundary file as read."""

    path: Path
    sha256: str
    shapes: Sequence[AreaShape]
    parts: Mapping[str, int]

    def receipt(self) -> FileReceipt:
        """The file's receipt: every area is loaded, or the file is refused."""
        count = len(self.shapes)
        kinds = sorted({f"{shape.kind} {shape.vintage or ''}".strip() for shape in self.shapes})
        notes = [f"Areas: {', '.join(kinds)}."]
        if self.parts:
            shown = ", ".join(f"{name} ({number} parts)" for name, number in list(self.parts.items())[:_SHOWN])
            more = f" and {len(self.parts) - _SHOWN} more" if len(self.parts) > _SHOWN else ""
            notes.append(f"Parts under one code or name were joined into one area: {shown}{more}.")
        return FileReceipt(self.path.name, PROFILE, ("areas",), read=count, loaded=count, notes=tuple(notes))


def is_areas(path: Path) -> bool:
    """Whether a file is GeoJSON of areas, by its ending or by its beginning."""
    if path.suffix.lower() == ".geojson":
        return True
    if path.suffix.lower() != ".json" or not path.is_file() or is_gzip(path):
        return False
    with path.open("rb") as file:
        return b'"FeatureCollection"' in file.read(_LOOKED_AT)


def read(path: Path, sha256: str, layouts: Sequence[AreaLayout]) -> AreaFile:
    """A boundary file, by the one of `layouts` that was made for its columns if any. Raises CxError when its areas
    cannot be read."""
    boundaries = read_boundaries(path, find_layout(columns_of(read_document(path)), layouts))
    return AreaFile(path, sha256, boundaries.shapes, boundaries.parts)


def write_areas(
    con: duckdb.DuckDBPyConnection, new: Mapping[int, AreaFile], gone: Sequence[int] = ()
) -> tuple[wards.Resolver, Locator | None]:
    """Write `areas` and `neighbours` of the new database: those of the old store with the new files' merged in.

    `new` are the boundary files of the load by their file ids, `gone` the files whose areas leave the store. An area
    that another file's takes the place of is kept in `spare_areas`, and comes back when that file is removed.
    """
    brought = [entry for entry in _old_shapes(con) if entry[0] not in gone]
    brought += [(file_id, shape) for file_id, file in new.items() for shape in file.shapes]
    # One loaded again, under the same code and vintage, takes the place of the earlier.
    standing = {(shape.code, shape.vintage): (file_id, shape) for file_id, shape in brought}
    shapes = [shape for _, shape in standing.values()]
    if not shapes:
        return wards.Resolver([]), None
    areas = wards.label_areas(shapes)
    huge = sum(shapely.get_num_coordinates(shape.geometry) for shape in shapes) > _HUGE
    spare = [(number, shape) for number, shape in brought if standing[shape.code, shape.vintage][1] is not shape]
    _write_spare_areas(con, spare, huge)
    rows = [
        (
            area.shape.code,
            area.shape.name,
            area.label,
            area.shape.kind,
            area.shape.vintage,
            area.shape.parent_code,
            area.council_code,
            _geojson(area.shape, huge),
            area.current,
            standing[area.shape.code, area.shape.vintage][0],
        )
        for area in areas
    ]
    con.executemany("insert into new.areas values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    pairs = wards.neighbour_pairs(areas)
    if pairs:
        con.executemany("insert into new.neighbours values (?, ?)", pairs)
    return wards.Resolver(areas), Locator(wards.finest_areas(areas))


def old_areas(con: duckdb.DuckDBPyConnection) -> tuple[wards.Resolver, Locator | None]:
    """What `write_areas` returns where no area comes or goes; nothing is written."""
    standing = {(shape.code, shape.vintage): shape for _, shape in _old_shapes(con)}
    if not standing:
        return wards.Resolver([]), None
    areas = wards.label_areas(list(standing.values()))
    return wards.Resolver(areas), Locator(wards.finest_areas(areas))


def _geojson(shape: AreaShape, huge: bool) -> str:
    return shapely.to_geojson(shape.geometry.simplify(_TOLERANCE) if huge else shape.geometry)


def _write_spare_areas(
    con: duckdb.DuckDBPyConnection, spare: Sequence[tuple[int | None, AreaShape]], huge: bool
) -> None:
    if not spare:
        return
    con.execute(
        f"create table new.{SPARE}areas (file_id usmallint, code varchar, name varchar, kind varchar, vintage integer, "
        "parent_code varchar, geometry varchar)"
    )
    con.executemany(
        f"insert into new.{SPARE}areas values (?, ?, ?, ?, ?, ?, ?)",
        [
            (file_id, shape.code, shape.name, shape.kind, shape.vintage, shape.parent_code, _geojson(shape, huge))
            for file_id, shape in spare
        ],
    )


def _old_shapes(con: duckdb.DuckDBPyConnection) -> list[tuple[int | None, AreaShape]]:
    """The areas that the old store has from each file, in the order in which the files came.

    The file is the only boundary file of a store that was made before areas were kept by file, or None where such a
    store has several.
    """
    # The list of columns takes 14 ms to make, the list of databases none.
    if not con.execute("select 1 from duckdb_databases() where database_name = 'old'").fetchone():
        return []
    columns = con.execute("select table_name, column_name from duckdb_columns() where database_name = 'old'").fetchall()
    tables = {table for table, _ in columns}
    if "areas" not in tables:
        return []
    listed = "code, name, kind, vintage, parent_code, geometry"
    file_id = "file_id::int" if ("areas", "file_id") in columns else _only_boundary_file(con)
    query = f"select {file_id} as file_id, {listed} from old.areas"
    if f"{SPARE}areas" in tables:
        query += f" union all select file_id::int, {listed} from old.{SPARE}areas"
    rows = con.execute(f"{query} order by 1 nulls first").fetchall()
    return [
        (number, AreaShape(code, name, kind, vintage, parent, shapely.from_geojson(geometry)))
        for number, code, name, kind, vintage, parent, geometry in rows
    ]


def _only_boundary_file(con: duckdb.DuckDBPyConnection) -> str:
    ids = con.execute("select file_id from old.files where profile = 'boundaries'").fetchall()
    return f"{ids[0][0]}" if len(ids) == 1 else "null::int"


def has_areas_of_no_file(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the old store has areas of which nobody knows which file brought them."""
    return any(file_id is None for file_id, _ in _old_shapes(con))


def names_of_codes(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Code -> name of every area of the old store."""
    return {shape.code: shape.name for _, shape in _old_shapes(con)}


def write_ward_tables(
    con: duckdb.DuckDBPyConnection, resolver: wards.Resolver, codes: Iterable[str], remapped: Mapping[str, str]
) -> None:
    """`ward_labels` (code, label) in the store's types, and `ward_remap` (word, code) for texts now known by a code."""
    listed = sorted(codes)
    con.register("labels", pa.table({"code": listed, "label": [resolver.label(code) for code in listed]}))
    con.execute(
        "create temp table ward_labels as "
        "select code::new.level_ward_code as code, label::new.level_ward as label from labels"
    )
    con.unregister("labels")
    changed = {word: code for word, code in remapped.items() if word != code}
    con.register(
        "changed",
        pa.table({"word": pa.array(list(changed), pa.string()), "code": pa.array(list(changed.values()), pa.string())}),
    )
    con.execute("create temp table ward_remap as select * from changed")
    con.unregister("changed")


def remaps(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether `ward_remap` has a row: a ward text of the old store now resolves to another code."""
    return con.execute("select 1 from ward_remap limit 1").fetchone() is not None


def place_points(
    con: duckdb.DuckDBPyConnection, name: str, locator: Locator, points: wards.Points, grid: int | None
) -> tuple[str, wards.Placed]:
    """The temporary table points_`name` (lat, lon, word): the ward of each different point that tells one; and what
    became of the others.

    `grid` is the EPSG number of the points' projection, None for degrees.
    """
    placed = wards.wards_of_points(locator, points, grid)
    table = pa.table(
        {
            "lat": pa.array([lat for lat, _ in placed.codes], pa.float64()),
            "lon": pa.array([lon for _, lon in placed.codes], pa.float64()),
            "word": pa.array(list(placed.codes.values()), pa.string()),
        }
    )
    con.register("points", table)
    table_name = f"points_{name}"
    con.execute(
        f"create or replace temp table {table_name} as select lat, lon, word::new.level_ward_code as word from points"
    )
    con.unregister("points")
    return table_name, placed
