"""council.toml of the sample council, and its service standards."""

from datetime import date
from pathlib import Path

from cxdata.lists.standards import STANDARDS
from cxdata.sample.council import (
    BANK_HOLIDAYS,
    DEFINITION_DAY,
    FORM_DAY,
    KEY_SERVICES,
    MENU_DAY,
    NAME,
    PROCEDURE_DAY,
    SPAN,
    TARGET_WAIT,
    WAIT_BEFORE,
)
from cxdata.sample.files.peers import DEPRIVATION, ON_TIME_MEANS, RESIDENTS, SATISFIED_MEANS
from cxdata.sample.services import COMPANY, OWN, STREET_CONTRACTOR, WASTE_CONTRACTOR
from cxdata.sample.write import toml_section, toml_value
from cxdata.spreadsheets import csv_text

SETTINGS_FILE = "council.toml"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
_TARGETS: tuple[dict[str, object], ...] = (
    {
        "measure": "online_share",
        "since": SPAN.start,
        "low": 0.80,
        "high": 0.85,
        "services": KEY_SERVICES,
        "note": "80 to 85 % online for the key services",
    },
    {"measure": "average_wait", "since": SPAN.start, "high": WAIT_BEFORE, "note": "Five minutes, until the new menu"},
    {"measure": "average_wait", "since": MENU_DAY, "high": float(TARGET_WAIT), "note": "Two minutes from the new menu"},
    {"measure": "answered_in_target", "since": SPAN.start, "low": 0.60},
    {"measure": "abandoned_share", "since": SPAN.start, "high": 0.08},
    {"measure": "satisfied", "since": SPAN.start, "low": 0.90},
    {"measure": "on_time", "since": SPAN.start, "low": 0.90, "by": date(2027, 3, 31)},
    {
        "measure": "web_completion",
        "since": date(2025, 4, 1),
        "direction": "up",
        "baseline": 0.74,
        "note": "Better than 2024/25; no figure agreed",
    },
)
_PROVIDERS: tuple[dict[str, object], ...] = (
    {"name": OWN, "kind": "in_house"},
    {"name": COMPANY, "kind": "company", "services": ("Housing repairs",), "commissioner": "Housing"},
    {
        "name": WASTE_CONTRACTOR,
        "kind": "contractor",
        "services": ("Bins and recycling", "Garden waste"),
        "commissioner": "Environment",
    },
    {
        "name": STREET_CONTRACTOR,
        "kind": "contractor",
        "services": ("Streets and fly-tipping",),
        "commissioner": "Environment",
    },
    {"name": "Quarnmere Leisure Trust", "kind": "partner", "commissioner": "Communities"},
    {"name": "Marlock Parking", "kind": "contractor", "services": ("Parking and permits",), "until": date(2024, 3, 31)},
)
_SAME_DEFINITIONS: tuple[dict[str, object], ...] = (
    {"measure": "satisfied", "definition": SATISFIED_MEANS},
    {"measure": "on_time", "definition": ON_TIME_MEANS},
)
STRATEGY_ADOPTED = date(2025, 4, 1)
_STANDARDS: tuple[dict[str, str], ...] = (
    {
        "promise": "We answer the phone within two minutes",
        "kind": "answer",
        "within": str(TARGET_WAIT),
        "unit": "seconds",
        "share": "60%",
        "channel": "phone",
        "measure": "answered_in_target",
    },
    {
        "promise": "We answer the phone within 20 seconds",
        "kind": "answer",
        "within": "20",
        "unit": "seconds",
        "share": "80%",
        "channel": "phone",
    },
    {
        "promise": "We reply to e-mails within 10 days",
        "kind": "reply",
        "within": "10",
        "unit": "days",
        "share": "90%",
        "channel": "email",
    },
    {
        "promise": "Visitors are seen within 15 minutes",
        "kind": "see",
        "within": "15",
        "unit": "minutes",
        "share": "90%",
        "channel": "face_to_face",
    },
    {
        "promise": "A missed bin is dealt with in 2 days",
        "kind": "reply",
        "within": "2",
        "unit": "days",
        "share": "70%",
        "service": "Bins and recycling",
    },
)
_SOCITM = "Socitm 2011 cohort, about 200 councils; old, and average cost: moving a contact does not save this much"
# Low and high are what others found from 2009 to 2012.
_COSTS = (("face_to_face", 8.62, 4.83, 9.56), ("phone", 2.83, 1.28, 5.57), ("web", 0.15, 0.09, 0.56))
_EVENTS: tuple[dict[str, object], ...] = (
    {
        "date": FORM_DAY,
        "title": "New online form for garden waste renewals",
        "kind": "service change",
        "measure": "online_share",
    },
    {
        "date": MENU_DAY,
        "title": "New phone menu and call-back",
        "kind": "service change",
        "measure": "average_wait",
    },
    {
        "date": DEFINITION_DAY,
        "title": "Published satisfaction becomes the share satisfied; before, it was a mean score",
        "kind": "definition change",
        "measure": "satisfied",
    },
    {
        "date": PROCEDURE_DAY,
        "title": "New complaints procedure, by the Ombudsman's Code",
        "kind": "procedure change",
        "measure": "complaints",
    },
)


def write_settings(out: Path) -> Path:
    """The settings an officer of Quarnmere would keep: every section that cxdata.council reads."""
    parts = [
        "# Settings of the sample council. Quarnmere is invented; so is everything here but the unit costs.\n",
        toml_section(
            "council",
            {
                "name": NAME,
                "timezone": "Europe/London",
                "key_services": KEY_SERVICES,
                "strategy_adopted": STRATEGY_ADOPTED,
            },
        ),
        toml_section("opening_hours", {**dict.fromkeys(_DAYS, ("09:00", "17:00")), "bank_holidays": BANK_HOLIDAYS}),
        toml_section(
            "channel_groups",
            {
                "online": ("web", "app"),
                "automated_phone": ("automated_phone",),
                "assisted": ("phone", "face_to_face", "post", "email", "webchat", "social"),
            },
        ),
        *(_entry("targets", target) for target in _TARGETS),
        *(
            _entry(
                "unit_costs",
                {"channel": channel, "pounds": pounds, "low": low, "high": high, "year": 2011, "source": _SOCITM},
            )
            for channel, pounds, low, high in _COSTS
        ),
        toml_section("disclosure", {"round_to": 5}),
        *(_entry("events", event) for event in _EVENTS),
        *(_entry("providers", provider) for provider in _PROVIDERS),
        *(_entry("same_definitions", same) for same in _SAME_DEFINITIONS),
        toml_section("other_councils", {"alike_by": (RESIDENTS, DEPRIVATION), "nearest": 8}),
    ]
    path = out / SETTINGS_FILE
    path.write_text("\n".join(parts), encoding="utf-8", newline="\n")
    return path


def write_standards(out: Path) -> Path:
    """The customer charter of Quarnmere, as an officer would type it into a file."""
    rows = [
        [f"{STANDARDS.letter}{number}", *(values.get(column.name, "") for column in STANDARDS.columns), "", "", ""]
        for number, values in enumerate(_STANDARDS, start=1)
    ]
    path = out / STANDARDS.file_name
    path.write_text(csv_text(STANDARDS.headings, rows), encoding="utf-8-sig", newline="")
    return path


def _entry(name: str, values: dict[str, object]) -> str:
    return f"[[{name}]]\n" + "".join(f"{key} = {toml_value(value)}\n" for key, value in values.items())
