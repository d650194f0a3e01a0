"""The clocks of the complaints of the sample, from the words of docs/complaints.md; no code of the product.

The sample has dates without a time of day, a stage in each row, and every word in one spelling.
"""

from datetime import date, timedelta
from functools import cache

from tests.measures.plain import BLANK, Row, Rows, bank_holidays

DAYS = {"Stage 1": 10, "Stage 2": 20}
AGES = (("Under 2 weeks", 14), ("2 to 4 weeks", 28), ("4 to 8 weeks", 56), ("8 to 13 weeks", 91))
DECIDED = ("Upheld", "Partly upheld", "Not upheld")


def case_facts(row: Row) -> Row:
    """Of a contact: whether it is open on the last day of its file, how old it is then, and how it stands to its date.

    Every file of the sample records closing; "Withdrawn" ends a case, and all that are withdrawn are closed there too.
    """
    is_open = row["closed"] is None and row["time"].date() <= row["file_ends"]
    waited = (row["file_ends"] - row["time"].date()).days
    age = next((words for words, under in AGES if waited < under), "Over 13 weeks") if is_open else "Not open"
    late = is_open and row["due"] is not None and row["due"].date() <= row["file_ends"]
    clock = "No due date" if row["due"] is None else "Overdue" if late else "Not yet due"
    return {"is_open": is_open, "case_age": age, "case_clock": clock}


@cache
def working_days_after(day: date, number: int) -> date:
    """The day so many working days later; the day itself is not counted."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5 and day not in bank_holidays()
    return day


def add_clocks(rows: Rows) -> None:
    """Add to each stage: `ack` and `answer` (kept, missed, None), `waits`, `due`, its age and clock in words, and
    whether it is the last of its case and the last that was decided.
    """
    last_day = max(row["time"].date() for row in rows)
    for row in rows:
        row |= _clock(row, last_day)
    stages = ("Stage 1", "Stage 2", "Ombudsman")
    latest: dict[str, int] = {}
    decided: dict[str, int] = {}
    for row in rows:
        place = stages.index(row["stage"])
        latest[row["case"]] = max(latest.get(row["case"], 0), place)
        if row["outcome"] in DECIDED:
            decided[row["case"]] = max(decided.get(row["case"], 0), place)
    for row in rows:
        place = stages.index(row["stage"])
        row["last_of_case"] = latest[row["case"]] == place
        row["last_decided"] = row["outcome"] in DECIDED and decided[row["case"]] == place


def _clock(row: Row, last_day: date) -> Row:
    received = row["time"].date()
    refused = row["outcome"] == "Refused" or row["refusal_reason"] != BLANK
    again = row["reopened"]
    replied = None if again and row["replied"] and again > row["replied"] else row["replied"]
    waits = not refused and replied is None
    due = None
    ack = answer = None
    if not refused and row["stage"] in DAYS:
        last_for_word = working_days_after(received, 5)
        starts = max(row["acknowledged"] or last_for_word, again or received)
        due = working_days_after(starts, DAYS[row["stage"]])
        if row["put_off_to"] and row["put_off_to"] > due:
            due = min(row["put_off_to"], working_days_after(due, DAYS[row["stage"]]))
        words = [day for day in (row["acknowledged"], row["replied"]) if day]
        ack = min(words) <= last_for_word if words else (False if last_for_word < last_day else None)
        answer = replied <= due if replied else (False if due < last_day else None)
    days_old = (last_day - received).days
    age = next((words for words, days in AGES if days_old < days), "Over 13 weeks")
    clock = "No due date" if due is None else "Overdue" if due < last_day else "Not yet due"
    return {
        "one": 1,
        "ack": ack,
        "answer": answer,
        "waits": waits,
        "refused": refused,
        "weeks_open": age,
        "clock": clock,
    }
