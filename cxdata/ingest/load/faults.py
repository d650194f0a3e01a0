"""A file that cannot be loaded costs only itself: what stopped it, as the receipt says it."""

import traceback
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.receipt import FileReceipt


def refused_by(name: str, fault: Exception) -> FileReceipt:
    """The receipt of the file called `name` that `fault` stopped.

    A fault of this program is named by its kind and where it arose: its own words may quote a value of the file.
    """
    if isinstance(fault, CxError):
        return FileReceipt(name, refused=str(fault))
    if isinstance(fault, OSError):
        return FileReceipt(name, refused=f"It cannot be read: {fault.strerror or type(fault).__name__}.")
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return FileReceipt(
        name,
        refused=f"This program met a fault of its own ({type(fault).__name__} in {Path(last.filename).name}, line "
        f"{last.lineno}), and nothing of the file is loaded. Please report these words.",
    )
