"""The way over HTTP, against a stand-in for a server: it takes what ClickHouse's HTTP interface takes, and asks chdb.

It shows that statements, values, settings, rows and refusals go over a socket as they should. That a real server does
the same has not been tried: none is to be had from the package index.
"""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from cxdata.clickhouse import copy_to
from cxdata.council import Council
from cxdata.data_folder.remote import open_remote
from cxdata.errors import CxError
from cxdata.ingest.load.build import load_files
from cxdata.measures.query import query
from cxdata.store import Store, current_path
from tests.conftest import ROOT

PASSWORD = "opens é it"


class Listening(ThreadingHTTPServer):
    """The stand-in: the engine that it asks, and a folder for the rows that are sent to it."""

    def __init__(self, engine: Any, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.engine, self.folder = engine, folder


class Handler(BaseHTTPRequestHandler):
    """POST /?database=...&param_NAME=...&SETTING=..., the statement in `query` or in the body, rows in the body."""

    server: Listening

    def do_POST(self) -> None:
        from cxdata.clickhouse.transport import ALL_ROWS

        options = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        encoding = self.headers.get("Transfer-Encoding", "")
        body = self._chunks() if encoding == "chunked" else self.rfile.read(int(self.headers["Content-Length"]))
        database = options.pop("database")
        assert options.pop("wait_end_of_query") == "1"
        if self.headers["X-ClickHouse-Key"] != PASSWORD or self.headers["X-ClickHouse-User"] != "scrutiny":
            self._answer(403, b"Code: 516. DB::Exception: Authentication failed")
            return
        engine = self.server.engine
        try:
            if query_text := options.pop("query", ""):
                name, _, columns = (
                    query_text.removeprefix("insert into ").removesuffix(" format Parquet").partition(" ")
                )
                path = self.server.folder / f"{threading.get_ident()}.parquet"
                path.write_bytes(body)
                assert options == {"insert_allow_materialized_columns": "1"}
                engine.insert(name, columns.strip("()"), path)
                self._answer(200, b"")
                return
            form = options.pop("default_format", "JSONCompact")
            assert database in ("cx", "default")
            values = {
                name.removeprefix("param_"): options.pop(name) for name in [*options] if name.startswith("param_")
            }
            self._answer(200, engine.send(body.decode(), values, {**ALL_ROWS, **options}, form))
        except CxError as error:
            self._answer(400, str(error).encode())

    def _chunks(self) -> bytes:
        parts = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _answer(self, status: int, text: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is written beside the tests' own lines."""


@pytest.fixture
def server(place: str, engine_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the stand-in listens, as CX_STORE names it."""
    from cxdata.clickhouse.embedded import embedded

    monkeypatch.setenv("CX_STORE_PASSWORD", PASSWORD)
    listening = Listening(embedded(engine_folder, "cx"), tmp_path)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"clickhouse://scrutiny@127.0.0.1:{listening.server_port}/cx"
    listening.shutdown()
    listening.server_close()


def test_figures_come_over_the_network_as_they_are(server: str, store: Store, council: Council) -> None:
    there = open_remote(f"{server}?council=Quarnmere")
    for measure, split in (("contacts", "channel"), ("days_to_close", "service"), ("satisfied", "ward")):
        expected = query(store, measure, (split,), council=council).frame
        assert query(there, measure, (split,), council=council).frame.to_csv() == expected.to_csv()
    assert there.files()["name"].tolist() == store.files()["name"].tolist()
    hostile = "é 'x' \\ \t &=+%\n"
    assert there.tuples("select $x", {"x": hostile}) == [(hostile,)]


def test_a_store_is_copied_over_the_network(server: str, tmp_path: Path) -> None:
    load_files([ROOT / "sample_data" / "members_enquiries.csv"], data=tmp_path / "data")
    path = current_path(tmp_path / "data")
    assert path is not None
    words, rows = copy_to(server, path, "By wire")
    assert words == server.replace("scrutiny@", "")
    assert rows["contacts"] == 3299
    assert open_remote(f"{server}?council=By+wire").row_counts["contacts"] == 3299


def test_what_a_server_refuses_is_said(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CxError, match="refused a statement: .*nothing_of_this_name"):
        open_remote(f"{server}?council=Quarnmere").tuples("select nothing_of_this_name")
    monkeypatch.setenv("CX_STORE_PASSWORD", "wrong")
    with pytest.raises(CxError, match="refused a statement: .*Authentication failed"):
        open_remote(f"{server}?council=Quarnmere")


def test_a_server_that_is_not_there_is_said() -> None:
    pytest.importorskip("sqlglot")
    with pytest.raises(CxError, match=r"clickhouse://127.0.0.1:9/cx cannot be reached"):
        open_remote("clickhouse://127.0.0.1:9/cx")
