"""Which councils are like ours: those an officer names, else the nearest by what they are, and never by how they score.

The figures to go by (residents, deprivation) are published ones that an officer loads and names in council.toml.
"""

from collections.abc import Sequence

import numpy as np

from cxdata.analysis.councils.printed import Printed, fold
from cxdata.analysis.result import say_list
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.stats.areas.similar import most_like

NOT_SAID = (
    "No council is known to be like ours: name some as like_us in [other_councils] of council.toml, or name there, as "
    "alike_by, the published figures to go by, such as residents and deprivation."
)


def alike(printed: Sequence[Printed], council: Council) -> tuple[tuple[str, ...], str]:
    """The councils like ours, the nearest first, and by what they are. Raises CxError where that is not known."""
    settings = council.other_councils
    if settings.like_us:
        return settings.like_us, "named in council.toml"
    if not settings.alike_by:
        raise CxError(NOT_SAID)
    facts = {name: _newest(printed, name, council) for name in settings.alike_by}
    if lacking := [name for name, values in facts.items() if fold(council.name) not in values]:
        raise CxError(f"No published figure “{lacking[0]}” of {council.name} is loaded, by which others are alike.")
    names = {fold(row.organisation): row.organisation for row in printed} | {fold(council.name): council.name}
    known = sorted(name for name in names if any(name in values for values in facts.values()))
    table = np.array([[values.get(name, np.nan) for values in facts.values()] for name in known])
    nearest = most_like(known, table, fold(council.name), count=settings.nearest)
    words = say_list([name[:1].lower() + name[1:] for name in settings.alike_by])
    return tuple(names[name] for name, _ in nearest), f"nearest by {words}"


def _newest(printed: Sequence[Printed], figure: str, council: Council) -> dict[str, float]:
    """The newest value of a figure for each council, of those defined as our own."""
    rows = [row for row in printed if fold(row.figure) == fold(figure)]
    ours = [row for row in rows if fold(row.organisation) == fold(council.name)]
    if not ours:
        return {}
    return {fold(row.organisation): row.value for row in rows if fold(row.definition) == fold(ours[-1].definition)}
