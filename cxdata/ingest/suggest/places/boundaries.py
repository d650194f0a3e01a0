"""A boundary file in its own words: what must be asked of it before its areas can be read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from cxdata.errors import CxError
from cxdata.ingest.areas.boundaries import columns_of, is_in_degrees, name_area, read_document
from cxdata.ingest.areas.layouts import AreaLayout, find_layout
from cxdata.ingest.areas.projections import transformer
from cxdata.ingest.profile.grids import GRIDS, epsg
from cxdata.ingest.suggest.model import Question
from cxdata.ingest.suggest.questions import Answers

CODE, NAME, PROJECTION = "area-code", "area-name", "projection"
THE_CODE = "the code itself"


@dataclass(frozen=True)
class AreaQuestions:
    """What is open about a boundary file, with the columns that a layout for it is known again by."""

    columns: tuple[str, ...]
    questions: tuple[Question, ...]


def ask_of_areas(path: Path, layouts: Sequence[AreaLayout]) -> AreaQuestions:
    """The questions about a boundary file, all at once: its code, its name, its projection; none where `layouts` or
    the file itself say it. Raises CxError when it is not GeoJSON of areas.
    """
    document = read_document(path)
    columns = columns_of(document)
    layout = find_layout(columns, layouts)
    listed = [feature.get("properties") or {} for feature in document["features"]]
    questions = []
    if any(name_area(properties, layout) is None for properties in listed):
        questions += _of_names(columns, listed)
    if not _in_degrees(document, layout):
        text = "The coordinates are no degrees, and the file names no projection. Which is it? (Or a number: EPSG:2157)"
        questions.append(Question(PROJECTION, text, tuple(GRIDS), own_words=True))
    return AreaQuestions(columns, tuple(questions))


def answer(asked: AreaQuestions, answers: Answers) -> AreaLayout | None:
    """The layout that answers make; None while a question is open. Raises CxError for an answer that fits none."""
    chosen: dict[str, str] = {}
    known = {question.id: question for question in asked.questions}
    for name, choice in answers.items():
        if name not in known:
            raise CxError(f"The file asks no question '{name}'. Its questions: {', '.join(known) or 'none'}.")
        if choice not in known[name].choices and not (known[name].own_words and epsg(choice)):
            raise CxError(f"'{choice}' is no choice for {name}. Choose: {' / '.join(known[name].choices)}.")
        chosen[name] = "" if choice == THE_CODE else choice
    if set(known) - set(chosen):
        return None
    return AreaLayout(asked.columns, chosen.get(CODE, ""), chosen.get(NAME, ""), chosen.get(PROJECTION, ""))


def _of_names(columns: Sequence[str], listed: Sequence[dict[str, Any]]) -> list[Question]:
    """Which column is the code and which the name: columns that are filled throughout, different ones first."""
    texts = {column: [str(properties.get(column) or "").strip() for properties in listed] for column in columns}
    filled = [column for column in columns if all(texts[column]) and len(set(texts[column])) > 1]
    if not filled and len(listed) == 1:
        filled = [column for column in columns if all(texts[column])]
    by_code = sorted(filled, key=lambda column: -len(set(texts[column])))
    by_name = sorted(filled, key=lambda column: "name" not in column.casefold() and "nm" not in column.casefold())
    if not filled:
        return []
    return [
        Question(CODE, "Which column is the code of an area? Parts under one code become one area.", tuple(by_code)),
        Question(NAME, "Which column is its name, as it is to be shown?", (*by_name, THE_CODE)),
    ]


def _in_degrees(document: dict[str, Any], layout: AreaLayout | None) -> bool:
    turned = transformer(document, layout.epsg if layout else None)
    shapes = []
    for feature in document["features"]:
        try:
            shapes.append(shapely.force_2d(shapely.from_geojson(json.dumps(feature.get("geometry")))))
        except shapely.errors.ShapelyError:
            continue
    return all(is_in_degrees(turned(shape)) for shape in shapes if shape is not None and not shape.is_empty)
