"""What a page asks goes through the caches: it is worked out once, of the store on the screen, with its settings."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxdata.analysis.hidden.search import Pockets, pockets
from cxdata.analysis.result import Result
from cxdata.analysis.satisfaction.bounds import Bounds, satisfaction_bounds
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.scope import Scope
from cxdata.store import Store
from cxdata.ui.frame import cache
from tests.conftest import ROOT


def test_a_question_gives_its_result_which_is_worked_out_once(
    sample_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CX_DATA", str(sample_data))
    asked = []

    def contacts_since(store: Store, year: int, scope: Scope, council: Council, *, staff: bool) -> tuple[str, int]:
        asked.append((year, scope, staff))
        return council.name, store.row_counts["contacts"]

    found = [cache.ask(contacts_since, 2024, scope=Scope(), staff=True) for _ in range(2)]
    assert found == [("Quarnmere Borough Council", found[0][1])] * 2
    assert asked == [(2024, Scope(), True)]


def test_a_question_that_the_data_cannot_answer_says_so(sample_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CX_DATA", str(sample_data))

    def refuse(store: Store, scope: Scope, council: Council) -> int:
        raise CxError("No survey is loaded.")

    with pytest.raises(CxError, match="No survey is loaded"):
        cache.ask(refuse, scope=Scope())


# The rule that a machine keeps, shown what breaks it.


def questions() -> set[str]:
    """The functions of the analysis room that answer from the store: they give a Result."""
    names = set()
    for path in (ROOT / "cxdata" / "analysis").rglob("*.py"):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            kinds = inspect.get_annotations(function)
            gives = kinds.get("return")
            asks = Store in kinds.values()
            if not name.startswith("_") and asks and isinstance(gives, type) and issubclass(gives, Result):
                names.add(name)
    return names


def asks_by_itself(tree: ast.Module, named: set[str]) -> Iterator[int]:
    """Lines that call a question of the analysis room, or import the engine's, past the caches."""
    of_analysis = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cxdata.analysis")
        for alias in node.names
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in of_analysis & named:
                yield node.lineno
            case ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=name)) if module in of_analysis:
                if name in named:
                    yield node.lineno
            case ast.ImportFrom(module="cxdata.measures.query", names=imported):
                yield from (node.lineno for alias in imported if alias.name == "query")


def test_the_rule_sees_what_breaks_it() -> None:
    found = "from cxdata.analysis.hidden.search import pockets\n"
    for source in (
        f"{found}pockets(view.loaded, view.scope, view.council)",
        "from cxdata.analysis.hidden import search\nsearch.pockets(view.loaded, view.scope, view.council)",
        "from cxdata.measures.query import Answer, query",
    ):
        assert list(asks_by_itself(ast.parse(source), questions()))
    assert list(asks_by_itself(ast.parse(f"{found}cache.ask(pockets, scope=view.scope)"), questions())) == []


def test_the_questions_are_known() -> None:
    assert {
        "pockets",
        "search_shuffled",
        "retest",
        "control",
        "key_measures",
        "split_change",
        "forecast",
        "hotspots",
    } <= questions()
    assert inspect.get_annotations(satisfaction_bounds)["return"] is Bounds
    assert inspect.get_annotations(pockets)["return"] is Pockets


def test_the_screen_asks_through_the_caches_alone() -> None:
    named = questions()
    files = [*sorted((ROOT / "cxdata" / "ui").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py"))]
    offences = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in files
        if path != ROOT / "cxdata" / "ui" / "frame" / "cache" / "__init__.py"
        for line in asks_by_itself(ast.parse(path.read_text("utf-8")), named)
    }
    assert offences == set()
