"""casework: what the page on councillors' cases shows: the open ones by age, and each service beside the public's."""

import argparse
import json
from typing import Any

from cxdata.analysis.asking import FromStore
from cxdata.analysis.casework.cases import COUNCILLORS, Beside, Cases, beside_the_public, cases, files_of, raised_by
from cxdata.analysis.casework.waiting import OpenCases, open_cases
from cxdata.analysis.result import as_plain_values
from cxdata.cli.show import align, as_records, read_scope
from cxdata.data_folder.remote import store_to_ask
from cxdata.export.people.casework import beside_rows, open_rows
from cxdata.measures import find_measure
from cxdata.measures.query import Answer
from cxdata.settings import read_settings

BY = ("service", "ward", "urgent")


def run_casework(options: argparse.Namespace) -> int:
    """Print what waits, how fast, and beside the public's; single cases for officers only."""
    store, council = store_to_ask(options.data), read_settings(options.data)
    scope = read_scope(store, find_measure("contacts"), options)
    asking = FromStore(store, council, scope)
    found = cases(asking.answer, scope, files_of(store))
    on_time = asking.answer("on_time", (), raised_by(scope, COUNCILLORS))
    known = found.is_known
    beside = {by: beside_the_public(asking.answer, scope, by, is_known=known) for by in BY} if found.day else {}
    reasons = asking.answer("contacts", ("reason",), raised_by(scope, COUNCILLORS)) if found.day else None
    waiting = open_cases(store, scope, council)
    if options.format == "json":
        document = _document(found, beside, reasons, waiting) | {"published": False}
        print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print(_as_table(found, beside, on_time, waiting))
    return 0


def _document(
    found: Cases, beside: dict[str, tuple[Beside, ...]], reasons: Answer | None, waiting: OpenCases
) -> dict[str, Any]:
    return {
        "finding": found.sentence,
        "day": as_plain_values(found.day),
        "open": as_records(found.by_age) if found.day else [],
        "beside_the_public": {by: as_plain_values(rows) for by, rows in beside.items()},
        "reasons": as_records(reasons) if reasons else [],
        "waiting": waiting.as_dict(),
        "scope": found.received.sentence,
    }


def _as_table(found: Cases, beside: dict[str, tuple[Beside, ...]], on_time: Answer, waiting: OpenCases) -> str:
    parts = [f"{found.sentence}."]
    frames = [*(beside_rows(rows, by, on_time.measure) for by, rows in beside.items()), open_rows(waiting)]
    for frame in frames:
        if len(frame):
            parts += ["", align([list(frame.columns), *frame.to_numpy().tolist()], left=len(frame.columns))]
    return "\n".join([*parts, "", f"In scope: {found.received.sentence}."])
