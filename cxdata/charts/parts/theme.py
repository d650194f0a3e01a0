"""The look of charts that are Plotly figures: type and layout, and text made safe to put into a figure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape
from textwrap import wrap as wrap_text
from typing import Any

import plotly.graph_objects as go

from cxdata.charts.drawing.colours import (
    ACCENT,
    BLACK,
    CHANNEL_COLOURS,
    DIVERGING,
    GREY,
    GRID,
    GROUP_COLOURS,
    INK,
    OUTLINE,
    PALETTE,
    QUIET,
    SEQUENTIAL,
    TEXT_OF,
    WARM,
    WHITE,
    colours_of,
    ink_on,
    text_colour,
)

__all__ = [
    "ACCENT",
    "BLACK",
    "CHANNEL_COLOURS",
    "CONFIG",
    "DIVERGING",
    "FAMILY",
    "GREY",
    "GRID",
    "GROUP_COLOURS",
    "INK",
    "LINE_HEIGHT",
    "OUTLINE",
    "PALETTE",
    "QUIET",
    "SEQUENTIAL",
    "SIZE",
    "SMALL",
    "TEXT_OF",
    "WARM",
    "WHITE",
    "Chart",
    "axis",
    "base_layout",
    "colours_of",
    "escape_text",
    "ink_on",
    "lines_in",
    "room_for",
    "text_colour",
    "wrap_name",
]

FAMILY = '"Source Sans", "Source Sans Pro", "Segoe UI", Arial, sans-serif'
SIZE, SMALL = 15, 14
LINE_HEIGHT = 19

CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True)
class Chart:
    """A figure without a title, the sentence that stands in for it, and how the browser is to show it.

    `notes` are sentences a reader must see under the chart, because the drawing alone would mislead without them.
    Draw it with Streamlit's own theme switched off (theme=None), which would shrink the type.
    """

    figure: go.Figure
    alt: str
    config: dict[str, Any]
    notes: tuple[str, ...] = ()


def base_layout(*, height: int, left: int = 8, right: int = 16, top: int = 8, bottom: int = 8) -> dict[str, Any]:
    """The layout that every chart starts from: white, without a legend, and with no drag or zoom by finger or wheel."""
    return {
        "template": None,
        "height": height,
        "autosize": True,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 4},
        "font": {"family": FAMILY, "size": SIZE, "color": INK},
        "paper_bgcolor": WHITE,
        "plot_bgcolor": WHITE,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": WHITE,
            "bordercolor": OUTLINE,
            "align": "left",
            "font": {"family": FAMILY, "size": SMALL, "color": INK},
        },
    }


def axis(**more: Any) -> dict[str, Any]:
    """An axis that cannot be dragged, with horizontal labels that are never cut off."""
    return {
        "fixedrange": True,
        "automargin": True,
        "showline": False,
        "zeroline": False,
        "ticks": "",
        "gridcolor": GRID,
        "tickfont": {"size": SMALL, "color": QUIET},
        "tickangle": 0,
    } | more


def escape_text(text: str) -> str:
    """Text from the data as literal text: the browser reads a few tags in a figure's text, links among them."""
    return escape(text, quote=False)


def wrap_name(text: str, width: int = 24) -> str:
    """A name broken into lines of about `width` characters, safe to put into a figure."""
    return "<br>".join(escape_text(line) for line in wrap_text(text, width, break_on_hyphens=False)) or " "


def lines_in(text: str) -> int:
    """How many lines a text in a figure takes."""
    return text.count("<br>") + 1


def room_for(texts: Iterable[str], *, size: int = SIZE) -> int:
    """Pixels that the longest line of these texts needs; generous, so that nothing is cut off."""
    lines = (unescape(_TAG.sub("", line)) for text in texts for line in text.split("<br>"))
    return round(max(map(len, lines), default=0) * size * 0.56) + 12


_TAG = re.compile("<[^>]+>")
