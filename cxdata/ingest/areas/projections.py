"""Places in another projection than degrees, such as British National Grid, turned into longitude and latitude."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from cxdata.errors import CxError

_DEGREES = {"4326", "CRS84"}


def transformer(document: dict[str, Any], named: int | None = None) -> Callable[[BaseGeometry], BaseGeometry]:
    """What turns the shapes of a GeoJSON file into degrees (WGS 84), by the projection that its `crs` names, else by
    the one that an officer has `named` (its EPSG number).

    Shapes stay as they are where none is named, or one that is not known. Without Ordnance Survey's correction grid,
    British National Grid is right to about five metres. Raises CxError for a number that an officer has named and that
    is no projection.
    """
    code = _code(document.get("crs"))
    if named is not None and (code is None or code in _DEGREES):
        return lambda shape: shapely.transform(
            shape, lambda points: np.column_stack(to_degrees(named, points[:, 0], points[:, 1]))
        )
    if code is None or code in _DEGREES:
        return lambda shape: shape
    import pyproj  # a third of a load's imports, and few files need it

    try:
        change = pyproj.Transformer.from_crs(f"EPSG:{code}", "EPSG:4326", always_xy=True)
    except pyproj.exceptions.CRSError:
        return lambda shape: shape

    def turned(points: np.ndarray) -> np.ndarray:
        return np.column_stack(change.transform(points[:, 0], points[:, 1]))

    return lambda shape: shapely.transform(shape, turned)


def to_degrees(epsg: int, eastings: np.ndarray, northings: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Longitudes and latitudes of points in a projection; not finite where a point lies outside of it.

    Raises CxError where the EPSG number is of no projection.
    """
    import pyproj

    try:
        change = pyproj.Transformer.from_crs(f"EPSG:{epsg}", "EPSG:4326", always_xy=True)
    except pyproj.exceptions.CRSError:
        raise CxError(
            f"EPSG:{epsg} is not a projection that is known. British National Grid is EPSG:27700, Irish Grid "
            "EPSG:29903, Irish Transverse Mercator EPSG:2157."
        ) from None
    longitudes, latitudes = change.transform(eastings, northings)
    return np.asarray(longitudes, dtype=float), np.asarray(latitudes, dtype=float)


def _code(crs: Any) -> str | None:
    """The number of a projection, from "EPSG:27700" or "urn:ogc:def:crs:EPSG::27700"; "CRS84" is degrees."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name") or properties.get("code") or "") if isinstance(properties, dict) else ""
    found = re.search(r"(?:EPSG:[\d.]*:?|^)(\d{4,6})$|(CRS84)$", name)
    return (found[1] or found[2]) if found else None
