"""Named links: the views that an officer wants at hand in a meeting, each a name, a page and what is chosen there.

They are a small file in the data folder, `links.json`, that holds no figure: a link opens its page as it is then.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cxdata.errors import CxError
from cxdata.own_files import changing, write_whole

FILE = "links.json"
MOST = 60
"""Links in a list: more than a meeting has."""
LONGEST = 80
"""Letters of a name: it is read on one line."""


@dataclass(frozen=True)
class Link:
    """A view: its name, its page, and the words of its address (each name with its values, in order)."""

    name: str
    page: str
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What is chosen: 'ward: Abbey; by: Channel', "" for nothing."""
        return "; ".join(f"{name.replace('_', ' ')}: {' or '.join(values)}" for name, values in self.query.items())


def read_links(folder: Path) -> list[Link]:
    """The links of a data folder in their order; none where there is no such file. Raises CxError for another file."""
    path = folder / FILE
    if not path.is_file():
        return []
    try:
        return [_link(entry) for entry in json.loads(path.read_text("utf-8"))]
    except (ValueError, TypeError, AttributeError) as error:
        raise CxError(f"{FILE} in the data folder is no list of links. Move it away to begin a new one.") from error


def keep_link(folder: Path, link: Link) -> None:
    """Put a link at the end of the list. Raises CxError without a name, with one that is taken, and for a full list."""
    name = " ".join(link.name.split())
    if not name:
        raise CxError("Give the view a name: it is by that that it is found in the meeting.")
    if len(name) > LONGEST:
        raise CxError(f"The name has {len(name)} letters, and at most {LONGEST} are read on one line.")
    with changing(folder / FILE):
        links = read_links(folder)
        if name.casefold() in (other.name.casefold() for other in links):
            raise CxError(f"“{name}” is kept already. Give this view another name, or remove that one first.")
        if len(links) >= MOST:
            raise CxError(f"The list of links is full: it takes {MOST}.")
        _write(folder, [*links, Link(name, link.page, link.query)])


def move_link(folder: Path, name: str, by: int) -> None:
    """Move a link towards the front (`by` negative) or the end, as far as there is room; nothing where it is gone."""
    with changing(folder / FILE):
        links = read_links(folder)
        names = [link.name for link in links]
        if name in names:
            moved = links.pop(at := names.index(name))
            links.insert(min(max(at + by, 0), len(links)), moved)
            _write(folder, links)


def remove_link(folder: Path, name: str) -> None:
    """Take a link off the list; nothing where it is gone."""
    with changing(folder / FILE):
        _write(folder, [link for link in read_links(folder) if link.name != name])


def _link(entry: Mapping[str, Any]) -> Link:
    """A link as the file has it. Raises ValueError where it is none."""
    link = Link(**entry)
    words = [link.name, link.page, *link.query, *(word for values in link.query.values() for word in values)]
    if not all(isinstance(word, str) for word in words) or any(isinstance(one, str) for one in link.query.values()):
        raise ValueError("a link is made of words")
    return link


def _write(folder: Path, links: Sequence[Link]) -> None:
    write_whole(folder / FILE, json.dumps([asdict(link) for link in links], ensure_ascii=False, indent=1))
