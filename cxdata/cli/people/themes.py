"""themes: the rows of the page on what people say: the phrases that set one side of those who wrote apart."""

import argparse
import json

from cxdata.analysis.comments.page import DISSATISFIED, Comments, comments
from cxdata.analysis.comments.words import say_beside, say_found
from cxdata.cli.show import align, read_scope
from cxdata.data_folder.remote import store_to_ask
from cxdata.export.comments import passed_answers
from cxdata.export.exhibit.of_comments import theme_rows
from cxdata.measures import find_measure
from cxdata.settings import read_settings


def run_themes(options: argparse.Namespace) -> int:
    """Print the themes with their counts; quotes out of passed files in JSON."""
    store, council = store_to_ask(options.data), read_settings(options.data)
    scope = read_scope(store, find_measure("answers"), options)
    passed = passed_answers(store, options.data)
    asked = options.of or DISSATISFIED
    result = comments(store, scope, council, passed=passed, asked=asked)
    if options.format == "json":
        document = {"published": False, "finding": say_found(result), **result.as_dict()}
        print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print(_as_table(result))
    return 0


def _as_table(result: Comments) -> str:
    rows = theme_rows(result)
    said = [f"{say_found(result)}.", *say_beside(result)]
    if len(rows):
        said += ["", align([list(rows.columns), *rows.to_numpy().tolist()], left=len(rows.columns))]
    return "\n".join([*said, "", f"In scope: {result.scope}."])
