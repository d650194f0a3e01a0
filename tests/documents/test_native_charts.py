"""Charts of Office hold the figures of the table on the screen, and are taken only where they say what is drawn."""

import io
import re
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from pptx.enum.chart import XL_CHART_TYPE

from cxdata.charts.dots import dots
from cxdata.documents import Figure, figure_of
from cxdata.export.exhibit import exhibit_of
from tests.charts.answers import answer
from tests.documents.test_pptx import only
from tests.documents.written import dots_figure, line_figure, stacked_figure, table_words

pytestmark = pytest.mark.unit


def chart_of(slide: Any) -> Any:
    """The chart that a slide has."""
    (found,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    return found


def number(words: str) -> float:
    """A figure of a table as a number."""
    return float(words.rstrip("%").replace(",", ""))


def test_bars_hold_the_figures_of_the_screen_in_its_order() -> None:
    chart = chart_of(only(dots_figure()))
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    table = table_words(dots_figure()).set_index("Ward")["Dissatisfied"]
    categories = list(chart.plots[0].categories)
    assert categories == ["Castle (few), worse", "Dunes, worse", "Abbey", "Bede & Co, better"], "worst first"
    wards = [re.split(r",| \(few\)", category)[0] for category in categories]
    assert list(chart.plots[0].series[0].values) == [number(table[ward]) for ward in wards] == [50, 29.3, 15, 5.6]
    assert chart.category_axis.reverse_order, "the first is on top"
    assert chart.value_axis.minimum_scale == 0


def test_a_line_holds_the_figures_of_the_screen_and_a_gap_where_there_is_none() -> None:
    chart = chart_of(only(line_figure()))
    assert chart.chart_type in (XL_CHART_TYPE.LINE, XL_CHART_TYPE.LINE_MARKERS)
    line, target = chart.plots[0].series
    held = dict(zip(chart.plots[0].categories, line.values, strict=True))
    table = table_words(line_figure())
    pairs = table[["Month", "Dissatisfied"]].itertuples(index=False)
    shown = {f"{month[:3]} {month[-4:]}": number(value) for month, value in pairs}
    assert len(shown) == 8
    assert held == {**shown, "Apr 2026": None}
    assert list(held) == [f"{month} 2026" for month in ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"]]
    assert (target.name, set(target.values)) == ("Target 20.0%", {20.0})


def test_a_month_that_is_not_whole_is_dotted_and_hollow_and_said() -> None:
    slide = only(line_figure())
    line = chart_of(slide).plots[0].series[0]
    dotted = re.findall(r'<c:dPt>.*?<c:idx val="(\d+)"/>.*?</c:dPt>', line._element.xml, re.DOTALL)
    assert dotted == ["8"], "September, the ninth"
    assert line.points[8].format.line.dash_style is not None
    assert str(line.points[8].marker.format.fill.fore_color.rgb) == "FFFFFF"
    (said,) = [shape.text_frame.text for shape in slide.shapes if shape.name == "Source"]
    assert "September 2026, dotted, is not fully loaded." in said


def test_stacks_hold_the_figures_of_the_screen_and_run_to_the_whole() -> None:
    chart = chart_of(only(stacked_figure()))
    assert chart.chart_type == XL_CHART_TYPE.COLUMN_STACKED
    held = {
        (f"{month[:3]} {month[-4:]}", part.name): value
        for part in chart.plots[0].series
        for month, value in zip(chart.plots[0].categories, part.values, strict=True)
    }
    table = table_words(stacked_figure())
    shown = {
        (f"{month[:3]} {month[-4:]}", channel): number(value)
        for month, channel, value in table[["Month", "Channel", "Share of contacts by channel"]].itertuples(index=False)
    }
    assert held == shown
    assert len(held) == 9
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (0, 100)


def test_the_workbook_inside_a_chart_holds_the_same_and_names_no_one() -> None:
    frame = next(shape for shape in only(stacked_figure()).shapes if shape.has_chart)
    inside = frame.chart.part.chart_workbook.xlsx_part.blob
    book = openpyxl.load_workbook(io.BytesIO(inside))
    rows = [list(row) for row in book.active.iter_rows(values_only=True)]
    assert rows[0][1:] == ["Phone", "Web", "Face to face"]
    assert [row[1:] for row in rows[1:]] == [[50, 30, 20], [45, 35, 20], [40, 35, 25]]
    assert book.properties.creator == "Quarnmere Borough Council"


def changed(figure: Figure, *, value: float) -> Figure:
    """The figure with another number in the first row of the table that is saved than in its drawing."""
    place = next(i for i, head in enumerate(figure.data.heads) if head.startswith("Value"))
    first = tuple(value if i == place else cell for i, cell in enumerate(figure.data.rows[0]))
    return replace(figure, data=replace(figure.data, rows=(first, *figure.data.rows[1:])))


@pytest.mark.parametrize("figure", [dots_figure(), line_figure(), stacked_figure()], ids=["dots", "line", "stacked"])
def test_a_chart_whose_numbers_are_not_those_drawn_is_shown_as_the_drawing(figure: Figure) -> None:
    assert any(shape.has_chart for shape in only(figure).shapes)
    assert [shape.name for shape in only(changed(figure, value=61.7)).shapes if shape.name in ("Chart", "Drawing")] == [
        "Drawing"
    ]


def test_many_groups_are_the_first_14_and_that_is_said() -> None:
    found = answer("dissatisfied", ["ward"], [(f"Ward {place:02}", 10 + 2 * place, 200) for place in range(24)])
    slide = only(figure_of(exhibit_of(found, dots(found, limit=24), "Wards differ", key="wards")))
    assert list(chart_of(slide).plots[0].categories) == [f"Ward {place:02}" for place in range(23, 9, -1)]
    (said,) = [shape.text_frame.text for shape in slide.shapes if shape.name == "Source"]
    assert said.startswith("The first 14 of 24 are shown; all stand in the notes.")


def test_shares_that_differ_by_little_are_dots_on_the_drawings_own_axis_not_bars_from_zero() -> None:
    found = answer("satisfied", ["ward"], [("Abbey", 890, 1000), ("Bede", 920, 1000), ("Castle", 950, 1000)])
    figure = figure_of(exhibit_of(found, dots(found), "Little between them", key="wards"))
    assert figure.chart is not None
    assert figure.chart.drawing.x.span[0] > 0.5
    assert [shape.name for shape in only(figure).shapes if shape.name in ("Chart", "Drawing")] == ["Drawing"]
