"""Headline figures as tiles: each large, with its change in words, its target, and its last thirteen months."""

from collections.abc import Mapping, Sequence

from cxdata import overview
from cxdata.analysis.both_sides import MEASURES, names_online
from cxdata.charts.sparkline import sparkline
from cxdata.measures.registry.labels import label_of
from cxdata.overview import Line, Mood, Tile, TileWords, lines_of, value_of, words_of
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import Html, html_joined, html_of, joined, mark, picture, small, warned, warned_in_full
from cxdata.ui.parts.asking import asking_of
from cxdata.ui.parts.exhibits.other_side import said_now

_SHAPES = {Mood.GOOD: "▲", Mood.BAD: "◆", Mood.NEITHER: "●"}
_TICKS = {Mood.GOOD: "✓", Mood.BAD: "✗", Mood.NEITHER: "●"}
_STYLE = """
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
"""


def tiles_of(view: View, measures: tuple[str, ...]) -> list[Tile]:
    """The tiles of these measures in the view's scope."""
    return list(_made(view, measures))


@cache.part
def _made(view: View, measures: tuple[str, ...]) -> tuple[Tile, ...]:
    return overview.tiles_of(asking_of(view), measures)


def tell_other_side(tiles: Sequence[Tile | TileWords]) -> bool:
    """Whether the tiles themselves tell both waits, how many staff help and how satisfied those are."""
    return {one.now.measure.id for one in tiles if isinstance(one, Tile) and not one.now.empty} >= MEASURES


def draw_tiles(
    tiles: Sequence[Tile | TileWords], *, warned_of: Sequence[str] = (), other_side_told: bool = False
) -> None:
    """Tiles in a list, two or more abreast, then what doubts their figures, and what they rest on once it is opened.

    A figure that is no measure's is given as its words alone, with nothing to be opened. What is in
    `warned_of`, the warnings of the exhibit beside them, is not said again, nor is the other side of online where
    that exhibit, or the tiles, have told it.
    """
    elements.style(_STYLE)
    items = html_joined(item(one) for one in tiles)
    elements.html(html_of('<ul class="tiles" aria-label="Headline figures">{}</ul>', items))
    measured = [one for one in tiles if isinstance(one, Tile)]
    if not measured:
        return
    warnings = [warning for one in measured if not one.now.empty for warning in one.now.warnings]
    for line in warned(warnings, already=warned_of):
        elements.markdown(line)
    told = other_side_told or tell_other_side(tiles)
    if not told and any(names_online(one.label or label_of(one.now.measure)) for one in measured):
        elements.markdown(small(said_now()))
    names = "-".join(one.now.measure.id for one in measured)
    about = elements.expander("About these figures", on_change="rerun", key=f"about-{names}")
    if about.open:
        with about:
            for line in warned_in_full(warnings):
                elements.markdown(line)
            for one in measured:
                _about(one)


def item(one: Tile | TileWords) -> Html:
    """One tile as html."""
    words, care = (one, "") if isinstance(one, TileWords) else (words_of(one), _care(one))
    return html_of(
        '<li><span>{}</span><span class="head"><span class="value">{}</span>{}</span>{}{}{}{}{}</li>',
        words.label,
        words.value,
        _words("beside", words.beside),
        _marked(words.change, _SHAPES),
        _marked(words.target, _TICKS),
        _words("remark", words.remark),
        care,
        _course(one),
    )


def _care(one: Tile) -> str:
    return _words("care", "! read with care") if one.now.warnings and not one.now.empty else ""


def _words(kind: str, words: str) -> str:
    return html_of('<span class="{}">{}</span>', kind, words) if words else ""


def _marked(line: Line | None, shapes: Mapping[Mood, str]) -> str:
    if line is None:
        return ""
    shape = html_of('<span aria-hidden="true">{}</span>', shapes[line.mood])
    return html_of('<span class="{}">{} {}</span>', line.mood.value, shape, line.words)


def _course(one: Tile | TileWords) -> str:
    """The last months as a picture in the address: its words stand beside it, so it has none of its own."""
    drawn = sparkline([step.value for step in one.course], [step.whole for step in one.course])
    return picture(drawn) if drawn else ""


def _about(one: Tile) -> None:
    """One figure's range, base, comparison, target and definition."""
    measure = one.now.measure
    elements.markdown(mark("**{}: {}**", measure.title, value_of(one)))
    lines = [*lines_of(one, [one.change] if one.change else []), measure.formula]
    elements.markdown(joined("\n\n", map(small, lines)))
