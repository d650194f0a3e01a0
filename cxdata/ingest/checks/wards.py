"""Checks of wards against the boundaries loaded."""

from cxdata.contract import NOT_RECORDED, TABLES
from cxdata.ingest.checks.model import CheckFinding, CheckRule, Loaded
from cxdata.ingest.checks.words import say_list, say_many, share

# A file that covers fewer of a council's wards than this is not a file of that council's.
_COVERS = 0.5


def _unknown_wards(loaded: Loaded, current: str) -> list[tuple[str, int, list[str], int, int, int]]:
    """Table, file, codes by size, rows with them, rows with any ward, wards known; `current` is the SQL that picks."""
    unknown = []
    if not loaded.rows("select 1 from areas limit 1"):
        return []
    for table in (table for table in loaded.tables_with_rows() if table.has_wards):
        unknown += [
            (table.name, *row)
            for row in loaded.rows(
                f"""
                with by_code as (
                    select file_id, ward_code::varchar as code, sum({table.weight})::bigint as n
                    from {table.name} where ward_code <> $blank group by all),
                marked as (select *, {current} as odd from by_code)
                select file_id, list(code order by n desc, code) filter (odd), sum(n) filter (odd)::bigint,
                    sum(n)::bigint, count(*) filter (not odd)
                from marked group by file_id having bool_or(odd) order by file_id
                """,
                {"blank": NOT_RECORDED},
            )
        ]
    return unknown


def wards_without_boundaries(loaded: Loaded) -> list[CheckFinding]:
    """Wards that no boundary file loaded knows."""
    return [
        CheckFinding(
            file_id,
            table,
            f"{rows:,} of {of:,} {TABLES[table].noun} with a ward ({share(rows, of)}) are in "
            f"{say_many(len(codes), 'ward', 'wards')} that no boundary file loaded knows: {say_list(codes)}. They are "
            "counted and listed, and cannot be drawn on the map"
            + (". Load the boundaries of that vintage." if in_map else ": none of this file's wards is in them."),
            rows,
        )
        for table, file_id, codes, rows, of, in_map in _unknown_wards(loaded, "code not in (select code from areas)")
    ]


def wards_of_another_vintage(loaded: Loaded) -> list[CheckFinding]:
    """Wards that newer boundaries have replaced."""
    replaced = "code in (select code from areas group by code having not bool_or(current))"
    return [
        CheckFinding(
            file_id,
            table,
            f"{rows:,} of {of:,} {TABLES[table].noun} with a ward ({share(rows, of)}) carry "
            f"{say_many(len(codes), 'code', 'codes')} of older boundaries: {say_list(codes)}. They stand beside the "
            "wards of today and are not added to them, because their edges differ.",
            rows,
        )
        for table, file_id, codes, rows, of, in_map in _unknown_wards(loaded, replaced)
    ]


def wards_without_data(loaded: Loaded) -> list[CheckFinding]:
    """Wards on the map about which a table that covers their council says nothing."""
    findings = []
    for table in (table.name for table in TABLES.values() if table.every_ward):
        for council, missing, total in loaded.rows(
            f"""
            with known as (select distinct code, label, coalesce(council_code, '') as council from areas
                where current and kind = 'ward'),
            present as (select distinct ward_code::varchar as code from {table})
            select council, list(label || case when label like '%(%' then '' else ' (' || k.code || ')' end
                    order by label) filter (p.code is null), count(*)
            from known k left join present p on p.code = k.code
            group by council
            having count(p.code) < count(*) and count(p.code) >= {_COVERS} * count(*) order by council
            """
        ):
            whose = f" of {council}" if council else ""
            findings.append(
                CheckFinding(
                    None,
                    table,
                    f"{len(missing)} of {total} wards{whose} on the map have no {TABLES[table].noun} at all: "
                    f"{say_list(missing)}. No data is not nought: such wards are hatched and named.",
                    len(missing),
                )
            )
    return findings


RULES = (
    CheckRule(
        "wards_without_boundaries",
        "Wards that no boundary file loaded knows.",
        "They are counted and listed and cannot be drawn. Load the boundaries of that vintage.",
        wards_without_boundaries,
        by_file=True,
    ),
    CheckRule(
        "wards_of_another_vintage",
        "Ward codes that newer boundaries have replaced.",
        "Their edges differ from those of today, so they are not added to them.",
        wards_of_another_vintage,
        by_file=True,
    ),
    CheckRule(
        "wards_without_data",
        "Wards on the map without contacts, answers, residents or context, where the council's other wards have them.",
        "No data is not nought: the ward is hatched and named.",
        wards_without_data,
    ),
)
