"""Which rows stand: those of the old store and of the new files held against one another, table by table."""

from cxdata.contract import TABLES
from cxdata.ingest.areas import files
from cxdata.ingest.load.incoming import Load
from cxdata.ingest.load.rows import duplicates, spares, tables
from cxdata.ingest.load.rows.clean import CleanTable


def settle_tables(load: Load, cleaned: dict[int, list[CleanTable]]) -> None:
    """Decide which rows stand and write every table of the contract to the new database.

    `cleaned` holds the clean tables of each file by the file's position in the call. The fates of rows that do not
    stand, or that replace another, are left in the temporary tables `fates_<table>` for the receipts. Rows that could
    stand again one day are written to the spare tables.
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
        of_table = [(file_id, clean_table) for file_id, _, clean_table in clean_tables if clean_table.table is table]
        if not (has_old or of_table):
            tables.write_table(con, table, old=None, replaced=(), fated=False, new=())
            continue
        old = spares.standing_after(con, table, remap, load.replaced) if has_old else None
        con.execute(f"create temp table fates_{table.name} (file_id int, clean varchar, id bigint, fate varchar)")
        con.execute(f"create temp table lost_alone_{table.name} (clean varchar, id bigint)")
        for (system, name), new in grouped.items():
            if name == table.name:
                _add_fates(load, duplicates.Candidates(table, _old_rows_of(load, table.name, old, system), tuple(new)))
        fated = con.execute(f"select 1 from fates_{table.name} limit 1").fetchone() is not None
        tables.write_table(con, table, old=old, replaced=load.replaced, fated=fated, new=of_table)
        if has_old or fated:
            spares.write_spares(con, table, old=old, replaced=load.replaced, new=of_table)


def _old_rows_of(load: Load, table: str, old: str | None, system: str) -> str | None:
    """The old rows of one system, without those of files that are loaded again; None when there are none."""
    if old is None:
        return None
    con, name = load.con, f"old_{table}_of_system"
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
    fates = f"fates_{candidates.table.name}"
    for position, (file_id, source) in enumerate(candidates.new, start=1):
        load.con.execute(
            f"insert into {fates} select {file_id}, '{source}', id, fate from fates where part = {position}"
        )
    load.con.execute(f"insert into {fates} select 0, '', id, fate from fates where part = 0")
    if load.con.execute("select 1 from fates where part > 0 limit 1").fetchone():
        spares.find_lost_alone(load.con, candidates)
