"""Clocks of complaints worked out by hand with a calendar on the table: nothing of the product is used.

England and Wales: 3 April (Good Friday), 6 April (Easter Monday), 4 and 25 May 2026, 25 and 26 December 2025, 1 January
2026, 8 May 2023 (Coronation) are no working days. Scotland has no Easter Monday and has 2 January; Northern Ireland has
17 March. The register's last day is 30 June 2026, a Tuesday.
"""

from dataclasses import dataclass

LAST_DAY = "2026-06-30"
YES, NO, UNKNOWN = True, False, None


@dataclass(frozen=True)
class Clock:
    """One stage as a register has it, and what a person finds: the two last days, whether each was kept."""

    why: str
    received: str
    acknowledged: str = ""
    replied: str = ""
    stage: str = "Stage 1"
    extended: str = ""
    reopened: str = ""
    outcome: str = ""
    refused: str = ""
    nation: str = "england"
    acknowledge_by: str | None = None
    reply_by: str | None = None
    acknowledged_in_time: bool | None = None
    answered_in_time: bool | None = None
    open: bool = False


def _clock(why: str, dates: tuple[str, str, str], found: tuple, **more: str | bool) -> Clock:
    names = ("acknowledge_by", "reply_by", "acknowledged_in_time", "answered_in_time")
    received, acknowledged, replied = dates
    return Clock(why, received, acknowledged, replied, **dict(zip(names, found, strict=True)), **more)


