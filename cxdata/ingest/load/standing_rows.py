"""Which rows stand: those of the old store and of the new files held against one another, table by table."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.contract import TABLES, Table
from cxdata.ingest.areas import files
from cxdata.ingest.load.incoming import Load
from cxdata.ingest.load.rows import duplicates, spares, tables
from cxdata.ingest.load.rows.clean import CleanTable


@dataclass(frozen=True)
class Settled:
    """Which rows of one clean table stand: `old` is the relation of the old rows, None where there are none; `new` are
    the clean tables of new rows with their file ids; `fated` says whether `fates_<table>` names a row.
    """

    table: Table
    old: str | None
    new: tuple[tuple[int, CleanTable], ...]
    fated: bool


def settle_tables(load: Load, cleaned: dict[int, list[CleanTable]]) -> list[Settled]:
    """Decide which rows stand in every table of the contract. Nothing is written to the new database.

    `cleaned` holds the clean tables of each file by the file's position in the call. The fates of rows that do not
    stand, or that replace another, are left in the temporary tables `fates_<table>`, for writing and for the receipts.
    """
    con = load.con
    remap = files.remaps(con)
    clean_tables = [
        (load.ids[position], load.prepared[position].profile.system, clean_table)
        for position, of_file in cleaned.items()
        for clean_table in of_file
    ]
    grouped = duplicates.group_by_system(clean_tables)
    settled = []
    for table in TABLES.values():
        of_table = [(file_id, clean_table) for file_id, _, clean_table in clean_tables if clean_table.table is table]
        if not (load.stored or of_table):
            settled.append(Settled(table, None, (), False))
            continue
        old = spares.standing_after(con, table, remap, load.replaced) if load.stored else None
        con.execute(f"create temp table fates_{table.name} (file_id int, clean varchar, id bigint, fate varchar)")
        con.execute(f"create temp table lost_alone_{table.name} (clean varchar, id bigint)")
        for (system, name), new in grouped.items():
            if name == table.name:
                _add_fates(load, duplicates.Candidates(table, _old_rows_of(load, table.name, old, system), tuple(new)))
        fated = con.execute(f"select 1 from fates_{table.name} limit 1").fetchone() is not None
        settled.append(Settled(table, old, tuple(of_table), fated))
    return settled


def write_tables(load: Load, settled: Sequence[Settled]) -> None:
    """Write every table of the contract to the new database, and to its spare table the rows that could stand again."""
    for one in settled:
        tables.write_table(load.con, one.table, old=one.old, replaced=load.replaced, fated=one.fated, new=one.new)
        if load.stored or one.fated:
            spares.write_spares(load.con, one.table, old=one.old, replaced=load.replaced, new=one.new)


def add_to_tables(load: Load, settled: Sequence[Settled]) -> None:
    """Add the new rows to the new database, which holds the old ones already, and those that could stand one day."""
    for one in settled:
        tables.add_rows(load.con, one.table, new=one.new, fated=one.fated)
        if one.fated:
            spares.add_spares(load.con, one.table, one.new)


def replaces_old(load: Load, settled: Sequence[Settled]) -> bool:
    """Whether a row of the old store gives way to a new one."""
    return any(
        load.con.execute(f"select 1 from fates_{one.table.name} where file_id = 0 limit 1").fetchone() is not None
        for one in settled
    )


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
