"""Papers as they are kept: one folder each in the data folder, with all that it takes to write them again.

`paper.json` holds what was asked, the whole document as plain values, and what it was made of. A paper whose folder is
put there by hand is a paper of the list.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from cxdata.documents import Document
from cxdata.documents.frozen import digest_of, document_of, figure_from, to_record
from cxdata.errors import CxError, suggest_nearest
from cxdata.own_files import FOLDER as PRIVATE
from cxdata.own_files import make_folder, safe_name, write_whole
from cxdata.own_files.state import State, state_of
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.keeping.made_of import MadeOf
from cxdata.papers.meeting.keeping.plain import named, text, values
from cxdata.papers.meeting.wards import Wards
from cxdata.periods import Period, say_date

FOLDER, FILE = "papers", "paper.json"
FIRST_FORM, FORM = 1, 2
"""How a record is built: one of the first form has no digest over the whole of it."""
_WHOLE = "whole"
_LONGEST_NAME = 60
_STAMP = "%d %B %Y, %H:%M:%S"
_READ = 60  # papers: some years of them


@dataclass(frozen=True)
class Paper:
    """A paper that was made: what was asked for, the document, and what it was made of. `made` is when, to the second;
    `folder` is where it is kept, and `wards` are each ward's own figure, by its name.
    """

    asked: Asked
    document: Document
    made_of: MadeOf
    made: str
    folder: Path
    wards: Wards = ()

    @property
    def digest(self) -> str:
        """By which it is known again: of all of it but the time stamp."""
        return digest_of(self.document)

    @property
    def made_at(self) -> datetime:
        """When it was made: by its stamp, as the times of its files change whenever it is written out."""
        return datetime.strptime(self.made, _STAMP)

    @property
    def title(self) -> str:
        """'Scrutiny Committee, 8 December 2026, for members'."""
        audience = "for members" if self.asked.audience == "members" else "for everybody"
        return f"{self.asked.meeting}, {say_date(self.asked.day)}, {audience}"


def keep(data: Path, asked: Asked, document: Document, made_of: MadeOf, wards: Wards) -> Paper:
    """Keep a paper in a folder of its own, which holds no other: a second of the same day has a number."""
    name = safe_name(f"{asked.day.isoformat()} {_plain(asked.meeting)} {asked.audience}".replace(" ", "-"))
    parent = data / FOLDER
    make_folder(parent)
    folder = _new_folder(parent, name)
    paper = Paper(asked, document, made_of, document.made, folder, wards)
    try:
        write_whole(folder / FILE, json.dumps(_record(paper), ensure_ascii=False, indent=1))
    except BaseException:
        folder.rmdir()  # a folder without its paper is none of the list
        raise
    return paper


def _new_folder(parent: Path, name: str) -> Path:
    """A folder that was not there, of this name or with a number behind it: two papers made at once share none."""
    for number in count(1):
        folder = parent / (name if number == 1 else f"{name}-{number}")
        with suppress(FileExistsError):
            folder.mkdir(mode=PRIVATE)
            break
    return folder


def papers_in(data: Path) -> tuple[list[Paper], list[str]]:
    """The papers of a data folder, the newest meeting first, and a sentence for each that cannot be read."""
    papers, faults = [], []
    for path in sorted((data / FOLDER).glob(f"*/{FILE}")):
        try:
            papers.append(read_paper(path))
        except CxError as fault:
            faults.append(f"{path.parent.name}: {fault}")
    return sorted(papers, key=lambda paper: (paper.asked.day, paper.made_at), reverse=True), faults


def read_paper(path: Path) -> Paper:
    """The paper of a `paper.json`. Raises CxError for a file that is none, or that was changed."""
    try:
        state = state_of(path)
    except OSError as fault:
        raise CxError("This is no paper that was kept: its file cannot be read.") from fault
    return _read(state)


@lru_cache(maxsize=_READ)
def _read(state: State) -> Paper:
    """The paper of a file in a state: a list of papers is read anew at every look, each of its files once."""
    path = Path(state[0])
    try:
        record = named(json.loads(path.read_text("utf-8")))
        if (form := record["form"]) not in (FIRST_FORM, FORM):
            raise CxError(f"This paper is kept in another form ({form}) than this program knows. Update the program.")
        changed = form != FIRST_FORM and record[_WHOLE] != _digest_over(record)
        asked, made_of = _asked(named(record["asked"])), MadeOf.of_record(named(record["made_of"]))
        wards = tuple((text(name), figure_from(figure)) for name, figure in values(record["wards"]))
        document, digest = document_of(record["document"]), text(record["digest"])
        made = text(document.made)
        about = tuple((text(head), text(words)) for head, words in document.about)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise CxError("This is no paper that was kept: its file cannot be read.") from fault
    try:
        datetime.strptime(made, _STAMP)
    except ValueError as fault:
        raise CxError("This is no paper that was kept: when it was made cannot be read.") from fault
    if changed or digest_of(document) != digest:
        raise CxError("What was kept of this paper was changed since: it is not what was put out.")
    return Paper(asked, replace(document, about=about), made_of, made, path.parent, wards)


def _digest_over(record: Mapping[str, Any]) -> str:
    """The digest over all that is kept of a paper but the time stamp: also over what its own digest leaves out."""
    plain = {name: value for name, value in record.items() if name != _WHOLE}
    plain["document"] = {name: value for name, value in named(plain["document"]).items() if name != "made"}
    written = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def remove_paper(data: Path, name: str) -> None:
    """Take a paper, by the name of its folder, out of the list for good; files that were written of it stay.

    Raises CxError for a name that is of no paper.
    """
    folder = data / FOLDER / name
    if folder.resolve().parent != (data / FOLDER).resolve() or not (folder / FILE).is_file():
        known = (path.parent.name for path in (data / FOLDER).glob(f"*/{FILE}"))
        raise CxError(f"No paper is kept under the name '{name}'. {suggest_nearest(name, known)}")
    shutil.rmtree(folder)


def last_before(papers: Sequence[Paper], asked: Asked, *, same_day: bool = False) -> Paper | None:
    """The paper for the same meeting and audience before this one, or of the `same_day` too; None where it is first."""
    earlier = [
        paper
        for paper in papers
        if _whole(paper.asked.meeting) == _whole(asked.meeting)
        and paper.asked.audience == asked.audience
        and (paper.asked.day < asked.day or (same_day and paper.asked.day == asked.day))
    ]
    return max(earlier, key=lambda paper: (paper.asked.day, paper.made_at), default=None)


def stamp_of(moment: datetime) -> str:
    """The time stamp of a document: '27 November 2026, 17:20:05'."""
    return f"{say_date(moment.date())}, {moment:%H:%M:%S}"


def _plain(name: str) -> str:
    """A name for a folder: letters and digits in lower case with hyphens, cut to a length that every system takes."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:_LONGEST_NAME] or "meeting"


