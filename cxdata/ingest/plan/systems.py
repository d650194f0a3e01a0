"""Which system a new layout's references belong to: that of an earlier layout of the same export, or its own.

An export that gains a column needs a new layout, and its references stay what they were: a row that both exports hold
is one row. Two layouts are of one system where they feed the same table, read its reference from columns of one
heading, and have most of their columns in common.
"""

from collections.abc import Iterable
from dataclasses import replace

from cxdata.contract import TABLES, Kind
from cxdata.ingest.profile.matching import header_key
from cxdata.ingest.profile.model import Profile, TableMap

MOST = 0.6
"""The share of the columns of two layouts together that must be in both: four columns of which one is renamed."""


def with_system(new: Profile, layouts: Iterable[Profile]) -> Profile:
    """The new layout with the system of the most alike of an officer's own layouts, if one is alike enough."""
    likeness = [(_likeness(new, layout), layout.system) for layout in layouts if _of_one_kind(new, layout)]
    most, system = max(likeness, default=(0.0, ""))
    return replace(new, system=system) if most >= MOST else new


def _of_one_kind(new: Profile, other: Profile) -> bool:
    """Whether both feed the same table first and read its reference from the same heading."""
    if other.shipped or other.name == new.name or not (new.tables and other.tables):
        return False
    ours, theirs = new.tables[0], other.tables[0]
    return ours.table == theirs.table and _references(ours) == _references(theirs)


def _references(mapping: TableMap) -> tuple[frozenset[str], ...]:
    """The headings, as they are compared, from which the references of a table's key are read."""
    table = TABLES[mapping.table]
    names = [name for name in table.key if table.field(name).kind in (Kind.ID, Kind.KEY)]
    fields = [mapping.field(name) for name in names]
    return tuple(frozenset(map(header_key, field.headers)) if field else frozenset() for field in fields)


def _likeness(new: Profile, other: Profile) -> float:
    """The columns that both layouts know, as a share of those that either knows."""
    ours, theirs = _columns(new), _columns(other)
    return len(ours & theirs) / len(ours | theirs)


def _columns(profile: Profile) -> set[str]:
    return {header_key(name) for name in (*profile.headers, *profile.used, *profile.ignore, *profile.personal)}
