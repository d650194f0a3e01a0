"""What was timed, as a table in Markdown and as a picture drawn by the product's own drawing."""

import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path

from cxdata.charts.drawing.colours import ACCENT, GREY, INK
from cxdata.charts.drawing.marks import Bar, Bars, Text
from cxdata.charts.drawing.model import Axis, Drawing, Margins, Tick
from cxdata.charts.drawing.place import fit
from cxdata.charts.drawing.png import png_of
from cxdata.charts.drawing.svg import document, elements

Table = dict[str, dict[str, float]]
"""What was timed -> app -> its middle figure."""

WIDTH = 960
OURS = "ours"
_ROW = 24  # pixels
_SPACE = 1.6  # rows before the name of what was timed


def table_of(times: Mapping[str, Mapping[str, Sequence[float]]]) -> Table:
    """The middle of each app's times, by what was timed."""
    rows = dict.fromkeys(what for of_app in times.values() for what in of_app)
    return {
        what: {app: statistics.median(of_app[what]) for app, of_app in times.items() if of_app.get(what)}
        for what in rows
    }


def markdown(table: Table) -> str:
    """The table, an app a column."""
    apps = list(dict.fromkeys(app for figures in table.values() for app in figures))
    lines = [f"| | {' | '.join(apps)} |", f"| --- |{' ---: |' * len(apps)}"]
    for what, figures in table.items():
        cells = [_say(what, figures[app]) if app in figures else "" for app in apps]
        lines.append(f"| {what} | {' | '.join(cells)} |")
    return "\n".join(lines)


def picture(table: Table, wanted: Sequence[str]) -> str:
    """Bars of what is wanted of the table, those of one thing together and ours in colour, as SVG."""
    bars, ticks, words, row = [], [], [], 0.0
    most = max(value for what in wanted for value in table[what].values())
    for what in wanted:
        row += _SPACE
        words.append(Text(0, row - 0.9, what.removesuffix(", ms"), bold=True))
        for app, value in table[what].items():
            bars.append(Bar(0, value, row - 0.4, row + 0.4, ACCENT if app == OURS else GREY))
            words.append(Text(value, row, _say(what, value), dx=6))
            ticks.append(Tick(row, app, strong=app == OURS, colour=INK))
            row += 1
    drawing = Drawing(
        (Bars(tuple(bars)), *words),
        Axis((0, 1.1 * most), title="Milliseconds until the last mark is painted; less is better"),
        Axis((row - 0.4, 0), tuple(ticks)),
        height=round(_ROW * row + 60),
        margins=Margins(left=170, top=4, bottom=40),
    )
    drawing = fit(drawing, WIDTH)
    return document(
        WIDTH, drawing.height, elements(drawing, WIDTH), title="How long a reader waits", alt=markdown(table)
    )


def write_picture(table: Table, wanted: Sequence[str], file: Path) -> None:
    """The picture as SVG or PNG, as the file's name ends."""
    drawn = picture(table, wanted)
    file.write_bytes(png_of(drawn) if file.suffix == ".png" else drawn.encode())


def _say(what: str, value: float) -> str:
    return f"{value:.1f}" if what.endswith(" s") else f"{value:,.0f}"
