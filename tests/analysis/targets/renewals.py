"""The worked example of the minutes as a file: 25,000 garden waste renewals, 70% online and 16% by automated phone."""

from calendar import monthrange
from datetime import date
from pathlib import Path

from tests.cli.terminal import run

BY_CHANNEL = {"Web": 17_500, "Automated phone": 4_000, "Phone": 3_500}
SERVICE = "Garden waste renewals"


def load_renewals(folder: Path, data: Path) -> None:
    """Write the contacts of 2025/26, counted on the first and the last day of each month, and load them."""
    lines = ["Received,Service,Channel,Count"]
    for month in range(12):
        first = date(2025 + (3 + month) // 12, (3 + month) % 12 + 1, 1)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        for channel, total in BY_CHANNEL.items():
            count = total // 12 + (month < total % 12)
            for day, part in ((first, count // 2), (last, count - count // 2)):
                lines.append(f"{day:%d/%m/%Y},{SERVICE},{channel},{part}")
    path = folder / "renewals.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run(data, "load", "--suggested", path)
    assert done.code == 0, done.err
