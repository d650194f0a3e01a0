"""copy: a store of a data folder, copied to where many councils' stores stand together (docs/scale.md)."""

import argparse
import json
import time

from cxdata.analysis.result import say_many
from cxdata.cli.show import align
from cxdata.errors import CxError
from cxdata.settings import read_settings
from cxdata.store import Store, current_path


def copy(options: argparse.Namespace) -> int:
    """Copy the store in use to a place, under the council's name; how many rows of each table, and how long it took.

    Raises CxError where nothing is loaded, where the store is of an older form, and where the place takes nothing.
    """
    from cxdata.clickhouse import copy_to  # nothing else of the command line needs it

    path = current_path(options.data)
    if path is None:
        raise CxError(f"Nothing is loaded in {options.data}, so there is nothing to copy.")
    store = Store(path)
    older = store.is_older
    store.close()  # DuckDB opens a file in one way at a time
    if older:
        raise CxError("The store was made by an earlier version of this program. Load any file again, then copy it.")
    council = options.council or read_settings(options.data).name
    began = time.monotonic()
    place, rows = copy_to(options.place, path, council)
    took = time.monotonic() - began
    if options.format == "json":
        print(json.dumps({"council": council, "place": place, "seconds": round(took, 1), "rows": dict(rows)}))
        return 0
    print(align([["Table", "Rows"], *([name, f"{count:,}"] for name, count in rows.items() if count)], left=1))
    print(f"\n{council}: {say_many(sum(rows.values()), 'row')} copied to {place} in {took:.1f} seconds.")
    return 0
