"""The files that a paper was written to, and the paper that a file is of."""

import hashlib
import json
import zipfile
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from cxdata.documents import content_of
from cxdata.documents.html.stage import to_stage
from cxdata.errors import CxError
from cxdata.own_files import write_whole
from cxdata.papers.meeting.keeping.kept import FILE, Paper, papers_in, read_paper
from cxdata.papers.meeting.keeping.plain import text, values

OUTPUTS = "outputs.json"
TEMPLATE = "template.docx"
"""A Word document in the data folder whose look every paper in Word has."""


def note_output(paper: Paper, content: bytes) -> None:
    """Note that a paper was written to a file of this content. Notes that cannot be read are put aside, where whoever
    mends them finds them, and not written over.
    """
    path = paper.folder / OUTPUTS
    noted = _read(path)
    if noted is None:
        path.replace(path.with_name(f"{path.stem}-unread-{path.stat().st_mtime_ns}{path.suffix}"))
    write_whole(path, json.dumps(list(dict.fromkeys([*(noted or ()), hashlib.sha256(content).hexdigest()]))))


def template_in(data: Path) -> bytes | None:
    """The council's own Word document in a data folder; None where there is none."""
    path = data / TEMPLATE
    return path.read_bytes() if path.is_file() else None


def content_noted(paper: Paper, ending: str) -> bytes:
    """The bytes of a paper in the format of an ending, which are noted as its file. Raises CxError as `content_of`."""
    content = content_of(paper.document, ending, template=template_in(paper.folder.parent.parent))
    note_output(paper, content)
    return content


def stage_of(paper: Paper) -> bytes:
    """The paper's findings one a screen, with each ward's own, as a file for a second screen."""
    return to_stage(paper.document, paper.wards)


def file_name(paper: Paper, ending: str) -> str:
    """What a file of the paper is called: as the folder that it is kept in."""
    return f"{paper.folder.name}{ending}"


def paper_of(path: Path, data: Path) -> Paper:
    """The kept paper that a file was written from: its own `paper.json` or folder, or any file that was written of it,
    also one that was changed in Word, as long as it holds the paper's digest. Raises CxError where none is known.
    """
    if path.is_dir():
        return read_paper(path / FILE)
    if path.name == FILE:
        return read_paper(path)
    if not path.is_file():
        raise CxError(f"There is no file {path}.")
    papers, faults = papers_in(data)
    digest, texts = _digest(path), _texts(path)
    # Two papers made of the same have one digest in their texts: the notes tell which of them was written to this file.
    written = (paper for paper in papers if digest in _noted(paper))
    naming = (paper for paper in papers if any(paper.digest.encode() in one for one in texts))
    for paper in chain(written, naming):
        return paper
    said = f" Not read: {'; '.join(faults)}" if faults else ""
    raise CxError(f"{path.name} is of no paper that is kept in this data folder.{said}")


def is_as_written(paper: Paper, content: bytes) -> bool:
    """Whether this is, byte for byte, a file that this paper was written to."""
    return hashlib.sha256(content).hexdigest() in _noted(paper)


def _noted(paper: Paper) -> list[str]:
    return _read(paper.folder / OUTPUTS) or []


def _read(path: Path) -> list[str] | None:
    """What is noted; [] where nothing is yet, and None where the notes are there and cannot be read."""
    try:
        return [text(one) for one in values(json.loads(path.read_text("utf-8")))]
    except FileNotFoundError:
        return []
    except (OSError, ValueError):
        return None


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _texts(path: Path) -> Sequence[bytes]:
    """The file, or the parts of one that is packed."""
    if not zipfile.is_zipfile(path):
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as packed:
        return [packed.read(name) for name in packed.namelist()]
