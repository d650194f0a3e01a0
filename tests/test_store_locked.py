"""An open store reads its own file and nothing else, and its settings cannot be changed."""

from pathlib import Path

import duckdb
import pytest

from cxdata.form import create_fixed_tables
from cxdata.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    path = tmp_path / "cx-0123.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("create table contacts as select 1 as count")
        for statement in create_fixed_tables("main"):
            con.execute(statement)
    return Store(path)


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('{file}')",
        "select * from '{file}'",
        "copy contacts to '{file}'",
        "attach '{file}' as other",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "insert into neighbours values ('Abbey', 'Brook')",
    ],
)
def test_nothing_beyond_its_own_file_can_be_read_or_written(store: Store, tmp_path: Path, statement: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("name\nPat\n", "utf-8")
    with pytest.raises(duckdb.Error):
        store.tuples(statement.format(file=secret))
    assert secret.read_text("utf-8") == "name\nPat\n"
    assert store.tuples("select count from contacts") == [(1,)]
