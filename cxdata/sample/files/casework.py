"""Members' enquiries, and the residents' panel."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from cxdata.sample.council import BANK_HOLIDAYS, SPAN, WARD_CODES, WARD_NAMES
from cxdata.sample.people import LANGUAGE_STREAM, languages
from cxdata.sample.services import AGES, SERVICES
from cxdata.sample.wards import wards
from cxdata.sample.write import write_csv

MEMBERS_FILE, PANEL_FILE = "members_enquiries.csv", "residents_panel.csv"
MEMBER_CHANNELS = ("E-mail", "Telephone", "Surgery", "Members' portal")
PANEL = 860
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
_PANEL_BY_AGE = (0.03, 0.07, 0.11, 0.16, 0.22, 0.25, 0.16)


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


def write_panel(out: Path, seed: int) -> Path:
    """The residents' panel: older than the borough, and a third of it silent for a year."""
    rng = np.random.default_rng([seed, 52])
    ward = rng.choice(len(WARD_CODES), PANEL, p=wards().residents.sum(1) / wards().residents.sum())
    age = rng.choice(len(AGES), PANEL, p=_PANEL_BY_AGE)
    sex = rng.choice(3, PANEL, p=(0.55, 0.44, 0.01))
    ethnicity = rng.choice(5, PANEL, p=(0.86, 0.06, 0.03, 0.02, 0.03))
    disabled = rng.choice(3, PANEL, p=(0.71, 0.22, 0.07))
    language = languages(PANEL, np.random.default_rng([seed, LANGUAGE_STREAM, 1]))
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
                language[row],
                WARD_CODES[ward[row]],
            )
        )
    header = (
        "Panel ID",
        "Name",
        "Email",
        "Joined",
        "Last took part",
        "Age",
        "Sex",
        "Ethnic group",
        "Disabled",
        "Language",
        "Ward",
    )
    return write_csv(out / PANEL_FILE, header, rows)


def open_days(number: int, rng: np.random.Generator) -> list[date]:
    """So many working days of the span, drawn by chance, in order."""
    days = [SPAN.start + timedelta(days=step) for step in range((SPAN.end - SPAN.start).days)]
    days = [day for day in days if day.weekday() < 5 and day not in BANK_HOLIDAYS]
    return [days[index] for index in np.sort(rng.integers(0, len(days), number))]
