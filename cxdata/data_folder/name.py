"""The one writer of council.toml: the council's name, put into a file in which everything else stays as it is."""

import json
import re
import tomllib
from pathlib import Path

from cxdata.council import FILE_NAME, read_council
from cxdata.errors import CxError
from cxdata.own_files import write_whole
from cxdata.own_files.toml import toml_of

LONGEST_NAME = 80


def write_name(data: Path, name: str) -> Path:
    """Write the council's name into `data`/council.toml, made where there is none; everything else in it stays.

    Returns the file. Raises CxError for a text that is no name, where the file names the council otherwise already, and
    where it cannot be read or written: it is then left as it is.
    """
    name = checked_name(name)
    path = data / FILE_NAME
    standing = read_council(data)  # a file that cannot be read is refused here
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    before = toml_of(text)
    if "name" in before.get("council", {}):
        if standing.name != name:
            raise CxError(f"{FILE_NAME} names the council {standing.name} already. Change the name in that file.")
        return path
    line = f"name = {json.dumps(name, ensure_ascii=False)}\n"
    section = re.search(r"^\[council\][ \t]*(#.*)?\n", text, re.MULTILINE)
    written = f"{text[: section.end()]}{line}{text[section.end() :]}" if section else f"[council]\n{line}\n{text}"
    try:
        after = toml_of(written)
    except tomllib.TOMLDecodeError:
        after = {}
    if after != {**before, "council": {**before.get("council", {}), "name": name}}:
        raise CxError(f'{FILE_NAME} is written in a way that cannot be added to. Write name = "{name}" into [council].')
    write_whole(path, written)
    return path


def checked_name(name: str) -> str:
    """The name without spaces around it. Raises CxError for one that is blank, long, or not to be printed."""
    name = " ".join(name.split())
    if not re.search(r"\w", name):
        raise CxError("Give the council's name, as it should stand on the pages.")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise CxError(f"A council's name has at most {LONGEST_NAME} characters, and only such as can be printed.")
    return name
