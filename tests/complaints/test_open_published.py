"""What waits, in the published view: rounded figures are not said as exact ones."""

from pathlib import Path

from tests.cli.terminal import run
from tests.complaints.registers import load


def test_rounded_figures_do_not_read_as_all(tmp_path: Path) -> None:
    """14 of 17 are late; both are 15 when rounded."""
    fields = ("complaint_id", "stage", "received_at", "acknowledged_at", "responded_at")
    rows = [(f"A{number}", "Stage 1", "2026-01-05", "2026-01-06", "") for number in range(14)]
    rows += [(f"B{number}", "Stage 1", "2026-04-29", "2026-04-29", "") for number in range(3)]
    data = load(tmp_path, fields, rows)
    ending = "open complaints are past the day for their answer, as of 29 April 2026."
    assert run(data, "complaints").out.splitlines()[0] == f"14 of 17 {ending}"
    assert run(data, "complaints", "--publish").out.splitlines()[0] == f"About 15 of about 15 {ending}"
