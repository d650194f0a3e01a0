"""A file of very many columns."""

from pathlib import Path

import duckdb

from cxdata.ingest.read.readers import read_raw


def _file(folder: Path, content: bytes | str, name: str = "contacts.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_wide_file_takes_no_more_statements_than_a_narrow_one(tmp_path):
    asked = {}
    for width in (3, 600):
        header = ",".join(f'a \'{n}\' ""quoted""' if n % 2 else f"Column {n}" for n in range(width))
        names = ",".join(f'"{name}"' for name in header.split(","))
        content = f"{names}\n" + "\n".join(",".join(f"{row}-{n}" for n in range(width)) for row in range(8)) + "\n"
        con = duckdb.connect()
        con.execute("call enable_logging('QueryLog')")
        raw = read_raw(con, _file(tmp_path, content, f"wide-{width}.csv"))
        con.execute("call disable_logging()")
        asked[width] = con.execute("select count(*) from duckdb_logs where type = 'QueryLog'").fetchall()[0][0]
        assert raw.rows == 8
        assert raw.columns[:2] == ("Column 0", "a '1' \"quoted\"")
        last = con.execute(f"select * exclude (row_number) from {raw.table} where row_number = 8").fetchall()[0]
        assert last == tuple(f"7-{n}" for n in range(width))
    assert 3 < asked[600] == asked[3] < 20
