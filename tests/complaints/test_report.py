"""The annual report by the Code: each heading that a register can fill is filled, and the rest says who writes it."""

import json
from pathlib import Path

from tests.cli.terminal import run
from tests.complaints.registers import load

FIELDS = ("complaint_id", "stage", "received_at", "acknowledged_at", "responded_at", "outcome")
ROWS = [
    ("C1", "Stage 1", "2026-02-02", "2026-02-04", "2026-02-18", "Not upheld"),  # the tenth working day
    ("C1", "S2", "2026-03-02", "2026-03-03", "2026-03-10", "Not upheld"),
    ("C1", "LGSCO", "2026-04-01", "", "", "Upheld"),
    ("C2", "1", "2026-02-02", "2026-02-16", "2026-04-18", "Upheld"),  # acknowledged and answered late
    ("C3", "Stage One", "2026-02-02", "2026-02-03", "", ""),  # overdue
    ("C4", "Ombudsman", "2026-04-02", "", "", ""),
    ("C5", "Stage 1", "2026-05-29", "", "", ""),  # nothing is due yet
]


def test_headings_are_filled_from_the_register_in_the_codes_order(tmp_path: Path) -> None:
    lines = json.loads(run(load(tmp_path, FIELDS, ROWS), "complaints", "--format", "json").out)["report"]
    found = [(line["heading"], line["line"], line["figure"], line["of"]) for line in lines]
    assert list(dict.fromkeys(heading for heading, *_ in found)) == [
        "Self-assessment against the Code",
        "Complaint handling performance",
        "Types of complaints refused",
        "Service improvements from learning",
        "Findings of non-compliance with the Code",
        "The Ombudsman's annual letter",
        "Other reports of the Ombudsman",
    ]
    told = {line: (figure, of) for _, line, figure, of in found}
    assert told["Stage 1 answered late, or overdue"] == ("2", "3 complaints answered at stage 1, or overdue there")
    assert told["Stage 2 answered late, or overdue"] == ("0", "1 complaint answered at stage 2, or overdue there")
    assert told["Acknowledged late, or not at all"][0] == "1"
    assert told["Complaints with the Ombudsman"] == ("2", "")
    assert told["Upheld by the Ombudsman"] == ("1", "1 decided there")
    assert "Complaints refused, why it was refused: not in the register" in told
    by_stage = {line.rpartition(": ")[2]: figure for line, (figure, _) in told.items() if "by stage, stage" in line}
    assert by_stage == {"Stage 1": "4", "Stage 2": "1", "Ombudsman": "2"}
    by_hand = [heading for heading, line, *_ in found if line.endswith("the council writes it")]
    assert by_hand == [
        "Self-assessment against the Code",
        "Findings of non-compliance with the Code",
        "The Ombudsman's annual letter",
        "Other reports of the Ombudsman",
    ]


def test_a_refusal_by_its_outcome_is_counted_as_refused(tmp_path: Path) -> None:
    rows = [*ROWS, ("C6", "Stage 1", "2026-02-02", "", "", "Refused")]
    lines = json.loads(run(load(tmp_path, FIELDS, rows), "complaints", "--format", "json").out)["report"]
    assert {line["line"]: line["figure"] for line in lines}["Complaints refused"] == "1"


def test_what_waits_without_a_reference_is_in_the_list_at_any_stage(tmp_path: Path) -> None:
    rows = [("", "1", "2026-02-02", "", "", ""), ("", "Stage 2", "2026-02-02", "", "", ""), ROWS[-1]]
    told = json.loads(run(load(tmp_path, FIELDS, rows), "complaints", "--format", "json").out)
    assert [case["stage"] for case in told["waiting"]["cases"]] == ["Stage 1", "Stage 2", "Stage 1"]
    figures = {line["line"]: line["figure"] for line in told["report"]}
    assert figures["Stage 2 answered late, or overdue"] == "1"
    assert told["finding"] == "2 of 3 open complaints are past the day for their answer, as of 29 May 2026"
