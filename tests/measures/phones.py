"""What the telephones, the reception desks and the rota of the sample say, as plain rows: see raw.py."""

from datetime import timedelta

from tests.measures.plain import BLANK, Row, Rows, british, read_csv, readable_rows, time_facts, whole


def _half_hour(row: dict[str, str]) -> Row:
    return time_facts(british(row["Interval Start"]), "moment") | {
        "offered": whole(row["Offered"]),
        "answered": whole(row["Handled"]),
        "abandoned": whole(row["Abnd"]),
        "waited": whole(row["Queue Time (s)"]),
        "in_target": whole(row["Handled <=120s"]),
        "within_minute": whole(row["Handled <=60s"]),
        "over_ten_minutes": whole(row["Handled"]) - whole(row["Handled <=600s"]),
        "abandoned_wait": whole(row["Abnd Time (s)"]),
        "transferred": whole(row["Transferred"]),
        "callbacks": whole(row["Call-backs"]),
        "channel": BLANK,
        "channel_group": "other",
        "queue": row["Skill Group"] or BLANK,
        "menu_option": row["IVR Option"] or BLANK,
        "service": row["Service"] or BLANK,
    }


def _desk_day(row: dict[str, str]) -> Row:
    """A reception desk's day: visitors are its calls, minutes its seconds; it knows no target wait."""
    return time_facts(british(row["Date"]), "day") | {
        "offered": whole(row["Tickets"]),
        "answered": whole(row["Seen"]),
        "abandoned": whole(row["Left unseen"]),
        "waited": round(float(row["Minutes waited"]) * 60),
        "in_target": None,
        "within_minute": None,
        "over_ten_minutes": None,
        "abandoned_wait": None,
        "transferred": None,
        "callbacks": None,
        "channel": "face_to_face",
        "channel_group": "assisted",
        "queue": row["Desk"] or BLANK,
        "menu_option": BLANK,
        "service": BLANK,
    }


def calls() -> Rows:
    """Half-hours of the telephone queues, and days of the reception desks beside them."""
    phones = readable_rows(read_csv("telephony_half_hours.txt.gz", "\t"), _half_hour)
    return phones + readable_rows(read_csv("reception_desks.csv"), _desk_day)


def _on_duty(row: dict[str, str]) -> Row:
    """A line of the rota: how many people for how many half-hours."""
    begins, ends = (british(f"{row['Shift date']} {row[clock]}") for clock in ("On duty from", "On duty to"))
    half_hours = (ends - begins) // timedelta(minutes=30)
    return time_facts(begins, "moment") | {
        "on_duty": whole(row["People on duty"]) * half_hours,
        "queue": row["Team"] or BLANK,
    }


def shifts() -> Rows:
    """A year of the rota."""
    return readable_rows(read_csv("staff_rota.csv"), _on_duty)
