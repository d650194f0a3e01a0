"""What readers said of the comments of files, kept in comments.toml in the data folder.

An entry is known by a file's digest and by how it was read. cxdata/export/comments.py asks for it before a comment is
shown; erasing a file takes its entry away.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from cxdata.errors import CxError
from cxdata.own_files import write_whole
from cxdata.own_files.toml import toml_of

FILE_NAME = "comments.toml"


def read_verdicts(data: Path) -> Sequence[dict[str, str]]:
    """Every entry: file name, digest, how it was read, what was said, by whom, when. Raises CxError if broken."""
    path = data / FILE_NAME
    if not path.is_file():
        return []
    try:
        entries = toml_of(path.read_text(encoding="utf-8")).get("file", [])
        return [
            {key: str(entry[key]) for key in ("name", "sha256", "read_by", "verdict", "by", "at")} for entry in entries
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise CxError(
            f"{FILE_NAME} in the data folder cannot be read, so no comment is shown. Mend it, or move it away and "
            "look at the comments again."
        ) from fault


def forget_verdicts(data: Path, kept: Collection[str]) -> None:
    """Take away what was said of files that are gone for good: of all but those with the digests `kept`."""
    said = read_verdicts(data)
    left = [entry for entry in said if entry["sha256"] in kept]
    if left:
        write_verdicts(data, left)
    elif said:
        (data / FILE_NAME).unlink()


def write_verdicts(data: Path, entries: Sequence[Mapping[str, str]]) -> None:
    """Write all entries in the place of those that were there."""
    lines = ["# Who has looked at a sample of each file's comments, and whether they may be shown.", ""]
    for entry in entries:
        lines += ["[[file]]", *(f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in entry.items()), ""]
    write_whole(data / FILE_NAME, "\n".join(lines))
