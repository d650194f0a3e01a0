"""overview: the headline figures, the questions and the good news of the Overview page, as a table or JSON."""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cxdata.analysis.asking import FromStore
from cxdata.analysis.both_sides import say_other_side
from cxdata.cli.show import align, read_scope
from cxdata.data_folder.remote import store_to_ask
from cxdata.findings import Finding
from cxdata.measures import find_measure
from cxdata.measures.coverage.periods import default_period
from cxdata.measures.query import Answer
from cxdata.overview import (
    GROUPS,
    HEADLINES,
    JUDGED,
    Change,
    Questions,
    Tile,
    comparisons,
    find_good_news,
    find_questions,
    lines_of,
    tiles_of,
    value_of,
)
from cxdata.periods import Period
from cxdata.settings import read_settings


def overview(options: argparse.Namespace) -> int:
    """Print the Overview of the period named, or else of the one the page opens on."""
    store, council = store_to_ask(options.data), read_settings(options.data)
    scope = read_scope(store, find_measure("contacts"), options, of_many=True)
    if scope.period is None:
        scope = replace(scope, period=default_period(store))
    asking = FromStore(store, council, scope)
    tiles = tiles_of(asking, HEADLINES)
    asked, good = find_questions(asking, JUDGED, GROUPS), find_good_news(asking, JUDGED, GROUPS)
    if options.format == "json":
        document = _document(asking, tiles, asked, good)
        print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print(_as_table(tiles, asked, good, say_other_side(asking)))
    return 0


def _document(asking: FromStore, tiles: Sequence[Tile], asked: Questions, good: Sequence[Finding]) -> dict[str, Any]:
    return {
        "period": _dates(asking.scope.period),
        "scope": tiles[0].now.sentence,
        "published": False,
        "store_version": asking.store.version,
        "tiles": [_tile(asking, one) for one in tiles],
        "other_side": say_other_side(asking),
        "questions": [_question(finding) for finding in asked.found],
        "good_news": [_question(finding) for finding in good],
        "looked_at": asked.looked,
        "nothing_found": asked.nothing,
        "not_looked_at": asked.unseen,
    }


def _tile(asking: FromStore, one: Tile) -> dict[str, Any]:
    measure = one.now.measure
    changes = list(comparisons(asking, measure.id))
    return {
        "id": measure.id,
        "title": measure.title,
        "unit": measure.unit.value,
        "value": _number(one.now, "value"),
        "numerator": _number(one.now, "numerator"),
        "denominator": _number(one.now, "denominator"),
        "said": value_of(one),
        "words": lines_of(one, changes),
        "warnings": list(one.now.warnings),
        "sources": list(one.now.sources),
        "compared": [_change(change) for change in changes],
        "target": {"value": one.aim.value, "sentence": one.aim.sentence} if one.aim.goals else None,
    }


def _change(change: Change) -> dict[str, Any]:
    words, strength = change.said
    return {
        "with": change.compared.words,
        "now": _dates(change.compared.now),
        "then": _dates(change.compared.then),
        "value_now": _number(change.here, "value"),
        "value_then": _number(change.there, "value"),
        "change": words,
        "strength": strength.value,
    }


def _question(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "headline": finding.headline,
        "sentence": finding.sentence,
        "strength": finding.strength.value,
        "question": finding.question,
        "page": finding.page,
        "evidence": [
            {"measure": answer.measure.id, "by": [dimension.id for dimension in answer.by]}
            for answer in finding.evidence
        ],
        "group": finding.group,
        "warnings": list(finding.evidence[0].warnings),
    }


def _number(answer: Answer | None, column: str) -> float | None:
    if answer is None or answer.frame.empty:
        return None
    value = float(answer.frame[column].iloc[0])
    return None if math.isnan(value) else value


def _dates(period: Period | None) -> dict[str, str] | None:
    """The first and the last day of a span."""
    return {"first": str(period.start), "last": str(period.last_day)} if period else None


def _as_table(tiles: Sequence[Tile], asked: Questions, good: Sequence[Finding], other_side: str) -> str:
    lines = [["Figure", "Value", "Change", "Target"]]
    for one in tiles:
        change = one.change.sentence if one.change and one.change.there is not None else ""
        target = one.aim.sentence if one.aim.goals else ""
        lines.append([one.now.measure.title, value_of(one), change, target])
    said = list(dict.fromkeys(line for one in tiles for line in one.now.warnings))
    for number, finding in enumerate(asked.found, start=1):
        said += ["", f"{number}. {finding.headline}", f"   {finding.sentence}", f"   Ask: {finding.question}"]
    if good:
        said += ["", "Good news", *(f"- {finding.headline}" for finding in good)]
    ends = [sentence for sentence in (asked.looked, asked.nothing, asked.unseen) if sentence]
    figures = [align(lines, left=1), "", other_side]
    return "\n".join([tiles[0].now.sentence, "", *figures, *said, "", *ends]).rstrip("\n")
