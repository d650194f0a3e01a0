"""One row a call: each counts, alike ones too, and an export that overlaps another adds only what is new."""

from pathlib import Path

import pytest

from tests.cli.terminal import figures, rows, run

pytestmark = pytest.mark.store
HEADER = "Call Start,Queue,Answered (Y/N),Wait"
CALLS = (
    "2025-01-13 09:01:10,Bins,Y,40",
    "2025-01-13 09:01:10,Bins,Y,40",
    "2025-01-13 09:29:00,Bins,N,100",
    "2025-01-13 17:05:00,Tax,Y,10",
)
LATER = ("2025-01-14 10:00:00,Tax,Y,30",)


def write(folder: Path, name: str, lines: tuple[str, ...]) -> Path:
    path = folder / name
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return path


def test_calls_are_rows_and_not_sums(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run(data, "load", write(tmp_path, "a.csv", CALLS), "--suggested", "--save", "calls").code == 0
    assert figures(data, "calls_offered", "--by", "hour") == {"09:00": 3, "17:00": 1}
    (wait,) = rows(data, "average_wait")
    # Of the three answered: 40, 40 and 10 seconds, and the 100 of the one who gave up is not theirs.
    assert (wait["numerator"], wait["denominator"]) == (90, 3)
    (given_up,) = rows(data, "abandoned_share")
    assert (given_up["numerator"], given_up["denominator"]) == (1, 4)
    done = run(data, "load", write(tmp_path, "b.csv", (*CALLS[1:], *LATER)))
    assert "4 rows read = 1 loaded + 0 set aside + 3 duplicates" in done.out
    assert figures(data, "calls_offered", "--by", "hour") == {"09:00": 3, "10:00": 1, "17:00": 1}
    (wait,) = rows(data, "average_wait")
    assert (wait["numerator"], wait["denominator"]) == (120, 4)
