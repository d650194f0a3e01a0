"""The sample council's exports read in plain Python: csv, gzip, json and openpyxl, and no code of the product.

What the profiles say of columns and codes is said here again by hand, so that a slip in a profile shows. A row is a
dictionary: its facts, the text of every dimension its table has, `time`, and `grain` (moment, day or month).
"""

import csv
import gzip
import io
import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import cache
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

Row = dict[str, Any]
Rows = list[Row]

FILES = Path(__file__).resolve().parents[2] / "sample_data"
BLANK = "Not recorded"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

CRM_CHANNELS = {
    "Telephone": "phone", "IVR": "automated_phone", "Counter": "face_to_face", "E-mail": "email", "Web chat": "webchat",
    "Letter": "post", "Social media": "social", "Partner agency": "partner", "Other": "other",
}  # fmt: skip
FORM_CHANNELS = {"WEB": "web", "APP": "app"}
MEMBER_CHANNELS = {"E-mail": "email", "Telephone": "phone", "Surgery": "face_to_face", "Members' portal": "web"}
SURVEY_CHANNELS = {
    "Phone": "phone", "Customer service centre": "face_to_face", "Website": "web", "My Quarnmere app": "app",
    "Email": "email", "Live chat": "webchat",
}  # fmt: skip
CUSTOMERS = {
    "RES": "Resident", "TEN": "Tenant", "BUS": "Business", "LLD": "Landlord", "STU": "Student", "VIS": "Visitor",
}  # fmt: skip
RAISED_BY = {"Customer": "public", "Staff": "staff", "Partner": "partner"}
COMPLEXITY = {"R": "routine", "C": "complex"}
GROUPS = {
    "online": {"web", "app"},
    "automated_phone": {"automated_phone"},
    "assisted": {"phone", "face_to_face", "post", "email", "webchat", "social"},
}


class Unreadable(Exception):
    """A row that must be set aside."""


def group_of(channel: str) -> str:
    return next((name for name, channels in GROUPS.items() if channel in channels), "other")


@cache
def wards() -> dict[str, str]:
    """Name by code; a code that the boundaries do not know stays a code."""
    shapes = json.loads((FILES / "wards_2024.geojson").read_text(encoding="utf-8"))["features"]
    return {shape["properties"]["WD24CD"]: shape["properties"]["WD24NM"] for shape in shapes}


@cache
def bank_holidays() -> frozenset[date]:
    return frozenset(tomllib.loads((FILES / "council.toml").read_text())["opening_hours"]["bank_holidays"])


def read_csv(name: str, separator: str = ",", encoding: str = "utf-8-sig") -> Iterator[dict[str, str]]:
    content = (FILES / name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode(encoding)
    yield from csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)


@cache
def british(text: str) -> datetime:
    form = "%d/%m/%Y %H:%M" if " " in text else "%d/%m/%Y"
    try:
        return datetime.strptime(text, form)
    except ValueError:
        raise Unreadable(text) from None


