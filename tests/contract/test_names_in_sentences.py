"""A sentence calls a table by what a reader calls it: "survey answers", never "responses data"."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxdata.contract import TABLES
from tests.conftest import ROOT

# A layout file names tables by their short names, and so do the sentences about layouts.
OF_LAYOUTS = ("ingest", "cli")
SQL = re.compile(r"\b(select|insert|create|drop|delete|update|alter|describe|partition)\b", re.IGNORECASE)


def names_tables(code: str) -> Iterator[str]:
    """The f-strings with two words or more into which the short name of a table is put; SQL is none of them."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.JoinedStr):
            continue
        words = " ".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        filled = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        names = {one.id for one in filled if isinstance(one, ast.Name)}
        names |= {one.attr for one in filled if isinstance(one, ast.Attribute)}
        if "table" in names and len(re.findall("[A-Za-z]+", words)) > 1 and not SQL.search(words):
            yield ast.unparse(node)


@pytest.mark.parametrize("code", ["f'no {answer.measure.table} data is loaded'", "f'The {table} data has figures'"])
def test_a_short_name_in_a_sentence_is_seen(code: str) -> None:
    assert list(names_tables(code)) == [code]


@pytest.mark.parametrize(
    "code", ["f'select * from {table} as t'", "f'data_{table}'", "f'no export of {TABLES[table].in_words} is loaded'"]
)
def test_a_statement_a_key_and_a_title_are_no_short_names_in_a_sentence(code: str) -> None:
    assert list(names_tables(code)) == []


def test_no_sentence_calls_a_table_by_its_short_name() -> None:
    files = [path for path in Path(ROOT / "cxdata").rglob("*.py") if path.parent.name != "contract"]
    read = {
        path: path.read_text("utf-8") for path in files if path.relative_to(ROOT / "cxdata").parts[0] not in OF_LAYOUTS
    }
    assert len(read) > 100
    assert {str(path): said for path, code in read.items() if (said := list(names_tables(code)))} == {}


def test_what_a_reader_calls_a_table() -> None:
    called = {name: TABLES[name].in_words for name in ("responses", "calls", "web")}
    assert called == {"responses": "survey answers", "calls": "calls and visits", "web": "website and forms"}
