"""A chart that PowerPoint can edit, in the colours of the screen."""

from math import ceil
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from cxdata.charts.drawing.colours import GRID, INK, WHITE, ink_on
from cxdata.documents.slides.native import Native, Series
from cxdata.documents.slides.place import LEAST
from cxdata.documents.words import clean

_KINDS = {
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.COLUMN_STACKED,
}
_DATES = 6  # that have room under a chart in full words
_LABELLED = 8  # stacks whose parts have room for their figures
_LEAST_PART = 0.06  # of the axis: a part that has room for its figure
_DASHES = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.SOLID, MSO_LINE.DASH)
_MARKS = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.SQUARE)


def add_chart(slide: Any, native: Native, name: str, box: tuple[float, float, float, float]) -> Any:
    """Put a chart on a slide, at left, top, width and height in points, and return its frame.

    `name` is what its numbers are.
    """
    data = CategoryChartData(number_format=_format(native))
    data.categories = [clean(category) for category in native.categories]
    for one in native.series:
        data.add_series(clean(one.name or name), one.values)
    frame = slide.shapes.add_chart(_KINDS[native.kind], *(Pt(side) for side in box), data)
    chart = frame.chart
    chart.font.size, chart.font.name = Pt(LEAST), "Arial"
    chart.font.color.rgb = _rgb(INK)
    chart.has_title = False
    chart.has_legend = len(native.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.RIGHT if native.kind == "stacked" else XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    _axes(chart, native)
    {"line": _lines, "bars": _bars, "stacked": _stacks}[native.kind](chart, native)
    return frame


def _axes(chart: Any, native: Native) -> None:
    across, upright = chart.category_axis, chart.value_axis
    across.has_major_gridlines = False
    across.major_tick_mark = XL_TICK_MARK.NONE
    across.format.line.color.rgb = _rgb(INK)
    upright.minimum_scale = native.ends[0]
    if native.kind == "bars":
        across.reverse_order = True
        upright.visible = upright.has_major_gridlines = False
        return
    upright.maximum_scale = native.ends[1]
    if native.step:
        upright.major_unit = native.step
    upright.major_gridlines.format.line.color.rgb = _rgb(GRID)
    upright.format.line.fill.background()
    upright.tick_labels.number_format = '0"%"' if native.percent else "#,##0.##" if native.step < 1 else "#,##0"
    upright.tick_labels.number_format_is_linked = False
    skip = ceil(len(native.categories) / _DATES)
    if skip > 1:
        for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
            element = parse_xml(f'<{tag} {nsdecls("c")} val="{skip}"/>')
            across._element.find(qn("c:noMultiLvlLbl")).addprevious(element)
    across.tick_labels.font.size = Pt(LEAST)
    across._element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("rot", "0")


def _bars(chart: Any, native: Native) -> None:
    plot = chart.plots[0]
    plot.gap_width = 45
    bars = plot.series[0]
    labels = bars.data_labels
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = _format(native), False
    labels.font.size = Pt(LEAST)
    for place, colour in enumerate(native.series[0].colours):
        look = bars.points[place].format
        look.fill.solid()
        look.fill.fore_color.rgb = _rgb(WHITE if place in native.hollow else colour)
        look.line.color.rgb = _rgb(colour)
        look.line.width = Pt(2)
        if place in native.whole and native.decimals:
            _label(bars, place, _format(native, decimals=0), "outEnd", bold=False)


def _lines(chart: Any, native: Native) -> None:
    own = [one for one in native.series if not one.constant]
    for number, (line, one) in enumerate(zip(chart.plots[0].series, native.series, strict=True)):
        line.smooth = False
        line.format.line.color.rgb = _rgb(one.colours[0])
        line.format.line.width = Pt(2 if one.constant else 3)
        if one.constant:
            line.format.line.dash_style = MSO_LINE.DASH
            line.marker.style = XL_MARKER_STYLE.NONE
            continue
        line.format.line.dash_style = _DASHES[number]
        line.marker.style, line.marker.size = _MARKS[number], 8
        _fill(line.marker.format, one.colours[0], one.colours[0])
        if len(own) == 1:
            for place in native.hollow:
                marker = line.points[place].marker
                marker.style, marker.size = _MARKS[number], 11
                _fill(marker.format, WHITE, one.colours[0])
        if native.unfinished is not None:
            for place in range(native.unfinished, len(native.categories)):
                line.points[place].format.line.dash_style = MSO_LINE.ROUND_DOT
                line.points[place].format.line.color.rgb = _rgb(one.colours[0])
        last = _last(native, one)
        if last is not None:
            _label(line, last, _format(native), "t", bold=True)


def _last(native: Native, one: Series) -> int | None:
    """The last step of a line with a figure that is loaded in full."""
    end = len(native.categories) if native.unfinished is None else native.unfinished
    return next((place for place in reversed(range(end)) if one.values[place] is not None), None)


def _stacks(chart: Any, native: Native) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 25, 100
    for part, one in zip(plot.series, native.series, strict=True):
        part.format.fill.solid()
        part.format.fill.fore_color.rgb = _rgb(one.colours[0])
        part.format.line.color.rgb = _rgb(WHITE)
        room = _LEAST_PART * (native.ends[1] - native.ends[0])
        if len(native.categories) > _LABELLED or min(value or 0 for value in one.values) < room:
            continue
        labels = part.data_labels
        labels.show_value = True
        labels.position = XL_LABEL_POSITION.CENTER
        labels.number_format, labels.number_format_is_linked = _format(native), False
        labels.font.size, labels.font.color.rgb = Pt(LEAST), _rgb(ink_on(one.colours[0]))


def _fill(look: Any, fill: str, outline: str) -> None:
    look.fill.solid()
    look.fill.fore_color.rgb = _rgb(fill)
    look.line.color.rgb = _rgb(outline)


def _label(series: Any, place: int, number_format: str, position: str, *, bold: bool) -> None:
    """Write the figure of one point beside it: its own number, so that it changes with it."""
    quoted = number_format.replace('"', "&quot;")
    label = parse_xml(
        f'<c:dLbl {nsdecls("c", "a")}><c:idx val="{place}"/>'
        f'<c:numFmt formatCode="{quoted}" sourceLinked="0"/><c:spPr/>'
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{LEAST * 100}" b="{int(bold)}"/></a:pPr>'
        '<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
        f'<c:dLblPos val="{position}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl>'
    )
    labels = series._element.get_or_add_dLbls()
    if not labels.findall(qn("c:dLbl")) and position == "t":
        labels.find(qn("c:showVal")).set("val", "0")
    labels.insert(len(labels.findall(qn("c:dLbl"))), label)


def _format(native: Native, *, decimals: int | None = None) -> str:
    places = native.decimals if decimals is None else decimals
    number = f"#,##0{'.' + '0' * places if places else ''}"
    return f'{number}"%"' if native.percent else number


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#"))