def _whole(meeting: str) -> str:
    """A meeting's name as it is told from another: whole, in any letters, capitals and spaces aside."""
    return " ".join(meeting.casefold().split())


def _record(paper: Paper) -> dict[str, Any]:
    asked = paper.asked
    record = {
        "form": FORM,
        "digest": paper.digest,
        "asked": {
            "meeting": asked.meeting,
            "day": asked.day.isoformat(),
            "audience": asked.audience,
            "item": asked.item,
            "author": asked.author,
            "period": [asked.period.start.isoformat(), asked.period.end.isoformat(), asked.period.name]
            if asked.period
            else None,
            "sections": list(asked.sections),
            "words": dict(asked.words),
        },
        "made_of": to_record(paper.made_of.as_record()),
        "document": to_record(paper.document),
        "wards": to_record(paper.wards),
    }
    return record | {_WHOLE: _digest_over(record)}


def _asked(record: Mapping[str, Any]) -> Asked:
    period = record["period"]
    if period is not None:
        start, end, name = (text(one) for one in values(period, 3))
        period = Period(date.fromisoformat(start), date.fromisoformat(end), name)
    return Asked(
        meeting=text(record["meeting"]),
        day=date.fromisoformat(text(record["day"])),
        audience=record["audience"],
        item=text(record["item"]),
        author=text(record["author"]),
        period=period,
        sections=tuple(text(one) for one in values(record["sections"])),
        words={place: text(words) for place, words in named(record["words"]).items()},
    )
