"""The sample council copied into ClickHouse, once a run. Skips loudly without requirements-clickhouse.txt."""

import shutil
from pathlib import Path

import pytest

from cxdata.data_folder.remote import RemoteStore, open_remote

NEEDS = "ClickHouse is not tested: python -m pip install -r requirements-clickhouse.txt"


@pytest.fixture(scope="session")
def engine_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the engine: there is one a process."""
    pytest.importorskip("sqlglot", reason=NEEDS)
    pytest.importorskip("chdb", reason=NEEDS)
    return tmp_path_factory.mktemp("clickhouse")


@pytest.fixture(scope="session")
def place(engine_folder: Path, sample_data: Path) -> str:
    """Where the sample stands, as CX_STORE names it."""
    from cxdata.clickhouse import copy_to
    from cxdata.store import current_path

    store = current_path(sample_data)
    assert store is not None
    # DuckDB opens a file in one way at a time, and other tests have this one open.
    store = Path(shutil.copy(store, engine_folder.with_name(store.name)))
    where = f"chdb://{engine_folder}"
    _, rows = copy_to(where, store, "Quarnmere")
    assert rows["contacts"] == 100_000
    return f"{where}?council=Quarnmere"


@pytest.fixture(scope="session")
def remote(place: str) -> RemoteStore:
    """The sample's store, asked on ClickHouse."""
    return open_remote(place)
