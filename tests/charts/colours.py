"""Contrast as WCAG 2.2 defines it, and every colour a figure uses; written apart from the code under test."""

import re
from collections.abc import Iterator

import plotly.graph_objects as go

HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 black to 1 white."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str = "#FFFFFF") -> float:
    """Contrast ratio, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_colours(figure: go.Figure) -> set[str]:
    """Every colour of a font that stands on white: axes, annotations, legends and text beside marks."""
    found = set()
    for path, value in _walk(figure.to_plotly_json()["layout"], ()):
        if path[-1] == "color" and any(part.endswith("font") for part in path[:-1] if isinstance(part, str)):
            found.add(value)
    for trace in figure.data:
        if trace.type == "scatter" and trace.mode == "text":
            found.add(trace.textfont.color)
    return {colour.upper() for colour in found}


def mark_colours(figure: go.Figure) -> set[str]:
    """The colours of the marks that carry data: bars, lines and dots, their outlines where the inside is white."""
    found: set[str] = set()
    for trace in figure.data:
        if trace.type == "bar":
            found |= _hexes(trace.marker.color)
        elif trace.type == "scatter" and trace.mode != "text" and trace.fill is None and trace.error_x.array is None:
            found |= _hexes(trace.line.color) or _hexes(trace.marker.line.color)
    return found - {"#FFFFFF"}


def _hexes(value: object) -> set[str]:
    return {found.upper() for found in HEX.findall(str(value))}


def _walk(node: object, path: tuple) -> Iterator[tuple[tuple, str]]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _walk(value, (*path, name))
    elif isinstance(node, (list, tuple)):
        for value in node:
            yield from _walk(value, (*path, 0))
    elif isinstance(node, str) and HEX.fullmatch(node):
        yield path, node
