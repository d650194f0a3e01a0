"""The panel beside the residents: a bar for residents, a dot for members, a ring for active members."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from math import isnan

from cxdata.analysis.panel.ask_next import say_members
from cxdata.analysis.panel.compare import Compared
from cxdata.charts.dots import MOST
from cxdata.charts.drawing.colours import ACCENT, INK, OUTLINE, SEQUENTIAL, WARM
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Bar, Bars, Line, Mark, Point, Points, Shape, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick
from cxdata.charts.parts import alt
from cxdata.charts.parts.scale import extent, tick_text, ticks
from cxdata.measures import find_measure
from cxdata.stats.basics.proportions import TOO_FEW
from cxdata.stats.survey.representation import TOO_FEW as FAR_TOO_FEW
from cxdata.stats.survey.representation import Band

ROW, NARROW_ROW = 38, 64  # pixels
SHARE = replace(find_measure("online_share"), decimals=0)
READING = "Bar: share of residents. Dot: share of members, with its likely range."
RING = "Ring: share of active members."
SHORT = "Diamond: too few members, by more than chance."
FEW = "Line without a dot: fewer than 10 members."


def beside_residents(row: Compared, *, highlight: Collection[str] = (), narrow: bool = False) -> Chart | None:
    """Every band of a characteristic; of many bands the nine with fewest members for their residents, and the chosen.

    None where there is no comparison.
    """
    if row.why_not or not row.members.bands or not row.members.base:
        return None
    bands = _shown(row.members.bands, highlight)
    active = {band.name: band for band in row.active.bands}
    high = max(extent([end for band in bands for end in (band.residents, band.upper * band.residents)])[1], 0.02)
    at = ticks(SHARE, 0.0, min(high, 1.0))
    span = (0.0, at[-1])
    middle = 0.16 if narrow else 0.0
    marks: list[Mark] = [
        Bars(
            tuple(
                Bar(0, band.residents, place + middle - 0.26, place + middle + 0.26, SEQUENTIAL[0], hover=_hover(band))
                for place, band in enumerate(bands)
            )
        )
    ]
    labels = [_label(band) for band in bands]
    for place, (band, label) in enumerate(zip(bands, labels, strict=True)):
        is_short, strong = band.flag == FAR_TOO_FEW, band.flag == FAR_TOO_FEW or band.name in highlight
        colour = WARM if is_short else ACCENT if band.name in highlight or not highlight else OUTLINE
        marks += _marks(band, active.get(band.name), place + middle, colour, row)
        marks.append(Text(span[1], place + middle, label, dx=12, bold=is_short, colour=WARM if is_short else INK))
        if narrow:
            marks.append(Text(0, place - 0.3, band.name, bold=strong, halo=True))
    strong_names = {band.name for band in bands if band.flag == FAR_TOO_FEW or band.name in highlight}
    upright = Axis(
        (len(bands) - 0.5, -0.5),
        tuple(
            Tick(place, "" if narrow else band.name, strong=band.name in strong_names, colour=INK)
            for place, band in enumerate(bands)
        ),
    )
    margins = Margins(
        left=14 if narrow else widest([band.name for band in bands], SIZE) + 18,
        right=widest(labels, SIZE) + 22,
        top=8,
        bottom=34,
    )
    across = Axis(span, tuple(Tick(value, tick_text(SHARE, value)) for value in at), grid=True)
    height = (NARROW_ROW if narrow else ROW) * len(bands) + margins.top + margins.bottom
    drawing = Drawing(tuple(marks), across, upright, height, margins)
    return Chart(drawing, _words(row, bands), _reading(row, bands), _notes(row, bands))


def _shown(bands: Sequence[Band], highlight: Collection[str]) -> list[Band]:
    if len(bands) <= MOST:
        return list(bands)
    ranked = sorted(bands, key=lambda band: (band.ratio, band.name))
    return [band for place, band in enumerate(ranked) if place < MOST or band.name in highlight]


def _few(band: Band) -> bool:
    return 0 < band.members < TOO_FEW


def _marks(band: Band, active: Band | None, at: float, colour: str, row: Compared) -> list[Mark]:
    """The range and the dot of members, and the ring of active ones; of very few the room in which they lie."""
    if _few(band):
        return [Line((0.0, (TOO_FEW - 1) / row.members.base), (at, at), colour, width=5)]
    limits = (band.lower * band.residents, band.upper * band.residents)
    marks: list[Mark] = [Line(limits, (at, at), colour, width=2.5)]
    points = []
    if active is not None and not isnan(active.share) and not _few(active):
        points.append(Point(active.share, at, colour, "circle", 15, hollow=True, hover=_hover_active(active)))
    shape: Shape = "diamond" if band.flag == FAR_TOO_FEW else "circle"
    points.append(Point(band.share, at, colour, shape, 15 if shape == "diamond" else 12, hover=_hover(band)))
    return [*marks, Points(tuple(points))]


def _label(band: Band) -> str:
    return f"{_share(band)}, not {band.residents:.0%}" if band.flag else _share(band)


def _share(band: Band) -> str:
    return "few" if _few(band) else f"{band.share:.0%}"


def _hover(band: Band) -> str:
    share = "" if _few(band) else f", {band.share:.1%} of members"
    return f"{band.name}\n{say_members(band.members)} members{share}\n{band.residents:.1%} of residents"


def _hover_active(band: Band) -> str:
    return f"{band.name}\n{say_members(band.members)} active members, {band.share:.1%} of them"


def _words(row: Compared, bands: Sequence[Band]) -> str:
    said = "; ".join(f"{band.name} {_share(band)}, residents {band.residents:.0%}" for band in bands)
    return f"Shares of members beside residents, by {row.title.lower()}. {said}."


def _reading(row: Compared, bands: Sequence[Band]) -> str:
    parts = [READING, RING if row.active.base else ""]
    parts += [SHORT if any(band.flag == FAR_TOO_FEW and not _few(band) for band in bands) else ""]
    parts += [FEW if any(map(_few, bands)) else ""]
    return " ".join(part for part in parts if part)


def _notes(row: Compared, bands: Sequence[Band]) -> tuple[str, ...]:
    more = alt.say_more(len(row.members.bands) - len(bands), "group" if row.column != "ward" else "ward")
    return (more,) if more else ()
