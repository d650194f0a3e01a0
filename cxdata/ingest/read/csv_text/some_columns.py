"""A few columns of a large CSV file, for lookups of millions of rows."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from cxdata.ingest.read.csv_text.csv_file import escape_glob
from cxdata.ingest.read.csv_text.csv_sniff import sniff
from cxdata.ingest.read.raw_table import ident


def read_some(con: duckdb.DuckDBPyConnection, path: Path, wanted: Sequence[str], table: str) -> bool:
    """Reads a few columns of a large CSV file into `table`, the rest unread; False where only read_csv can tell its
    rows apart (another encoding, odd quoting, rows of other widths)."""
    layout = sniff(path)
    if layout.encoding not in ("utf-8", "utf-8-sig") or layout.quote != '"':
        return False
    names = ", ".join(f"c{layout.columns.index(name)} as {ident(name)}" for name in wanted)
    try:
        con.execute(
            f"create or replace temp table {ident(table)} as select {names} from read_csv($path, columns = $columns, "
            "auto_detect = false, header = false, skip = $skip, delim = $sep, quote = '\"', escape = '\"', "
            "comment = '', null_padding = false, strict_mode = true, compression = $compression, "
            "hive_partitioning = false)",
            {
                "path": escape_glob(path),
                "columns": {f"c{position}": "VARCHAR" for position in range(len(layout.columns))},
                "skip": layout.records_above,
                "sep": layout.sep,
                "compression": "gzip" if layout.gzipped else "none",
            },
        )
    except (duckdb.InvalidInputException, duckdb.IOException):
        return False
    return True