def written(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Unreadable(text) from None


def code(text: str, meaning: dict[str, str]) -> str:
    if text and text not in meaning:
        raise Unreadable(text)
    return meaning[text] if text else BLANK


def whole(text: str) -> int:
    if not text.isdigit():
        raise Unreadable(text)
    return int(text)


def rating(text: str) -> int | None:
    if text and text not in "12345":
        raise Unreadable(text)
    return int(text) if text else None


def ward(text: str) -> str:
    return wards().get(text, text) or BLANK


DEFAULT_POINT = ("52.63", "-0.87")


def ward_at(latitude: str, longitude: str) -> str:
    """The ward a point lies in: a ray from it crosses that ward's edge an odd number of times."""
    if not latitude or (latitude, longitude) == DEFAULT_POINT:
        return BLANK
    x, y = float(longitude), float(latitude)
    for name, rings in outlines():
        crossings = 0
        for ring in rings:
            for (x1, y1), (x2, y2) in pairwise(ring):
                if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                    crossings += 1
        if crossings % 2:
            return name
    return BLANK


@cache
def outlines() -> list[tuple[str, list[list[tuple[float, float]]]]]:
    shapes = json.loads((FILES / "wards_2024.geojson").read_text(encoding="utf-8"))["features"]
    assert {shape["geometry"]["type"] for shape in shapes} == {"Polygon"}
    return [(shape["properties"]["WD24NM"], shape["geometry"]["coordinates"]) for shape in shapes]


@cache
def day_names(day: date) -> Row:
    """The month, quarter, half-year and financial year a day lies in, and its weekday."""
    year = day.year if day.month >= 4 else day.year - 1
    since_april = (day.month - 4) % 12
    name = f"{year}/{(year + 1) % 100:02d}"
    return {
        "month": f"{day.year}-{day.month:02d}",
        "quarter": f"{name} Q{since_april // 3 + 1}",
        "half_year": f"{name} H{since_april // 6 + 1}",
        "financial_year": name,
        "weekday": DAYS[day.weekday()],
    }


def is_open(moment: datetime) -> bool:
    """Monday to Friday, nine to five, and no bank holiday."""
    weekday = moment.weekday() < 5 and moment.date() not in bank_holidays()
    return weekday and time(9) <= moment.time() < time(17)


def timed(moment: datetime, grain: str) -> Row:
    """What a row's time says: a day has no hour, a month no weekday either."""
    row: Row = {"time": moment, "grain": grain, **day_names(moment.date())}
    if grain == "month":
        row["weekday"] = BLANK
    row["hour"] = f"{moment.hour:02d}:00" if grain == "moment" else BLANK
    row["in_hours"] = ("In opening hours" if is_open(moment) else "Out of hours") if grain == "moment" else BLANK
    return row


def kept(rows: Iterator[dict[str, str]], read: Callable[[dict[str, str]], Row], key: str | None = None) -> Rows:
    """The rows that can be read; of those with one reference the first."""
    found: dict[Any, Row] = {}
    for number, row in enumerate(rows):
        if None in row or None in row.values():
            continue  # a value too many or too few
        try:
            found.setdefault(row[key] if key else number, read(row))
        except Unreadable:
            continue
    return list(found.values())


def _contact(received: datetime, channel: str, row: Row) -> Row:
    return timed(received, "moment") | {"channel": channel, "channel_group": group_of(channel)} | row


def _case(row: dict[str, str]) -> Row:
    facts = {
        "closed": british(row["Closed"]) if row["Closed"] else None,
        "due": british(row["Target Date"]) if row["Target Date"] else None,
        "service": row["Service Area"] or BLANK,
        "reason": row["Case Type"] or BLANK,
        "customer_type": code(row["Cust Cat"], CUSTOMERS),
        "requester": code(row["Raised By"], RAISED_BY),
        "complexity": code(row["Complexity"], COMPLEXITY),
        "ward": ward(row["Ward Code"]),
        "site": row["Access Point"] or BLANK,
        "provider": row["Delivered By"] or BLANK,
        "outcome": row["Outcome"] or BLANK,
        "avoidable_reason": row["Avoidable Code"] or BLANK,
    }
    return _contact(british(row["Logged"]), code(row["Contact Method"], CRM_CHANNELS), facts)


def _form(row: dict[str, str]) -> Row:
    facts = {
        "closed": written(row["completed_at"]) if row["completed_at"] else None,
        "due": written(row["respond_by"]) if row["respond_by"] else None,
        "service": row["form"] or BLANK,
        "reason": row["topic"] or BLANK,
        "customer_type": code(row["account_type"], CUSTOMERS),
        "requester": "public",
        "complexity": BLANK,
        "ward": ward(row["ward"]) if row["ward"] else ward_at(row["lat"], row["lon"]),
        "site": BLANK,
        "provider": row["delivered_by"] or BLANK,
        "outcome": BLANK,
        "avoidable_reason": BLANK,
    }
    return _contact(written(row["submitted"]), code(row["via"], FORM_CHANNELS), facts)


def _enquiry(row: dict[str, str]) -> Row:
    facts = {
        "closed": british(row["Date closed"]) if row["Date closed"] else None,
        "due": british(row["Reply due"]) if row["Reply due"] else None,
        "service": row["Service"] or BLANK,
        "reason": row["Subject"] or BLANK,
        "customer_type": BLANK,
        "requester": "councillor",
        "complexity": BLANK,
        "ward": row["Ward"] or BLANK,
        "site": BLANK,
        "provider": row["Delivered by"] or BLANK,
        "outcome": BLANK,
        "avoidable_reason": BLANK,
    }
    return _contact(british(row["Date received"]), code(row["Received by"], MEMBER_CHANNELS), facts)


def contacts() -> Rows:
    """Cases, forms and members' enquiries; each row knows the last day of the file it stands in."""
    files = (
        kept(read_csv("crm_cases.csv.gz"), _case, "Case No"),
        kept(read_csv("online_forms_and_app.csv.gz"), _form, "submission_id"),
        kept(read_csv("members_enquiries.csv", ";", "cp1252"), _enquiry, "Enquiry ref"),
    )
    for rows in files:
        last = max(row["time"] for row in rows).date()
        for row in rows:
            row["file_ends"] = last
    return [row for rows in files for row in rows]


def _answer(row: dict[str, str]) -> Row:
    channel = code(row["Channel"], SURVEY_CHANNELS)
    score = rating(row["Q1 Overall (1-5)"])
    return timed(british(row["Date completed"]), "moment") | {
        "score_given": score,
        "score": "No answer" if score is None else str(score),
        "ease": rating(row["Q2 Easy (1-5)"]),
        "outcome_got": rating(row["Q3 Outcome (1-5)"]),
        "felt": rating(row["Q4 Felt (1-5)"]),
        "channel": channel,
        "channel_group": group_of(channel),
        "service": row["Service"] or BLANK,
        "customer_type": code(row["Customer group"], CUSTOMERS),
        "ward": ward(row["Ward"]),
        "provider": row["Provider"] or BLANK,
        "age_band": row["Age group"] or BLANK,
        "disability": row["Disability"] or BLANK,
        "invited_how": row["Invited by"] or BLANK,
    }


def responses() -> Rows:
    return kept(read_csv("survey_answers.csv"), _answer, "Response ID")


def _asked(row: dict[str, str]) -> Row:
    channel = code(row["Channel"], SURVEY_CHANNELS)
    return timed(british(row["Month"]), "month") | {
        "invited": whole(row["Invites sent"]),
        "channel": channel,
        "channel_group": group_of(channel),
        "service": row["Service"] or BLANK,
        "customer_type": code(row["Customer group"], CUSTOMERS),
    }


def invitations() -> Rows:
    return kept(read_csv("survey_invitations.csv"), _asked)


def _half_hour(row: dict[str, str]) -> Row:
    return timed(british(row["Interval Start"]), "moment") | {
        "offered": whole(row["Offered"]),
        "answered": whole(row["Handled"]),
        "abandoned": whole(row["Abnd"]),
        "waited": whole(row["Queue Time (s)"]),
        "in_target": whole(row["Handled <=120s"]),
        "channel": BLANK,
        "channel_group": "other",
        "queue": row["Skill Group"] or BLANK,
        "menu_option": row["IVR Option"] or BLANK,
        "service": row["Service"] or BLANK,
    }


def calls() -> Rows:
    return kept(read_csv("telephony_half_hours.txt.gz", "\t"), _half_hour)


def web() -> Rows:
    """The form funnel by day and the website's visits by month; what one does not count is None."""
    nothing = {"visits": None, "page_views": None, "starts": None, "completions": None}
    found = []
    for row in read_csv("online_form_funnel.csv"):
        forms = {"starts": whole(row["Forms started"]), "completions": whole(row["Forms submitted"])}
        found.append(timed(british(row["Date"]), "day") | nothing | forms | {"service": row["Form group"]})
    for row in read_csv("website_visits.csv"):
        visits = {"visits": whole(row["Visits"]), "page_views": whole(row["Page views"])}
        found.append(timed(british(row["Month"]), "month") | nothing | visits | {"service": BLANK})
    return found


def complaints() -> Rows:
    """The register's sheet, two lines down."""
    book = load_workbook(FILES / "complaints_register.xlsx", read_only=True)
    lines = book["Register"].iter_rows(min_row=3, values_only=True)
    headings = next(lines)
    found = []
    for values in lines:
        row = dict(zip_longest(headings, values))
        received = row["Received"]
        found.append(
            timed(received if isinstance(received, datetime) else british(received), "day")
            | {
                "stage": row["Stage"] or BLANK,
                "outcome": row["Outcome"] or BLANK,
                "service": row["Service"] or BLANK,
                "provider": row["Provider"] or BLANK,
                "ward": ward(row["Ward"] or ""),
                "cause": row["Root Cause"] or BLANK,
            }
        )
    return found


def population() -> Rows:
    """One row a ward for all its residents, and one for each age band."""
    bands = ("0-15", "16-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+")
    found: Rows = []
    for row in read_csv("population_by_ward.csv"):
        name = ward(row["Ward code"])
        found.append({"ward": name, "characteristic": "all", "band": "all", "residents": whole(row["All ages"])})
        found += [{"ward": name, "characteristic": "age", "band": b, "residents": whole(row[b])} for b in bands]
    return found


TABLES: dict[str, Callable[[], Rows]] = {
    "contacts": contacts,
    "responses": responses,
    "invitations": invitations,
    "calls": calls,
    "web": web,
    "complaints": complaints,
    "population": population,
}


@cache
def table(name: str) -> Rows:
    """The rows of one table, read once."""
    return TABLES[name]()
