"""The small line of a tile: the last months of a figure without axes, what is not whole dotted."""

from collections.abc import Sequence

from cxdata.charts.drawing.colours import ACCENT

WIDTH, HEIGHT = 200, 26
_EDGE = 3  # pixels kept free, so that the stroke is not cut


def sparkline(values: Sequence[float | None], whole: Sequence[bool]) -> str:
    """SVG of values at even steps from left to right, the lowest at the foot; None breaks the line.

    The parts that lead to or from a step which is not whole are dotted. "" where no two neighbours have a value,
    or fewer than half have: strokes without the rest tell nothing.
    """
    shown = [value for value in values if value is not None]
    if len(shown) < 2 or 2 * len(shown) < len(values):
        return ""
    low, high = min(shown), max(shown)
    places = [
        None if value is None else _place(index, value, len(values), low, high) for index, value in enumerate(values)
    ]
    solid: list[str] = []
    dotted: list[str] = []
    for index, (here, there) in enumerate(zip(places, places[1:], strict=False)):
        if here is not None and there is not None:
            (solid if whole[index] and whole[index + 1] else dotted).append(f"M{here} L{there}")
    paths = _path(solid) + _path(dotted, ' stroke-dasharray="2 4"')
    if not paths:
        return ""
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{paths}</svg>'


def _place(index: int, value: float, count: int, low: float, high: float) -> str:
    across = _EDGE + index * (WIDTH - 2 * _EDGE) / (count - 1)
    up = (value - low) / (high - low) if high > low else 0.5
    return f"{across:.1f} {HEIGHT - _EDGE - up * (HEIGHT - 2 * _EDGE):.1f}"


def _path(pieces: Sequence[str], dash: str = "") -> str:
    if not pieces:
        return ""
    return (
        f'<path d="{" ".join(pieces)}" fill="none" stroke="{ACCENT}" stroke-width="2" stroke-linecap="round"'
        f' vector-effect="non-scaling-stroke"{dash}/>'
    )
