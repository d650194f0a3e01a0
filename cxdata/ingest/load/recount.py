"""The receipts of the files that stay when others are removed: counted anew where rows came back or gave way."""

from dataclasses import replace

import duckdb

from cxdata.contract import TABLES
from cxdata.form import SPARE
from cxdata.ingest import checks
from cxdata.ingest.load.incoming import Load
from cxdata.ingest.receipt import FileReceipt


def recount_receipts(load: Load) -> dict[int, FileReceipt]:
    """For each file that stays, by its number, the receipt without what checks said, its rows counted as if the removed
    files had never been there.
    """
    before, after = _counted(load.con, "old"), _counted(load.con, "new")
    stays = [stored for stored in load.stored.values() if stored.file_id not in load.replaced]
    return {
        stored.file_id: _moved(
            checks.without_checks(stored.receipt), after.get(stored.file_id, 0) - before.get(stored.file_id, 0)
        )
        for stored in stays
    }


def _counted(con: duckdb.DuckDBPyConnection, catalogue: str) -> dict[int, int]:
    """How many rows of each file stand, or stood when it was loaded."""
    tables = {
        name
        for (name,) in con.execute(
            "select table_name from duckdb_tables() where database_name = $name", {"name": catalogue}
        ).fetchall()
    }
    listed = [f"select file_id, row_number from {catalogue}.{name}" for name in TABLES if name in tables]
    listed += [
        f"select file_id, row_number from {catalogue}.{SPARE}{name} where counted"
        for name in TABLES
        if f"{SPARE}{name}" in tables
    ]
    rows = " union all ".join(listed)
    return dict(con.execute(f"select file_id, count(distinct row_number) from ({rows}) group by 1").fetchall())


def _moved(receipt: FileReceipt, rows: int) -> FileReceipt:
    """A receipt with `rows` more loaded, which were duplicates or, for another table, set aside; fewer below nought."""
    from_duplicates = min(rows, receipt.duplicates)
    loaded = receipt.loaded + rows
    return replace(
        receipt,
        loaded=loaded,
        duplicates=receipt.duplicates - from_duplicates,
        set_aside=receipt.set_aside - (rows - from_duplicates),
        updated=min(receipt.updated, loaded),
    )
