"""The officer's list for a meeting: which exhibits of which pages, with what chosen, in the order they are presented.

It is a small file in the data folder, `meeting.json`, that holds where to find each exhibit and no figure of it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cxdata.errors import CxError
from cxdata.own_files import write_whole

FILE = "meeting.json"
MOST = 40
"""Exhibits in a list: an evening's meeting has far fewer."""

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Item:
    """One exhibit of the list.

    `page` is the page's name and `exhibit` its key there; `subject` says in words what it shows, without a figure.
    `section` is the part of the page it stands in, "" on the first screen; `query` holds the choices that every page
    has, as the words of a link, and `own` those of its page's own switches.
    """

    page: str
    exhibit: str
    subject: str = ""
    section: str = ""
    query: Query = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict)


def read_items(folder: Path) -> list[Item]:
    """The list in a data folder, empty where there is none. Raises CxError for a file that is no such list."""
    path = folder / FILE
    if not path.is_file():
        return []
    try:
        return [Item(**entry) for entry in json.loads(path.read_text("utf-8"))]
    except (ValueError, TypeError) as error:
        raise CxError(
            f"{FILE} in the data folder is no list for a meeting. Move it away to begin a new one."
        ) from error


def write_items(folder: Path, items: Sequence[Item]) -> None:
    """Keep the list, whole or not at all. Raises CxError for more than MOST exhibits."""
    if len(items) > MOST:
        raise CxError(f"The list for the meeting is full: it takes {MOST} exhibits.")
    write_whole(folder / FILE, json.dumps([asdict(item) for item in items], ensure_ascii=False, indent=1))


def move(items: Sequence[Item], number: int, by: int) -> list[Item]:
    """The list with one exhibit moved towards the front (`by` negative) or the end, as far as there is room."""
    moved = list(items)
    item = moved.pop(number)
    moved.insert(min(max(number + by, 0), len(moved)), item)
    return moved
