"""What a paper was made of, so that it can be said later why a figure reads otherwise: files, definitions, settings."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cxdata.council import Council
from cxdata.measures import MEASURES
from cxdata.measures.registry.labels import label_of
from cxdata.papers.meeting.keeping.figures import Difference
from cxdata.papers.meeting.keeping.plain import named, text, values
from cxdata.published.reading import Reading
from cxdata.store import Store

_EDITION = "edition"
File = tuple[str, str, str, str]
"""Its name, the digest of its content, and its first and last day; "" for what is not known."""


@dataclass(frozen=True)
class MadeOf:
    """`version` names the store, or the edition of a paper for everybody. Several `files` may have one name.
    `definitions` are the version of each measure, and `settings` the digest of the council's settings.
    """

    version: str
    files: tuple[File, ...]
    definitions: Mapping[str, int]
    settings: str

    def as_record(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "MadeOf":
        """What `as_record` wrote, also by way of JSON, which knows no tuples. Raises ValueError or KeyError for what it
        did not write.
        """
        files = record["files"]
        if isinstance(files, dict):  # of the first form, which knew one file of a name
            files = [[name, *values(file, 3)] for name, file in files.items()]
        definitions = named(record["definitions"])
        if not all(isinstance(version, int) for version in definitions.values()):
            raise ValueError("the version of a definition is no number")
        return cls(
            text(record["version"]), tuple(_file(one) for one in values(files)), definitions, text(record["settings"])
        )


def _file(record: object) -> File:
    name, digest, first, last = (text(one) for one in values(record, 4))
    return name, digest, first, last


def made_of_store(store: Store, council: Council) -> MadeOf:
    """What a paper out of a store is made of."""
    files = []
    for row in store.files().to_dict("records"):
        receipt = json.loads(row["receipt"])
        days = str(receipt["first"] or ""), str(receipt["last"] or "")
        files.append((str(row["name"]), str(row["sha256"]), *days))
    return MadeOf(f"store version {store.version}", tuple(files), _definitions(), _digest(council))


def made_of_edition(reading: Reading) -> MadeOf:
    """What a paper out of an edition is made of; of its files the names alone are known."""
    about = reading.edition.about
    files = tuple((name, "", "", "") for name in about.sources)
    return MadeOf(f"{_EDITION} {about.number}", files, _definitions(), _digest(reading.council))


def why_differs(then: MadeOf, now: MadeOf, one: Difference, first: str, last: str) -> str:
    """Why a figure reads otherwise: the first reason that applies to its own files and to what it counts.

    `first` and `last` are the days of the paper's period, "" for one without end.
    """
    of = set(one.sources.split("; ")) if one.sources else {name for name, *_ in (*then.files, *now.files)}
    gone = [file for file in then.files if file not in now.files and file[0] in of]
    came = [file for file in now.files if file not in then.files and file[0] in of]
    names_gone, names_come = {name for name, *_ in gone}, {name for name, *_ in came}
    replaced, taken = sorted(names_gone & names_come), sorted(names_gone - names_come)
    new = sorted(names_come - names_gone)
    late = sorted({file[0] for file in came if file[0] in new and _reaches(file, first, last)})
    if not one.sources and replaced and taken:
        return f"{_names(taken)} {_was(taken)} taken away and {_names(replaced)} {_was(replaced)} replaced"
    if replaced:
        return f"{_names(replaced)} {_was(replaced)} replaced"
    if late:
        return f"late data: {_names(late)} {_was(late)} loaded since"
    if taken:
        return f"{_names(taken)} {_was(taken)} taken away"
    if new:
        return _superseded(new)
    if changed := _redefined(then, now, one.measures):
        return f"changed definition: {_names(changed)}"
    out_of = f"it is now out of {now.version}, and was out of {then.version}" if then.version != now.version else ""
    if out_of and now.version.startswith(_EDITION):
        return out_of  # its figures are settled when it is made, whatever is set later
    if then.settings != now.settings:
        return "the council's settings were changed"
    # A file that is none of the figure's own any more may have taken rows out of its months.
    if elsewhere := sorted({name for name, *_ in now.files} - {name for name, *_ in then.files}):
        return _superseded(elsewhere)
    return out_of or "the program works it out otherwise now"


def _superseded(new: list[str]) -> str:
    return f"{_names(new)} {_was(new)} loaded since, with newer rows in the place of earlier ones"


def _redefined(then: MadeOf, now: MadeOf, titles: tuple[str, ...]) -> list[str]:
    """The titles of the measures whose definition is another now, of those that a figure counts; of all of them where
    it does not say what it counts.
    """
    changed = (MEASURES[name] for name, version in now.definitions.items() if then.definitions.get(name) != version)
    return [one.title for one in changed if not titles or one.title in titles or label_of(one) in titles]


def _reaches(file: File, first: str, last: str) -> bool:
    """Whether a file has days of a period; one without days may have."""
    _, _, begins, ends = file
    return not begins or not first or (begins <= last and ends >= first)


def _definitions() -> dict[str, int]:
    return {name: measure.version for name, measure in MEASURES.items()}


def _digest(council: Council) -> str:
    return hashlib.sha256(repr(council).encode()).hexdigest()[:16]


def _names(names: list[str]) -> str:
    return f"{', '.join(names[:3])}{f' and {len(names) - 3} more' if len(names) > 3 else ''}"


def _was(names: list[str]) -> str:
    return "was" if len(names) == 1 else "were"
