"""Charts of results from the sample council: what is drawn is what was counted, read from the files another way."""

from datetime import date

from cxdata.analysis.satisfaction.definitions import definition_changes
from cxdata.charts.drawing.marks import Line
from cxdata.charts.satisfaction import definition
from cxdata.scope import Scope
from tests.charts.drawn import marks, points


def test_two_formulas_of_a_published_figure_have_a_panel_each(store, council):
    published = next(one for one in definition_changes(store, Scope(), council).series if one.switch)
    charts = [definition(published, formula) for formula in (published.before, published.after)]
    lines = [marks(chart, Line)[0] for chart in charts]
    assert [len(line.xs) for line in lines] == [30, 30], "each formula is worked out for every month"
    dots = [points(chart) for chart in charts]
    assert dots[0][-1].x == date(2025, 12, 1).toordinal()
    assert dots[1][0].x == date(2026, 1, 1).toordinal()
    # On one axis the published figures would look like a leap.
    assert max(dot.y for dot in dots[0]) < min(dot.y for dot in dots[1])
