"""The borough's map: twenty-four wards that share their borders exactly, with residents and context."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPoint, Polygon, mapping
from shapely.ops import linemerge, polygonize, unary_union

from cxdata.sample.council import LAD_CODE, LAD_NAME, PLACE_SEED, WARD_CODES, WARD_NAMES
from cxdata.sample.services import AGE_SHARES, AGES
from cxdata.sample.write import write_csv

_ACROSS, _UP = 6, 4
_ORIGIN = (52.58, -0.99)  # south-west corner: farmland in the English Midlands
_KM_LAT, _KM_LON = 1 / 111.2, 1 / 67.6
_STEP_KM = (2.6, 2.9)
_POINTS_A_WARD = 1500
_GROUPS = {
    "Sex": {"Female": 0.51, "Male": 0.49},
    "Ethnic group": {"White": 0.8, "Asian or Asian British": 0.11, "Black or Black British": 0.05, "Mixed": 0.04},
    "Disability": {"Yes": 0.18, "No": 0.82},
}
_ALIKE = 120  # how alike wards are: more is more alike


@dataclass(frozen=True)
class Wards:
    """Polygons in the order of WARD_CODES, residents by age (ward x age), context, and points inside each ward."""

    polygons: tuple[Polygon, ...]
    residents: np.ndarray
    under_16: np.ndarray
    exclusion: np.ndarray
    deprivation: np.ndarray
    points: np.ndarray  # ward x point x (latitude, longitude)


@cache
def wards() -> Wards:
    """The borough; the same on every call."""
    rng = np.random.default_rng([PLACE_SEED, 1])
    polygons = _polygons(rng)
    adults = np.rint(rng.uniform(4600, 7800, len(WARD_CODES))).astype(int)
    tilt = rng.normal(0, 0.28, len(WARD_CODES))
    shares = np.array(AGE_SHARES) * np.exp(tilt[:, None] * np.linspace(-1, 1, len(AGES)))
    shares[WARD_NAMES.index("University Quarter"), 0] *= 3
    residents = np.rint(adults[:, None] * shares / shares.sum(1, keepdims=True)).astype(int)
    under_16 = np.rint(adults * rng.uniform(0.17, 0.29, len(adults))).astype(int)
    deprivation = np.round(rng.permutation(np.linspace(6.5, 44.0, len(adults))) + rng.normal(0, 0.8, len(adults)), 1)
    exclusion = np.round(np.clip(1.6 + 0.09 * deprivation + 2.2 * tilt + rng.normal(0, 0.4, len(adults)), 0, 10), 2)
    points = np.stack([_points(polygon, rng) for polygon in polygons])
    return Wards(tuple(polygons), residents, under_16, exclusion, deprivation, points)


def _polygons(rng: np.random.Generator) -> list[Polygon]:
    """Voronoi cells of a warped grid, cut to an uneven outline, with every shared edge roughened once."""
    column, row = np.meshgrid(np.arange(_ACROSS), np.arange(_UP))
    seeds = np.stack([column.ravel(), row.ravel()], axis=1) + rng.uniform(-0.2, 0.2, (_ACROSS * _UP, 2))
    seeds[:, 0] += 0.18 * np.sin(seeds[:, 1] * 1.3)
    seeds *= _STEP_KM
    outline = _outline(rng)
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(seeds), extend_to=outline.buffer(20)))
    cut = [cell.intersection(outline) for cell in cells]
    lines = unary_union([cell.boundary for cell in cut])
    edges = sorted(_between_junctions(lines), key=lambda edge: edge.coords[:])
    faces: list[Polygon] = []
    while len(faces) != len(WARD_CODES):  # a roughened edge may cross another and cut off a sliver: draw again
        faces = list(polygonize(unary_union([_roughen(edge, rng) for edge in edges])))
    homes = [_to_degrees(seed) for seed in seeds]
    return [min(faces, key=lambda face: face.distance(shapely.Point(home))) for home in homes]


def _outline(rng: np.random.Generator) -> Polygon:
    width, height = (_ACROSS - 1) * _STEP_KM[0], (_UP - 1) * _STEP_KM[1]
    angle = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    bumps = sum(rng.normal(0, 0.05 / k) * np.cos(k * angle + rng.uniform(0, 6)) for k in range(2, 7))
    # A superellipse keeps the corners, so that no corner ward is cut to a sliver.
    reach = (np.abs(np.cos(angle)) ** 4 + np.abs(np.sin(angle)) ** 4) ** -0.25 * (1 + bumps)
    x = width / 2 + (width / 2 + 1.5) * reach * np.cos(angle)
    y = height / 2 + (height / 2 + 1.5) * reach * np.sin(angle)
    return Polygon(np.stack([x, y], axis=1))


def _between_junctions(lines: MultiLineString) -> list[LineString]:
    merged = linemerge(lines)
    parts = [merged] if merged.geom_type == "LineString" else list(merged.geoms)
    return [LineString(sorted((part.coords[:], part.coords[::-1]))[0]) for part in parts]


def _roughen(edge: LineString, rng: np.random.Generator) -> LineString:
    """The edge with points every half kilometre or so pushed a little to the side, in degrees to six places."""
    pieces = max(2, round(edge.length / 0.55))
    along = [edge.interpolate(step / pieces, normalized=True) for step in range(pieces + 1)]
    shift = rng.normal(0, 0.085, (pieces + 1, 2)).clip(-0.17, 0.17)
    shift[[0, -1]] = 0
    return LineString([_to_degrees((point.x + dx, point.y + dy)) for point, (dx, dy) in zip(along, shift, strict=True)])


def _to_degrees(km: tuple[float, float]) -> tuple[float, float]:
    return round(_ORIGIN[1] + km[0] * _KM_LON, 6), round(_ORIGIN[0] + km[1] * _KM_LAT, 6)


def _points(polygon: Polygon, rng: np.random.Generator) -> np.ndarray:
    west, south, east, north = polygon.buffer(-0.0008).bounds
    inside = polygon.buffer(-0.0008)
    tries = np.round(rng.uniform((west, south), (east, north), (_POINTS_A_WARD * 6, 2)), 5)
    points = tries[shapely.contains_xy(inside, tries[:, 0], tries[:, 1])][:_POINTS_A_WARD]
    if len(points) < _POINTS_A_WARD:
        points = points[np.arange(_POINTS_A_WARD) % len(points)]
    return points[:, ::-1]


def write_wards(out: Path) -> list[Path]:
    """Boundaries as GeoJSON, residents by age band, and each ward's context."""
    borough = wards()
    features = [
        {
            "type": "Feature",
            "properties": {"WD24CD": code, "WD24NM": name, "LAD24CD": LAD_CODE, "LAD24NM": LAD_NAME},
            "geometry": mapping(shapely.geometry.polygon.orient(polygon)),
        }
        for code, name, polygon in zip(WARD_CODES, WARD_NAMES, borough.polygons, strict=True)
    ]
    boundaries = out / "wards_2024.geojson"
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    boundaries.write_text('{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n", encoding="utf-8", newline="")
    people = np.column_stack([borough.under_16, borough.residents])
    population = write_csv(
        out / "population_by_ward.csv",
        ("Ward code", "Ward", "All ages", "0-15", *AGES),
        [
            (code, name, int(row.sum()), *row.tolist())
            for code, name, row in zip(WARD_CODES, WARD_NAMES, people, strict=True)
        ],
    )
    context = write_csv(
        out / "ward_context.csv",
        ("ward24_code", "ward24_name", "digital_exclusion_risk", "imd_score"),
        zip(WARD_CODES, WARD_NAMES, borough.exclusion.tolist(), borough.deprivation.tolist(), strict=True),
    )
    return [boundaries, population, _write_groups(out, people.sum(1)), context]


def _write_groups(out: Path, residents: np.ndarray) -> Path:
    """Residents of each ward by sex, ethnic group and disability; each comes to all of the ward's."""
    rng = np.random.default_rng([PLACE_SEED, 4])
    rows = []
    for code, everybody in zip(WARD_CODES, residents.tolist(), strict=True):
        for name, bands in _GROUPS.items():
            shares = rng.dirichlet(np.array(list(bands.values())) * _ALIKE)
            counts = rng.multinomial(everybody, shares)
            rows += [(code, name, band, int(count)) for band, count in zip(bands, counts, strict=True)]
    return write_csv(out / "population_by_group.csv", ("Ward code", "Characteristic", "Band", "Residents"), rows)
