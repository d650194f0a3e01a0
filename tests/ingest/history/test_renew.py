"""A store written anew: the same rows, with what this version of the program works out of them."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from cxdata.cli.main import main
from cxdata.constants import LEVELS
from cxdata.ingest.history.versions import current_version
from cxdata.store import current_path, open_store
from tests.ingest.history.stores import contents


def test_an_older_store_is_written_anew_with_the_same_rows_and_undone(
    sample_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    shutil.copytree(sample_data, data)
    path = current_path(data)
    assert path is not None
    # As an earlier program left it: a column of today is missing, and what was worked out has another definition.
    with duckdb.connect(str(path)) as con:
        con.execute("alter table complaints drop column reopened_at")
        con.execute("update meta set value = 'older' where key = $key", {"key": LEVELS.key})
    path.with_suffix(".seal").unlink(missing_ok=True)
    before = contents(data)

    assert main(["--data", str(data), "renew", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    current = current_version(data)
    assert current is not None
    assert said == {"act": "renew", "store_version": current.version}
    assert current.act.words == "Written anew by this version of the program"
    now = contents(data)
    assert {name: rows for name, rows in now.items() if name not in ("complaints", "checks")} == {
        name: rows for name, rows in before.items() if name not in ("complaints", "checks")
    }
    assert len(now["complaints"]) == len(before["complaints"]) > 600
    store = open_store(data)
    assert LEVELS.prelude(store.meta) == ""
    assert "reopened_at" in {name for (name,) in store.tuples("select column_name from duckdb_columns()")}

    assert main(["--data", str(data), "undo"]) == 0
    assert current_path(data) == path


def test_where_nothing_is_loaded_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "renew"]) == 1
    assert "Nothing is loaded in" in capsys.readouterr().err
