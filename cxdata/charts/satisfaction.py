"""Published satisfaction figures beside the counts: one chart for each formula, since they are on different scales."""

import plotly.graph_objects as go

from cxdata.analysis.satisfaction.definitions import Published
from cxdata.charts.parts.alt import sentence
from cxdata.charts.parts.scale import extent
from cxdata.charts.parts.theme import ACCENT, CONFIG, GREY, WHITE, Chart, axis, base_layout
from cxdata.charts.parts.timeline import time_axis
from cxdata.measures import find_dimension, find_measure

_FIELDS = {"satisfaction_mean_score": "mean_score", "satisfied": "share_satisfied"}
_WORDS = {"satisfaction_mean_score": "the mean score, 0 to 100", "satisfied": "the share satisfied, in %"}


def definition(published: Published, formula: str) -> Chart:
    """One formula worked out from the counts for every month, with the published figures of the months that follow it.

    The line runs through unbroken; the published dots stop, or begin, where the formula changed.
    """
    months = published.months
    ours = [getattr(month, _FIELDS[formula]) for month in months]
    same = [
        month
        for month in months
        if published.switch is None or (month.month < published.switch) == (formula == published.before)
    ]
    figure = go.Figure()
    figure.add_trace(
        go.Scatter(
            mode="lines",
            name="from the counts",
            x=[month.month.isoformat() for month in months],
            y=ours,
            line={"color": GREY, "width": 2.5},
            hovertemplate="from the counts %{y:.1f}<extra></extra>",
        )
    )
    figure.add_trace(
        go.Scatter(
            mode="markers",
            name="as published",
            x=[month.month.isoformat() for month in same],
            y=[month.published for month in same],
            cliponaxis=False,
            marker={"size": 10, "color": ACCENT, "line": {"color": WHITE, "width": 1}, "opacity": 1},
            hovertemplate="as published %{y:g}<extra></extra>",
        )
    )
    low, high = extent([*ours, *(month.published for month in same)])
    bottom, top = max(int(low) - 2, 0), min(int(high) + 3, 100)
    tick_values = list(range(bottom, top + 1, max((top - bottom) // 4, 1)))
    layout = base_layout(height=280, top=14, right=24)
    layout["xaxis"] = time_axis(find_dimension("month"), [month.month for month in months])
    layout["yaxis"] = axis(range=[bottom, top], tickvals=tick_values, ticktext=[str(tick) for tick in tick_values])
    figure.update_layout(layout)
    notes = ("Line: worked out from the counts. Dots: as published.", "The axis does not start at zero.")
    title = find_measure(formula).title.lower()
    alt = sentence(f"Line of {_WORDS[formula]} ({title}) by month, with the published figures that follow it as dots.")
    return Chart(figure, alt, dict(CONFIG), notes)
