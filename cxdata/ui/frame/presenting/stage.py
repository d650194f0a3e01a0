"""The screen that is presented: a sentence, one exhibit, a source line, and a bar of buttons with keys of their own."""

from collections.abc import Sequence

import streamlit as st

from cxdata.charts.drawing import svg
from cxdata.charts.drawing.model import Drawing
from cxdata.charts.drawing.place import fit
from cxdata.export.exhibit import Exhibit
from cxdata.ui.frame import cache, elements, sample
from cxdata.ui.frame.choice import mine
from cxdata.ui.frame.presenting import state
from cxdata.ui.frame.presenting.style import STYLE
from cxdata.ui.frame.text import Html, html_joined, html_of, picture

WIDEST, NARROWEST = 760, 600
"""Pixels at which an exhibit is drawn. A projector enlarges it, so that 16 pixels of type are 20 or more."""

_ROOM = (956, 500)  # pixels that a projector of 1,024 by 768 leaves to the exhibit
OFFICER = "Officer view: do not publish."


def draw(exhibits: Sequence[Exhibit], *, nothing: str = "", count: int | None = None) -> None:
    """Present one of these exhibits, the one that the address names.

    `count` is given where only the exhibit of the address was worked out, out of so many; `nothing` is said instead of
    an exhibit where there is none.
    """
    total = len(exhibits) if count is None else count
    at = state.number(total)
    exhibit = next(iter(exhibits if count is not None else exhibits[at:]), None)
    elements.style(STYLE)
    with st.container(key="stage", gap=None):
        elements.html(_screen(exhibit, nothing, notes=state.shows_notes()))
        with st.container(key="stage-bar", horizontal=True, vertical_alignment="center", gap="small"):
            _bar(at, total)


def _screen(exhibit: Exhibit | None, nothing: str, *, notes: bool) -> Html:
    if exhibit is None:
        return html_of('<div class="stage"><h1>{}</h1></div>', nothing or "This page has no exhibit to present.")
    chart = exhibit.chart
    view = [] if cache.publishing() else [OFFICER]
    source = " ".join(
        [
            *filter(None, [exhibit.other_side]),
            f"{exhibit.scope}.",
            *_based(exhibit),
            f"Source: {exhibit.source}.",
            *view,
        ]
    )
    doubts = [doubt for doubt in (sample.doubt(), *exhibit.warnings) if doubt]
    parts = [
        html_of("<h1>{}</h1>", exhibit.finding),
        *(html_of('<p class="doubt">{}</p>', warning) for warning in doubts),
        *(html_of('<p class="noted">{}</p>', note) for note in exhibit.commentary),
        *([picture(_svg(chart.drawing), alt=chart.alt)] if chart is not None else []),
        *([_table(exhibit)] if chart is None and exhibit.read_as_table else []),
        html_of('<p class="source">{}</p>', source),
        *([_notes(exhibit)] if notes else []),
    ]
    return html_of('<div class="stage">{}</div>', html_joined(parts))


def _table(exhibit: Exhibit) -> Html:
    """The rows of an exhibit that is read as a table."""
    heads = html_joined(html_of('<th scope="col">{}</th>', str(name)) for name in exhibit.rows.columns)
    rows = html_joined(
        html_of("<tr>{}</tr>", html_joined(html_of("<td>{}</td>", str(cell)) for cell in row))
        for row in exhibit.rows.itertuples(index=False, name=None)
    )
    return html_of("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", heads, rows)


def _svg(drawing: Drawing) -> str:
    """A low drawing is drawn narrow, so that it can be enlarged to the height there is."""
    width = round(min(max(_ROOM[0] * drawing.height / _ROOM[1], NARROWEST), WIDEST))
    drawing = fit(drawing, width)
    return svg.document(width, drawing.height, svg.elements(drawing, width))


def _based(exhibit: Exhibit) -> list[str]:
    return [f"Of {exhibit.base}."] if exhibit.base else []


def _notes(exhibit: Exhibit) -> Html:
    """For who presents: how to read it, what it rests on, what is counted, and what to ask."""
    chart = exhibit.chart
    reading = " ".join(part for part in ((chart.reading, *chart.notes) if chart else ()) if part)
    lines = [("How to read it", reading), ("Rests on", exhibit.base), ("Ask", exhibit.ask)]
    lines += [("Officer’s note", note) for note in exhibit.commentary]
    lines += [("Note", note) for note in exhibit.notes]
    lines += [("Counted", _unmarked(line)) for line in exhibit.about[:3]]
    said = html_joined(html_of("<dt>{}</dt><dd>{}</dd>", head, words) for head, words in lines if words)
    return html_of('<dl class="notes" aria-label="Notes" tabindex="0">{}</dl>', said)


def _unmarked(markdown: str) -> str:
    """A line of markdown as plain text: what is said of a measure comes with bold heads and escapes."""
    return markdown.replace("**", "").replace("\\", "")


def _bar(at: int, total: int) -> None:
    before, after = max(at - 1, 0), min(at + 1, max(total - 1, 0))
    elements.button(
        "Back", key="stage-back", shortcut="Left", on_click=state.step, args=(before,), disabled=at == before
    )
    elements.markdown(f"{at + 1 if total else 0} of {total}")
    elements.button(
        "Next", key="stage-next", shortcut="Right", on_click=state.step, args=(after,), disabled=at == after
    )
    mine.draw_turn(key="stage-ward")
    label = "Hide notes" if state.shows_notes() else "Notes"
    elements.button(label, key="stage-notes", shortcut="N", on_click=state.turn_notes)
    elements.button("End", key="stage-end", shortcut="Escape", on_click=state.end)
    # What a clicker sends; a button has one key only.
    with st.container(key="stage-clicker"):
        elements.button("Page before", key="stage-up", shortcut="PageUp", on_click=state.step, args=(before,))
        elements.button("Page after", key="stage-down", shortcut="PageDown", on_click=state.step, args=(after,))
