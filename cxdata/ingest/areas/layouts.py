"""What an officer has said of boundary files in their own words: which column is the code, which the name, which
projection their coordinates are in. Kept in boundaries.toml in the data folder, and known again by the columns.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.profile.grids import epsg
from cxdata.own_files import write_whole
from cxdata.own_files.toml import toml_of

FILE_NAME = "boundaries.toml"


@dataclass(frozen=True)
class AreaLayout:
    """How boundary files with these columns are read. `code` and `name` are columns, "" where the file's own headings
    say it; `projection` is a name or EPSG number, "" where coordinates are degrees or the file names one.
    """

    columns: tuple[str, ...]
    code: str = ""
    name: str = ""
    projection: str = ""

    @property
    def epsg(self) -> int | None:
        """The EPSG number of the projection; None where none is named."""
        return epsg(self.projection) if self.projection else None


def load_layouts(data: Path) -> list[AreaLayout]:
    """The layouts of boundary files in a data folder, in the order they were made. Raises CxError for a broken file."""
    path = data / FILE_NAME
    if not path.is_file():
        return []
    try:
        written = toml_of(path.read_text(encoding="utf-8")).get("layout", [])
        layouts = [
            AreaLayout(
                tuple(str(column) for column in entry["columns"]),
                str(entry.get("code", "")),
                str(entry.get("name", "")),
                str(entry.get("projection", "")),
            )
            for entry in written
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise CxError(
            f"{FILE_NAME} in the data folder cannot be read. Mend it, or move it away and answer again."
        ) from fault
    wrong = next((layout.projection for layout in layouts if layout.projection and layout.epsg is None), None)
    if wrong is not None:
        raise CxError(f"{FILE_NAME} names '{wrong}', which is no projection. Write it as EPSG:27700, say.")
    return layouts


def find_layout(columns: Iterable[str], layouts: Sequence[AreaLayout]) -> AreaLayout | None:
    """The layout that was made for a file with just these columns."""
    wanted = sorted(columns)
    return next((layout for layout in layouts if sorted(layout.columns) == wanted), None)


def save_layout(layout: AreaLayout, data: Path) -> None:
    """Keep a layout; it takes the place of an earlier one for the same columns."""
    others = [other for other in load_layouts(data) if sorted(other.columns) != sorted(layout.columns)]
    lines = ["# How boundary files are read, as an officer has said on the Data page or with --answer.", ""]
    for each in (*others, layout):
        lines += ["[[layout]]", f"columns = {json.dumps(list(each.columns), ensure_ascii=False)}"]
        for key in ("code", "name", "projection"):
            if text := getattr(each, key):
                lines.append(f"{key} = {json.dumps(text, ensure_ascii=False)}")
        lines.append("")
    write_whole(data / FILE_NAME, "\n".join(lines))
