"""Members' enquiries."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from cxdata.sample.council import BANK_HOLIDAYS, SPAN, WARD_CODES, WARD_NAMES
from cxdata.sample.services import SERVICES
from cxdata.sample.write import write_csv

MEMBERS_FILE = "members_enquiries.csv"
MEMBER_CHANNELS = ("E-mail", "Telephone", "Surgery", "Members' portal")
SURNAMES = ("Amblecroft", "Bexwright", "Corvender", "Dunsmere", "Ettlewick", "Farnabell", "Gorseworth", "Hallamby")
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
    "Priority",
)
_URGENT_STREAM, _URGENT = 53, 0.08


def write_members(out: Path, number: int, seed: int) -> Path:
    """Councillors' enquiries for residents: semicolons, Windows-1252, pound signs."""
    rows = list(_enquiries(number, np.random.default_rng([seed, 50])))
    urgent = np.random.default_rng([seed, _URGENT_STREAM]).random(number) < _URGENT
    marked = ((*row, "Urgent" if flag else "Normal") for row, flag in zip(rows, urgent, strict=True))
    return write_csv(out / MEMBERS_FILE, _MEMBERS_HEADER, marked, separator=";", encoding="cp1252")


def _enquiries(number: int, rng: np.random.Generator) -> Iterator[tuple[object, ...]]:
    days = open_days(number, rng)
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
            f"Cllr {SURNAMES[ward[row] % len(SURNAMES)]}",
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


def open_days(number: int, rng: np.random.Generator) -> list[date]:
    """So many working days of the span, drawn by chance, in order."""
    days = [SPAN.start + timedelta(days=step) for step in range((SPAN.end - SPAN.start).days)]
    days = [day for day in days if day.weekday() < 5 and day not in BANK_HOLIDAYS]
    return [days[index] for index in np.sort(rng.integers(0, len(days), number))]
