"""A map of wards with the list of them beside it: shaded by figure, numbered, with clusters as outlines."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from shapely.geometry.base import BaseGeometry

from cxdata.analysis.hotspots.neighbourhoods import Neighbourhood
from cxdata.charts.dots import worst_first
from cxdata.charts.drawing.colours import ACCENT, INK, OUTLINE, QUIET, SEQUENTIAL, WARM, WHITE, ink_on
from cxdata.charts.drawing.font import width
from cxdata.charts.drawing.marks import SIZE, Area, Line, Mark, Point, Points, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins
from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import Row, hover_words, rows_of
from cxdata.charts.parts.shades import Shades, shades
from cxdata.charts.where.map_key import MapWard, list_beside, silent_wards, wards_with_too_few
from cxdata.charts.where.outlines import Outline, hatching, inner_circle, joined, rings, sheet_for
from cxdata.contract import NOT_RECORDED
from cxdata.errors import CxError
from cxdata.measures.query import Answer

ROOM = (440, 410)
"""Pixels that the map has beside its list on a laptop; a unit of the drawing is one of them."""

NARROW_ROOM = (340, 340)
LISTED = 8
_MOST_FRAMES = 6
_EDGE = 8
_GAP = 24  # pixels between the map and its list
_NAME = 26  # pixels over a frame for its council's name
_APART = 7  # pixels between hatching lines
_SMALLEST = 10  # radius of a ward that holds its number
_RING = 27
_UNDER_NAME = 18  # units under a ward's name for its ring
READING = "Darker is higher. Numbers on the map are those of the list."


def ward_map(
    answer: Answer,
    outlines: Sequence[Outline],
    *,
    clusters: Sequence[Neighbourhood] = (),
    highlight: Collection[str] = (),
    council_names: Mapping[str, str] | None = None,
    narrow: bool = False,
) -> Chart:
    """The answer by ward as shaded areas; every council with a ward in the answer is drawn, in a frame of its own.

    A ward without data is hatched and named, one with too few answers hatched the other way, one with a small base
    carries a ring, one outside the selection stays white. Each cluster is outlined as one shape, and so is each chosen
    ward (`highlight`, in dark blue). Wards are numbered from the worst figure (the highest of a measure without a bad
    side), or carry their names where all have room. `council_names` maps a council's code to its name. `narrow` puts
    the list under the map. Raises CxError where no boundary is loaded for any ward of the answer, ValueError when the
    answer is not by ward alone.
    """
    if [dimension.id for dimension in answer.by] != ["ward"]:
        raise ValueError("a ward map needs an answer by ward alone")
    rows = {row.levels[0]: row for row in rows_of(answer)}
    frames = _frames(rows, outlines)
    drawn = {outline.label for members in frames.values() for outline in members}
    ranked = worst_first(
        [row for row in rows.values() if row.has_value and row.levels[0] != NOT_RECORDED], answer.measure.better
    )
    classes = shades(answer.measure, [row.value for row in ranked if row.levels[0] in drawn], what="wards")
    room = NARROW_ROOM if narrow else ROOM
    wards, names, size = _lay(frames, council_names or {}, room)
    wards = _with_figures(wards, rows, ranked, classes)
    shown = {ward.label for ward in wards}
    clusters = [cluster for cluster in clusters if shown & set(cluster.wards)]
    beside = list_beside(
        answer.measure,
        ranked,
        classes,
        strong=highlight,
        most=LISTED,
        signs=_signs(wards, clusters, highlight),
    )
    marks = _marks(answer, wards, classes, clusters, highlight) + names
    inside = max(size[1], 0 if narrow else beside.height)
    middle = size[1] / 2
    marks += (
        beside.marks(0, -_EDGE, right=4, down=4)
        if narrow
        else beside.marks(size[0], middle, right=_GAP, down=-beside.height / 2)
    )
    under = beside.height + 12 if narrow else 0
    drawing = Drawing(
        tuple(marks),
        Axis((0, size[0])),
        Axis((middle - inside / 2 - _EDGE, middle + inside / 2 + _EDGE)),
        height=round(inside) + 2 * _EDGE + under,
        margins=Margins(left=_EDGE, right=_EDGE if narrow else _GAP + beside.width + 4, top=0, bottom=under),
        square=True,
    )
    return Chart(drawing, _words(answer, wards, rows, clusters), READING, _notes(wards, rows))


def _frames(rows: Mapping[str, Row], outlines: Sequence[Outline]) -> dict[str, list[Outline]]:
    """The wards of each council that has one in the answer; of all in one frame where councils are many."""
    by_council: dict[str, list[Outline]] = {}
    for outline in outlines:
        if not outline.geometry.is_empty:
            by_council.setdefault(outline.council, []).append(outline)
    by_council = {
        code: members for code, members in by_council.items() if any(member.label in rows for member in members)
    }
    if not by_council:
        raise CxError(
            "The map needs ward boundaries, and none is loaded for the wards in this selection. "
            "Load your council's wards as GeoJSON on the Data page; the figures are in the table."
        )
    if len(by_council) > _MOST_FRAMES:
        return {"": [member for members in by_council.values() for member in members]}
    return by_council


def _lay(
    frames: Mapping[str, Sequence[Outline]], council_names: Mapping[str, str], room: tuple[int, int]
) -> tuple[list[MapWard], list[Mark], tuple[float, float]]:
    """Every ward laid flat, the names over the frames, and the size of it all; two frames beside each other."""
    columns = 1 if len(frames) == 1 else 2
    down = -(-len(frames) // columns)
    head = 0 if len(frames) == 1 else _NAME
    cell = room[0] / columns - (columns - 1) * _EDGE, room[1] / down - head - (down - 1) * _EDGE
    wards: list[MapWard] = []
    names: list[Mark] = []
    for number, (code, members) in enumerate(frames.items()):
        sheet, across, upright = sheet_for([member.geometry for member in members], *cell)
        if len(frames) == 1:
            wards = [MapWard(member.label, sheet.lay(member.geometry), None, None) for member in members]
            return wards, [], (across, upright)
        left = (number % columns) * room[0] / columns
        top = room[1] - (number // columns) * room[1] / down
        moved = replace(sheet, dx=left + (cell[0] - across) / 2, dy=top - head - (cell[1] + upright) / 2)
        wards += [MapWard(member.label, moved.lay(member.geometry), None, None) for member in members]
        name = council_names.get(code, code)
        names.append(Text(left + cell[0] / 2, top - head / 2, name, anchor="middle", bold=True))
    return wards, names, (float(room[0]), float(room[1]))


def _with_figures(
    wards: Sequence[MapWard], rows: Mapping[str, Row], ranked: Sequence[Row], classes: Shades
) -> list[MapWard]:
    drawn = {ward.label for ward in wards}
    shade_of = dict(zip((row.levels[0] for row in ranked if row.levels[0] in drawn), classes.of, strict=True))
    number_of = {row.levels[0]: number for number, row in enumerate(ranked, start=1)}
    return [
        replace(ward, row=rows.get(ward.label), shade=shade_of.get(ward.label), number=number_of.get(ward.label, 0))
        for ward in wards
    ]


def _marks(
    answer: Answer,
    wards: Sequence[MapWard],
    classes: Shades,
    clusters: Sequence[Neighbourhood],
    highlight: Collection[str],
) -> list[Mark]:
    """The wards, and over them hatching, outlines, rings and numbers."""
    marks: list[Mark] = [_ward(answer, ward, classes) for ward in wards]
    for members, rising in ((silent_wards(wards), True), (wards_with_too_few(wards), False)):
        if members:
            xs, ys = hatching([ward.geometry for ward in members], apart=_APART, rising=rising)
            marks.append(Line(xs, ys, OUTLINE, width=1.2))
    for cluster in clusters:
        shape = joined([ward.geometry for ward in wards if ward.label in cluster.wards], gap=0.5)
        marks += _outlined(shape, WARM if cluster.worse else INK)
    for ward in wards:
        if ward.label in highlight:
            marks += _outlined(ward.geometry, ACCENT)
    return marks + _numbers(wards, classes)


def _ward(answer: Answer, ward: MapWard, classes: Shades) -> Area:
    fill = _fill(ward, classes)
    return Area(
        rings(ward.geometry),
        fill=fill,
        outline=WHITE if fill in SEQUENTIAL[3:] else QUIET,  # 3 to 1 against the ward either way
        width=1,
        hover=hover_words(answer.measure, answer.by, ward.row)
        if ward.row is not None
        else f"{ward.label}\nnot in this selection",
        key=ward.label,
    )


def _fill(ward: MapWard, classes: Shades) -> str:
    return classes.colours[ward.shade] if ward.shade is not None else WHITE


def _outlined(shape: BaseGeometry, colour: str) -> list[Mark]:
    """An outline that is seen on every shade: the colour on a wider line of white."""
    return [Area(rings(shape), outline=WHITE, width=8), Area(rings(shape), outline=colour, width=4)]


def _numbers(wards: Sequence[MapWard], classes: Shades) -> list[Mark]:
    """The names on the wards where all have room; else their numbers, on wards too small for one only where listed."""
    circles = {ward.label: inner_circle(ward.geometry) for ward in wards}
    named = all(width(ward.label, SIZE) < 1.9 * circles[ward.label][2] for ward in wards)
    rings_drawn: list[Point] = []
    words: list[Mark] = []
    last = max((ward.number for ward in wards), default=0)
    for ward in wards:
        x, y, radius = circles[ward.label]
        doubtful = ward.row is not None and ward.row.doubtful
        if doubtful:
            ring = (y - _UNDER_NAME, _RING / 2) if named else (y, _RING)
            rings_drawn.append(Point(x, ring[0], INK, size=ring[1], hollow=True, key=ward.label))
        if named or (ward.number and (radius >= _SMALLEST or doubtful or ward.number < LISTED or ward.number == last)):
            fill = WHITE if doubtful and not named else _fill(ward, classes)
            says = ward.label if named else str(ward.number)
            words.append(Text(x, y, says, anchor="middle", colour=ink_on(fill), halo=named and fill == WHITE))
    return [*([Points(tuple(rings_drawn))] if rings_drawn else []), *words]


def _signs(wards: Sequence[MapWard], clusters: Sequence[Neighbourhood], highlight: Collection[str]) -> list[str]:
    """What is drawn besides shades and numbers, in words."""
    signs = ["Outlined: the cluster"] if clusters else []
    if any(ward.label in highlight for ward in wards):
        signs.append("Blue outline: your ward")
    if any(ward.row is not None and ward.row.doubtful for ward in wards):
        signs.append("Ring: few answers")
    if silent_wards(wards):
        signs.append("Hatched: no data")
    if wards_with_too_few(wards):
        signs.append("Hatched down: too few")
    return signs


def _notes(wards: Sequence[MapWard], rows: Mapping[str, Row]) -> tuple[str, ...]:
    notes = []
    if silent := silent_wards(wards):
        notes.append(f"No data is not the same as none: {alt.list_names([ward.label for ward in silent], most=60)}.")
    if too_few := wards_with_too_few(wards):
        notes.append(f"Too few to say: {alt.list_names([ward.label for ward in too_few], most=60)}.")
    on_map = {ward.label for ward in wards}
    if missing := [label for label in rows if label not in on_map and label != NOT_RECORDED]:
        notes.append(f"Without a boundary, so in the table only: {alt.list_names(missing, most=6)}.")
    return tuple(notes)


def _words(answer: Answer, wards: Sequence[MapWard], rows: Mapping[str, Row], clusters: Sequence[Neighbourhood]) -> str:
    outlined = [f"Outlined together: {alt.list_names(list(cluster.wards), most=9)}." for cluster in clusters]
    return alt.sentence(
        f"{alt.say_subject('Map', answer.measure, ())} in {sum(ward.row is not None for ward in wards)} wards.",
        alt.say_extremes(answer.measure, answer.by, [ward.row for ward in wards if ward.row is not None]),
        *outlined,
        alt.say_without_figure(answer.by, list(rows.values())),
    )
