"""Headline figures as tiles: each large, with its change in words, its target, and its last thirteen months."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from cxdata import overview
from cxdata.charts.sparkline import sparkline
from cxdata.overview import Line, Mood, Tile, TileWords, lines_of, value_of, words_of
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import plain, small, warned, warned_in_full
from cxdata.ui.parts.asking import asking_of

_SHAPES = {Mood.GOOD: "▲", Mood.BAD: "◆", Mood.NEITHER: "●"}
_TICKS = {Mood.GOOD: "✓", Mood.BAD: "✗", Mood.NEITHER: "●"}
_STYLE = """
<style>
ul.tiles { list-style: none; margin: 0 !important; padding: 0 !important; display: grid; gap: 8px;
  grid-template-columns: repeat(auto-fit, minmax(min(168px, calc(50% - 4px)), 1fr)); }
ul.tiles li { border: 1px solid #c9ced3; border-radius: 4px; padding: 7px 11px 5px; margin: 0 !important;
  background: #fff;
  display: flex; flex-direction: column; min-height: 110px; box-sizing: border-box; font-size: 15px;
  line-height: 17px; color: #1f2933; break-inside: avoid; }
.tiles .head { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: 10px; }
.tiles .value { font-size: 28px; line-height: 33px; font-weight: 600; }
.tiles .beside { color: #12436d; }
.tiles .good { color: #12436d; }
.tiles .bad, .tiles .care { color: #a8390b; font-weight: 600; }
.tiles .neither, .tiles .remark { color: #4a5560; }
.tiles img { display: block; width: 100%; height: 26px; margin-top: auto; }
</style>
"""


def tiles_of(view: View, measures: tuple[str, ...]) -> list[Tile]:
    """The tiles of these measures in the view's scope."""
    return list(_made(view, measures))


@cache.part
def _made(view: View, measures: tuple[str, ...]) -> tuple[Tile, ...]:
    return overview.tiles_of(asking_of(view), measures)


def draw_tiles(tiles: Sequence[Tile | TileWords], *, warned_of: Sequence[str] = ()) -> None:
    """Tiles in a list, two or more abreast, then what doubts their figures, and what they rest on once it is opened.

    A figure that is no measure's is given as its words alone: it has no course, and nothing to be opened. What is in
    `warned_of`, the warnings of the exhibit beside them, is not said again.
    """
    items = "".join(item(one) for one in tiles)
    st.html(f'{_STYLE}<ul class="tiles" aria-label="Headline figures">{items}</ul>')
    measured = [one for one in tiles if isinstance(one, Tile)]
    if not measured:
        return
    warnings = [warning for one in measured if not one.now.empty for warning in one.now.warnings]
    for line in warned(warnings, already=warned_of):
        st.markdown(line)
    names = "-".join(one.now.measure.id for one in measured)
    about = st.expander("About these figures", on_change="rerun", key=f"about-{names}")
    if about.open:
        with about:
            for line in warned_in_full(warnings):
                st.markdown(line)
            for one in measured:
                _about(one)


def item(one: Tile | TileWords) -> str:
    """One tile as html: every word of it escaped, for labels and levels come out of the data."""
    words, care, course = (one, "", "") if isinstance(one, TileWords) else (words_of(one), _care(one), _course(one))
    head = f'<span class="value">{escape(words.value)}</span>{_words("beside", words.beside)}'
    return (
        f'<li><span>{escape(words.label)}</span><span class="head">{head}</span>{_marked(words.change, _SHAPES)}'
        f"{_marked(words.target, _TICKS)}{_words('remark', words.remark)}{care}{course}</li>"
    )


def _care(one: Tile) -> str:
    return _words("care", "! read with care") if one.now.warnings and not one.now.empty else ""


def _words(kind: str, words: str) -> str:
    return f'<span class="{kind}">{escape(words)}</span>' if words else ""


def _marked(line: Line | None, shapes: Mapping[Mood, str]) -> str:
    if line is None:
        return ""
    shape = f'<span aria-hidden="true">{shapes[line.mood]}</span>'
    return f'<span class="{line.mood.value}">{shape} {escape(line.words)}</span>'


def _course(one: Tile) -> str:
    """The last months as a picture in the address: its words stand beside it, so it has none of its own."""
    drawn = sparkline([step.value for step in one.course], [step.whole for step in one.course])
    return f'<img alt="" src="data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}">' if drawn else ""


def _about(one: Tile) -> None:
    """One figure's range, base, comparison, target and definition."""
    measure = one.now.measure
    st.markdown(f"**{plain(measure.title)}: {plain(value_of(one))}**")
    lines = [*lines_of(one, [one.change] if one.change else []), measure.formula]
    st.markdown("\n\n".join(map(small, lines)))
