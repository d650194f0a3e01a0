"""people: how many people used one service, two, three and more, by which ways, and whether they are as satisfied."""

import argparse
import json
from typing import Any

from cxdata.analysis.came_back.people import ALL_SERVICES, guises, say_crowded
from cxdata.analysis.result import as_plain_values
from cxdata.cli.show import align, read_scope
from cxdata.data_folder.remote import store_to_ask
from cxdata.errors import CxError
from cxdata.export.people.came_back import guise_rows
from cxdata.measures import find_measure
from cxdata.settings import read_settings


def run_people(options: argparse.Namespace) -> int:
    """Print people by the number of services they used."""
    store, council = store_to_ask(options.data), read_settings(options.data)
    scope = read_scope(store, find_measure("contacts"), options)
    if scope.chosen("service") or scope.chosen("channel"):
        raise CxError(f"{ALL_SERVICES}: leave --where service and --where channel out.")
    exact = guises(store, scope, council)
    document: dict[str, Any] = {"published": False, "scope": exact.scope, "store_version": store.version}
    document |= {"finding": exact.sentence, "satisfied": exact.satisfied, "left_out": exact.left_out}
    document["rows"] = as_plain_values(exact.as_dict()["guises"])
    frame = guise_rows(exact)
    lines = [list(frame.columns), *frame.to_numpy().tolist()]
    said = [line for line in (f"{exact.sentence}.", f"{exact.satisfied}.", say_crowded(exact)) if line]
    if options.format == "json":
        print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print("\n".join([*said, "", align(lines, left=1), "", f"In scope: {exact.scope}."]))
    return 0
