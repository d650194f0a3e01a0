"""savings: the rows of the Savings page, with the finding and what must be known beside it."""

import argparse
import json
from datetime import date

from cxdata.analysis.result import as_plain_values
from cxdata.analysis.savings.page import Savings, savings, say_hours
from cxdata.analysis.savings.promises import read_promises
from cxdata.analysis.savings.rows import rows_of
from cxdata.analysis.savings.spans import baselines
from cxdata.cli.show import align, read_scope
from cxdata.council import Council
from cxdata.data_folder.remote import store_to_ask
from cxdata.errors import CxError, suggest_nearest
from cxdata.export.promises.savings import cost_rows, pound_rows
from cxdata.lists.model import day_of
from cxdata.measures import find_measure
from cxdata.settings import read_settings
from cxdata.store import Store


def run_savings(options: argparse.Namespace) -> int:
    """Print promised, possible, moved and achieved, the kinds of saving, what failed, and the costs."""
    store, council = store_to_ask(options.data), read_settings(options.data)
    scope = read_scope(store, find_measure("contacts"), options)
    if options.promised is not None and not options.promised > 0:
        raise CxError("--promised is a sum of pounds above 0.")
    result = savings(
        store,
        scope,
        council,
        promises=read_promises(options.data),
        until=_until(store, council, options.baseline),
        promised=options.promised,
    )
    if options.format == "json":
        document = {"published": False, "rows": [as_plain_values(row) for row in rows_of(result)]}
        print(json.dumps({**result.as_dict(), **document}, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print(_as_table(result))
    return 0


def _until(store: Store, council: Council, name: str | None) -> date | None:
    """The day up to which the baseline's year is counted. Raises CxError for what is neither a baseline nor a day."""
    if name is None:
        return None
    named = baselines(store, council)
    if name in named:
        return named[name]
    day = day_of(name)
    if day is None:
        raise CxError(f"'{name}' is no baseline and no day, such as 2024-04-01. {suggest_nearest(name, named)}")
    return day


def _as_table(result: Savings) -> str:
    tables = [pound_rows(rows_of(result)), cost_rows(result.costs)]
    said = (result.finding, *result.sentences, say_hours(result), *result.promises.faults, *result.warnings)
    parts = [line for line in said if line]
    for frame in tables:
        if len(frame):
            parts += ["", align([list(frame.columns), *frame.to_numpy().tolist()], left=len(frame.columns))]
    return "\n".join([*parts, "", f"In scope: {result.scope}."])
