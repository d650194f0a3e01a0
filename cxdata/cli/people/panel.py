"""panel and ladder: the residents' panel beside residents, and the steps from contacts to taking part in design."""

import argparse
import json
from collections.abc import Iterable

import pandas as pd

from cxdata.analysis.panel.page import panel, say_ask
from cxdata.analysis.panel.weighted import say_moved
from cxdata.analysis.taking_part.page import taking_part
from cxdata.cli.show import align, read_scope
from cxdata.data_folder.remote import store_to_ask
from cxdata.export.people.panel import answer_rows, band_rows, panel_document, wanted_rows
from cxdata.export.people.taking_part import group_rows, quarter_rows, source_rows, step_rows
from cxdata.measures import find_measure
from cxdata.settings import read_settings


def run_panel(options: argparse.Namespace) -> int:
    """Print members beside residents, whom to ask next, and the panel's answers weighted; the scope is theirs."""
    store, council = store_to_ask(options.data), read_settings(options.data)
    scope = read_scope(store, find_measure("satisfied"), options)
    result = panel(store, scope, council)
    if options.format == "json":
        print(json.dumps(panel_document(result), indent=2, ensure_ascii=False, allow_nan=False))
        return 0
    said = [result.finding, *map(say_ask, result.wanted), *result.sentences]
    said += [result.answers.how, *map(say_moved, result.answers.questions)] if result.members else []
    frames = [wanted_rows(result.wanted), *map(band_rows, result.can_compare), answer_rows(result.answers)]
    print(_as_text(said, frames, result.scope))
    return 0


def run_ladder(options: argparse.Namespace) -> int:
    """Print the ladder, by channel and ward and quarter by quarter, and who sends people."""
    store, council = store_to_ask(options.data), read_settings(options.data)
    scope = read_scope(store, find_measure("contacts"), options)
    result = taking_part(store, scope, council)
    if options.format == "json":
        print(json.dumps({**result.as_dict(), "published": False}, indent=2, ensure_ascii=False, allow_nan=False))
        return 0
    frames = [
        step_rows(result.steps),
        *(group_rows(result.by(by)) for by in ("channel", "ward")),
        quarter_rows(result.quarters),
        source_rows(result.sources_of_people),
    ]
    print(_as_text([result.finding, *result.sentences], frames, result.scope))
    return 0


def _as_text(said: Iterable[str], frames: Iterable[pd.DataFrame], scope: str) -> str:
    tables = [align([list(rows.columns), *rows.to_numpy().tolist()], left=1) for rows in frames if len(rows)]
    return "\n".join([*said, *(f"\n{table}" for table in tables), "", f"In scope: {scope}."])
