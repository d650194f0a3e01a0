"""complaints: what waits by the clocks of the Code, the course under the newest procedure, and the annual report."""

import argparse
import json
from dataclasses import replace
from typing import Any

from cxdata.analysis.asking import FromStore
from cxdata.analysis.complaints.doubts import doubts
from cxdata.analysis.complaints.learning import learning_cases
from cxdata.analysis.complaints.open_now import OpenNow, open_now
from cxdata.analysis.complaints.procedure import COUNTED, Procedure, newest_procedure
from cxdata.analysis.complaints.report import Line, code_report
from cxdata.analysis.complaints.waiting import WaitingList, last_day, waiting_list
from cxdata.analysis.result import as_plain_values
from cxdata.cli.show import align, as_records, read_scope
from cxdata.data_folder.remote import store_to_ask
from cxdata.export.comments import passed_comments
from cxdata.export.promises.complaints import waiting_rows
from cxdata.measures import find_measure
from cxdata.measures.coverage.whole_months import whole_in_all
from cxdata.measures.rows import drop_undated, from_month, months_before
from cxdata.settings import read_settings


def run_complaints(options: argparse.Namespace) -> int:
    """Print what the Complaints page shows."""
    store, council = store_to_ask(options.data), read_settings(options.data)
    scope = read_scope(store, find_measure(COUNTED), options)
    asking = FromStore(store, council, scope)
    now = open_now(asking.answer, scope, last_day(store))
    report = code_report(asking.answer, scope)
    procedure = _procedure(asking)
    waiting = waiting_list(store, scope, council)
    doubted = doubts(store)
    cases = learning_cases(passed_comments(store, options.data).shown)
    if options.format == "json":
        document = _document(now, report, procedure, waiting)
        document["warnings"] = list(doubted)
        document["published"] = False
        document["scope"] = now.open.sentence if scope.period is None else asking.answer(COUNTED, (), scope).sentence
        document["cases_in_words"] = [as_plain_values(case) for case in cases]
        print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print(
            "\n".join(
                [
                    _as_table(now, report, procedure, waiting),
                    *(f"\n{sentence}" for sentence in doubted),
                ]
            )
        )
    return 0


def _procedure(asking: FromStore) -> Procedure | None:
    """The newest change of procedure, over all whole months of the register."""
    answer = drop_undated(asking.answer(COUNTED, ("month",), replace(asking.scope, period=None)))
    months = whole_in_all(asking.store, (answer.measure.table,)).months
    if months is None or answer.frame.empty:
        return None
    whole = months_before(from_month(answer, f"{months.start:%Y-%m}"), f"{months.end:%Y-%m}")
    return newest_procedure(whole, asking.council)


def _document(
    now: OpenNow, report: tuple[Line, ...], procedure: Procedure | None, waiting: WaitingList
) -> dict[str, Any]:
    return {
        "finding": now.sentence,
        "day": as_plain_values(now.day),
        "open": as_records(now.open),
        "overdue": as_records(now.overdue),
        "by_age": as_records(now.by_age),
        "procedure": as_plain_values(procedure),
        "report": [as_plain_values(line) for line in report],
        "waiting": waiting.as_dict(),
    }


def _as_table(now: OpenNow, report: tuple[Line, ...], procedure: Procedure | None, waiting: WaitingList) -> str:
    said = [f"{now.sentence}.", *([procedure.sentence] if procedure else []), ""]
    lines = [["Heading", "What", "Figure", "Of"]]
    lines += [[line.heading, line.line, line.figure, line.of] for line in report]
    said.append(align(lines, left=2))
    if waiting.cases:
        rows = waiting_rows(waiting)
        said += ["", align([list(rows.columns), *rows.to_numpy().tolist()], left=3)]
    return "\n".join(said)
