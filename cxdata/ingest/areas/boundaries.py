"""Areas read from GeoJSON, whatever the publisher calls their codes; neighbours; and the area each point lies in."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from cxdata.errors import CxError
from cxdata.ingest.areas.layouts import AreaLayout
from cxdata.ingest.areas.projections import transformer
from cxdata.ingest.read.json_records import decode
from cxdata.ingest.read.kinds import refuse_no_file
from cxdata.ingest.read.limits import MOST_BOUNDARIES

# Finest first: a small area's file also names the ward and council it lies in.
_KINDS = {
    "lsoa": "lsoa",
    "msoa": "msoa",
    "wd": "ward",
    "ward": "ward",
    "lad": "lad",
    "ltla": "lad",
    "oa": "area",
}
_ONS = re.compile(r"(lsoa|msoa|wd|ward|lad|ltla|oa)(\d{4}|\d{2})?_?(cd|code|nm|name)", re.IGNORECASE)
_GENERIC = (("code", "name"), ("id", "name"), ("area_code", "area_name"))
_WARD_NUMBER = ("ward", "ward_no", "ward_number", "wardno", "ward_num")

SLIVER_DEGREES = 1e-4
"""Areas this near each other are neighbours (about 11 metres north to south, 7 east to west in England): generalised
boundaries part by a hair, and no street is that narrow."""

_POINTS_AT_A_TIME = 1_000_000


@dataclass(frozen=True)
class AreaShape:
    """One area: `kind` is ward, lsoa, msoa, lad or area; `vintage` the year of its boundaries, where the file says;
    `geometry` a valid Polygon or MultiPolygon in longitude and latitude."""

    code: str
    name: str
    kind: str
    vintage: int | None
    parent_code: str | None
    geometry: BaseGeometry


@dataclass(frozen=True)
class _Named:
    """What a feature's properties say of its area: `vintage` is a year, `parent` the code of the council around it,
    `numbered` that the code is only the number of the feature."""

    code: str
    name: str
    kind: str
    vintage: int | None
    parent: str | None
    numbered: bool = False


@dataclass(frozen=True)
class Boundaries:
    """A boundary file as read: its areas in its order, and for each that came in several parts how many these were."""

    shapes: tuple[AreaShape, ...]
    parts: Mapping[str, int]


def read_areas(path: Path, layout: AreaLayout | None = None) -> list[AreaShape]:
    """The areas of a GeoJSON file, in its order; parts under one code are joined. See `read_boundaries`."""
    return list(read_boundaries(path, layout).shapes)


def read_boundaries(path: Path, layout: AreaLayout | None = None) -> Boundaries:
    """The areas of a GeoJSON file; parts under one code are joined, and so are parts of one name that have only the
    number of their feature for a code. `layout` is what an officer has said of such files.

    Raises CxError when it is not GeoJSON of areas, an area has no code or shape, or it is not in degrees.
    """
    path = Path(path)
    document = read_document(path)
    features = document["features"]
    named = _joined_by_name([name_area(feature.get("properties") or {}, layout) for feature in features])
    to_degrees = transformer(document, layout.epsg if layout else None)
    polygons = [to_degrees(_geometry(path, number, feature)) for number, feature in enumerate(features, start=1)]
    _refuse_faults(path, features, named, polygons)
    shapes: dict[str, AreaShape] = {}
    parts: Counter[str] = Counter()
    for naming, polygon in zip(named, polygons, strict=True):
        if naming is None:
            raise ValueError("an area without a code was let through")
        shape = AreaShape(naming.code, naming.name, naming.kind, naming.vintage, naming.parent, polygon)
        if before := shapes.get(shape.code):
            if before.name != shape.name:
                raise CxError(f"{path.name}: the code {shape.code} is given to both {before.name} and {shape.name}.")
            shape = replace(before, geometry=shapely.union(before.geometry, shape.geometry))
        shapes[shape.code] = shape
        parts[shape.name] += 1
    if not shapes:
        raise CxError(f"{path.name} has no areas in it.")
    alone = Counter(shape.name for shape in shapes.values())
    return Boundaries(tuple(shapes.values()), {name: n for name, n in parts.items() if n > alone[name]})


def _joined_by_name(named: Sequence[_Named | None]) -> list[_Named | None]:
    """The namings with one code for each name, where the code is only the number of a feature."""
    codes: dict[str, str] = {}
    return [
        replace(naming, code=codes.setdefault(naming.name, naming.code)) if naming and naming.numbered else naming
        for naming in named
    ]


def _refuse_faults(
    path: Path, features: Sequence[dict[str, Any]], named: Sequence[_Named | None], polygons: Sequence[BaseGeometry]
) -> None:
    """Raises CxError with all that is wrong at once: an area without a known code, and coordinates not in degrees."""
    faults = []
    if None in named:
        faults.append(
            f"area {named.index(None) + 1} has no code that is known (such as WD24CD, LSOA21CD, code or ward). "
            f"Say on the Data page which column is its code, or load it with --suggested{_candidates(features)}."
        )
    if not all(is_in_degrees(polygon) for polygon in polygons):
        faults.append(
            "it is not in degrees of longitude and latitude, and names no projection; it may be in British National "
            "Grid. Say on the Data page which projection it is in, or load it with --suggested; or export it again in "
            "WGS 84 (EPSG:4326)."
        )
    if faults:
        raise CxError(f"{path.name}: {' Also, '.join(faults)}")


def _candidates(features: Sequence[dict[str, Any]]) -> str:
    """The columns with another value for each area, any of which may be the code."""
    listed = [feature.get("properties") or {} for feature in features]
    keys = [key for key in listed[0] if len({_text(each.get(key)) for each in listed} - {""}) == len(listed)]
    return f" (each area has a value of its own in {', '.join(keys[:6])})" if keys else ""


def is_in_degrees(polygon: BaseGeometry) -> bool:
    """Whether a shape can be in degrees: no coordinate is too large for it."""
    west, south, east, north = polygon.bounds
    return bool(west >= -180 and east <= 180 and south >= -90 and north <= 90)


def neighbours(shapes: Sequence[AreaShape]) -> dict[str, tuple[str, ...]]:
    """For each code the codes of the areas that touch it, at a side or a corner, in order; () for an island."""
    tree = shapely.STRtree([shape.geometry for shape in shapes])
    touching: dict[str, set[str]] = {shape.code: set() for shape in shapes}
    pairs = tree.query(tree.geometries, predicate="dwithin", distance=SLIVER_DEGREES)
    for area, other in pairs.T:
        if area != other:
            touching[shapes[area].code].add(shapes[other].code)
    return {code: tuple(sorted(codes)) for code, codes in touching.items()}


class Locator:
    """Finds the area each of many points lies in."""

    def __init__(self, shapes: Sequence[AreaShape]):
        self._codes = np.array([shape.code for shape in shapes], dtype=object)
        self._geometries = np.array([shape.geometry for shape in shapes], dtype=object)
        shapely.prepare(self._geometries)
        self._tree = shapely.STRtree(self._geometries)

    def locate(self, lons: Iterable[float], lats: Iterable[float]) -> np.ndarray:
        """The code of the area of each point (an array of str, None for outside, NaN or infinite coordinates).

        Longitudes and latitudes in degrees, of one length. A point on a shared border belongs to the earlier area.
        """
        x, y = np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)
        if x.shape != y.shape:
            raise ValueError("as many longitudes as latitudes are needed")
        codes = np.full(x.shape, None, dtype=object)
        for start in range(0, len(x), _POINTS_AT_A_TIME):
            part = slice(start, start + _POINTS_AT_A_TIME)
            codes[part] = self._locate(x[part], y[part])
        return codes

    def _locate(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        codes = np.full(x.shape, None, dtype=object)
        usable = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        points, areas = self._tree.query(shapely.points(x[usable], y[usable]))
        if not len(points):
            return codes
        order = np.argsort(areas, kind="stable")
        points, areas = usable[points[order]], areas[order]
        present, starts = np.unique(areas, return_index=True)
        groups = np.split(points, starts[1:])
        for area, candidates in reversed(list(zip(present, groups, strict=True))):
            inside = shapely.intersects_xy(self._geometries[area], x[candidates], y[candidates])
            codes[candidates[inside]] = self._codes[area]
        return codes


def read_document(path: Path) -> dict[str, Any]:
    """The GeoJSON, with a list of features in it."""
    refuse_no_file(path)
    try:
        document = decode(path, MOST_BOUNDARIES, as_written=False)
    except OSError as fault:
        raise CxError(f"{path.name} cannot be read: it is damaged or cut short. Export or copy it again.") from fault
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise CxError(f"{path.name} is not GeoJSON of areas: it has no list of features. Export it again as GeoJSON.")
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature.get("properties") or {}, dict):
            raise CxError(
                f"{path.name}: the properties of area {number} are no named values. Export it again as GeoJSON."
            )
    return document


def columns_of(document: dict[str, Any]) -> tuple[str, ...]:
    """The columns (properties) that any feature of a GeoJSON document has, in its order."""
    return tuple(dict.fromkeys(key for feature in document["features"] for key in feature.get("properties") or {}))


def _geometry(path: Path, number: int, feature: dict[str, Any]) -> BaseGeometry:
    """A feature's shape made valid, its polygons only."""
    if not feature.get("geometry"):
        raise CxError(f"{path.name}: area {number} has no shape. Leave it out or export the boundaries again.")
    try:
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
    except shapely.errors.ShapelyError as fault:
        raise CxError(f"{path.name}: the shape of area {number} is malformed. Export it again.") from fault
    shape = shapely.force_2d(shape)
    valid = shape if shape.is_valid else shapely.make_valid(shape)
    polygons = [part for part in shapely.get_parts(valid, return_index=False) if part.geom_type.endswith("Polygon")]
    whole = shapely.union_all(polygons) if len(polygons) != 1 else polygons[0]
    if whole.is_empty:
        raise CxError(f"{path.name}: area {number} is not an area but a {shape.geom_type.lower()}.")
    return whole


