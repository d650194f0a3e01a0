"""The wards of a map and the key under it: each shade with its figures, and what the hatchings and rings mean."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from shapely.geometry.base import BaseGeometry

from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import Row
from cxdata.charts.parts.shades import Shades
from cxdata.charts.parts.theme import BLACK, OUTLINE, WHITE, escape_text
from cxdata.measures.intervals import NO_DATA

_WIDEST = 10  # letters of a name in the key: two columns of it fit a phone


@dataclass(frozen=True)
class MapWard:
    """A ward of the map: its label, outline, and figures (None where the answer has no row for it)."""

    label: str
    geometry: BaseGeometry
    row: Row | None
    shade: int | None


def silent_wards(wards: Sequence[MapWard]) -> list[MapWard]:
    """The wards for which the answer has no data."""
    return [
        ward for ward in wards if ward.row is not None and not ward.row.has_value and ward.row.note in ("", NO_DATA)
    ]


def wards_with_too_few(wards: Sequence[MapWard]) -> list[MapWard]:
    """The wards with data on too few people to give a figure."""
    return [
        ward for ward in wards if ward.row is not None and not ward.row.has_value and ward not in silent_wards(wards)
    ]


def draw_key(figure: go.Figure, wards: Sequence[MapWard], classes: Shades, highlight: str | None) -> int:
    """Add the key: each shade with its figures, what hatching and rings mean; returns how many entries it has."""
    entries: list[tuple[str, dict[str, object]]] = [
        (label, {"symbol": "square", "size": 16, "color": colour, "line": {"color": OUTLINE, "width": 1}})
        for label, colour in zip(classes.labels, classes.colours, strict=True)
    ]
    plain = {"size": 16, "color": OUTLINE, "line": {"color": OUTLINE, "width": 1.5}}
    if silent := silent_wards(wards):
        entries.append((f"No data: {_names(silent)}", plain | {"symbol": "line-ne-open"}))
    if too_few := wards_with_too_few(wards):
        entries.append((f"Too few: {_names(too_few)}", plain | {"symbol": "line-nw-open"}))
    if any(ward.row is not None and ward.row.doubtful for ward in wards):
        entries.append(
            ("Small base", {"symbol": "circle", "size": 9, "color": WHITE, "line": {"color": BLACK, "width": 1.5}})
        )
    if any(ward.label == highlight for ward in wards):
        entries.append(
            (
                escape_text(highlight or ""),
                {"symbol": "square", "size": 14, "color": WHITE, "line": {"color": BLACK, "width": 3}},
            )
        )
    for text, marker in entries:
        figure.add_trace(
            go.Scattergeo(
                lon=[None],
                lat=[None],
                mode="markers",
                marker=marker,
                name=text,
                hoverinfo="skip",
                showlegend=True,
                geo="geo",
            )
        )
    return len(entries)


def _names(wards: Sequence[MapWard]) -> str:
    """The names of hatched wards, or their number where the names are too long for the key."""
    names = alt.list_names([ward.label for ward in wards])
    return escape_text(names) if len(names) <= _WIDEST else f"{len(wards)} wards"
