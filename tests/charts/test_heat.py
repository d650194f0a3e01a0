"""A grid of figures: every cell in its place, in an ink that can be read on its shade."""

from cxdata.charts import heat
from cxdata.charts.drawing.marks import Text
from tests.charts.answers import answer
from tests.charts.colours import contrast
from tests.charts.drawn import bars, marks

WEEK = [
    ("Monday", "09:00", 40),
    ("Tuesday", "09:00", 1500),
    ("Monday", "11:00", 8),
    ("Not recorded", "Not recorded", 7),
]


def cells(chart):
    """The figure written in each cell, by its column and line."""
    return {(text.x, text.y): text.words for text in marks(chart, Text) if text.y >= 0}


def test_a_grid_has_every_hour_and_leaves_out_what_is_not_recorded():
    chart = heat.heat(answer("contacts", ["weekday", "hour"], WEEK))
    assert cells(chart) == {(0, 0): "40", (0, 2): "8", (1, 0): "1,500"}
    assert [text.words for text in marks(chart, Text) if text.y < 0] == ["Mon", "Tue"]
    assert [tick.words for tick in chart.drawing.y.ticks] == ["09:00", "10:00", "11:00"]
    middles = {((bar.x0 + bar.x1) / 2, (bar.y0 + bar.y1) / 2): bar.fill for bar in bars(chart)}
    assert set(middles) == {(0, 0), (0, 2), (1, 0)}
    shades = sorted((middles[at] for at in middles), key=contrast)
    assert [middles[0, 2], middles[0, 0], middles[1, 0]] == shades
    assert chart.alt.startswith(
        "Grid of figures: contacts, by weekday and hour. Highest Tuesday, 09:00 with 1,500, lowest"
    )
    assert "What has no weekday or hour on record is in the table." in chart.notes


def test_figures_in_the_grid_can_be_read_on_every_shade():
    rows = [("Monday", f"{hour:02d}:00", hour) for hour in range(8, 18)]
    chart = heat.heat(answer("contacts", ["weekday", "hour"], rows))
    fills = {((bar.x0 + bar.x1) / 2, (bar.y0 + bar.y1) / 2): bar.fill for bar in bars(chart)}
    written = [text for text in marks(chart, Text) if text.y >= 0]
    assert len(written) == 10
    assert all(contrast(text.colour, fills[text.x, text.y]) >= 4.5 for text in written)


def test_on_a_phone_seven_days_have_their_shades_alone():
    week = [
        (day, "09:00", 1000) for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    ]
    asked = answer("contacts", ["weekday", "hour"], week)
    assert len(cells(heat.heat(asked))) == 7
    assert cells(heat.heat(asked, narrow=True)) == {}
    assert len(bars(heat.heat(asked, narrow=True))) == 7
    assert len(cells(heat.heat(answer("contacts", ["weekday", "hour"], week[:5]), narrow=True))) == 5
