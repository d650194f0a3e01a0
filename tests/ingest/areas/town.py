"""A town of nine square wards on British National Grid, for tests of places; and exports of contacts in it."""

import json
from pathlib import Path

import pyproj

from cxdata.ingest.load.build import load_files
from cxdata.ingest.profile.model import FieldMap, Profile, TableMap
from cxdata.ingest.profile.shipped import save
from cxdata.ingest.receipt import FileReceipt

WEST, SOUTH, SIDE = 451_000, 205_000, 1_000
CODES = [f"E0501{number:04d}" for number in range(9)]
NAMES = ["Abbey", "Brook", "Castle", "Dale", "Elm", "Forge", "Grove", "Heath", "Isle"]
COLUMNS = {"latitude": "Lat", "longitude": "Lon", "easting": "E", "northing": "N", "uprn": "UPRN", "postcode": "Home"}
_GRID = pyproj.Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def ward_at(east: float, north: float) -> str | None:
    """The code of the ward a point on the grid lies in, by hand: its column and its row."""
    column, row = int((east - WEST) // SIDE), int((north - SOUTH) // SIDE)
    return CODES[row * 3 + column] if 0 <= column < 3 and 0 <= row < 3 else None


def degrees(east: float, north: float) -> tuple[float, float]:
    """Longitude and latitude by pyproj itself."""
    return _GRID.transform(east, north)


def write_wards(folder: Path) -> Path:
    """The boundary file, in degrees."""
    features = []
    for number, code in enumerate(CODES):
        east, north = WEST + number % 3 * SIDE, SOUTH + number // 3 * SIDE
        corners = [
            (east, north),
            (east + SIDE, north),
            (east + SIDE, north + SIDE),
            (east, north + SIDE),
            (east, north),
        ]
        shape = {"type": "Polygon", "coordinates": [[degrees(*corner) for corner in corners]]}
        names = {"WD24CD": code, "WD24NM": NAMES[number]}
        features.append({"type": "Feature", "properties": names, "geometry": shape})
    path = folder / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def save_layout(data: Path, *places: str, grid: str | None = None) -> None:
    """A layout of contacts with these pseudo-fields, and a ward of their own."""
    sources = {"contact_id": "Ref", "received_at": "Day", "ward_code": "Ward"} | {
        name: COLUMNS[name] for name in places
    }
    fields = tuple(FieldMap(name, sources=(header,)) for name, header in sources.items())
    personal = tuple(COLUMNS[name] for name in places)
    profile = Profile(
        "town",
        "Town",
        "town",
        (TableMap("contacts", fields),),
        headers=("Ref", "Day"),
        personal=personal,
        grid=grid,
        shipped=False,
    )
    save(profile, data)


def write_contacts(folder: Path, places: list[str], rows: list[tuple], name: str = "contacts.csv") -> Path:
    """An export with one contact for each row of places; a row may end with the ward the export itself names."""
    lines = [",".join(["Ref", "Day", *(COLUMNS[place] for place in places), "Ward"])]
    for number, row in enumerate(rows):
        values = [*map(str, row), ""][: len(places) + 1]
        lines.append(",".join([f"R{number}", f"2025-03-{number % 28 + 1:02d}", *values]))
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_lookup(
    folder: Path, rows: list[tuple[str, str]], heading: str = "pcds,wd24cd", name: str = "lookup.csv"
) -> Path:
    """A lookup of (place, ward)."""
    path = folder / name
    path.write_text("\n".join([heading, *(",".join(row) for row in rows)]) + "\n", encoding="utf-8")
    return path


def load(data: Path, *paths: Path) -> list[FileReceipt]:
    """The receipts of one load, of which none is a refusal."""
    receipts = list(load_files(list(paths), data=data).files)
    assert [receipt.refused for receipt in receipts] == [None] * len(paths)
    return receipts


def said(receipt: FileReceipt, code: str) -> list[str]:
    """The sentences of a receipt's problems of one code."""
    return [problem.message for problem in receipt.problems if problem.code == code]
