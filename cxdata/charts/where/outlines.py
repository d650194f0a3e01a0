"""Boundaries prepared for drawing: valid outlines simplified together, laid on a flat sheet, with their hatching."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from cxdata.store import Area

Ring = tuple[tuple[float, float], ...]
Path = tuple[tuple[float | None, ...], tuple[float | None, ...]]

_DIGITS = 1e-5  # degrees, about a metre: as fine as any screen shows
_NEARLY = 0.8
_FINEST = 1 / 1000  # of a council's height: half a pixel on the largest map


@dataclass(frozen=True)
class Outline:
    """A ward's boundary in degrees: its label, the code of its council ("" where none is known), and its shape."""

    label: str
    council: str
    geometry: BaseGeometry


@dataclass(frozen=True)
class Sheet:
    """A box of degrees laid flat: east to west shortened as it is at the box's middle, `scale` units a degree of
    latitude, moved by `dx` and `dy` units from the box's south-western corner.
    """

    west: float
    south: float
    shrink: float
    scale: float
    dx: float = 0
    dy: float = 0

    def lay(self, geometry: BaseGeometry) -> BaseGeometry:
        """The same shape in units of the sheet, y upwards."""

        def flat(points: NDArray[np.float64]) -> NDArray[np.float64]:
            across = (points[:, 0] - self.west) * self.shrink * self.scale + self.dx
            return np.column_stack([across, (points[:, 1] - self.south) * self.scale + self.dy])

        return shapely.transform(geometry, flat)


def outlines_of(areas: Sequence[Area]) -> tuple[Outline, ...]:
    """The newest areas, each council's simplified together, so that wards which touch still do.

    A council of long coastlines comes down to what a screen can show. Do it once for a store: it takes seconds where
    boundaries are as surveyed.
    """
    by_council: dict[str, list[Area]] = {}
    for area in areas:
        if area.current:
            by_council.setdefault(area.council_code or "", []).append(area)
    return tuple(
        Outline(area.label, code, geometry)
        for code, members in sorted(by_council.items())
        for area, geometry in zip(members, _simplified([polygon(area.geometry) for area in members]), strict=True)
    )


def polygon(geometry: Mapping[str, Any]) -> BaseGeometry:
    """A GeoJSON geometry as valid polygons with coordinates rounded; empty where nothing with an area is left."""
    area = shapely.make_valid(shape(geometry))
    return _polygons(shapely.make_valid(shapely.set_precision(area, _DIGITS, mode="pointwise")))


def _simplified(geometries: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    solid = [geometry for geometry in geometries if not geometry.is_empty]
    if not solid:
        return list(geometries)
    _, south, _, north = shapely.total_bounds(solid)
    simple = shapely.coverage_simplify(solid, (north - south) * _FINEST)
    fresh = iter(_polygons(shapely.make_valid(geometry)) for geometry in simple)
    return [geometry if geometry.is_empty else next(fresh) for geometry in geometries]


def _polygons(area: BaseGeometry) -> BaseGeometry:
    if area.geom_type != "GeometryCollection":
        return area
    return shapely.union_all([part for part in area.geoms if part.geom_type in ("Polygon", "MultiPolygon")])


def sheet_for(geometries: Sequence[BaseGeometry], width: float, height: float) -> tuple[Sheet, float, float]:
    """The sheet on which these shapes fill a box of `width` by `height` units in one of its two ways; their size."""
    west, south, east, north = shapely.total_bounds(list(geometries))
    shrink = math.cos(math.radians((south + north) / 2))
    across, upright = max((east - west) * shrink, 1e-9), max(north - south, 1e-9)
    scale = min(width / across, height / upright)
    return Sheet(west, south, shrink, scale), across * scale, upright * scale


def rings(geometry: BaseGeometry) -> tuple[Ring, ...]:
    """Every ring of a shape, holes turned the other way than what they are cut from, to a tenth of a unit."""
    turned = shapely.orient_polygons(geometry)
    parts = [part for part in shapely.get_parts(turned) if part.geom_type == "Polygon"]
    return tuple(_ring(ring) for part in parts for ring in (part.exterior, *part.interiors))


def joined(geometries: Sequence[BaseGeometry], *, gap: float) -> BaseGeometry:
    """Wards as one shape; gaps of less than `gap` units between them are closed."""
    return shapely.union_all([geometry.buffer(gap) for geometry in geometries]).buffer(-gap)


def hatching(geometries: Sequence[BaseGeometry], *, apart: float, rising: bool = True) -> Path:
    """Slanting lines over flat shapes, `apart` units from one another, cut off at their edges."""
    strokes: list[BaseGeometry] = []
    for geometry in geometries:
        if geometry.is_empty:
            continue
        west, south, east, north = geometry.bounds
        height = north - south
        sign = 1 if rising else -1
        step = apart * math.sqrt(2)
        lines = [
            shapely.LineString([(number * step, south), (number * step + sign * height, north)])
            for number in range(math.floor((west - height) / step), math.ceil((east + height) / step) + 1)
        ]
        strokes += _lines(shapely.intersection(shapely.MultiLineString(lines), geometry))
    return _path(strokes)


def inner_circle(geometry: BaseGeometry) -> tuple[float, float, float]:
    """A circle inside a flat shape that is as large as any or nearly so: the x and y of its middle, and its radius.

    Of a long shape many are; then the one at its centre of gravity.
    """
    largest = shapely.maximum_inscribed_circle(geometry, tolerance=0.5)
    middle = geometry.centroid
    room = middle.distance(geometry.boundary) if geometry.contains(middle) else 0
    if room >= _NEARLY * largest.length:
        return middle.x, middle.y, room
    x, y = largest.coords[0]
    return x, y, largest.length


def _lines(geometry: BaseGeometry) -> list[BaseGeometry]:
    return [part for part in shapely.get_parts(geometry) if part.geom_type in ("LineString", "LinearRing")]


def _ring(ring: BaseGeometry) -> Ring:
    return tuple((round(x, 1), round(y, 1)) for x, y in ring.coords)


def _path(lines: Iterable[BaseGeometry]) -> Path:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for line in lines:
        xs += [*(round(x, 1) for x, _ in line.coords), None]
        ys += [*(round(y, 1) for _, y in line.coords), None]
    return tuple(xs), tuple(ys)
