"""Files with one row a call: what a telephone system would have counted of each, worked out of the row itself.

Such a layout says that each row is one call offered. Then the wait of the row is the wait of that call, and the row
belongs to the counts of all waits that are as long or longer, so that a page reads the same counts of any export.
Such a file knows no target wait, which is a setting of the telephone system: in time is within two minutes there.
"""

from collections.abc import Mapping

from cxdata.contract import WAIT_EDGES
from cxdata.ingest.profile.model import TableMap

_WAITS = {"answered": "wait_seconds_total", "abandoned": "abandoned_wait_seconds"}
ONE_CALL = "1"
IN_TIME = 120
"""Seconds: one of `WAIT_EDGES`."""


def counts_of_single_calls(mapping: TableMap, values: Mapping[str, str]) -> dict[str, str]:
    """The SQL of the counts by wait and in time and of the longest wait, where the layout does not read them from the
    file; {} where a row is not one call. `values` is the SQL of each field over the raw rows.

    A call that was answered is in no count of those given up, and the other way round; one whose wait nobody knows is
    in neither.
    """
    offered = mapping.field("offered")
    if mapping.table != "calls" or offered is None or offered.constant != ONE_CALL:
        return {}
    made = {
        f"{what}_within_{edge}": f"case when ({values[what]}) = 0 then 0 "
        f"when ({values[wait]}) is not null then ({values[what]}) * (({values[wait]}) <= {edge})::double end"
        for what, wait in _WAITS.items()
        for edge in WAIT_EDGES
    }
    made["answered_in_target"] = made[f"answered_within_{IN_TIME}"]
    waited, answered = values["wait_seconds_total"], values["answered"]
    made["longest_wait_seconds"] = f"case when ({answered}) = 1 then {waited} end"
    return {name: sql for name, sql in made.items() if mapping.field(name) is None}
