"""Telephone queues and reception desks."""

from cxdata.contract.model import Lattice, Table, a_choice, a_count, a_level, a_number, a_time
from cxdata.contract.shared import CHANNELS, SERVICE

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
            sums=("offered", "answered", "abandoned", "wait_seconds_total", "answered_in_target"),
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
        ),
    ),
    Table(
        name="shifts",
        title="Staff on duty",
        grain="people on duty in one queue and interval",
        noun="shifts",
        theme="Telephone and reception",
        page="channels",
        time="interval_start",
        key=("interval_start", "queue"),
        fields=(
            a_time("interval_start", "Start of the interval", required=True).with_headers(
                "interval start", "interval", "date"
            ),
            a_level("queue", "Telephone queue").with_headers("queue", "skill group"),
            a_number("staff", "People on duty", "people").with_headers("staff", "agents", "people on duty", "advisers"),
        ),
    ),
)
