"""The sample council's exports as plain rows, read with no code of the product.

What the profiles say of columns and codes is said here again by hand, so that a slip in a profile shows. A row is a
dictionary: its facts, the text of every dimension its table has, `time`, and `grain` (moment, day or month).
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from itertools import zip_longest

from openpyxl import load_workbook

from tests.measures.clocks import add_clocks, case_facts
from tests.measures.phones import calls, shifts
from tests.measures.plain import (
    BLANK,
    FILES,
    Row,
    Rows,
    british,
    code,
    group_of,
    rating,
    read_csv,
    read_moment,
    readable_rows,
    time_facts,
    ward,
    ward_at,
    whole,
)

CRM_CHANNELS = {
    "Telephone": "phone",
    "IVR": "automated_phone",
    "Counter": "face_to_face",
    "E-mail": "email",
    "Web chat": "webchat",
    "Letter": "post",
    "Social media": "social",
    "Partner agency": "partner",
    "Other": "other",
}
FORM_CHANNELS = {"WEB": "web", "APP": "app"}
MEMBER_CHANNELS = {"E-mail": "email", "Telephone": "phone", "Surgery": "face_to_face", "Members' portal": "web"}
SURVEY_CHANNELS = {
    "Phone": "phone",
    "Customer service centre": "face_to_face",
    "Website": "web",
    "My Quarnmere app": "app",
    "Email": "email",
    "Live chat": "webchat",
}
CUSTOMERS = {
    "RES": "Resident",
    "TEN": "Tenant",
    "BUS": "Business",
    "LLD": "Landlord",
    "STU": "Student",
    "VIS": "Visitor",
}
RAISED_BY = {"Customer": "public", "Staff": "staff", "Partner": "partner"}
COMPLEXITY = {"R": "routine", "C": "complex"}
URGENCY = {"Y": "Urgent", "N": "Not urgent", "Urgent": "Urgent", "Normal": "Not urgent"}


def _contact(received: datetime, channel: str, row: Row) -> Row:
    known = {"channel": channel, "channel_group": group_of(channel), "settled": None}
    return time_facts(received, "moment") | known | row


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
        "finished": bool(row["Closed"]),
        "online_way": {"Y": True, "N": False}.get(row["Online Option"]),
        "urgent": URGENCY.get(row.get("Urgent", ""), BLANK),
        "settled": {"Y": 1.0, "N": 0.0}.get(row["FCR"]),
    }
    return _contact(british(row["Logged"]), code(row["Contact Method"], CRM_CHANNELS), facts)


def _form(row: dict[str, str]) -> Row:
    facts = {
        "closed": read_moment(row["completed_at"]) if row["completed_at"] else None,
        "due": read_moment(row["respond_by"]) if row["respond_by"] else None,
        "service": row["form"] or BLANK,
        "reason": row["topic"] or BLANK,
        "customer_type": code(row["account_type"], CUSTOMERS),
        "requester": "public",
        "complexity": row["complexity"] or BLANK,
        "ward": ward(row["ward"]) if row["ward"] else ward_at(row["lat"], row["lon"]),
        "site": BLANK,
        "provider": row["delivered_by"] or BLANK,
        "outcome": BLANK,
        "avoidable_reason": BLANK,
        "finished": row["status"] == "Complete",
        "online_way": True,
        "urgent": {"1": "Urgent", "": "Not urgent"}.get(row.get("urgent", "no column"), BLANK),
    }
    return _contact(read_moment(row["submitted"]), code(row["via"], FORM_CHANNELS), facts)


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
        "finished": bool(row["Date closed"]),
        "online_way": None,
        "urgent": URGENCY.get(row.get("Priority", ""), BLANK),
    }
    return _contact(british(row["Date received"]), code(row["Received by"], MEMBER_CHANNELS), facts)


def contacts() -> Rows:
    """Cases, forms and members' enquiries; each row knows the last day of the file it stands in."""
    files = (
        readable_rows(read_csv("crm_cases.csv.gz"), _case, "Case No"),
        readable_rows(read_csv("online_forms_and_app.csv.gz"), _form, "submission_id"),
        readable_rows(read_csv("members_enquiries.csv", ";", "cp1252"), _enquiry, "Enquiry ref"),
    )
    for rows in files:
        last = max(max(row["time"], row["closed"] or row["time"]) for row in rows).date()
        for row in rows:
            row["file_ends"] = last
            row |= case_facts(row)
    return [row for rows in files for row in rows]


