"""recommendations.csv of the sample council: a row for each thing that an answer can lack, and one that worked."""

from pathlib import Path

from cxdata.lists.tracker import TRACKER
from cxdata.sample.council import MENU_DAY
from cxdata.spreadsheets import csv_text

_COMMITTEE = "Scrutiny Committee"
_SEPTEMBER, _ANSWERED = "2026-09-08", "2026-09-22"
_ROWS: tuple[dict[str, str], ...] = (
    {
        "reference": "2025/4",
        "date": "2025-06-10",
        "text": "That callers are offered a call-back, and that the phone menu is made shorter.",
        "answer": "yes",
        "action": "New phone menu with call-back",
        "owner": "Head of Customer Services",
        "due": MENU_DAY.isoformat(),
        "status": "done",
        "measure": "average_wait",
        "heard": "2025-10-14",
    },
    {
        "reference": "2025/7",
        "date": "2025-09-09",
        "text": "That customers are asked by text message after a repair.",
        "answer": "yes",
        "action": "Text messages after each repair",
        "owner": "Housing Services Manager",
        "due": "2026-03-02",
        "status": "done",
        "measure": "satisfied",
        "heard": "2026-09-22",
    },
    {
        "reference": "2026/2",
        "date": "2026-03-10",
        "text": "That every online form names a phone number for people who cannot finish it.",
        "answer": "yes",
        "action": "Put the number into the template of forms",
        "owner": "Digital Services Manager",
        "due": "2026-06-30",
        "status": "under way",
        "measure": "web_completion",
        "heard": "2026-04-14",
    },
    {
        "reference": "2026/5",
        "date": "2026-06-09",
        "text": "That the cost of opening the counters until seven on one evening is worked out.",
    },
    {
        "reference": "2026/6",
        "date": _SEPTEMBER,
        "text": "That satisfaction is reported by type of customer, channel and service, so that no average hides one.",
        "answer": "yes",
        "heard": _ANSWERED,
    },
    {
        "reference": "2026/7",
        "date": _SEPTEMBER,
        "text": "That the waste contractor asks its customers what the council asks its own.",
        "answer": "yes",
        "comment": "The contractor is looking at this and will report to its board in the coming months.",
        "heard": _ANSWERED,
    },
    {
        "reference": "2026/8",
        "date": _SEPTEMBER,
        "text": "That callers are told about consultations that are open.",
        "answer": "yes",
        "comment": "This is already being done.",
        "heard": _ANSWERED,
    },
    {
        "reference": "2026/9",
        "date": _SEPTEMBER,
        "text": "That younger residents are asked to join the residents' panel.",
        "answer": "partly",
        "action": "Ask at the library and the college",
        "heard": _ANSWERED,
    },
    {
        "reference": "2026/10",
        "date": _SEPTEMBER,
        "text": "That counters open on Saturdays.",
        "answer": "no",
        "comment": "Too few people came when it was tried.",
        "heard": _ANSWERED,
    },
    {
        "reference": "2026/11",
        "date": _SEPTEMBER,
        "text": "That complaints are discussed with the staff who took the first call.",
        "answer": "noted",
        "heard": _ANSWERED,
    },
    {
        "kind": "promise",
        "date": "2026-07-15",
        "meeting": "Cabinet",
        "text": "The cost of a second reception desk will be brought back to members.",
        "comment": "Cost to be confirmed.",
        "owner": "Head of Customer Services",
        "heard": "2026-07-15",
    },
    {
        "kind": "accreditation",
        "date": "2026-01-12",
        "meeting": "Customer service standard, yearly assessment",
        "text": "Criterion 2: every adviser has had the training in plain language.",
        "owner": "Customer Service Manager",
        "due": "2026-06-30",
        "status": "done",
        "heard": "2026-07-01",
    },
    {
        "reference": "MTFS 14",
        "kind": "promise",
        "date": "2026-02-10",
        "meeting": "Budget Council",
        "text": "Fewer calls, as renewals and reports move online.",
        "action": "Fewer hours of temporary staff at the contact centre",
        "owner": "Head of Customer Services",
        "due": "2027-03-31",
        "status": "under way",
        "pounds_promised": "24000",
        "pounds_achieved": "6200",
        "saving_type": "cashable",
        "evidence": "Budget monitoring, quarter 2",
        "heard": _ANSWERED,
    },
    {
        "reference": "MTFS 15",
        "kind": "promise",
        "date": "2026-02-10",
        "meeting": "Budget Council",
        "text": "Time of advisers for people who need people.",
        "action": "Two advisers see people by appointment",
        "owner": "Head of Customer Services",
        "due": "2027-03-31",
        "status": "under way",
        "pounds_promised": "9000",
        "saving_type": "capacity",
        "evidence": "Rota of advisers",
        "heard": _ANSWERED,
    },
)


def write_tracker(out: Path) -> Path:
    """The recommendations and promises that an officer of Quarnmere would keep."""
    names = [column.name for column in TRACKER.columns]
    rows = [
        [f"{TRACKER.letter}{number}", *(_with_defaults(row).get(name, "") for name in names), "", "", ""]
        for number, row in enumerate(_ROWS, start=1)
    ]
    path = out / TRACKER.file_name
    path.write_bytes(csv_text(TRACKER.headings, rows).encode("utf-8-sig"))
    return path


def _with_defaults(row: dict[str, str]) -> dict[str, str]:
    return {"kind": "recommendation", "meeting": _COMMITTEE, **row}
