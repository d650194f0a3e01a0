"""Small files of contacts, with a column for all that coming back is told by."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from cxdata.store import Store, open_store
from tests.cli.terminal import run

HEADING = "Contact ID,Received,Closed,Channel,Service,Reason,Raised By,Customer Ref,FCR,Avoidable Reason,Complexity"
START = datetime(2025, 1, 6, 9)


def row(
    day: float,
    customer: str,
    channel: str = "Phone",
    service: str = "Waste",
    *,
    reason: str = "Missed bin",
    closed: float | None = None,
    by: str = "public",
    more: str = ",,",
) -> str:
    """A contact so many days after 6 January 2025, nine o'clock. `more` is what staff record of it."""
    moment = START + timedelta(days=day)
    end = f"{START + timedelta(days=closed):%Y-%m-%d %H:%M}" if closed is not None else ""
    return f"{moment:%Y-%m-%d %H:%M},{end},{channel},{service},{reason},{by},{customer},{more}"


def write(file: Path, rows: Iterable[str]) -> Path:
    """The rows as a file, each with a reference of its own."""
    lines = [f"C{number},{line}" for number, line in enumerate(rows)]
    file.write_text("\n".join([HEADING, *lines]) + "\n", encoding="utf-8")
    return file


def store_of(folder: Path, rows: Iterable[str]) -> Store:
    """A store of these contacts."""
    done = run(folder / "data", "load", write(folder / "contacts.csv", rows), "--suggested")
    assert done.code == 0, done.out + done.err
    return open_store(folder / "data")


def failing_form() -> list[str]:
    """A form about missed bins after which 18 in 100 phone within three days, and others after which 6 in 100 do.

    200 and 400 forms by as many customers on 40 days, and two contacts a month later, so that all can be judged.
    """
    rows = []
    for number in range(600):
        bins = number < 200
        what = "Missed bin" if bins else ("New bin" if number % 2 else "Bulky waste")
        day = number % 40 + 0.25
        rows.append(row(day, f"P{number}", "Web", reason=what))
        if number < 36 or 200 <= number < 224:
            rows.append(row(day + 2, f"P{number}", reason=what))
    return [*rows, row(75, "Q1"), row(75.1, "Q2", "Web")]
