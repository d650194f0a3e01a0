"""Golden numbers of the sample council: a list a committee can read, and the file that keeps it.

    python -m tests.golden.write DATA

writes `sample.json` anew from the store in the data folder DATA, into which the sample council was loaded. Do it only
when a figure is meant to change; the difference is then read line by line, and the changelog says which figure
changed, by how much and why.
"""

import json
import math
import sys
from pathlib import Path
from typing import Any

from cxdata.council import Council, read_council
from cxdata.measures import MEASURES
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer, query
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.words import say_count, say_level, say_value
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.period_names import year_period

FILE = Path(__file__).with_name("sample.json")
YEAR = Scope(year_period(2025))

# What a committee asks: by which splits, and over which choices.
SPLITS = ("channel", "service", "customer_type", "ward", "financial_year")
WARDS = ("contacts", "contacts_per_1000", "satisfied", "on_time", "residents")
SCOPES = {
    "everything loaded": Scope(),
    "2025/26": YEAR,
    "2025/26, council tax and business rates": YEAR.with_choice("service", "Council tax and business rates"),
    "2025/26, businesses": YEAR.with_choice("customer_type", "Business"),
}


def golden_rows(store: Store, council: Council) -> list[dict[str, str]]:
    """Every measure over every scope it can be narrowed to, and in 2025/26 by every split: n, of m and the value."""
    lines = []
    for measure in MEASURES.values():
        for by, words in _questions(measure):
            answer = query(store, measure, by, SCOPES[words], council=council)
            lines += [_line(answer, words, row) for row in answer.frame.to_dict("records")]
    return lines


def _questions(measure: Measure) -> list[tuple[tuple[str, ...], str]]:
    possible = splits(measure)
    asked = [((), words) for words, scope in SCOPES.items() if all(name in possible for name, _ in scope.choices)]
    shown = [s for s in SPLITS if s in possible and s != measure.share_of and (s != "ward" or measure.id in WARDS)]
    asked += [((split,), "everything loaded" if split == "financial_year" else "2025/26") for split in shown]
    return asked


def _line(answer: Answer, words: str, row: dict[str, Any]) -> dict[str, str]:
    groups = [f"{dimension.title}: {say_level(dimension, row[dimension.id])}" for dimension in answer.by]
    line = {"measure": answer.measure.title, "selection": "; ".join([words, *groups]), "n": say_count(row["numerator"])}
    if not math.isnan(row["denominator"]):
        line["of"] = say_count(row["denominator"])
    note = f" ({row['base_note']})" if row["base_note"] else ""
    return line | {"value": say_value(answer.measure, row["value"]) + note}


def text(lines: list[dict[str, str]]) -> str:
    """The list as JSON, one figure a line, so that a difference names the figure."""
    return "[\n" + ",\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n]\n"


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    FILE.write_text(text(golden_rows(open_store(folder), read_council(folder))), encoding="utf-8")
