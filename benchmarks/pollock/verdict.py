"""What became of one polluted file: equal to its clean table, rows set aside, refused, or silently wrong."""

import csv
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cxdata.errors import CxError
from cxdata.ingest.read.readers import RawTable, read_raw

EQUAL, SET_ASIDE, REFUSED, WRONG = "equal", "set aside", "refused", "silently wrong"

Row = tuple[str | None, ...]


@dataclass(frozen=True)
class Verdict:
    """One file: its name, which of the four it is, and the sentence that says why (a reason, a refusal, a fault)."""

    name: str
    kind: str
    why: str


def judge(polluted: Path, clean: Path) -> Verdict:
    """Reads `polluted` and holds it against `clean`, the same table as a plain CSV with one header row.

    Rows may be missing only where the reader set them aside with a reason, and every row that is kept must be the
    clean table's row of that number. A blank value and an absent one are alike.
    """
    try:
        con = duckdb.connect()
        raw = read_raw(con, polluted)
    except CxError as refusal:
        return Verdict(polluted.name, REFUSED, str(refusal))
    rows = {row[-1]: row[:-1] for row in con.execute("select * from raw order by row_number").fetchall()}
    with clean.open(encoding="utf-8", newline="") as file:
        header, *expected = [tuple(row) for row in csv.reader(file)] or [()]
    fault = _fault(raw, rows, header, expected)
    if fault:
        return Verdict(polluted.name, WRONG, fault)
    if raw.rejected:
        return Verdict(polluted.name, SET_ASIDE, raw.rejected[0].reason)
    return Verdict(polluted.name, EQUAL, "")


def _fault(raw: RawTable, rows: dict[int, Row], header: Row, expected: list[Row]) -> str:
    """What is wrong in silence, or nothing."""
    if raw.columns != header:
        return f"the header is {raw.columns}"
    aside = {row.row_number for row in raw.rejected}
    for number, values in enumerate(expected, start=1):
        if number in aside:
            continue
        if number not in rows:
            return f"row {number} is missing"
        if tuple(value or "" for value in rows[number]) != values:
            return f"row {number} is {rows[number]}"
    extra = set(rows) - set(range(1, len(expected) + 1))
    return f"row {min(extra)} is too many" if extra else ""
