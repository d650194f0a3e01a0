"""A map of wards as SVG polygons, one frame for each council; it needs no network, no tiles and no WebGL."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
import shapely

from cxdata.charts.parts import alt
from cxdata.charts.parts.map_key import MapWard, draw_key, silent_wards, wards_with_too_few
from cxdata.charts.parts.outlines import aspect_ratio, feature, hatching, inner_point, outline, polygon
from cxdata.charts.parts.rows import Row, hover, rows_of
from cxdata.charts.parts.shades import Shades, shades
from cxdata.charts.parts.theme import (
    BLACK,
    CONFIG,
    INK,
    OUTLINE,
    QUIET,
    SEQUENTIAL,
    SMALL,
    WHITE,
    Chart,
    base_layout,
    escape_text,
)
from cxdata.errors import CxError
from cxdata.measures.query import Answer
from cxdata.store import Area

# plotly.js asks for a map of the world even where none of it is drawn; the project serves an empty one itself.
MAP_CONFIG = CONFIG | {"topojsonURL": "/app/static/un/"}
_WIDTH = 400  # pixels, what a card has at the least on a laptop: on a wider one the air is beside the map
_LINES = 60  # hatching lines across a whole frame
_MOST_FRAMES = 6


def ward_map(
    answer: Answer,
    areas: Sequence[Area],
    *,
    highlight: str | None = None,
    council_names: Mapping[str, str] | None = None,
) -> Chart:
    """The answer by ward as shaded areas of the newest boundaries; every council with a ward in the answer is drawn.

    A ward without data is hatched and named, one with too few answers hatched the other way, one with a small base
    carries a ring, one outside the selection stays white. Several councils have a frame each, named by
    `council_names` (code to name). A click gives the ward's label in `location`. Raises CxError where no boundary is
    loaded for any ward of the answer, ValueError when the answer is not by ward alone.
    """
    if [dimension.id for dimension in answer.by] != ["ward"]:
        raise ValueError("a ward map needs an answer by ward alone")
    rows = {row.levels[0]: row for row in rows_of(answer)}
    frames = _frames(rows, areas)
    labels = [area.label for areas_of in frames.values() for area in areas_of if area.label in rows]
    classes = shades(answer.measure, [rows[label].value for label in labels], what="wards")
    shade_of = dict(zip(labels, classes.of, strict=True))
    figure = go.Figure()
    drawn: list[MapWard] = []
    for number, code in enumerate(frames):
        wards = [
            MapWard(area.label, polygon(area.geometry), rows.get(area.label), shade_of.get(area.label))
            for area in frames[code]
        ]
        _frame(figure, answer, wards, classes, "geo" if number == 0 else f"geo{number + 1}", highlight)
        drawn += wards
    entries = draw_key(figure, drawn, classes, highlight)
    names = [(council_names or {}).get(code, code) for code in frames]
    figure.update_layout(_layout(frames, names, drawn, entries))
    return Chart(figure, _words(answer, drawn, rows), dict(MAP_CONFIG), _notes(drawn, rows, classes))


def _frames(rows: Mapping[str, Row], areas: Sequence[Area]) -> dict[str, list[Area]]:
    """The newest areas of each council that has a ward in the answer; of all in one frame where they are many."""
    by_council: dict[str, list[Area]] = {}
    for area in areas:
        if area.current:
            by_council.setdefault(area.council_code or "", []).append(area)
    by_council = {
        code: members for code, members in sorted(by_council.items()) if any(area.label in rows for area in members)
    }
    if not by_council:
        raise CxError(
            "The map needs ward boundaries, and none is loaded for the wards in this selection. "
            "Load your council's wards as GeoJSON on the Data page; the figures are in the table."
        )
    if len(by_council) > _MOST_FRAMES:
        return {"": [area for members in by_council.values() for area in members]}
    return by_council


def _frame(
    figure: go.Figure, answer: Answer, wards: Sequence[MapWard], classes: Shades, geo: str, highlight: str | None
) -> None:
    """One council: shaded wards, plain wards, and over them hatching, rings and the chosen ward's outline."""
    shaded = [ward for ward in wards if ward.shade is not None]
    plain = [ward for ward in wards if ward.shade is None]
    for members, z, scale in (
        (shaded, [ward.shade for ward in shaded], classes.scale),
        (plain, [0] * len(plain), [(0.0, WHITE), (1.0, WHITE)]),
    ):
        if members:
            limits = classes.limits if members is shaded else (0.0, 1.0)
            _polygons(figure, answer, members, z=z, scale=scale, limits=limits, geo=geo)
    north_south = [bound for ward in wards for bound in (ward.geometry.bounds[1], ward.geometry.bounds[3])]
    apart = (max(north_south) - min(north_south)) / _LINES
    for members, rising in ((silent_wards(wards), True), (wards_with_too_few(wards), False)):
        if members:
            _line(figure, hatching([w.geometry for w in members], apart=apart, rising=rising), geo, OUTLINE, 1.2)
    doubtful = [inner_point(ward.geometry) for ward in wards if ward.row is not None and ward.row.doubtful]
    if doubtful:
        figure.add_trace(
            go.Scattergeo(
                lon=[lon for lon, _ in doubtful],
                lat=[lat for _, lat in doubtful],
                mode="markers",
                geo=geo,
                marker={"size": 9, "color": WHITE, "line": {"color": BLACK, "width": 1.5}},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    chosen = [ward.geometry for ward in wards if ward.label == highlight]
    if chosen:
        _line(figure, outline(chosen), geo, WHITE, 6.0)
        _line(figure, outline(chosen), geo, BLACK, 3.0)


def _polygons(
    figure: go.Figure,
    answer: Answer,
    wards: Sequence[MapWard],
    *,
    z: Sequence[int | None],
    scale: Sequence[tuple[float, str]],
    limits: tuple[float, float],
    geo: str,
) -> None:
    unchanged = {"marker": {"opacity": 1}}  # a click leads elsewhere, so it must not pale the other wards
    figure.add_trace(
        go.Choropleth(
            geojson={"type": "FeatureCollection", "features": [feature(ward.label, ward.geometry) for ward in wards]},
            featureidkey="id",
            locations=[ward.label for ward in wards],
            z=list(z),
            zmin=limits[0],
            zmax=limits[1],
            colorscale=[list(step) for step in scale],
            showscale=False,
            geo=geo,
            marker={"line": {"color": [_edge(ward, scale) for ward in wards], "width": 1}, "opacity": 1},
            selected=unchanged,
            unselected=unchanged,
            customdata=[[ward.label] for ward in wards],
            hovertext=[
                hover(answer.measure, answer.by, ward.row)
                if ward.row is not None
                else f"{escape_text(ward.label)}<br>not in this selection"
                for ward in wards
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )


def _edge(ward: MapWard, scale: Sequence[tuple[float, str]]) -> str:
    """White round a dark ward and grey round a light one, at 3 to 1 either way."""
    colour = scale[2 * ward.shade][1] if ward.shade is not None else WHITE
    return WHITE if colour in SEQUENTIAL[3:] else QUIET


def _line(
    figure: go.Figure, path: tuple[list[float | None], list[float | None]], geo: str, colour: str, width: float
) -> None:
    figure.add_trace(
        go.Scattergeo(
            lon=path[0],
            lat=path[1],
            mode="lines",
            geo=geo,
            line={"color": colour, "width": width},
            hoverinfo="skip",
            showlegend=False,
        )
    )


def _layout(
    frames: Mapping[str, Sequence[Area]], names: Sequence[str], wards: Sequence[MapWard], entries: int
) -> dict[str, object]:
    key = -(-entries // 3) * 24 + 12  # three columns, two on a phone, where the map gives the key some of its room
    columns = 1 if len(frames) == 1 else 2
    down = -(-len(frames) // columns)
    wide = _WIDTH / columns
    if len(frames) == 1:
        shape = aspect_ratio(tuple(shapely.total_bounds([ward.geometry for ward in wards])))
        tall = min(max(wide / shape, 260), 520)
    else:
        tall = wide
    layout = base_layout(height=round(tall * down) + key + 4, left=0, right=0, top=4, bottom=key)
    layout["showlegend"] = True
    layout["dragmode"] = "orbit"  # neither pan nor zoom: a finger or a wheel on the map scrolls the page
    layout["legend"] = {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 0,
        "yanchor": "top",
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"size": SMALL, "color": INK},
    }
    annotations = []
    for number, name in enumerate(names):
        left, top = number % columns, number // columns
        low, high = 1 - (top + 1) / down, 1 - top / down
        layout["geo" if number == 0 else f"geo{number + 1}"] = {
            "domain": {"x": [left / columns, (left + 1) / columns], "y": [low, high - (0.05 if len(names) > 1 else 0)]},
            "fitbounds": "locations",
            "visible": False,
            "projection": {"type": "mercator"},
            "bgcolor": WHITE,
        }
        if len(names) > 1 and name:
            annotations.append(
                {
                    "x": (left + 0.5) / columns,
                    "y": high,
                    "xref": "paper",
                    "yref": "paper",
                    "yanchor": "top",
                    "xanchor": "center",
                    "showarrow": False,
                    "text": f"<b>{escape_text(name)}</b>",
                    "font": {"size": SMALL, "color": INK},
                }
            )
    layout["annotations"] = annotations
    return layout


def _notes(wards: Sequence[MapWard], rows: Mapping[str, Row], classes: Shades) -> tuple[str, ...]:
    notes = [classes.meaning] if classes.meaning else []
    if silent := silent_wards(wards):
        notes.append(f"Hatched, no data: {alt.list_names([ward.label for ward in silent], most=60)}.")
    if too_few := wards_with_too_few(wards):
        listed = alt.list_names([ward.label for ward in too_few], most=60)
        notes.append(f"Hatched the other way, too few to say: {listed}.")
    on_map = {ward.label for ward in wards}
    if missing := [label for label in rows if label not in on_map]:
        notes.append(f"Without a boundary, so in the table only: {alt.list_names(missing, most=6)}.")
    return tuple(notes)


def _words(answer: Answer, wards: Sequence[MapWard], rows: Mapping[str, Row]) -> str:
    return alt.sentence(
        f"{alt.say_subject('Map', answer.measure, ())} in {sum(ward.row is not None for ward in wards)} wards.",
        alt.say_extremes(answer.measure, answer.by, [ward.row for ward in wards if ward.row is not None]),
        alt.say_without_figure(answer.by, list(rows.values())),
    )
