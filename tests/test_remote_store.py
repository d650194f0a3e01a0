"""A store past one laptop, as far as it goes without its engine: where it is, what it is asked, what a laptop pays.

The engine itself is tested in tests/clickhouse, with the libraries of requirements-clickhouse.txt.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from cxdata.clickhouse.address import read_address
from cxdata.clickhouse.values import read_frame, read_reply, write_value
from cxdata.council import Council
from cxdata.data_folder.remote import RemoteStore, open_remote, remote_place, remote_version, store_to_ask
from cxdata.errors import CxError
from cxdata.form import FORM_KEY, VERSION_KEY
from cxdata.measures.query import query
from cxdata.reader import Reader
from cxdata.statements import listening
from cxdata.store import Store, current_path
from tests.conftest import ROOT


class OnTheSameFile:
    """An engine that asks DuckDB after all: what a RemoteStore answers then must be what a Store does."""

    def __init__(self, path: Path, meta: Mapping[str, str]) -> None:
        self.meta = {**meta, VERSION_KEY: "copied"}
        self._reader = Reader(path)

    def ask(self, sql: str, values: Mapping[str, Any], fetch: Callable[[Any], Any]) -> Any:
        return self._reader.ask(sql, values, fetch)


@pytest.fixture
def there(sample_data: Path, store: Store) -> RemoteStore:
    path = current_path(sample_data)
    assert path is not None
    return RemoteStore("chdb:///elsewhere", OnTheSameFile(path, store.meta))


def test_a_store_asks_its_engine_everything(there: RemoteStore, store: Store, council: Council) -> None:
    with listening() as heard:
        answer = query(there, "on_time", ("service",), council=council)
    expected = query(store, "on_time", ("service",), council=council)
    pd.testing.assert_frame_equal(answer.frame, expected.frame)
    assert answer.version == "copied"
    assert heard
    assert there.constants == store.constants
    assert there.areas == store.areas
    assert not there.is_older
    there.close()
    assert there.tuples("select 1") == [(1,)]


def test_a_copy_of_a_newer_form_is_refused(sample_data: Path) -> None:
    path = current_path(sample_data)
    assert path is not None
    with pytest.raises(CxError, match="made by a newer version of this program"):
        RemoteStore("chdb:///elsewhere", OnTheSameFile(path, {FORM_KEY: "99"}))


def test_a_reader_asks_the_laptop_where_nothing_else_is_named(
    sample_data: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in (None, ""):
        monkeypatch.delenv("CX_STORE", raising=False)
        if value is not None:
            monkeypatch.setenv("CX_STORE", value)
        assert remote_place() is None
        asked = store_to_ask(sample_data)
        assert type(asked) is Store
        assert asked.version == store.version


@pytest.mark.parametrize(
    ("text", "words", "council"),
    [
        ("clickhouse://reader@db.region.example/cx", "clickhouse://db.region.example:8123/cx", ""),
        ("clickhouses://db.region.example/scrutiny", "clickhouses://db.region.example:8443/scrutiny", ""),
        ("clickhouse://db:9123?council=A%20%26%20B#version", "clickhouse://db:9123/cx?council=A & B", "A & B"),
        ("chdb:///srv/cx%20data?council=Mill", "chdb:///srv/cx data?council=Mill", "Mill"),
    ],
)
def test_a_place_is_read(text: str, words: str, council: str) -> None:
    address = read_address(text)
    assert (address.words, address.council) == (words, council)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/srv/data", "CX_STORE names no store that is known. Write it as clickhouse://"),
        ("postgres://db/cx", "CX_STORE names no store that is known. Write it as clickhouse://"),
        ("clickhouse:///cx", "CX_STORE names no host."),
        ("clickhouse://reader:secret@db/cx", "CX_STORE holds a password. Put it into CX_STORE_PASSWORD."),
        ("clickhouse://db/cx;drop", "'cx;drop' is not the name of a database"),
        ("clickhouse://db:port/cx", "CX_STORE names no port"),
        ("chdb://", "CX_STORE names no folder"),
        ("clickhouse://db/cx?counci=Mill", "CX_STORE has no choice 'counci'. Did you mean council?"),
    ],
)
def test_a_place_that_is_none_is_said(text: str, said: str) -> None:
    with pytest.raises(CxError) as refused:
        read_address(text)
    assert str(refused.value).startswith(said)
    assert "secret" not in str(refused.value)
    assert remote_version(text) == text


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("cxdata.clickhouse.", "sqlglot"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    with pytest.raises(CxError, match="needs the library sqlglot: .* requirements-clickhouse.txt"):
        open_remote("chdb:///nowhere")


def test_an_answer_is_read_with_its_types() -> None:
    reply = read_reply(
        b'{"meta": [{"name": "n", "type": "Nullable(Int64)"}, {"name": "d", "type": "Date32"},'
        b' {"name": "t", "type": "LowCardinality(Nullable(String))"}, {"name": "m", "type": "DateTime64(6, \'UTC\')"},'
        b' {"name": "l", "type": "Array(Tuple(UInt32, level Nullable(Date)))"}, {"name": "f", "type": "Float64"}],'
        b' "data": [[9007199254740993, "1905-03-04", "a", "2026-11-26 10:11:12.000001", [[1, "2026-01-31"], [2, null]],'
        b' "inf"], [null, "2026-11-26", null, "1999-12-31 00:00:00.000000", [], 0.1]]}'
    )
    moment = datetime(2026, 11, 26, 10, 11, 12, 1)
    pairs = ((1, date(2026, 1, 31)), (2, None))
    assert reply.rows == [
        (9007199254740993, date(1905, 3, 4), "a", moment, list(pairs), float("inf")),
        (None, date(2026, 11, 26), None, datetime(1999, 12, 31), [], 0.1),
    ]
    assert reply.description[0] == ("n", "Nullable(Int64)")


def test_a_frame_is_as_duckdb_gives_it() -> None:
    table = pa.table(
        {
            "n": pa.array([7, 250], pa.uint8()),
            "many": pa.array([2**63, 1], pa.uint64()),
            "counted": pa.array([1, 2], pa.uint64()),
            "m": pa.array([datetime(2026, 11, 26, 10, 11), None], pa.timestamp("us", "UTC")),
            "t": ["a", None],
        }
    )
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    frame = read_frame(sink.getvalue().to_pybytes())
    assert [str(kind) for kind in frame.dtypes] == ["int64", "uint64", "int64", "datetime64[us]", "str"]
    assert frame.loc[0, "m"] == pd.Timestamp(2026, 11, 26, 10, 11)
    assert frame.loc[0, "many"] == 2**63


@pytest.mark.parametrize(
    ("value", "written"),
    [("a\tb\\c\nd", "a\\tb\\\\c\\nd"), (True, "true"), (date(2026, 1, 31), "2026-01-31"), (7, "7"), ("'", "'")],
)
def test_a_value_is_written_so_that_it_stays_one(value: Any, written: str) -> None:
    assert write_value(value) == written


def test_a_laptop_imports_nothing_of_it(sample_data: Path) -> None:
    """Of a whole question at the command line, whatever libraries are installed."""
    asked = (
        "import sys; from cxdata.cli.main import main; done = main(['--data', sys.argv[1], 'show', 'contacts']); "
        "print([name for name in sys.modules if name.startswith(('cxdata.clickhouse', 'sqlglot', 'chdb'))], done)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "CX_STORE"}
    done = subprocess.run(
        [sys.executable, "-c", asked, str(sample_data)], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "[] 0", done.stderr
