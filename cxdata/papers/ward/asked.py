"""What the sheets of all wards are made of: every question is put once, by ward, and each sheet takes its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.analysis.asking import Asking, in_scope
from cxdata.analysis.both_sides import say_other_side
from cxdata.analysis.casework.cases import Files, files_of
from cxdata.analysis.left_behind.places import Facts, Place, facts_of, places_of
from cxdata.analysis.recommendations.item import Item
from cxdata.analysis.targets.by_ward import OfWards, targets_by_ward
from cxdata.analysis.ward import Everywhere, ask_everywhere
from cxdata.analysis.ward.each import EachWard
from cxdata.contract import NOT_RECORDED
from cxdata.errors import CxError, suggest_nearest
from cxdata.measures import find_measure
from cxdata.measures.base import as_counted
from cxdata.measures.comparison import Compared, compare
from cxdata.measures.constants.sources import sources_of
from cxdata.measures.query import fold
from cxdata.measures.words import is_code
from cxdata.scope import Scope
from cxdata.store import Store

NO_WARDS = (
    "No file loaded names a ward, and there is no map of wards: there is nothing to make a ward sheet of. Load "
    "contacts or survey answers that have a ward."
)
CHANGED = ("contacts_per_1000", "contacts", "satisfied", "on_time", "complaints")
"""What is held against an earlier time; contacts alone where no file says how many residents a ward has."""


@dataclass(frozen=True)
class Wards:
    """All that is asked for the sheets: `asking` is of no one ward, and `scope` is its own.

    `compared` are the spans of each measure of `CHANGED` that can be held against an earlier time. `issue` is what
    contacts are told apart by ("reason", else "service"; "" for neither). `items` are the rows of the tracker.
    """

    asking: Asking
    each: EachWard
    everywhere: Everywhere
    names: tuple[str, ...]
    compared: dict[str, Compared]
    issue: str
    files: Files
    places: dict[str, Place]
    facts: dict[str, Facts]
    targets: OfWards
    other_side: str
    items: tuple[Item, ...]

    @property
    def scope(self) -> Scope:
        """What was chosen, of no one ward."""
        return self.asking.scope


def ask_wards(asking: Asking, items: Sequence[Item] = ()) -> Wards:
    """Ask for the sheets of all wards, in what was chosen. Raises CxError for a council without wards."""
    store = asking.store
    whole = in_scope(asking, asking.scope.with_choice("ward"))
    names = ward_names(store)
    if not names:
        raise CxError(NO_WARDS)
    everywhere, facts = ask_everywhere(whole), facts_of(store)
    take_up = everywhere.answer("online_share")
    return Wards(
        asking=whole,
        each=EachWard(whole),
        everywhere=everywhere,
        names=names,
        compared=_compared(whole),
        issue=next((name for name in ("reason", "service") if _is_told(store, name)), ""),
        files=files_of(store),
        places={place.ward: place for place in places_of(take_up, facts)},
        facts=facts,
        targets=targets_by_ward(whole),
        other_side=say_other_side(whole),
        items=tuple(items),
    )


def ward_names(store: Store) -> tuple[str, ...]:
    """Every ward that a file names or the map has, in the order of the alphabet; none is called "Not recorded".

    A code that nobody knows the name of is a ward only where no ward has a name.
    """
    found = dict.fromkeys([*store.levels("ward"), *(area.label for area in store.areas if area.current)])
    wards = sorted(name for name in found if name != NOT_RECORDED)
    return tuple(name for name in wards if not is_code(name)) or tuple(wards)


def find_ward(store: Store, text: str) -> str:
    """The ward that is meant by a name in any case of letters, or by a code. Raises CxError with the nearest names."""
    names = ward_names(store)
    if not names:
        raise CxError(NO_WARDS)
    meant = {fold(name): name for name in names} | {fold(area.code): area.label for area in store.areas if area.current}
    if fold(text) not in meant:
        raise CxError(f"There is no ward '{text}'. {suggest_nearest(text, names)}")
    return meant[fold(text)]


def _is_told(store: Store, name: str) -> bool:
    return any(level != NOT_RECORDED for level in store.present(name, "contacts"))


def _compared(asking: Asking) -> dict[str, Compared]:
    found = {}
    for name in CHANGED:
        measure = as_counted(find_measure(name), asking.council, sources_of(asking.store))
        compared = compare(asking.store, measure, asking.scope, council=asking.council)
        if compared is not None:
            found[name] = compared
    return found
