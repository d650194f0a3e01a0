"""Themes of comments as dots: for each phrase the share of the one side that writes it, and the share of the other."""

from collections.abc import Sequence
from math import isfinite
from textwrap import wrap

from cxdata.analysis.comments.page import ASKED, SATISFIED, Comments
from cxdata.analysis.comments.themes import Theme
from cxdata.analysis.comments.words import quoted, say_share, share_of
from cxdata.charts.drawing.colours import ACCENT, GRID, INK, OUTLINE, WARM
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Line, Mark, Point, Points, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick
from cxdata.charts.parts import alt
from cxdata.charts.parts.scale import step_for
from cxdata.measures.model import Unit
from cxdata.stats.basics.proportions import wilson

MOST = 7
_WRAP, _NARROW_WRAP = 30, 34  # letters of a phrase in one line
_ROW, _LINE = 16, 20  # pixels: between rows, and a line of words


def of_themes(result: Comments, *, limit: int = MOST, narrow: bool = False) -> Chart:
    """A row a theme, the surest first: where each side stands, with the range of the first. `narrow` is for a phone."""
    shown = result.themes[:limit]
    ours, theirs = ASKED[result.asked]
    here = [share_of(theme.here, result.here.read) for theme in shown]
    there = [share_of(theme.there, result.there.read) for theme in shown]
    limits = wilson([theme.here for theme in shown], [result.here.read] * len(shown))
    colour = ACCENT if result.asked == SATISFIED else WARM
    marks: list[Mark] = []
    for at, (high, low, share, other) in enumerate(zip(limits.upper, limits.lower, here, there, strict=True)):
        if isfinite(other):
            marks.append(Line((other, share), (at, at), GRID, width=4))
        marks.append(Line((float(low), float(high)), (at, at), colour, width=2))
    others = [Point(share, at, colour=OUTLINE, hollow=True) for at, share in enumerate(there) if isfinite(share)]
    ones = [
        Point(share, at, colour=colour, shape="diamond", hover=f"{theme.phrase}\n{_figure(theme, result)}")
        for at, (theme, share) in enumerate(zip(shown, here, strict=True))
    ]
    marks.append(Points((*others, *ones)))
    words = "; ".join(f"{theme.phrase}: {_figure(theme, result)}" for theme in shown)
    more = len(result.themes) - len(shown)
    return Chart(
        _drawing(marks, shown, result, high=max([*limits.upper, *filter(isfinite, there)], default=0.1), narrow=narrow),
        alt.sentence(f"Dots: phrases of {ours}, with the share who write each, and of {theirs}. {words}."),
        f"Diamond: {ours}, with its range. Circle: {theirs}.",
        tuple(filter(None, (alt.say_more(more),))),
    )


def _figure(theme: Theme, result: Comments) -> str:
    return f"{say_share(theme.here, result.here)}, {say_share(theme.there, result.there)}"


def _drawing(marks: list[Mark], shown: Sequence[Theme], result: Comments, *, high: float, narrow: bool) -> Drawing:
    """Rows with their phrase at the left, or over them on a phone, and both shares at the right."""
    step = step_for(Unit.SHARE, high, 4)
    ticks = tuple(Tick(step * number, f"{100 * step * number:.4g}%") for number in range(int(high // step) + 1))
    across = Axis((-0.02 * high, high * 1.02), ticks, grid=True)
    figures = [_figure(theme, result) for theme in shown]
    labels = ["\n".join(wrap(quoted(theme.phrase), _NARROW_WRAP if narrow else _WRAP)) for theme in shown]
    deep = max((label.count("\n") + 1 for label in labels), default=1)
    for at, (label, figure) in enumerate(zip(labels, figures, strict=True)):
        marks.append(Text(across.span[1], at, figure, dx=12, bold=at == 0))
        if narrow:
            marks.append(Text(0, at, label, dy=-12 - _LINE * deep // 2, colour=INK, halo=True))
    height = _ROW + _LINE * (deep + 1 if narrow else deep)
    upright = Axis(
        (len(labels) - 0.5, -0.5),
        tuple(Tick(at, "" if narrow else label, strong=at == 0, colour=INK) for at, label in enumerate(labels)),
    )
    margins = Margins(
        left=16 if narrow else widest(labels, SIZE) + 18,
        right=widest(figures, SIZE) + 24,
        top=12 + (_LINE * deep // 2 if narrow else 0),
        bottom=34,
    )
    return Drawing(tuple(marks), across, upright, height * max(len(labels), 1) + margins.top + margins.bottom, margins)
