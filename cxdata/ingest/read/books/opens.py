"""Whether a workbook can be opened at all, tried in a process of its own.

The reader of workbooks has no end on some damaged files (a chain of blocks that leads back to its beginning,
kept as it goes, a gigabyte a second) and can end the whole program on others; nothing within a process stops either.
"""

import subprocess
import sys
import zipfile
from functools import lru_cache
from pathlib import Path

from cxdata.ingest.read.books import trial
from cxdata.own_files.state import State, state_of

SECONDS, SECONDS_A_MEGABYTE = 8, 5
"""How long opening may take, by the clock: far more than is needed, for a machine may be busy."""

MEMORY, TIMES_ITS_SIZE = 1 << 30, 50
"""How many bytes it may take, and how many more for each of the file's; Windows has no such limit."""

# Its parts are read one at a time, by code that has not been seen to fail, and it is by far the most usual.
_SAFE_PART = "xl/workbook.xml"


def opens(path: Path) -> bool:
    """Whether opening a workbook comes to an end, be it that it is refused. Tried once for each file."""
    return _is_safe(path) or _try(state_of(path))


def _is_safe(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return _SAFE_PART in archive.namelist()


@lru_cache(maxsize=256)
def _try(state: State) -> bool:
    name, size, *_ = state
    try:
        done = subprocess.run(
            # -P: beside the program lie modules of ours, which are not to be found by the names of others.
            [sys.executable, "-P", trial.__file__, name, str(MEMORY + TIMES_ITS_SIZE * size)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS + SECONDS_A_MEGABYTE * size / 1e6,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    except OSError:
        return True  # no process could be started, so nothing is known of the file
    return not stopped(done.returncode)


def stopped(ending: int) -> bool:
    """Whether a trial ended by the reader's fault: said so, or ended by the system (a signal, or a large number on
    Windows). Python's own 1 and 2 say that the trial could not begin, and nothing of the file.
    """
    return ending not in (0, 1, 2)
