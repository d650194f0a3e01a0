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


def why_differs(then: MadeOf, now: MadeOf, one: Difference, first: str, last: str) -> str:
    """Why a figure reads otherwise: the first reason that applies to its own files and to what it counts.

    `first` and `last` are the days of the paper's period, "" for one without end.
    """
    of = set(one.sources.split("; ")) if one.sources else {*then.files, *now.files}
    named = sorted(name for name in {*then.files, *now.files} if name in of)
    replaced = [n for n in named if n in then.files and n in now.files and then.files[n] != now.files[n]]
    taken = [n for n in named if n not in now.files]
    new = [n for n in named if n not in then.files]
    late = [n for n in new if _reaches(now.files[n], first, last)]
    if not one.sources and replaced and taken:
        return f"{_names(taken)} {_was(taken)} taken away and {_names(replaced)} {_was(replaced)} replaced"
    if replaced:
        return f"{_names(replaced)} {_was(replaced)} replaced"
    if late:
        return f"late data: {_names(late)} {_was(late)} loaded since"
    if taken:
        return f"{_names(taken)} {_was(taken)} taken away"
    if new:
        return f"{_names(new)} {_was(new)} loaded since, with newer rows in the place of earlier ones"
    if changed := _redefined(then, now, one.measures):
        return f"changed definition: {_names(changed)}"
    if then.settings != now.settings:
        return "the council's settings were changed"
    if then.version != now.version:
        return f"it is now out of {now.version}, and was out of {then.version}"
    return "the program works it out otherwise now"


def _redefined(then: MadeOf, now: MadeOf, titles: tuple[str, ...]) -> list[str]:
    """The titles of the measures whose definition is another now, of those that a figure counts; of all of them where
    it does not say what it counts.
    """
    changed = (MEASURES[name] for name, version in now.definitions.items() if then.definitions.get(name) != version)
    return [one.title for one in changed if not titles or one.title in titles or label_of(one) in titles]


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
