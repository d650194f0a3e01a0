"""The same first screens in Dash: `python in_dash.py DATA PORT duckdb|pandas`, in an environment that has Dash."""

import sys

import dash
from dash import Input, Output, dcc, html
from drawings import chart, sparkline
from figures import COUNTERS, PAGES, PERIODS, YEAR, Tile, screen

count = COUNTERS[sys.argv[3]](sys.argv[1])
app = dash.Dash(__name__, suppress_callback_exceptions=True)
app.layout = html.Div(
    [
        dcc.Location(id="address"),
        dcc.Link("Satisfaction", href="/satisfaction"),
        dcc.Link("Channels", href="/channels"),
        dcc.Dropdown(list(PERIODS), YEAR, id="period", clearable=False),
        html.Div(id="page"),
    ]
)


@app.callback(Output("page", "children"), Input("address", "pathname"), Input("period", "value"))
def show(path: str, period: str) -> list[object]:
    """One page."""
    page = path.strip("/") or "satisfaction"
    tiles, bars = screen(count, page, period)
    return [
        html.H1(PAGES[page]),
        html.Ul([_tile(tile) for tile in tiles], className="tiles"),
        dcc.Graph(figure=chart(bars)),
    ]


def _tile(tile: Tile) -> html.Li:
    words = f"{tile.label} {tile.value:,.3f}, {tile.change:+,.3f} on the year"
    return html.Li([words, html.Img(src=sparkline(tile.course))])


if __name__ == "__main__":
    app.run(port=int(sys.argv[2]))
