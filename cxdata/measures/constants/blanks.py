"""How often a field is left blank in each channel of each file: a constant of the store, which a check reads."""

from cxdata.constants import Constant, Part
from cxdata.contract import NOT_RECORDED, TABLES, tables_by_choice

FIELDS = ("ward_code", "customer_type", "service", "closed_at")
"""The fields whose blanks are counted."""


def _part(name: str) -> Part:
    table = TABLES[name]
    blanks = ", ".join(f"{_blanks(field, table.weight, table.names)} as {field}" for field in FIELDS)
    return Part(
        (("table_name", name),),
        name,
        f"file_id, channel, sum({table.weight})::bigint as counted, {blanks}",
        shown="replace (channel::varchar as channel)",
    )


def _blanks(field: str, weight: str, names: tuple[str, ...]) -> str:
    if field not in names:
        return "null::bigint"
    blank = f"{field} is null" if field == "closed_at" else f"{field} = '{NOT_RECORDED}'"
    return f"coalesce(sum({weight}) filter ({blank}), 0)::bigint"


def _parts() -> tuple[Part, ...]:
    return tuple(map(_part, tables_by_choice().get("channel", ())))


BLANKS = Constant("blanks_counted", _parts)
"""table_name, file_id, channel, counted (what its rows stand for), then for each of `FIELDS` how much of that has the
field blank; nothing where the table has no such field.
"""
