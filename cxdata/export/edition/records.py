"""A number for each record, the same however it was loaded: what a cell's rounding is drawn from.

It is made of the publish key and of what names the record, never of its place in a file or of the file: a re-export,
another order of loading or a file in two halves gives the same number.
"""

from collections.abc import Sequence

from cxdata.contract import TABLES, Kind
from cxdata.ingest.profile.keys import keyed_number_sql

KEY_NAME = "publish_key"
"""Under which the key is bound, as 64 hexadecimal digits."""
_BETWEEN, _NOTHING = "chr(31)", "chr(30)"


def record_sql(table: str) -> str:
    """SQL for a row's number, of 64 bits.

    A row with a system's own reference (kept as the store keeps it, hashed where it may be somebody's) is named by it,
    and by the other fields that tell rows of one reference apart (the stage of a complaint). Another is named by all
    its columns as loaded, but for free text, which is redacted by changing settings; rows that are alike in all of them
    are numbered.
    """
    contract = TABLES[table]
    reference = next((name for name in contract.key if contract.field(name).kind is Kind.ID), None)
    whole = _joined([field.name for field in contract.fields if field.kind is not Kind.TEXT])
    within = whole
    if reference is not None:  # rows with one are not compared with each other
        within = f"{reference}, case when {reference} is null then {whole} end"
    named = f"{whole} || {_BETWEEN} || row_number() over (partition by {within})"
    if reference is not None:
        named = f"case when {reference} is null then {named} else {_joined(contract.key_sql)} end"
    return keyed_number_sql(f"'{table}' || {_BETWEEN} || {named}", KEY_NAME)


def _joined(columns: Sequence[str]) -> str:
    texts = (f"coalesce(({column})::varchar, {_NOTHING})" for column in columns)
    return f"concat_ws({_BETWEEN}, {', '.join(texts)})"


def people_sql(table: str) -> tuple[str, str] | None:
    """Of a table whose rows name customers: SQL for who stands behind a row (null for somebody unknown), and for how
    many are behind a row of somebody unknown. None where no row names anybody.
    """
    contract = TABLES[table]
    known = [field.name for field in contract.fields if field.kind is Kind.KEY]
    return (known[0], "coalesce(count, 1)") if known and "count" in contract.names else None
