"""Areas of several vintages: which are current, the label of each, and the area that a text or a point means."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from cxdata.contract import NOT_RECORDED
from cxdata.ingest.areas.boundaries import AreaShape, Locator, neighbours
from cxdata.ingest.profile.matching import value_key

# A point that carries more than this share of a file's located rows is where a system puts what it cannot locate.
DEFAULT_POINT_SHARE = 0.02
_FEW = 50
_PREFERRED = ("ward", "area", "lsoa", "msoa", "lad")

Points = Mapping[str, np.ndarray]
"""Each different point of a file: arrays `lat`, `lon` in degrees and `rows`, how many rows stand on it."""


@dataclass(frozen=True)
class LabelledArea:
    """One area as the store keeps it."""

    shape: AreaShape
    label: str
    council_code: str | None
    current: bool


def label_areas(shapes: Sequence[AreaShape]) -> list[LabelledArea]:
    """Which areas are current and what each is called.

    An area is current unless an area of the same kind and a newer vintage lies over its middle. Its council is its
    parent, or the parent of the area of another vintage over its middle. A name that two areas share is told apart by
    the code, except that a current area goes before the ones it replaced.
    """
    middles = [shape.geometry.representative_point() for shape in shapes]
    tree = shapely.STRtree([shape.geometry for shape in shapes])
    over: dict[int, list[int]] = {}
    for middle, area in tree.query(middles, predicate="intersects").T:
        over.setdefault(int(middle), []).append(int(area))
    areas = []
    for index, shape in enumerate(shapes):
        others = [shapes[other] for other in over.get(index, []) if shapes[other].kind == shape.kind]
        newer = [other for other in others if (other.vintage or 0) > (shape.vintage or 0)]
        parents = [other.parent_code for other in others if other.parent_code]
        council = shape.parent_code or (parents[0] if parents else None)
        areas.append(LabelledArea(shape, shape.name, council, current=not newer))
    return _with_labels(areas)


def _with_labels(areas: Sequence[LabelledArea]) -> list[LabelledArea]:
    names = {area.shape.code: area.shape.name for area in sorted(areas, key=lambda area: area.shape.vintage or 0)}
    current = {area.shape.code for area in areas if area.current}
    among_all = Counter(names.values())
    among_current = Counter(names[code] for code in current)
    labels = {}
    for code, name in names.items():
        alone = among_all[name] == 1 or (code in current and among_current[name] == 1)
        labels[code] = name if alone else f"{name} ({code})"
    return [replace(area, label=labels[area.shape.code]) for area in areas]


def name_key(text: str) -> str:
    """A ward's name as it is compared: & is and; blind to case, spacing, punctuation, 'ward' and leading noughts."""
    plain = re.sub(r"['’`.]", "", text.casefold().replace("&", " and "))
    words = [word for word in re.split(r"[^\w]+", plain) if word and word != "ward"]
    return " ".join(word.lstrip("0") or "0" if word.isdecimal() else word for word in words)


class Resolver:
    """Finds the area that a text means: its code, else its name among the current areas.

    `codes` are the codes of all areas, which are also those that a point may be given.
    """

    def __init__(self, areas: Sequence[LabelledArea]) -> None:
        self.codes = {area.shape.code for area in areas}
        self._labels = {area.shape.code: area.label for area in areas}
        self._codes = {value_key(code): code for code in self._labels}
        self._names: dict[str, str | None] = {}
        for kind in reversed(_PREFERRED):
            codes_by_name: dict[str, str | None] = {}
            for area in areas:
                if area.current and area.shape.kind == kind:
                    key = name_key(area.shape.name)
                    # Two areas of one name: the text alone does not say which, so it stays a text.
                    codes_by_name[key] = (
                        None if codes_by_name.get(key, area.shape.code) != area.shape.code else area.shape.code
                    )
            self._names |= codes_by_name

    def resolve(self, text: str) -> str:
        """The code a text means; the text itself when no area is known by it."""
        if text == NOT_RECORDED:
            return text
        return self._codes.get(value_key(text)) or self._names.get(name_key(text)) or text

    def label(self, code: str) -> str:
        """What is shown for a ward code."""
        return self._labels.get(code, code)


def finest_areas(areas: Sequence[LabelledArea]) -> list[AreaShape]:
    """The current areas that points are placed in: wards where there are any."""
    for kind in _PREFERRED:
        shapes = [area.shape for area in areas if area.current and area.shape.kind == kind]
        if shapes:
            return shapes
    return []


def neighbour_pairs(areas: Sequence[LabelledArea]) -> list[tuple[str, str]]:
    """Every pair of current areas of one kind that touch, both ways round."""
    pairs = []
    for kind in sorted({area.shape.kind for area in areas}):
        shapes = [area.shape for area in areas if area.current and area.shape.kind == kind]
        pairs += [(code, other) for code, others in neighbours(shapes).items() for other in others]
    return pairs


def wards_of_points(
    locator: Locator, latitudes: np.ndarray, longitudes: np.ndarray, rows: np.ndarray
) -> tuple[Mapping[tuple[float, float], str], int]:
    """The ward of each different point, and the rows left without one because their point stands for 'unknown'.

    `rows` is how many rows stand on each point. Nought, nought, whole degrees, and a point with more than 2 % of the
    rows of a file of some size never give a ward: they are where systems put what they could not locate.
    """
    nowhere = ((latitudes == 0) & (longitudes == 0)) | (
        (latitudes == np.floor(latitudes)) & (longitudes == np.floor(longitudes))
    )
    located = rows[~nowhere].sum()
    crowded = (rows > located * DEFAULT_POINT_SHARE) & (rows > 1) & (located >= _FEW)
    usable = ~nowhere & ~crowded
    codes = locator.locate(longitudes[usable], latitudes[usable])
    pairs = zip(latitudes[usable].tolist(), longitudes[usable].tolist(), codes, strict=True)
    codes_by_point = {(lat, lon): str(code) for lat, lon, code in pairs if code is not None}
    return codes_by_point, int(rows[~usable].sum())
