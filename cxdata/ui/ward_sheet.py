"""The sheet of the ward on the screen, and those of every ward, to be taken away: made when a button is pressed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from cxdata.analysis.asking import FromStore
from cxdata.analysis.recommendations.item import Item, item_of
from cxdata.documents import content_of
from cxdata.lists import read_list
from cxdata.lists.tracker import TRACKER
from cxdata.papers.ward import file_names, in_one_archive, ward_sheet, ward_sheets
from cxdata.ui.frame import cache, elements, sample
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import small

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ABOUT = (
    "Two sides of A4 in black and white, in words first, in the period and the choices above. For members: it holds "
    "small numbers, and is not to be published."
)


def take_sheet(view: View, ward: str) -> None:
    """The buttons that make the ward's sheet, and those of all wards in one archive."""
    asking, data, doubt = FromStore(view.loaded, view.council, view.scope), cache.opened(), sample.doubt()
    elements.markdown(small(ABOUT))
    with st.container(horizontal=True):
        for label, ending, kind in (("Word", "docx", WORD), ("Web page, to print", "html", "text/html")):
            [name] = file_names([f"{ward} ward sheet"], ending)
            _button(f"{ward}: {label}", partial(_one, asking, ward, data, doubt, ending), name, kind)
        _button("Every ward: Word (ZIP)", partial(_all, asking, data, doubt), "Ward sheets.zip", "application/zip")


def _button(label: str, make: Callable[[], bytes], name: str, kind: str) -> None:
    elements.download_button(label, make, name, kind, key=f"sheet-{name.rpartition('.')[2]}", on_click="ignore")


def _one(asking: FromStore, ward: str, data: Path, doubt: str, ending: str) -> bytes:
    return content_of(ward_sheet(asking, ward, items=_items(data), doubt=doubt), f".{ending}")


def _all(asking: FromStore, data: Path, doubt: str) -> bytes:
    return in_one_archive(dict(ward_sheets(asking, items=_items(data), doubt=doubt)), "docx")


def _items(data: Path) -> list[Item]:
    """The rows of the tracker, among which a sheet looks for those that name its ward."""
    return [item_of(entry) for entry in read_list(data, TRACKER).entries]
