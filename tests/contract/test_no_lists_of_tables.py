"""No module of the product keeps a list of tables by hand: whoever needs one asks the records of the contract."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxdata.contract import TABLES

ROOT = Path(__file__).resolve().parents[2]
MOST = 2  # a pair may be compared; three are a list


def _names(node: ast.AST) -> set[str]:
    """The table names that stand in a literal: its elements or keys or values, and the first of each pair in it."""
    match node:
        case ast.Dict(keys=keys, values=values):
            parts: list[ast.expr | None] = [*keys, *values]
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            parts = [*parts, *(part.elts[0] for part in parts if isinstance(part, ast.Tuple | ast.List) and part.elts)]
        case _:
            return set()
    values_of = {part.value for part in parts if isinstance(part, ast.Constant)}
    return {value for value in values_of if value in TABLES}


def lists_of_tables(code: str) -> Iterator[tuple[int, list[str]]]:
    """Line and names of every literal tuple, list, set or dict with three or more table names."""
    for node in ast.walk(ast.parse(code)):
        names = _names(node)
        if len(names) > MOST:
            yield node.lineno, sorted(names)


@pytest.mark.parametrize(
    "code",
    [
        'DATED = ("contacts", "responses", "calls", "web")',
        'for table in ["contacts", "complaints", "panel"]:\n    pass',
        'NOUNS = {"contacts": "contacts", "responses": "answers", "population": "residents"}',
        'TABLE_OF = {1: "contacts", 2: "responses", 3: "calls"}',
        'known = name in {"contacts", "responses", "web"}',
        'PAIRS = (("contacts", "received_at"), ("complaints", "received_at"), ("calls", "interval_start"))',
    ],
)
def test_a_list_of_tables_is_seen(code: str) -> None:
    assert len(list(lists_of_tables(code))) == 1


def test_what_is_no_list_of_tables_passes() -> None:
    assert list(lists_of_tables('measure = ("contacts", "satisfied"); both = ("contacts", "responses")')) == []


def test_no_module_keeps_a_list_of_tables() -> None:
    contract = ROOT / "cxdata" / "contract"
    files = [path for path in (*ROOT.glob("cxdata/**/*.py"), *ROOT.glob("pages/*.py")) if contract not in path.parents]
    assert len(files) > 200
    kept = [
        f"{path.relative_to(ROOT)}:{line} lists {', '.join(names)}"
        for path in sorted(files)
        for line, names in lists_of_tables(path.read_text(encoding="utf-8"))
    ]
    assert kept == []
