"""providers: who sends nothing, and every provider on the same measures, as a table or JSON."""

import argparse
import json
from typing import Any

from cxdata.analysis.came_back.matters import CAME_BACK, came_back
from cxdata.analysis.providers.scores import BY, COMPARED, Score, Scored, score_all
from cxdata.analysis.providers.silence import find_silence
from cxdata.analysis.result import as_plain_values
from cxdata.cli.show import align, read_scope
from cxdata.data_folder.remote import store_to_ask
from cxdata.errors import CxError
from cxdata.export.exhibit.of_providers import say_alike, score_rows
from cxdata.measures import find_measure
from cxdata.measures.query import Answer, query
from cxdata.scope import Scope
from cxdata.settings import read_settings


def run_providers(options: argparse.Namespace) -> int:
    """Print the rows of the Providers page."""
    store, council = store_to_ask(options.data), read_settings(options.data)
    scope = read_scope(store, find_measure("contacts"), options, compared=(BY,))
    found = find_silence(store, Scope(), council)
    answers: list[Answer] = [query(store, share, (BY,), scope, council=council) for share in COMPARED]
    notes = say_alike(found.alike)
    try:
        answers.append(came_back(store, scope, council, by=BY))
    except CxError as reason:
        notes.append(f"{CAME_BACK.title}: {reason}")
    scored = score_all(found.sources, answers)
    if options.format == "json":
        document = {
            "sentence": found.sentence,
            "scope": answers[0].sentence,
            "published": False,
            "store_version": store.version,
            "notes": notes,
            "rows": [_row(one) for one in scored],
        }
        print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
        return 0
    rows = score_rows(scored)
    lines = [list(map(str, rows.columns)), *rows.to_numpy().tolist()]
    print("\n".join([found.sentence, "", align(lines, left=2), "", *notes, answers[0].sentence]))
    return 0


def _row(one: Scored) -> dict[str, Any]:
    source: dict[str, Any] = as_plain_values(one.source)
    return source | {"measures": {score.measure.id: _score(score) for score in one.scores}}


def _score(score: Score) -> dict[str, Any]:
    figures = {name: getattr(score, name) for name in ("numerator", "denominator", "value", "lower", "upper")}
    verdict = score.verdict.value if score.verdict else None
    plain: dict[str, Any] = as_plain_values(figures)
    return plain | {"verdict": verdict, "why_not": score.why_not}
