"""Telephone queues and reception desks."""

from cxdata.contract.model import Field, Lattice, Table, a_choice, a_count, a_level, a_number, a_time
from cxdata.contract.shared import CHANNELS, SERVICE

WAIT_EDGES = (20, 30, 60, 120, 300, 600)
"""The waits, in seconds, within which answered and abandoned calls are counted: each count holds those before it."""
_IN_WORDS = ("20 seconds", "30 seconds", "a minute", "2 minutes", "5 minutes", "10 minutes")


def _bands(what: str, called: str, *verbs: str) -> tuple[Field, ...]:
    """For each edge the count of calls that were `what` within it, under the headings that exports give such counts."""
    return tuple(
        a_number(f"{what}_within_{edge}", f"{called} within {words}, however soon", "calls")
        .called(f"{called} within {words}")
        .with_headers(*(f"{verb} {form}" for verb in verbs for form in _headings(edge)))
        for edge, words in zip(WAIT_EDGES, _IN_WORDS, strict=True)
    )


def _headings(edge: int) -> tuple[str, ...]:
    """How a heading writes a wait: 'within 60 s', '60 s', 'within 1 minute', ..."""
    seconds = (f"within {edge} s", f"{edge} s", f"within {edge} seconds", f"in {edge} seconds", f"under {edge} s")
    if edge % 60:
        return seconds
    minutes = edge // 60
    return (*seconds, f"within {minutes} min", f"within {minutes} minute{'s' if minutes > 1 else ''}")


TABLES = (
    Table(
        name="calls",
        title="Calls and visits",
        grain="one queue or menu option in one interval; a reception desk's queue counts visitors in the same columns",
        noun="calls",
        theme="Telephone and reception",
        page="channels",
        time="interval_start",
        key=("interval_start", "queue", "menu_option"),
        weight="offered",
        dated=True,
        choices=("service",),
        lattice=Lattice(
            dimensions=("queue", "menu_option", "service"),
            sums=(
                *("offered", "answered", "abandoned", "wait_seconds_total", "answered_in_target"),
                *(f"{what}_within_{edge}" for what in ("answered", "abandoned") for edge in WAIT_EDGES),
                *("abandoned_wait_seconds", "transferred", "callbacks"),
            ),
            always=("channel",),
        ),
        fields=(
            a_time("interval_start", "Start of the interval", required=True).with_headers(
                *("interval start", "interval", "date time", "start time", "call start", "call time", "call date"),
                *("date", "day", "start timestamp", "timestamp", "call start time", "start", "call date time"),
            ),
            a_choice("channel", "face_to_face for a reception desk; anything else is the telephone", CHANNELS).called(
                "Telephone or reception desk"
            ),
            a_level("queue", "Telephone queue, or reception desk").with_headers(
                "queue", "skill group", "queue name", "line", "desk"
            ),
            a_level("menu_option", "Menu option chosen").with_headers("menu option", "ivr option", "option"),
            SERVICE.with_headers("service"),
            a_count("offered", "Calls that asked to be answered", "calls", required=True).with_headers(
                "calls offered", "offered", "calls received", "total calls", "calls in"
            ),
            a_count("answered", "Calls answered", "calls").with_headers(
                "calls handled", "calls answered", "handled", "answered"
            ),
            a_count("abandoned", "Calls given up by the caller", "calls").with_headers(
                "calls abandoned", "abandoned", "abnd", "lost calls"
            ),
            a_count("abandoned_short", "of which within a few seconds", "calls")
            .called("Calls given up within a few seconds")
            .with_headers("abnd 5 s", "short abandoned", "abandoned short"),
            a_number("wait_seconds_total", "Sum of the waits of answered calls", "seconds")
            .called("Waiting time of answered calls")
            .with_headers(
                "queue time s",
                "total wait",
                "wait seconds",
                "average speed of answer",
                "average speedof answer",
                "average wait",
                "asa",
                "time to answer",
                "queue time",
                "wait time",
                "waiting time",
                "time in queue",
                "wait",
            ),
            a_number("handle_seconds_total", "Sum of talk and wrap-up time of answered calls", "seconds")
            .called("Talk and wrap-up time of answered calls")
            .with_headers("talk wrap s", "talk time", "handle time", "average handle time", "aht"),
            a_number("answered_in_target", "Calls answered within the target wait", "calls").with_headers(
                "answered in target", "handled 120 s", "service level", "answered within target"
            ),
            *_bands("answered", "Calls answered", "answered", "handled"),
            a_number("longest_wait_seconds", "The longest wait of an answered call in the interval", "seconds")
            .called("Longest wait of an answered call")
            .with_headers(
                *("longest wait", "longest wait s", "max wait", "max wait s", "maximum wait", "longest queue time"),
                *("longest wait before answer", "max queue time", "longest time to answer", "max delay"),
            ),
            a_number("abandoned_wait_seconds", "Sum of the waits of callers who gave up", "seconds")
            .called("Waiting time of callers who gave up")
            .with_headers(
                *("abandon time s", "abnd time s", "abandon time", "abnd time", "time to abandon", "abandoned wait"),
                *("average time to abandon", "wait of abandoned calls", "total abandon time", "abandoned wait seconds"),
            ),
            *_bands("abandoned", "Calls given up", "abandoned", "abnd"),
            a_count("transferred", "Answered calls that were passed on to somebody else", "calls")
            .called("Calls passed on")
            .with_headers("transferred", "calls transferred", "transfers", "transferred out", "passed on"),
            a_count("callbacks", "Callers who asked to be rung back", "calls")
            .called("Call-backs asked for")
            .with_headers(
                *("call backs", "callbacks", "call back requests", "callback requests", "callbacks requested"),
                *("call backs requested", "callbacks asked", "call backs asked"),
            ),
        ),
    ),
    Table(
        name="shifts",
        title="Staff on duty",
        grain="people on duty in one queue from one time to another",
        noun="shifts",
        theme="Telephone and reception",
        page="channels",
        time="interval_start",
        key=("interval_start", "ends_at", "queue"),
        fields=(
            a_time("interval_start", "When they come on duty, or the start of the half-hour", required=True)
            .called("When they come on duty")
            .with_headers(
                *("shift start", "on duty from", "start time", "starts", "from", "interval start", "interval"),
                *("half hour", "start", "date"),
            ),
            a_time("ends_at", "When they go off duty; empty for a rota by half-hours", ahead=True)
            .called("When they go off duty")
            .with_headers(
                "shift end", "on duty to", "end time", "ends", "finish", "until", "interval end", "to", "end"
            ),
            a_level("queue", "Telephone queue, or reception desk").with_headers(
                "queue", "skill group", "team", "line", "queue name", "desk"
            ),
            a_count("staff", "People on duty", "people", one=True).with_headers(
                *("people on duty", "staff on duty", "staff", "agents", "advisers", "advisors", "agents on duty"),
                *("agents scheduled", "scheduled", "headcount", "people", "on duty"),
            ),
            a_count(
                "in_training", "People on the rota who are in training, or on other work, and take no calls", "people"
            )
            .called("People in training or on other work")
            .with_headers("in training", "training", "other work", "off phone", "on other work"),
            a_count("vacant", "Posts on the rota that nobody fills", "people")
            .called("Posts not filled")
            .with_headers("vacant", "vacancies", "vacant posts", "posts vacant", "unfilled", "not filled"),
        ),
    ),
)
