"""Opens a workbook and ends: a program of its own, run before a workbook is opened in this one (`opens.py`).

It imports nothing but the reader of workbooks, so that starting it takes a tenth of a second.
"""

import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path

FAILED = 3
"""The program's end where the reader of workbooks stopped at a fault of its own."""


def try_to_open(name: str, memory: int) -> int:
    """0 where the workbook was opened or refused; another number where the reader stopped at its own fault.

    `memory` is how many bytes the program may take, where the system has such a limit.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    with suppress(ImportError, OSError, ValueError):  # no such limit on Windows, another one set on this machine
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    refused = (CalamineError, PasswordError, OSError, ValueError)
    for source in (name, BytesIO(Path(name).read_bytes())):
        try:
            CalamineWorkbook.from_object(source).close()
        except refused:
            continue
        except BaseException:
            return FAILED
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(try_to_open(sys.argv[1], int(sys.argv[2])))
