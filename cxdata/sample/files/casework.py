"""Members' enquiries, complaints, and the residents' panel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from cxdata.sample.council import BANK_HOLIDAYS, SPAN, WARD_CODES, WARD_NAMES
from cxdata.sample.services import AGES, SERVICES, Service
from cxdata.sample.wards import wards
from cxdata.sample.write import write_csv, write_workbook

MEMBERS_FILE, COMPLAINTS_FILE, PANEL_FILE = "members_enquiries.csv", "complaints_register.xlsx", "residents_panel.csv"
MEMBER_CHANNELS = ("E-mail", "Telephone", "Surgery", "Members' portal")
COMPLAINTS, PANEL = 1180, 860
_STAGE_TWO, _OMBUDSMAN = 0.17, 0.14
_SURNAMES = ("Amblecroft", "Bexwright", "Corvender", "Dunsmere", "Ettlewick", "Farnabell", "Gorseworth", "Hallamby")
_MEMBERS_HEADER = (
    "Enquiry ref",
    "Councillor",
    "Date received",
    "Reply due",
    "Date closed",
    "Received by",
    "Service",
    "Subject",
    "Ward",
    "Sum at stake (£)",
    "Delivered by",
)
_CAUSES = ("Delay", "Staff attitude", "Wrong decision", "Missed service", "Poor information", "No reply")
_OUTCOMES = ("Upheld", "Partly upheld", "Not upheld", "Refused")
_REMEDIES = ("Apology", "Service put right", "Refund £25", "Explanation")
_LEARNING = ("Letter rewritten", "Staff briefed", "Form changed", "None recorded")
_PREAMBLE = (
    "Quarnmere Borough Council - Complaints register",
    "Printed 01/10/2026 08:02 - OFFICIAL: contains personal data",
)
_PANEL_BY_AGE = (0.03, 0.07, 0.11, 0.16, 0.22, 0.25, 0.16)


def write_members(out: Path, number: int, seed: int) -> Path:
    """Councillors' enquiries for residents: semicolons, Windows-1252, pound signs."""
    rows = _enquiries(number, np.random.default_rng([seed, 50]))
    return write_csv(out / MEMBERS_FILE, _MEMBERS_HEADER, rows, separator=";", encoding="cp1252")


def _enquiries(number: int, rng: np.random.Generator) -> Iterator[tuple[object, ...]]:
    days = _open_days(number, rng)
    share = np.array([service.share for service in SERVICES])
    service = rng.choice(len(SERVICES), number, p=share / share.sum())
    ward = rng.choice(len(WARD_CODES), number)
    taken = np.where(rng.random(number) < 0.88, rng.integers(1, 14, number), rng.integers(15, 40, number))
    minute = rng.integers(540, 1020, number)
    channel = rng.choice(len(MEMBER_CHANNELS), number, p=(0.62, 0.2, 0.08, 0.1))
    sum_at_stake = rng.integers(2, 60, number) * 10
    for row in range(number):
        day = days[row]
        closed = day + timedelta(days=int(taken[row]))
        topic = SERVICES[service[row]]
        yield (
            f"ME/{row + 1:05d}",
            f"Cllr {_SURNAMES[ward[row] % len(_SURNAMES)]}",
            f"{day:%d/%m/%Y} {minute[row] // 60:02d}:{minute[row] % 60:02d}",
            f"{day + timedelta(days=14):%d/%m/%Y}",
            f"{closed:%d/%m/%Y}" if closed < SPAN.end else None,
            MEMBER_CHANNELS[channel[row]],
            topic.name,
            topic.reasons[row % len(topic.reasons)][0],
            WARD_NAMES[ward[row]],
            f"£{sum_at_stake[row]}.00" if topic.name.startswith(("Council tax", "Benefits")) else None,
            topic.provider,
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
    for number, day in enumerate(sorted(_open_days(COMPLAINTS, rng))):
        service = SERVICES[rng.choice(len(SERVICES), p=share / share.sum())]
        ward = WARD_CODES[rng.integers(len(WARD_CODES))]
        name = f"{_SURNAMES[rng.integers(len(_SURNAMES))]}, {'ABCDEFGHJK'[rng.integers(10)]}."
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
    )
    sheets: dict[str, list[tuple[object, ...]]] = {
        "Cover": [("Complaints register",), ("See the sheet Register",)],
        "Register": [(_PREAMBLE[0],), (_PREAMBLE[1],), header, *rows],
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


def write_panel(out: Path, seed: int) -> Path:
    """The residents' panel: older than the borough, and a third of it silent for a year."""
    rng = np.random.default_rng([seed, 52])
    ward = rng.choice(len(WARD_CODES), PANEL, p=wards().residents.sum(1) / wards().residents.sum())
    age = rng.choice(len(AGES), PANEL, p=_PANEL_BY_AGE)
    sex = rng.choice(3, PANEL, p=(0.55, 0.44, 0.01))
    ethnicity = rng.choice(5, PANEL, p=(0.86, 0.06, 0.03, 0.02, 0.03))
    disabled = rng.choice(3, PANEL, p=(0.71, 0.22, 0.07))
    joined = rng.integers(0, 2000, PANEL)
    quiet = np.where(rng.random(PANEL) < 0.35, rng.integers(366, 900, PANEL), rng.integers(1, 365, PANEL))
    rows = []
    for row in range(PANEL):
        start = SPAN.end - timedelta(days=int(joined[row]) + 20)
        active = max(start, SPAN.end - timedelta(days=int(quiet[row])))
        rows.append(
            (
                f"P{row + 1:04d}",
                f"Panel Member {row + 1}",
                f"panel{row + 1}@example.org",
                f"{start:%d/%m/%Y}",
                f"{active:%d/%m/%Y}",
                AGES[age[row]],
                ("Female", "Male", "Prefer not to say")[sex[row]],
                ("White", "Asian or Asian British", "Black or Black British", "Mixed", "Prefer not to say")[
                    ethnicity[row]
                ],
                ("No", "Yes", "Prefer not to say")[disabled[row]],
                WARD_CODES[ward[row]],
            )
        )
    header = ("Panel ID", "Name", "Email", "Joined", "Last took part", "Age", "Sex", "Ethnic group", "Disabled", "Ward")
    return write_csv(out / PANEL_FILE, header, rows)


def _open_days(number: int, rng: np.random.Generator) -> list[date]:
    days = [SPAN.start + timedelta(days=step) for step in range((SPAN.end - SPAN.start).days)]
    days = [day for day in days if day.weekday() < 5 and day not in BANK_HOLIDAYS]
    return [days[index] for index in np.sort(rng.integers(0, len(days), number))]


def _working_days_later(day: date, steps: int) -> date:
    """The day `steps` working days later."""
    while steps:
        day += timedelta(days=1)
        steps -= day.weekday() < 5 and day not in BANK_HOLIDAYS
    return day
