"""Hidden groups: how many more people each is about, and its rate as counted beside the rest's."""

from collections.abc import Sequence

import plotly.graph_objects as go

from cxdata.analysis.hidden.search import Hidden, Pockets
from cxdata.charts.parts.alt import sentence
from cxdata.charts.parts.named_rows import names_axis, value_axis, whiskers, words_after
from cxdata.charts.parts.theme import (
    ACCENT,
    CONFIG,
    GREY,
    INK,
    LINE_HEIGHT,
    SMALL,
    Chart,
    axis,
    base_layout,
    escape_text,
    lines_in,
    room_for,
    wrap_name,
)

_RATES = (
    ("raw", "As counted", ACCENT, "circle"),
    ("rest", "Everybody else", GREY, "square"),
)


def excess(result: Pockets) -> Chart:
    """A bar a group: how many more of it are dissatisfied than if it were like the rest, with the range."""
    found = [one.pocket for one in result.pockets]
    names = [wrap_name(one.people, 22) for one in result.pockets]
    figure = go.Figure()
    figure.add_trace(
        go.Bar(
            orientation="h",
            y=list(range(len(found))),
            x=[pocket.excess for pocket in found],
            width=0.5,
            marker={"color": ACCENT},
            hovertext=[_hover(one) for one in result.pockets],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    places = list(range(len(found)))
    whiskers(
        figure,
        [pocket.excess for pocket in found],
        places,
        below=[pocket.excess - max(pocket.excess_lower, 0.0) for pocket in found],
        above=[pocket.excess_upper - pocket.excess for pocket in found],
    )
    words = [f"about {pocket.excess:,.0f}" for pocket in found]
    words_after(figure, [max(pocket.excess_upper, pocket.excess) for pocket in found], places, words)
    top = max((pocket.excess_upper for pocket in found), default=1.0)
    _finish(figure, names, top=top, right=room_for(words) + 6, title=f"more {result.share.counted_more}")
    alt = sentence(
        f"Bars: how many more {result.share.counted_more} in each group than at the rate of the rest.",
        " ".join(
            f"{one.people}: about {one.pocket.excess:,.0f} ({max(one.pocket.excess_lower, 0.0):,.0f} to "
            f"{one.pocket.excess_upper:,.0f})."
            for one in result.pockets
        ),
    )
    note = "The thin line on each is the range in which the true number very likely lies (95 %)."
    return Chart(figure, alt, dict(CONFIG), (note,))


def rates(hidden: Hidden, bad: str = "are dissatisfied") -> Chart:
    """One group's share as counted, and everybody else's; `bad` says what of: "are dissatisfied"."""
    pocket = hidden.pocket
    values = {"raw": pocket.rate, "rest": pocket.rest_rate}
    figure = go.Figure()
    figure.add_trace(
        go.Scatter(
            mode="lines",
            x=[min(values.values()), max(values.values())],
            y=[0, 0],
            line={"color": GREY, "width": 2},
            hoverinfo="skip",
        )
    )
    for key, word, colour, symbol in _RATES:
        figure.add_trace(
            go.Scatter(
                mode="markers",
                name=word,
                x=[values[key]],
                y=[0],
                cliponaxis=False,
                marker={"symbol": symbol, "size": 15, "color": colour, "line": {"color": colour, "width": 2.5},
                        "opacity": 1},
                hovertext=[f"{word}: {values[key]:.1%} {bad}"],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )  # fmt: skip
    top = min(max(*values.values(), 0.05) * 1.15, 1.0)
    for value, text, side in _labels([(values[key], f"{word} {values[key]:.1%}") for key, word, _, _ in _RATES]):
        across = value / top
        figure.add_annotation(
            x=value, y=0, yshift=side, showarrow=False, text=escape_text(text),
            xanchor="left" if across < 0.2 else "right" if across > 0.6 else "center",
            font={"size": SMALL, "color": INK},
        )  # fmt: skip
    layout = base_layout(height=166, top=8, right=24, left=24)
    marks = [mark / 100 for mark in range(0, 101, 10 if top > 0.2 else 5) if mark / 100 <= top]
    layout["xaxis"] = axis(range=[0, top], tickvals=marks, ticktext=[f"{mark:.0%}" for mark in marks])
    layout["yaxis"] = axis(range=[-1, 1.4], visible=False, showgrid=False)
    figure.update_layout(layout)
    words = ", ".join(f"{word.lower()} {values[key]:.1%}" for key, word, _, _ in _RATES)
    alt = f"Dots: how many {bad} of {hidden.people}: {words}."
    return Chart(figure, alt, dict(CONFIG), ())


def _labels(found: Sequence[tuple[float, str]]) -> list[tuple[float, str, int]]:
    """Labels from the left with their height in pixels: each on a line of its own, so that none lies on another."""
    ordered = sorted(found)
    return [(value, text, shift) for (value, text), shift in zip(ordered, (22, -22), strict=True)]


def _hover(one: Hidden) -> str:
    pocket = one.pocket
    return "<br>".join(
        [
            wrap_name(one.people, 40),
            f"<b>{pocket.dissatisfied:,} of {pocket.responses:,}</b>",
            f"About {pocket.excess:,.0f} more than if like the rest",
            f"Likely range {max(pocket.excess_lower, 0.0):,.0f} to {pocket.excess_upper:,.0f}",
        ]
    )


def _finish(figure: go.Figure, names: Sequence[str], *, top: float, right: int, title: str) -> None:
    per_row = max((lines_in(name) for name in names), default=1) * LINE_HEIGHT + 16
    layout = base_layout(height=per_row * max(len(names), 1) + 82, right=right)
    step = _step(top)
    marks = [step * mark for mark in range(int(top // step) + 1)]
    layout["xaxis"] = value_axis((0, top), marks, [f"{mark:,.0f}" for mark in marks], wrap_name(title, 22))
    layout["yaxis"] = names_axis(names)
    figure.update_layout(layout)


def _step(top: float) -> float:
    return float(next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 10**6) if top / step <= 3))
