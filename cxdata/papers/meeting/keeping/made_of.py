"""What a paper was made of, so that it can be said later why a figure reads otherwise: files, definitions, settings."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cxdata.council import Council
from cxdata.measures import MEASURES
from cxdata.published.reading import Reading
from cxdata.store import Store


@dataclass(frozen=True)
class MadeOf:
    """`version` names the store, or the edition of a paper for everybody. `files` have by their names the digest of
    their content and their first and last day, "" where they have none; `definitions` the version of each measure, and
    `settings` the digest of the council's settings.
    """

    version: str
    files: Mapping[str, tuple[str, str, str]]
    definitions: Mapping[str, int]
    settings: str

    def as_record(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "MadeOf":
        """What `as_record` wrote, also by way of JSON, which knows no tuples."""
        files = {name: (digest, first, last) for name, (digest, first, last) in record["files"].items()}
        return cls(record["version"], files, record["definitions"], record["settings"])


def made_of_store(store: Store, council: Council) -> MadeOf:
    """What a paper out of a store is made of."""
    files = {}
    for row in store.files().to_dict("records"):
        receipt = json.loads(row["receipt"])
        files[str(row["name"])] = (str(row["sha256"]), str(receipt["first"] or ""), str(receipt["last"] or ""))
    return MadeOf(f"store version {store.version}", files, _definitions(), _digest(council))


def made_of_edition(reading: Reading) -> MadeOf:
    """What a paper out of an edition is made of; of its files the names alone are known."""
    about = reading.edition.about
    files = {name: ("", "", "") for name in about.sources}
    return MadeOf(f"edition {about.number}", files, _definitions(), _digest(reading.council))


def why_differs(then: MadeOf, now: MadeOf, sources: str, first: str, last: str) -> str:
    """Why a figure that is from these files (as a document names them) reads otherwise: the first reason that applies.

    `first` and `last` are the days of the paper's period, "" for one without end.
    """
    named = [name for name in {*then.files, *now.files} if not sources or name in sources]
    replaced = sorted(n for n in named if n in then.files and n in now.files and then.files[n] != now.files[n])
    taken = sorted(n for n in named if n in then.files and n not in now.files)
    if not sources and replaced and taken:
        return f"{_names(taken)} {_was(taken)} taken away and {_names(replaced)} {_was(replaced)} replaced"
    late = sorted(n for n in now.files if n not in then.files and _reaches(now.files[n], first, last))
    if replaced:
        return f"{_names(replaced)} {_was(replaced)} replaced"
    if late and any(not sources or name in sources for name in late):
        return f"late data: {_names(late)} {_was(late)} loaded since"
    if taken:
        return f"{_names(taken)} {_was(taken)} taken away"
    if new := sorted(name for name in now.files if name not in then.files and (not sources or name in sources)):
        return f"{_names(new)} {_was(new)} loaded since, with newer rows in the place of earlier ones"
    if then.definitions != now.definitions:
        changed = sorted(n for n in now.definitions if then.definitions.get(n) != now.definitions[n])
        return f"changed definition: {_names([MEASURES[name].title for name in changed if name in MEASURES])}"
    if then.settings != now.settings:
        return "the council's settings were changed"
    if then.version != now.version:
        return f"it is now out of {now.version}, and was out of {then.version}"
    return "the program works it out otherwise now"


def _reaches(file: tuple[str, str, str], first: str, last: str) -> bool:
    """Whether a file has days of a period; one without days may have."""
    _, begins, ends = file
    return not begins or not first or (begins <= last and ends >= first)


def _definitions() -> dict[str, int]:
    return {name: measure.version for name, measure in MEASURES.items()}


def _digest(council: Council) -> str:
    return hashlib.sha256(repr(council).encode()).hexdigest()[:16]


def _names(names: list[str]) -> str:
    return f"{', '.join(names[:3])}{f' and {len(names) - 3} more' if len(names) > 3 else ''}"


def _was(names: list[str]) -> str:
    return "was" if len(names) == 1 else "were"