def name_area(properties: dict[str, Any], layout: AreaLayout | None = None) -> _Named | None:
    """Code, name, kind, year and parent, from the columns that an officer has named, else whichever say so; None where
    no code is known."""
    if layout is not None and layout.code:
        code = _text(properties.get(layout.code))
        return _Named(code, _text(properties.get(layout.name)) or code, "area", None, None) if code else None
    return _ons_naming(properties) or _generic_naming(properties)


def _ons_naming(properties: dict[str, Any]) -> _Named | None:
    codes: dict[str, tuple[str, str]] = {}
    names: dict[tuple[str, str], str] = {}
    for key, value in properties.items():
        if (match := _ONS.fullmatch(key.strip())) and _text(value):
            stem, year, what = match[1].lower(), match[2] or "", match[3].lower()
            if what in ("cd", "code"):
                codes.setdefault(stem, (_text(value), year))
            else:
                names[stem, year] = _text(value)
    stem = next((stem for stem in _KINDS if stem in codes), None)
    if stem is None:
        return None
    code, year = codes[stem]
    parent = next((codes[upper][0] for upper in ("lad", "ltla") if upper in codes and upper != stem), None)
    vintage = (int(year) if len(year) == 4 else 2000 + int(year)) if year else None
    return _Named(code, names.get((stem, year), code), _KINDS[stem], vintage, parent)


def _generic_naming(properties: dict[str, Any]) -> _Named | None:
    lower = {key.strip().lower(): value for key, value in properties.items()}
    for code_key, name_key in _GENERIC:
        if code := _text(lower.get(code_key)):
            name = _text(lower.get(name_key))
            return _Named(code, name or code, "area", None, None, numbered=code_key == "id" and bool(name))
    for key in _WARD_NUMBER:
        if code := _text(lower.get(key)):
            name = _text(lower.get("name")) or (f"Ward {code}" if code.isdecimal() else code)
            return _Named(code, name, "ward", None, None)
    return None


def _text(value: Any) -> str:
    if value is None or isinstance(value, (dict, list, bool)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
