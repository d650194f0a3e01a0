"""Boundaries prepared for drawing: valid polygons, rings in the direction the browser needs, outlines and hatching."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

Path = tuple[list[float | None], list[float | None]]

_DIGITS = 1e-5  # degrees, about a metre: as fine as any screen shows


def polygon(geometry: Mapping[str, Any]) -> BaseGeometry:
    """A GeoJSON geometry as valid polygons with coordinates rounded; empty where nothing with an area is left."""
    area = shapely.make_valid(shape(geometry))
    area = shapely.make_valid(shapely.set_precision(area, _DIGITS, mode="pointwise"))
    if area.geom_type == "GeometryCollection":
        area = shapely.union_all([part for part in area.geoms if part.geom_type in ("Polygon", "MultiPolygon")])
    return area


def feature(name: str, geometry: BaseGeometry) -> dict[str, Any]:
    """A GeoJSON feature with outer rings clockwise, the way round that the browser's map takes as the inside.

    Turned the other way a ward would be drawn as the whole world without it.
    """
    turned = shapely.orient_polygons(geometry, exterior_cw=True)
    return {"type": "Feature", "id": name, "properties": {}, "geometry": mapping(turned)}


def outline(geometries: Iterable[BaseGeometry]) -> Path:
    """Longitudes and latitudes of every ring, None between one and the next."""
    return _path(line for geometry in geometries for line in _parts(geometry.boundary))


def hatching(geometries: Sequence[BaseGeometry], *, apart: float, rising: bool = True) -> Path:
    """Slanting lines over the geometries, `apart` degrees of latitude from one another, cut off at their edges."""
    strokes: list[BaseGeometry] = []
    for geometry in geometries:
        if geometry.is_empty:
            continue
        west, south, east, north = geometry.bounds
        across = math.cos(math.radians((south + north) / 2))  # so that they slant by 45 degrees on the screen
        height = north - south
        run = height / across
        sign = 1 if rising else -1
        step = apart * math.sqrt(2) / across
        first = math.floor((west - run) / step)
        last = math.ceil((east + run) / step)
        lines = [
            shapely.LineString([(number * step, south), (number * step + sign * run, north)])
            for number in range(first, last + 1)
        ]
        cut = shapely.intersection(shapely.MultiLineString(lines), geometry)
        strokes += _parts(cut)
    return _path(strokes)


def inner_point(geometry: BaseGeometry) -> tuple[float, float]:
    """The point furthest from every edge: longitude, latitude."""
    point = shapely.maximum_inscribed_circle(geometry, tolerance=1e-4).coords[0]
    return point[0], point[1]


def aspect_ratio(bounds: tuple[float, float, float, float]) -> float:
    """Width by height on the screen of a box given as west, south, east, north."""
    west, south, east, north = bounds
    height = max(north - south, 1e-9)
    return max(east - west, 1e-9) * math.cos(math.radians((south + north) / 2)) / height


def _parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    if geometry.is_empty:
        return []
    parts = list(geometry.geoms) if hasattr(geometry, "geoms") else [geometry]
    return [part for part in parts if part.geom_type in ("LineString", "LinearRing")]


def _path(lines: Iterable[BaseGeometry]) -> Path:
    lons: list[float | None] = []
    lats: list[float | None] = []
    for line in lines:
        for lon, lat in line.coords:
            lons.append(round(lon, 5))
            lats.append(round(lat, 5))
        lons.append(None)
        lats.append(None)
    return lons, lats
