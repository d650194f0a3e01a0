"""Which rows stand: those of the old store and of the new files held against one another, table by table."""

from cxdata.contract import TABLES
from cxdata.ingest.areas import files
from cxdata.ingest.load.incoming import Load
from cxdata.ingest.load.rows import duplicates, tables
from cxdata.ingest.load.rows.clean import CleanTable


def settle_tables(load: Load, cleaned: dict[int, list[CleanTable]]) -> None:
    """Decide which rows stand and write every table of the contract to the new database.

    `cleaned` holds the clean tables of each file by the file's position in the call. The fates of rows that do not
    stand, or that replace another, are left in the temporary tables `fates_<table>` for the receipts.
    """
    con = load.con
    has_old = bool(load.stored)
    remap = files.remaps(con)
    clean_tables = [
        (load.ids[position], load.prepared[position].profile.system, clean_table)
        for position, of_file in cleaned.items()
        for clean_table in of_file
    ]
    grouped = duplicates.group_by_system(clean_tables)
    for table in TABLES.values():
        old = tables.old_relation(con, table, remap) if has_old else None
        con.execute(f"create temp table fates_{table.name} (file_id int, clean varchar, id bigint, fate varchar)")
        for (system, name), new in grouped.items():
            if name == table.name:
                _add_fates(load, duplicates.Candidates(table, _old_rows_of(load, old, system), tuple(new)))
        fated = con.execute(f"select 1 from fates_{table.name} limit 1").fetchone() is not None
        tables.write_table(
            con,
            table,
            old=old,
            replaced=load.replaced,
            fated=fated,
            new=[(file_id, clean_table) for file_id, _, clean_table in clean_tables if clean_table.table is table],
        )


def _old_rows_of(load: Load, old: str | None, system: str) -> str | None:
    """The old rows of one system, without those of files that are loaded again; None when there are none."""
    if old is None:
        return None
    con, name = load.con, f"{old}_of_system"
    con.execute("create or replace temp table system_files (file_id int)")
    con.execute(
        "insert into system_files select file_id from old.files "
        "where system = $system and not list_contains($gone, file_id::int)",
        {"system": system, "gone": load.replaced},
    )
    con.execute(
        f"create or replace temp view {name} as select * from {old} where file_id in (select file_id from system_files)"
    )
    return name if con.execute(f"select 1 from {name} limit 1").fetchone() else None


def _add_fates(load: Load, candidates: duplicates.Candidates) -> None:
    """Settle one system's rows of one table and add their fates to the table's own list."""
    duplicates.settle(load.con, candidates)
    for position, (file_id, clean_table) in enumerate(candidates.new, start=1):
        load.con.execute(
            f"insert into fates_{candidates.table.name} select {file_id}, '{clean_table.name}', id, fate from fates "
            f"where part = {position}"
        )
    load.con.execute(f"insert into fates_{candidates.table.name} select 0, '', id, fate from fates where part = 0")
