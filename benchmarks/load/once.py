"""One measurement in a process of its own: `python -m benchmarks.load.once bare|load FOLDER FILE...` prints JSON.

Seconds and processor seconds are of the work, without the start of Python and the imports; the peak of memory is the
process's, Python included.
"""

import csv
import json
import resource
import sys
import time
from pathlib import Path

import duckdb

from cxdata.ingest.load.build import load_files

# What a person who knows the files would say of their columns; all others are text.
_TYPES = {
    **dict.fromkeys(("Logged", "Closed", "Target Date", "submitted", "respond_by", "completed_at"), "TIMESTAMP"),
    "Case No": "BIGINT",
    "lat": "DOUBLE",
    "lon": "DOUBLE",
}
_DATES = {"Logged": "%d/%m/%Y %H:%M", "submitted": "%Y-%m-%d %H:%M"}


def bare(folder: Path, files: list[Path]) -> int:
    """Read files into a new database with `read_csv` and their right types, broken rows skipped; returns the rows."""
    rows = 0
    with duckdb.connect(str(folder / "bare.duckdb")) as con:
        for number, path in enumerate(files):
            with path.open(encoding="utf-8") as file:
                names = next(csv.reader(file))
            form = next(_DATES[name] for name in names if name in _DATES)
            con.execute(
                f"create table t{number} as select * from read_csv($path, columns = $columns, header = true, "  # noqa: S608 - a number
                "auto_detect = false, delim = ',', quote = '\"', escape = '\"', timestampformat = $form, "
                "ignore_errors = true)",
                {
                    "path": str(path),
                    "columns": {name: _TYPES.get(name, "VARCHAR") for name in names},
                    "form": form,
                },
            )
            rows += con.execute(f"select count(*) from t{number}").fetchall()[0][0]  # noqa: S608 - a number
    return rows


def load(folder: Path, files: list[Path]) -> int:
    """Load files into a new store; returns the rows that landed."""
    return sum(receipt.loaded for receipt in load_files(files, data=folder / "data").files)


def main(arguments: list[str]) -> None:
    """Do one of the two and print what it took."""
    work = {"bare": bare, "load": load}[arguments[0]]
    seconds, processor = time.perf_counter(), time.process_time()
    rows = work(Path(arguments[1]), [Path(path) for path in arguments[2:]])
    taken = {
        "rows": rows,
        "seconds": time.perf_counter() - seconds,
        "processor": time.process_time() - processor,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(taken))


if __name__ == "__main__":
    main(sys.argv[1:])
