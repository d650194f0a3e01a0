"""What waits, said; and one as one."""

from pathlib import Path

from tests.cli.terminal import run
from tests.complaints.registers import load


def test_those_past_their_day_are_said_of_all_that_are_open(tmp_path: Path) -> None:
    """14 of 17 are late."""
    fields = ("complaint_id", "stage", "received_at", "acknowledged_at", "responded_at")
    rows = [(f"A{number}", "Stage 1", "2026-01-05", "2026-01-06", "") for number in range(14)]
    rows += [(f"B{number}", "Stage 1", "2026-04-29", "2026-04-29", "") for number in range(3)]
    data = load(tmp_path, fields, rows)
    ending = "open complaints are past the day for their answer, as of 29 April 2026."
    assert run(data, "complaints").out.splitlines()[0] == f"14 of 17 {ending}"


def test_one_open_complaint_is_said_as_one(tmp_path: Path) -> None:
    fields = ("complaint_id", "stage", "received_at", "acknowledged_at", "responded_at")
    rows = [("A1", "Stage 1", "2026-01-05", "2026-01-06", ""), ("A2", "Stage 1", "2026-04-29", "", "2026-04-29")]
    said = run(load(tmp_path, fields, rows), "complaints").out.splitlines()[0]
    assert said == "The one open complaint is past the day for its answer, as of 29 April 2026."
