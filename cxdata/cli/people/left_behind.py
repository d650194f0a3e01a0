"""left-behind: the list of the Left behind page, with the finding and what must be known beside it."""

import argparse
import json

from cxdata.analysis.left_behind.page import LeftBehind, left_behind
from cxdata.cli.show import align, read_scope
from cxdata.data_folder.remote import store_to_ask
from cxdata.export.people.left_behind import resource_rows, silence_rows
from cxdata.measures import find_measure
from cxdata.settings import read_settings


def run_left_behind(options: argparse.Namespace) -> int:
    """Print who is left behind: the list for a decision, then who was looked at for silence."""
    store, council = store_to_ask(options.data), read_settings(options.data)
    scope = read_scope(store, find_measure("contacts"), options, compared=("channel",))
    result = left_behind(store, scope, council)
    if options.format == "json":
        document = {**result.as_dict(), "published": False}
        print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print(_as_table(result))
    return 0


def _as_table(result: LeftBehind) -> str:
    parts = [result.finding, *result.sentences, *result.warnings]
    for frame in (resource_rows(result.resources), silence_rows(result.looked)):
        if len(frame):
            parts += ["", align([list(frame.columns), *frame.to_numpy().tolist()], left=len(frame.columns))]
    return "\n".join([*parts, "", f"In scope: {result.scope}."])
