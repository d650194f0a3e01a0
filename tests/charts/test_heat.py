"""The grid of weekday and hour: each figure in its cell, readable on its shade."""

from cxdata.charts import heat
from tests.charts.answers import answer
from tests.charts.colours import contrast


def test_the_grid_writes_each_figure_in_its_cell_and_leaves_the_missing_blank():
    rows = [
        ("Monday", "09:00", 40),
        ("Monday", "11:00", 8),
        ("Tuesday", "09:00", 1500),
        ("Not recorded", "Not recorded", 7),
    ]
    chart = heat.heat(answer("contacts", ["weekday", "hour"], rows))
    cells = {(note.x, note.y): note.text for note in chart.figure.layout.annotations}
    assert cells == {(0, 0): "40", (0, 2): "8", (1, 0): "1,500"}
    assert list(chart.figure.layout.xaxis.ticktext) == ["Mon", "Tue"]
    assert list(chart.figure.layout.yaxis.ticktext) == ["09:00", "10:00", "11:00"]
    assert [list(line) for line in chart.figure.data[0].z] == [[1, 2], [None, None], [0, None]]
    assert chart.alt.startswith(
        "Grid of figures: contacts, by weekday and hour. Highest Tuesday, 09:00 with 1,500, lowest"
    )
    assert "What has no weekday or hour on record is in the table." in chart.notes


def test_figures_in_the_grid_can_be_read_on_every_shade():
    rows = [("Monday", f"{hour:02d}:00", hour) for hour in range(8, 18)]
    figure = heat.heat(answer("contacts", ["weekday", "hour"], rows)).figure
    steps = [step[1] for step in figure.data[0].colorscale[::2]]
    for note in figure.layout.annotations:
        fill = steps[figure.data[0].z[note.y][note.x]]
        assert contrast(note.font.color, fill) >= 4.5, (note.font.color, fill)
