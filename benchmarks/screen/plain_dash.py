"""The plainest Dash app with the same figures: `python plain_dash.py DATA PORT`, in an environment that has Dash."""

import sys

import dash
import plotly.graph_objects as go
from dash import Input, Output, dcc, html
from figures import PAGES, PERIODS, YEAR, bars, headlines, open_store

store = open_store(sys.argv[1])
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
    names, shares = bars(store, page, period)
    figure = go.Figure(go.Bar(x=shares, y=names, orientation="h", text=[f"{share:.1f}" for share in shares]))
    return [
        html.H1(PAGES[page]),
        html.Div([html.Span(f"Figure {value} ") for value in headlines(store, page, period)]),
        dcc.Graph(figure=figure),
    ]


if __name__ == "__main__":
    app.run(port=int(sys.argv[2]))
