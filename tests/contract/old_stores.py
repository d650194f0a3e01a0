"""Stores of other forms, made from a store of today by SQL: a stand-in for databases of earlier programs."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb

from cxdata.ingest.load.rows.constants import CONSTANTS


def alter_store(data: Path, to: Path, statements: Sequence[str]) -> Path:
    """A data folder whose store is that of `data` after these statements."""
    (to / "store").mkdir(parents=True)
    for path in data.iterdir():
        if path.is_file():
            shutil.copy(path, to / path.name)
    pointer = (data / "store" / "current").read_text(encoding="utf-8")
    (to / "store" / "current").write_text(pointer, encoding="utf-8")
    target = to / "store" / pointer.strip()
    shutil.copy(data / "store" / pointer.strip(), target)
    with duckdb.connect(str(target)) as con:
        for statement in statements:
            con.execute(statement)
    return to


# What an earlier program did not keep beside the rows.
WITHOUT_CONSTANTS = tuple(f"drop table {constant.name}" for constant in CONSTANTS)

# As a program before tables of complaints, the web and the panel would have left it, before ages were asked of, before
# wards had neighbours, and before a store said its form.
EARLIER = (
    *WITHOUT_CONSTANTS,
    "drop table complaints",
    "drop table web",
    "drop table panel",
    "drop type level_stage",
    "alter table contacts drop column kept",
    "alter table responses drop column age_band",
    "drop table neighbours",
    "drop table meta",
)
