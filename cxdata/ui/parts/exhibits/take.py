"""What can be had of an exhibit: its picture, its sentence, its figures as files and as a table, and what it counts.

It is an expander and no pop-up: Enter opens it, the next Tab is the first button, and nothing lies over the page. It is
a fragment: what it shows is made once it is open, and opening it leaves the rest of the page alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from cxdata.export.beside.other_side import tells_online
from cxdata.export.download import Download, to_csv
from cxdata.export.exhibit import Exhibit
from cxdata.export.exhibit.picture import PICTURE_PNG, PICTURE_SVG, picture_png, picture_svg
from cxdata.export.workbook import XLSX, to_xlsx
from cxdata.ui.frame import elements, sample
from cxdata.ui.frame.text import joined, small, warned_in_full
from cxdata.ui.parts.exhibits.copying import copy_button
from cxdata.ui.parts.exhibits.keep import keep_button
from cxdata.ui.parts.exhibits.other_side import said_now, to_save_with_both_sides

LABEL = "Take it away: picture, table, figures"
PNG, SVG = "Picture for a slide (PNG)", "Picture (SVG)"
CSV, EXCEL = "Figures (CSV)", "Figures (Excel)"
COPY = "Copy the sentence"
# In a narrow place a table's lines break between words, and it is moved sideways where even that does not fit: a figure
# with each digit on a line of its own can be read by nobody.
_STYLE = """
[class*="st-key-take-"] [data-testid="stTable"] :is(th, td) { padding: 0.25rem; }
[class*="st-key-take-"] [data-testid="stTable"] :is(th, td) * { overflow-wrap: break-word; }
@media print {
  [class*="st-key-take-"] [data-testid="stTable"] :is(th, td) * { overflow-wrap: anywhere; }
}
"""


@st.fragment
def take_away(exhibit: Exhibit) -> None:
    """The menu under an exhibit, closed until it is asked for."""
    menu = elements.expander(LABEL, on_change="rerun", key=f"take-{exhibit.key}")
    if menu.open:
        with menu:
            _draw(exhibit)


def _draw(exhibit: Exhibit) -> None:
    elements.style(_STYLE)
    with st.container(horizontal=True, key=f"take-buttons-{exhibit.key}"):
        if exhibit.chart is not None:
            _pictures(exhibit)
        if len(exhibit.rows):
            _figures(exhibit.download, exhibit.key)
        copy_button(COPY, exhibit.finding, key=f"copy-{exhibit.key}")
        keep_button(exhibit)
    if len(exhibit.rows):
        elements.table(exhibit.rows, alt=exhibit.finding)
    for line in warned_in_full(exhibit.warnings):
        elements.markdown(line)
    for note in exhibit.notes:
        elements.markdown(small(f"Note: {note}"))
    explain(exhibit.about)


def save(download: Download, *, key: str) -> None:
    """The buttons that save a table as CSV and as a workbook that says what it is."""
    download = to_save_with_both_sides(download)
    with st.container(horizontal=True):
        _figures(download, key)


def explain(lines: Sequence[str]) -> None:
    """What is counted, from which files, and how to read it, given as lines of markdown."""
    elements.markdown(joined("\n\n", lines))


def _pictures(exhibit: Exhibit) -> None:
    doubt = sample.doubt()
    _button(PNG, partial(picture_png, exhibit, doubt=doubt), f"{exhibit.download.name}.png", PICTURE_PNG, exhibit.key)
    _button(SVG, partial(picture_svg, exhibit, doubt=doubt), f"{exhibit.download.name}.svg", PICTURE_SVG, exhibit.key)


def _figures(download: Download, key: str) -> None:
    if said := sample.doubt():
        download = replace(download, about=(("Warning", said), *download.about))
    _button(CSV, partial(to_csv, download), f"{download.name}.csv", "text/csv", key)
    _button(EXCEL, partial(to_xlsx, download), f"{download.name}.xlsx", XLSX, key)


def _button(label: str, make: Callable[[], bytes | str], file: str, mime: str, key: str) -> None:
    """A button that makes its file when it is pressed, apart from the page's own run."""
    elements.download_button(label, make, file, mime, key=f"{file.rpartition('.')[2]}-{key}", on_click="ignore")


def table(rows: pd.DataFrame, download: Download, *, key: str, alt: str) -> None:
    """A real table whose cells are words, with its downloads; `alt` says what it is to those who cannot see it."""
    elements.table(rows, alt=alt)
    if tells_online(download):
        elements.markdown(small(said_now()))
    save(download, key=key)
