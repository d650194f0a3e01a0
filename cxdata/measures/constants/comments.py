"""How many comments each file holds: a constant of the store, so that nobody reads them all to count them."""

from cxdata.constants import Constant, Part
from cxdata.contract import TABLES, Kind
from cxdata.store import Store


def _parts() -> tuple[Part, ...]:
    return tuple(
        Part((("table_name", table.name), ("field", field.name)), table.name, "file_id, count(*) as comments", known)
        for table in TABLES.values()
        for field in table.fields
        if field.kind is Kind.TEXT
        for known in [f"{field.name} is not null"]
    )


COMMENTS = Constant("comments_counted", _parts)
"""table_name, field, file_id, comments: how many rows of a file have a text in a field of free text."""


def count_comments(store: Store, table: str | None = None) -> dict[int, int]:
    """How many comments each file has that has any, by its number; those of one table only where it is named."""
    prelude = COMMENTS.prelude(store.meta)
    sql = (
        f"{prelude}select file_id, sum(comments)::bigint from {COMMENTS.name} "
        "where $table is null or table_name = $table group by 1 order by 1"
    )
    return dict(store.tuples(sql, {"table": table}))