def _answer(row: dict[str, str]) -> Row:
    channel = code(row["Channel"], SURVEY_CHANNELS)
    score = rating(row["Q1 Overall (1-5)"])
    return time_facts(british(row["Date completed"]), "moment") | {
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
        "language": row["Main language"] or BLANK,
        "invited_how": row["Invited by"] or BLANK,
        "dissatisfied_reason": BLANK,
        "outcome_wanted": BLANK,
    }


def responses() -> Rows:
    return readable_rows(read_csv("survey_answers.csv"), _answer, "Response ID")


def _survey_row(row: dict[str, str]) -> Row:
    channel = code(row["Channel"], SURVEY_CHANNELS)
    return time_facts(british(row["Month"]), "month") | {
        "invited": whole(row["Invites sent"]),
        "channel": channel,
        "channel_group": group_of(channel),
        "service": row["Service"] or BLANK,
        "customer_type": code(row["Customer group"], CUSTOMERS),
    }


def invitations() -> Rows:
    return readable_rows(read_csv("survey_invitations.csv"), _survey_row)


def web() -> Rows:
    """The form funnel by day and the website's visits by month; what one does not count is None."""
    nothing = {"visits": None, "page_views": None, "starts": None, "completions": None}
    found = []
    for row in read_csv("online_form_funnel.csv"):
        forms = {"starts": whole(row["Forms started"]), "completions": whole(row["Forms submitted"])}
        found.append(time_facts(british(row["Date"]), "day") | nothing | forms | {"service": row["Form group"]})
    for row in read_csv("website_visits.csv"):
        visits = {"visits": whole(row["Visits"]), "page_views": whole(row["Page views"])}
        found.append(time_facts(british(row["Month"]), "month") | nothing | visits | {"service": BLANK})
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
            time_facts(received if isinstance(received, datetime) else british(received), "day")
            | {
                "case": row["Complaint Ref"],
                "stage": row["Stage"] or BLANK,
                "outcome": row["Outcome"] or BLANK,
                "service": row["Service"] or BLANK,
                "provider": row["Provider"] or BLANK,
                "ward": ward(row["Ward"] or ""),
                "cause": row["Root Cause"] or BLANK,
                "remedy": row["Remedy"] or BLANK,
                # The layout of the register reads these words as nothing.
                "learning": BLANK if row["Learning"] in (None, "None recorded") else row["Learning"],
                "acknowledged_by": row["Acknowledged By"] or BLANK,
                "extension_reason": row["Extension Reason"] or BLANK,
                "refusal_reason": row["Refusal Reason"] or BLANK,
                "acknowledged": _day(row["Acknowledged"]),
                "put_off_to": _day(row["Extended To"]),
                "replied": _day(row["Replied"]),
                "reopened": _day(row["Reopened"]),
            }
        )
    begun: dict[str, datetime] = {}
    for row in found:
        begun[row["case"]] = min(begun.get(row["case"], row["time"]), row["time"])
    for row in found:
        row["first_of_case"] = row["time"] == begun[row["case"]]
    add_clocks(found)
    return found


def _day(cell: object) -> date | None:
    """A date of the register, which it writes as text."""
    return british(str(cell)).date() if cell else None


def population() -> Rows:
    """One row a ward for all its residents, and one for each band of age, sex, ethnic group and disability."""
    bands = ("0-15", "16-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+")
    found: Rows = []
    for row in read_csv("population_by_ward.csv"):
        name = ward(row["Ward code"])
        found.append({"ward": name, "characteristic": "all", "band": "all", "residents": whole(row["All ages"])})
        found += [{"ward": name, "characteristic": "age", "band": b, "residents": whole(row[b])} for b in bands]
    named = {"Sex": "sex", "Ethnic group": "ethnicity", "Disability": "disability"}
    for row in read_csv("population_by_group.csv"):
        by, band, residents = named[row["Characteristic"]], row["Band"], whole(row["Residents"])
        found.append({"ward": ward(row["Ward code"]), "characteristic": by, "band": band, "residents": residents})
    return found


TABLES: dict[str, Callable[[], Rows]] = {
    "contacts": contacts,
    "responses": responses,
    "invitations": invitations,
    "calls": calls,
    "shifts": shifts,
    "web": web,
    "complaints": complaints,
    "population": population,
}


@cache
def table(name: str) -> Rows:
    """The rows of one table, read once."""
    return TABLES[name]()
