"""waits: whose callers are worse served, how long they wait and give up after, in and out of hours, and the menu."""

import argparse
import json
from dataclasses import replace
from math import isnan
from typing import Any

from cxdata.analysis.asking import FromStore
from cxdata.analysis.phones.half_hours import say_worst, worst_half_hours
from cxdata.analysis.phones.hours import say_hours
from cxdata.analysis.phones.menu import menu_change
from cxdata.analysis.phones.order import by_place, dated_changes
from cxdata.analysis.phones.waits import (
    INSTEAD,
    Wait,
    questions,
    say_left_out,
    say_no_spread,
    say_patience,
    say_spread,
    waits,
)
from cxdata.analysis.phones.words import say_first
from cxdata.analysis.phones.worse import JUDGED, WAYS, Worse, worse_than_the_rest
from cxdata.analysis.result import as_plain_values, capitalise
from cxdata.cli.show import align, as_records, read_scope
from cxdata.council import Council
from cxdata.data_folder.remote import store_to_ask
from cxdata.errors import CxError
from cxdata.export.people.phones import wait_rows
from cxdata.findings import nothing_to_show
from cxdata.measures import find_dimension, find_measure
from cxdata.measures.query import Answer
from cxdata.measures.together import ask_together
from cxdata.measures.words import say_level
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import Store

CHANNELS = ("out_of_hours_share", "channel")


def run_waits(options: argparse.Namespace) -> int:
    """Print the rows of the page of the phones."""
    store, council = store_to_ask(options.data), read_settings(options.data)
    by = find_dimension(options.by).id if options.by else WAYS[0]
    scope = read_scope(store, find_measure("calls_offered"), options)
    everybody = replace(scope, choices=tuple(choice for choice in scope.choices if choice[0] not in WAYS))
    asking = FromStore(store, council, scope)
    calls = asking.answer("calls_offered", (by,), scope)
    if not store.row_counts["calls"]:
        raise CxError(nothing_to_show(calls))
    worse = worse_than_the_rest(store, scope, council)
    standing = worse.standing
    asked = asking.answer(standing.measure, (standing.by,) if standing.by else (), everybody)
    whole = [asking.answer(name, (), scope) for name in (*JUDGED, "calls_offered")]
    for split in ((), (by,)):
        ask_together(store, questions(split, scope), council=council)
    every, rows = waits(asking.answer, (), scope), waits(asking.answer, (by,), scope)
    whose = _whose(heads=bool(standing.heads), chosen=scope != everybody)
    spread = say_spread(every[0].answered, whose[0]) if every else ""
    in_time = bool(every) and not isnan(every[0].figures["answered_in_target"])
    hours = worst_half_hours(store, scope, council).spans
    hourly = asking.answer(CHANNELS[0], CHANNELS[1:], scope)
    said = [
        say_first(asked, whole, standing, hours),
        spread or (say_no_spread(every[0]) if every else ""),
        "" if spread or not in_time else INSTEAD,
        say_patience(every[0].given_up, whose[1]) if every else "",
        say_left_out(every[0]) if every else "",
    ]
    said += [capitalise(say_worst(hours)), say_hours(council)]
    if options.format == "json":
        document = {
            "finding": said[0],
            "sentences": [line for line in said[1:] if line],
            "scope": calls.sentence,
            "published": False,
            "store_version": store.version,
            "worse": {"by": standing.by, "measure": standing.measure, "groups": list(standing.heads)},
            "judged": _judged(worse),
            "all": [_record(wait) for wait in every],
            "by": by,
            "rows": [_record(wait) for wait in rows],
            "worst_hours": list(hours),
            "out_of_hours": as_records(hourly),
            "menu": _menu(store, scope, council),
            "warnings": list(calls.warnings),
            "notes": list(hourly.notes),
        }
        print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
        return 0
    table = wait_rows(rows, find_dimension(by))
    parts = [f"{line.rstrip('.')}." for line in said if line] + list(calls.warnings)
    print("\n".join([*parts, "", align([list(table.columns), *table.to_numpy().tolist()], left=1), "", _hours(hourly)]))
    print("\n".join(["", *(() if hourly.empty else hourly.notes), f"In scope: {calls.sentence}."]))
    return 0


def _whose(*, heads: bool, chosen: bool) -> tuple[str, str]:
    """Whose waits are said: under a headline on some queues it is said that they are of all, or of those chosen."""
    where = (" in this selection" if chosen else " in all queues") if heads else ""
    return f"those answered{where}", f"those who gave up{where}"


def _menu(store: Store, scope: Scope, council: Council) -> dict[str, Any]:
    """What each dated change of the phones changed, option by option, and giving up by the place in the menu."""
    changes = []
    for title, day in dated_changes(store, scope, council).values():
        try:
            changes.append(menu_change(store, scope, council, on=day, title=title).as_dict())
        except CxError as reason:
            changes.append({"on": day.isoformat(), "title": title, "why_not": str(reason)})
    return {"changes": changes, "places": [as_plain_values(group) for group in by_place(store, scope, council)]}


def _judged(worse: Worse) -> dict[str, Any]:
    """How each group was judged."""
    groups = [as_plain_values(group) for group in worse.groups]
    return {"unit": worse.unit, "spans": worse.spans, "why_not": worse.why_not, "groups": groups}


def _record(wait: Wait) -> dict[str, Any]:
    plain: dict[str, Any] = as_plain_values(wait)
    return {
        "level": wait.level,
        **plain["figures"],
        "answered": _ends(plain["answered"]),
        "given_up": _ends(plain["given_up"]),
    }


def _ends(spread: dict[str, Any]) -> dict[str, Any]:
    """A spread in JSON's terms, which know no infinity: an open upper end is None."""
    return {
        name: {**wait, "high": None if wait["about"] is None else wait["high"]} if isinstance(wait, dict) else wait
        for name, wait in spread.items()
    }


def _hours(answer: Answer) -> str:
    if answer.empty:
        return "No contacts are loaded, so nobody can say who comes out of hours."
    rows = [[say_level("channel", record["channel"]), _percent(record["value"])] for record in as_records(answer)]
    return align([["Channel", "Out of hours"], *rows], left=1)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"
