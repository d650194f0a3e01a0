"""A worker: checks inputs one after another, and says of each what became of it.

Each line on standard output is JSON: {"begun": number}, then {"number", "outcome", "counted", "faults"}.
"""

import faulthandler
import json
import logging
import sys
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path

import duckdb

from benchmarks.fuzz.check import check
from benchmarks.fuzz.inputs import make_input

# The database keeps what it has read of a table for as long as it is open.
_INPUTS_A_DATABASE = 200
_LONGEST = 120.0


def work(first: int, last: int) -> None:
    """Check the inputs from `first` to `last`, without the last."""
    warnings.simplefilter("ignore")
    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        for begin in range(first, last, _INPUTS_A_DATABASE):
            with duckdb.connect() as con:
                con.execute("set threads = 1")
                for number in range(begin, min(begin + _INPUTS_A_DATABASE, last)):
                    _say({"begun": number})
                    faulthandler.dump_traceback_later(_LONGEST, exit=True)
                    checked = check(make_input(number), con, Path(folder))
                    faulthandler.cancel_dump_traceback_later()
                    faults = [asdict(fault) for fault in checked.faults]
                    _say({"number": number, "outcome": checked.outcome, "counted": checked.counted, "faults": faults})


def _say(words: dict[str, object]) -> None:
    print(json.dumps(words), flush=True)


if __name__ == "__main__":
    work(int(sys.argv[1]), int(sys.argv[2]))
