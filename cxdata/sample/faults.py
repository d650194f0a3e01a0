"""Rows and cells that are wrong on purpose in the contact files."""

import numpy as np
import pyarrow as pa

from cxdata.sample.council import CLOSED_EARLY, SENTINEL_CLOSED
from cxdata.sample.write import ArrowCsv

SENTINEL = "01/01/1900 00:00"
# What is wrong in each row that cannot be loaded, and the cells that make it so.
CRM_BAD: tuple[tuple[str, dict[str, str]], ...] = (
    ("no such day", {"Logged": "31/02/2025 10:15"}),
    ("unknown channel", {"Contact Method": "Fax machine"}),
    ("blank date", {"Logged": ""}),
    ("a separator too many", {"Case Type": "New claim, by post"}),
    ("not a date", {"Logged": "N/K"}),
    ("no such day", {"Logged": "29/02/2026 13:30"}),
)
FORMS_BAD: tuple[tuple[str, dict[str, str]], ...] = (
    ("no such day", {"submitted": "2025-06-31 20:14"}),
    ("blank date", {"submitted": ""}),
)
CRM_PLAIN = {
    "Case No": "9000001",
    "Logged": "12/05/2025 11:02",
    "Contact Method": "Telephone",
    "Service Area": "Benefits",
    "Case Type": "New claim",
    "Cust Cat": "RES",
    "Raised By": "Customer",
}
FORMS_PLAIN = {
    "submission_id": "F9000001",
    "submitted": "2025-05-12 20:14",
    "via": "WEB",
    "form": "Benefits",
    "topic": "New claim",
    "account_type": "RES",
    "status": "Complete",
    "complexity": "routine",
}


def write_bad(
    sink: ArrowCsv, header: tuple[str, ...], plain: dict[str, str], bad: tuple[tuple[str, dict[str, str]], ...]
) -> None:
    """Append the plain row once for each fault, with the cells of the fault in it."""
    for number, (_, cells) in enumerate(bad):
        key = plain[header[0]][:-1] + str(number + 1)
        row = {**plain, **cells, header[0]: key}
        sink.line(",".join(row.get(name, "") for name in header))


def spoil_closed(closed: pa.Array, day_before: pa.Array) -> tuple[pa.Array, int, int]:
    """Late in the first month: some cases closed on the system's empty date, a few a day before they were received.

    Gives the cells back with how many of each; a file too small to carry them is left alone.
    """
    cells = closed.to_pylist()
    wrong = SENTINEL_CLOSED + CLOSED_EARLY
    if len(cells) < 4 * wrong:
        return closed, 0, 0
    positions = np.linspace(len(cells) // 3, len(cells) - 1, wrong).astype(int)
    for position in positions[:SENTINEL_CLOSED]:
        cells[position] = SENTINEL
    for position in positions[SENTINEL_CLOSED:]:
        cells[position] = day_before[position].as_py()
    return pa.array(cells, pa.string()), SENTINEL_CLOSED, CLOSED_EARLY
