"""What was done to make a version of the store: kept in its own table `meta`, so neither is without the other."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

LOAD, REMOVE, REPLACE, ERASE, RENEW = "load", "remove", "replace", "erase", "renew"
_ACT, _FILES, _INSTEAD, _BEFORE = "act", "act_files", "act_instead_of", "before"


@dataclass(frozen=True)
class Act:
    """One act: its kind, the files it was about by name, and the version that was in use before ("" for none).

    `instead_of` are the files that made way for those of a replacement. A version made before acts were recorded has
    the kind "".
    """

    kind: str
    files: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    before: str = ""

    def as_meta(self) -> dict[str, str]:
        """The act as rows of the table `meta`."""
        return {
            _ACT: self.kind,
            _FILES: json.dumps(self.files, ensure_ascii=False),
            _INSTEAD: json.dumps(self.instead_of, ensure_ascii=False),
            _BEFORE: self.before,
        }

    @property
    def words(self) -> str:
        """'Loaded april.csv and may.csv', 'Removed april.csv', 'Replaced april.csv by may.csv'."""
        names = _listed(self.files)
        if self.kind == LOAD:
            return f"Loaded {names}"
        if self.kind == REMOVE:
            return f"Removed {names}"
        if self.kind == REPLACE:
            return f"Replaced {_listed(self.instead_of)} by {names}"
        others = {
            ERASE: "Erased a file, and every version before",
            RENEW: "Written anew by this version of the program",
        }
        return others.get(self.kind, "Not recorded")


def act_of(meta: Mapping[str, str]) -> Act:
    """The act that a version's `meta` tells."""
    return Act(
        meta.get(_ACT, ""),
        tuple(json.loads(meta.get(_FILES, "[]"))),
        tuple(json.loads(meta.get(_INSTEAD, "[]"))),
        meta.get(_BEFORE, ""),
    )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)