CLOCKS = (
    _clock("a plain one", ("2026-02-02", "2026-02-04", "2026-02-18"), ("2026-02-09", "2026-02-18", YES, YES)),
    _clock("a day late", ("2026-02-02", "2026-02-04", "2026-02-19"), ("2026-02-09", "2026-02-18", YES, NO)),
    _clock(
        "the ten days run from the acknowledgement, not from receipt",
        ("2026-02-02", "2026-02-09", "2026-02-23"),
        ("2026-02-09", "2026-02-23", YES, YES),
    ),
    _clock(
        "acknowledged late: late there, and the ten days run from then",
        ("2026-02-02", "2026-02-11", "2026-02-25"),
        ("2026-02-09", "2026-02-25", NO, YES),
    ),
    _clock(
        "never acknowledged: the clock starts on the last day for it",
        ("2026-02-02", "", "2026-02-23"),
        ("2026-02-09", "2026-02-23", NO, YES),
    ),
    _clock(
        "answered within five days without an acknowledgement: the answer acknowledges",
        ("2026-02-02", "", "2026-02-06"),
        ("2026-02-09", "2026-02-23", YES, YES),
    ),
    _clock(
        "acknowledged before it came: that date is a slip, and none",
        ("2026-02-02", "2026-01-30", "2026-02-10"),
        ("2026-02-09", "2026-02-23", NO, YES),
    ),
    _clock(
        "received on a Saturday: Monday is day 1",
        ("2026-02-07", "2026-02-13", "2026-02-27"),
        ("2026-02-13", "2026-02-27", YES, YES),
    ),
    _clock(
        "received on a Sunday, both late by a day",
        ("2026-02-08", "2026-02-16", "2026-03-03"),
        ("2026-02-13", "2026-03-02", NO, NO),
    ),
    _clock(
        "received on Good Friday: Tuesday is day 1",
        ("2026-04-03", "2026-04-13", "2026-04-27"),
        ("2026-04-13", "2026-04-27", YES, YES),
    ),
    _clock("over Easter", ("2026-04-01", "2026-04-02", "2026-04-20"), ("2026-04-10", "2026-04-20", YES, YES)),
    _clock(
        "over Easter in Scotland, where Monday is worked",
        ("2026-04-01", "2026-04-02", "2026-04-20"),
        ("2026-04-09", "2026-04-17", YES, NO),
        nation="scotland",
    ),
    _clock("over Christmas", ("2025-12-22", "2025-12-23", "2026-01-09"), ("2025-12-31", "2026-01-09", YES, YES)),
    _clock(
        "over Christmas in Scotland, where 2 January is none",
        ("2025-12-22", "2025-12-23", "2026-01-12"),
        ("2025-12-31", "2026-01-12", YES, YES),
        nation="scotland",
    ),
    _clock(
        "received on Christmas Day", ("2025-12-25", "2026-01-05", "2026-01-20"), ("2026-01-05", "2026-01-19", YES, NO)
    ),
    _clock(
        "over 17 March in England", ("2026-03-16", "2026-03-16", "2026-03-31"), ("2026-03-23", "2026-03-30", YES, NO)
    ),
    _clock(
        "over 17 March in Northern Ireland",
        ("2026-03-16", "2026-03-16", "2026-03-31"),
        ("2026-03-24", "2026-03-31", YES, YES),
        nation="northern_ireland",
    ),
    _clock(
        "over the Coronation's bank holiday",
        ("2023-05-02", "2023-05-02", "2023-05-17"),
        ("2023-05-10", "2023-05-17", YES, YES),
    ),
    _clock(
        "received late at night: the day counts as any",
        ("2026-02-02 22:15", "2026-02-09 23:10", "2026-02-23 23:50"),
        ("2026-02-09", "2026-02-23", YES, YES),
    ),
    _clock(
        "received a minute before Saturday, answered on a Saturday",
        ("2026-02-06 23:59", "2026-02-13", "2026-02-28"),
        ("2026-02-13", "2026-02-27", YES, NO),
    ),
    _clock(
        "put off by five days, and kept",
        ("2026-02-02", "2026-02-04", "2026-02-25"),
        ("2026-02-09", "2026-02-25", YES, YES),
        extended="2026-02-25",
    ),
    _clock(
        "put off, and missed",
        ("2026-02-02", "2026-02-04", "2026-02-26"),
        ("2026-02-09", "2026-02-25", YES, NO),
        extended="2026-02-25",
    ),
    _clock(
        "put off by more than the Code allows: ten days more, and no longer",
        ("2026-02-02", "2026-02-04", "2026-03-05"),
        ("2026-02-09", "2026-03-04", YES, NO),
        extended="2026-03-31",
    ),
    _clock(
        "put off to a day before its own: its own stands",
        ("2026-02-02", "2026-02-04", "2026-02-17"),
        ("2026-02-09", "2026-02-18", YES, YES),
        extended="2026-02-10",
    ),
    _clock(
        "stage 2 has twenty days",
        ("2026-03-02", "2026-03-04", "2026-04-01"),
        ("2026-03-09", "2026-04-01", YES, YES),
        stage="Stage 2",
    ),
    _clock(
        "stage 2 over Easter, a day late",
        ("2026-03-16", "2026-03-18", "2026-04-20"),
        ("2026-03-23", "2026-04-17", YES, NO),
        stage="Second stage (review)",
    ),
    _clock(
        "stage 2 put off within twenty more",
        ("2026-03-02", "2026-03-04", "2026-04-30"),
        ("2026-03-09", "2026-04-30", YES, YES),
        stage="2",
        extended="2026-04-30",
    ),
    _clock(
        "refused: no clock",
        ("2026-02-02", "2026-02-04", "2026-05-18"),
        (None, None, UNKNOWN, UNKNOWN),
        outcome="Refused",
    ),
    _clock(
        "refused, as the reason says", ("2026-02-02", "", ""), (None, None, UNKNOWN, UNKNOWN), refused="Out of time"
    ),
    _clock(
        "with the Ombudsman: not the council's clock",
        ("2026-02-02", "", ""),
        (None, None, UNKNOWN, UNKNOWN),
        stage="LGSCO",
        open=True,
    ),
    _clock(
        "opened again and waiting: ten days from then, and past",
        ("2026-02-02", "2026-02-04", "2026-02-18"),
        ("2026-02-09", "2026-03-11", YES, NO),
        reopened="2026-02-25",
        open=True,
    ),
    _clock(
        "opened again and answered on the tenth day",
        ("2026-02-02", "2026-02-04", "2026-03-11"),
        ("2026-02-09", "2026-03-11", YES, YES),
        reopened="2026-02-25",
    ),
    _clock(
        "due on the very last day of the register: not late yet",
        ("2026-06-15", "2026-06-16", ""),
        ("2026-06-22", "2026-06-30", YES, UNKNOWN),
        open=True,
    ),
    _clock(
        "due the day before: late",
        ("2026-06-15", "2026-06-15", ""),
        ("2026-06-22", "2026-06-29", YES, NO),
        open=True,
    ),
    _clock(
        "the acknowledgement is due on the very last day",
        ("2026-06-23", "", ""),
        ("2026-06-30", "2026-07-14", UNKNOWN, UNKNOWN),
        open=True,
    ),
    _clock(
        "the acknowledgement was due the day before",
        ("2026-06-22", "", ""),
        ("2026-06-29", "2026-07-13", NO, UNKNOWN),
        open=True,
    ),
    _clock(
        "decided on a day that nobody wrote down: not open, and neither in time nor late",
        ("2026-02-02", "2026-02-04", ""),
        ("2026-02-09", "2026-02-18", YES, UNKNOWN),
        outcome="Upheld",
    ),
    _clock(
        "answered before it came: that date is a slip, so it waits",
        ("2026-06-29", "2026-06-29", "2026-06-01"),
        ("2026-07-06", "2026-07-13", YES, UNKNOWN),
        open=True,
    ),
    _clock(
        "received in a year to come: a slip, which makes no other complaint late",
        ("2099-01-05", "", ""),
        (None, None, UNKNOWN, UNKNOWN),
        open=True,
    ),
)
