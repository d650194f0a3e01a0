"""What a store holds, for comparing two of them table by table."""

from pathlib import Path

from cxdata.contract import TABLES
from cxdata.ingest.history.find import find_files
from cxdata.ingest.history.versions import current_version
from cxdata.store import open_store


def contents(data: Path) -> dict[str, list[tuple]]:
    """Every table of the store in use, files by their names, and the levels of its types. Customers' keys are another
    in every data folder, so they are not compared.
    """
    store = open_store(data)
    found = {}
    for name in TABLES:
        frame = store.rows(
            f"select f.name as of_file, t.* exclude (file_id) from {name} t join files f using (file_id)"
        )
        frame = frame.drop(columns=["customer_key"], errors="ignore").astype(str)
        found[name] = sorted(map(tuple, frame.itertuples(index=False)))
    found["areas"] = store.tuples("select * exclude (file_id) from areas order by all")
    found["neighbours"] = store.tuples("select * from neighbours order by all")
    found["set_aside"] = store.tuples(
        "select f.name, s.* exclude (file_id) from set_aside s join files f using (file_id) order by all"
    )
    found["checks"] = store.tuples(
        "select f.name, c.* exclude (file_id) from checks c left join files f using (file_id) order by all"
    )
    found["levels"] = [
        (name, store.tuples(f"select unnest(enum_range(null::{name}))"))
        for (name,) in store.tuples("select type_name from duckdb_types() where type_name like 'level_%' order by 1")
    ]
    return found


def numbers_of(data: Path, *names: str) -> list[int]:
    """The numbers of files of the store in use by their names."""
    current = current_version(data)
    assert current is not None
    return find_files(names, current.files)
