"""The complaints register: cases by stage, with the clocks of the Complaint Handling Code, and what was learnt."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from cxdata.sample.council import BANK_HOLIDAYS, SPAN, WARD_CODES
from cxdata.sample.files.casework import SURNAMES, open_days
from cxdata.sample.files.later import HEADINGS, fill_in
from cxdata.sample.services import SERVICES, Service
from cxdata.sample.write import write_workbook

COMPLAINTS_FILE = "complaints_register.xlsx"
COMPLAINTS = 1180
_STAGE_TWO, _OMBUDSMAN = 0.17, 0.14
_CAUSES = ("Delay", "Staff attitude", "Wrong decision", "Missed service", "Poor information", "No reply")
_OUTCOMES = ("Upheld", "Partly upheld", "Not upheld", "Refused")
_REMEDIES = ("Apology", "Service put right", "Refund £25", "Explanation")
_LEARNING = ("Letter rewritten", "Staff briefed", "Form changed", "None recorded")
_PREAMBLE = (
    "Quarnmere Borough Council - Complaints register",
    "Printed 01/10/2026 08:02 - OFFICIAL: contains personal data",
)


@dataclass(frozen=True)
class _Complaint:
    """What all stages of one complaint share: its reference, who complained, the service, and the ward's code."""

    reference: str
    person: str
    service: Service
    ward: str


def write_complaints(out: Path, seed: int) -> Path:
    """The complaints register: a workbook with a cover sheet, the register under two lines of preamble, and a list."""
    rng = np.random.default_rng([seed, 51])
    share = np.array([service.share for service in SERVICES])
    rows: list[tuple[object, ...]] = []
    for number, day in enumerate(sorted(open_days(COMPLAINTS, rng))):
        service = SERVICES[rng.choice(len(SERVICES), p=share / share.sum())]
        ward = WARD_CODES[rng.integers(len(WARD_CODES))]
        name = f"{SURNAMES[rng.integers(len(SURNAMES))]}, {'ABCDEFGHJK'[rng.integers(10)]}."
        complaint = _Complaint(f"CMP-{number + 1:05d}", name, service, ward)
        replied = _add_stage(rows, complaint, "Stage 1", day, 10, rng)
        if rng.random() < _STAGE_TWO:
            replied = _add_stage(rows, complaint, "Stage 2", replied + timedelta(days=9), 20, rng)
            if rng.random() < _OMBUDSMAN:
                _add_stage(rows, complaint, "Ombudsman", replied + timedelta(days=40), 60, rng)
    header = (
        "Complaint Ref",
        "Stage",
        "Complainant",
        "Received",
        "Acknowledged",
        "Reply Due",
        "Extended To",
        "Replied",
        "Outcome",
        "Service",
        "Provider",
        "Ward",
        "Root Cause",
        "Learning",
        "Remedy",
        *HEADINGS,
    )
    sheets: dict[str, list[tuple[object, ...]]] = {
        "Cover": [("Complaints register",), ("See the sheet Register",)],
        "Register": [(_PREAMBLE[0],), (_PREAMBLE[1],), header, *fill_in(rows, np.random.default_rng([seed, 53]))],
        "Lists": [("Root causes",), *((cause,) for cause in _CAUSES)],
    }
    return write_workbook(out / COMPLAINTS_FILE, sheets, datetime(2026, 10, 1, 8, 2))


def _add_stage(
    rows: list[tuple[object, ...]],
    complaint: _Complaint,
    stage: str,
    received: date,
    allowed: int,
    rng: np.random.Generator,
) -> date:
    """Append one stage of a complaint, when it falls in the span; the day of its reply comes back.

    `allowed` is how many working days the council has for its reply.
    """
    acknowledged = _working_days_later(received, int(rng.choice((1, 2, 3, 4, 7), p=(0.3, 0.3, 0.2, 0.12, 0.08))))
    due = _working_days_later(acknowledged, allowed)
    extended = _working_days_later(due, allowed // 2) if rng.random() < 0.1 else None
    limit = extended or due
    on_time = rng.random() < 0.82
    replied = (
        limit - timedelta(days=int(rng.integers(0, 5))) if on_time else limit + timedelta(days=int(rng.integers(2, 30)))
    )
    replied = max(replied, acknowledged)
    if received >= SPAN.end:
        return replied
    done = replied < SPAN.end
    outcome = _OUTCOMES[rng.choice(4, p=(0.31, 0.22, 0.42, 0.05))]
    put_right = done and outcome in _OUTCOMES[:2]
    rows.append(
        (
            complaint.reference,
            stage,
            complaint.person,
            f"{received:%d/%m/%Y}",
            f"{acknowledged:%d/%m/%Y}",
            f"{due:%d/%m/%Y}",
            f"{extended:%d/%m/%Y}" if extended else None,
            f"{replied:%d/%m/%Y}" if done else None,
            outcome if done else None,
            complaint.service.name,
            complaint.service.provider,
            complaint.ward if rng.random() > 0.05 else None,
            _CAUSES[rng.choice(len(_CAUSES), p=(0.28, 0.08, 0.17, 0.22, 0.13, 0.12))],
            _LEARNING[rng.integers(len(_LEARNING))] if put_right else None,
            _REMEDIES[rng.integers(len(_REMEDIES))] if put_right else None,
        )
    )
    return replied


def _working_days_later(day: date, steps: int) -> date:
    """The day `steps` working days later."""
    while steps:
        day += timedelta(days=1)
        steps -= day.weekday() < 5 and day not in BANK_HOLIDAYS
    return day
