"""Which register of complaints holds the same cases as an earlier one, whatever their columns are called.

A council moves its register to another sheet: a column a stage in place of a row a stage, "Case No" in place of
"Complaint ref". By their headings the two are strangers, and every case would be counted twice. The cases themselves
tell: a reference that was received on the same day in both is one case.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from cxdata.contract.words.stages import same_reference
from cxdata.errors import CxError
from cxdata.ingest.plan.trial import look_at_file, trial_of
from cxdata.ingest.profile.model import Profile
from cxdata.store import Store, current_path, open_store

TABLE = "complaints"
LEAST = 3
"""Cases that must be alike: one or two references of two systems may well have one day by chance."""
_HALF = 0.5
Cases = Mapping[str, date]
"""The day on which each case was first received, by its reference."""


class Registers:
    """The cases of each system of complaints: those in the store, and those of the files that are looked at."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._known: dict[str, Cases] | None = None

    def with_system(self, new: Profile, file: Path, dates: str | None) -> Profile:
        """The layout of a register with the system whose cases it holds, if there is one; any other as it is."""
        if new.tables[0].table != TABLE or new.tables[0].field("complaint_id") is None:
            return new
        if self._known is None:
            self._known = dict(_in_store(self._data))
        cases = self._cases_of(new, file, dates)
        alike = {system: _alike(cases, known) for system, known in self._known.items()}
        system = max(alike, key=lambda name: alike[name], default=new.system)
        if not alike.get(system):
            system = new.system
        self._known[system] = {**cases, **self._known.get(system, {})}
        return replace(new, system=system)

    def _cases_of(self, new: Profile, file: Path, dates: str | None) -> Cases:
        """The cases in the first rows of a file; none where it cannot be read so, which its load will say."""
        try:
            with trial_of(look_at_file(file, sheet=new.sheet), new, data=self._data, dates=dates) as trial:
                return _cases(trial.store)[new.system]
        except (CxError, KeyError):
            return {}


def _alike(ours: Cases, theirs: Cases) -> int:
    """How many cases two registers have in common; 0 where so few of the references in both are one case."""
    both = ours.keys() & theirs.keys()
    same = sum(ours[reference] == theirs[reference] for reference in both)
    return same if same >= LEAST and same > _HALF * len(both) else 0


def _in_store(data: Path) -> Iterator[tuple[str, Cases]]:
    if current_path(data) is not None:
        store = open_store(data)
        yield from _cases(store).items()
        store.close()


def _cases(store: Store) -> dict[str, dict[str, date]]:
    cases: dict[str, dict[str, date]] = {}
    for system, reference, day in store.tuples(
        f"select f.system, {same_reference('c.complaint_id')}, min(c.received_at)::date from {TABLE} c "
        "join files f using (file_id) where c.complaint_id is not null and c.received_at is not null group by 1, 2"
    ):
        cases.setdefault(system, {})[reference] = day
    return cases
