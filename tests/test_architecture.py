"""The rules of the house that a machine can keep: who imports what, short pages, SQL without pasted values.

Each rule is a function from a file's path and syntax tree to what breaks it. Each is shown an example that must fail,
so that a rule that sees nothing cannot pass for a clean house; then all run over every file of the product.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from tests.conftest import ROOT

Rule = Callable[[PurePosixPath, ast.Module], Iterator[str]]

ROOMS_OF = {
    "streamlit": ("cxdata/ui", "pages", "app.py"),
    "plotly": ("cxdata/charts", "cxdata/charts.py"),
    "duckdb": ("cxdata/store.py", "cxdata/store", "cxdata/ingest", "cxdata/cli/bench.py"),
    "pandas": ("cxdata", "app.py"),
}
NETWORK = {"requests", "urllib.request", "urllib3", "http.client", "httpx", "aiohttp", "ftplib", "smtplib", "socket"}
SQL_WRITERS = (
    "cxdata/measures/query.py",
    "cxdata/measures/rollups.py",
    "cxdata/ingest",
    "cxdata/store.py",
    "cxdata/store",
    "cxdata/cli/bench.py",
)
LONGEST_FILE = 300
LONGEST_PAGE = 60


def product_files() -> list[Path]:
    """Every Python file of the product, tests and tools apart."""
    files = [ROOT / "start.py", *ROOT.glob("app.py"), *ROOT.glob("pages/*.py"), *ROOT.glob("cxdata/**/*.py")]
    return sorted(files)


def is_in(path: PurePosixPath, rooms: tuple[str, ...]) -> bool:
    """Whether a file is one of these files or lies in one of these folders."""
    return any(path.is_relative_to(room) for room in rooms)


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of every import, wherever in the file it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def libraries_stay_in_their_rooms(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Streamlit in ui, pages and app; Plotly in charts; DuckDB in store, ingest and bench; pandas not in pages."""
    for line, name in imported(tree):
        library = name.split(".")[0]
        if library in ROOMS_OF and name == library and not is_in(path, ROOMS_OF[library]):
            yield f"{path}:{line} imports {library}, which belongs in {', '.join(ROOMS_OF[library])}"
        elif name.startswith(f"{library}.") and library in ROOMS_OF and not is_in(path, ROOMS_OF[library]):
            yield f"{path}:{line} imports {name}, which belongs in {', '.join(ROOMS_OF[library])}"


def nothing_can_reach_the_network(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """No module of the product imports what opens a connection; start.py, which installs and waits, may."""
    if path == PurePosixPath("start.py"):
        return
    for line, name in imported(tree):
        if any(name == barred or name.startswith(f"{barred}.") for barred in NETWORK):
            yield f"{path}:{line} imports {name}, which opens connections"


def pages_only_compose(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """A page asks its question in the first line of its docstring, then composes: no def, class or lambda."""
    if not path.is_relative_to("pages"):
        return
    question = (ast.get_docstring(tree) or "").partition("\n")[0]
    if not question.endswith("?"):
        yield f"{path}:1 the first line of the docstring is no question"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            yield f"{path}:{node.lineno} defines something: a page only composes"


def is_pasted(node: ast.expr, pasted_names: set[str]) -> bool:
    """Whether a string is put together: f-string with values, %, +, .format(), .join(), or a name for one of these."""
    match node:
        case ast.JoinedStr(values=values):
            return any(isinstance(value, ast.FormattedValue) for value in values)
        case ast.BinOp(op=ast.Add() | ast.Mod()):
            return True
        case ast.Call(func=ast.Attribute(attr="format" | "join" | "format_map" | "replace")):
            return True
        case ast.Name(id=name):
            return name in pasted_names
    return False


def pasted_variables(tree: ast.Module) -> set[str]:
    """Names that are given a pasted string anywhere in the file."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if is_pasted(value, set()):
                names.add(name)
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add()):
                names.add(name)
    return names


def sql_is_never_pasted(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Outside the few files that write SQL from the registry, a query is a plain string and its values are bound."""
    if is_in(path, SQL_WRITERS):
        return
    names = pasted_variables(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="rows" | "execute" | "sql"), args=[query, *_]):
                if is_pasted(query, names):
                    yield f"{path}:{node.lineno} builds its SQL from parts; bind the values instead"


def public_things_say_what_they_are(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Every module, and every public function, class and method of cxdata, has a docstring."""
    if not path.is_relative_to("cxdata"):
        return
    if tree.body and not ast.get_docstring(tree):
        yield f"{path}:1 the module has no docstring"
    holders: list[ast.Module | ast.ClassDef] = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    for holder in holders:
        for node in holder.body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            if not node.name.startswith("_") and not ast.get_docstring(node):
                yield f"{path}:{node.lineno} {node.name} has no docstring"


RULES: list[Rule] = [
    libraries_stay_in_their_rooms,
    nothing_can_reach_the_network,
    pages_only_compose,
    sql_is_never_pasted,
    public_things_say_what_they_are,
]

OFFENCES: list[tuple[Rule, str, str]] = [
    (libraries_stay_in_their_rooms, "cxdata/measures/query.py", "import streamlit as st"),
    (libraries_stay_in_their_rooms, "cxdata/ui/parts/blocks.py", "def f():\n    from plotly import graph_objects"),
    (libraries_stay_in_their_rooms, "cxdata/findings.py", "import duckdb"),
    (libraries_stay_in_their_rooms, "pages/wards.py", "import pandas as pd"),
    (libraries_stay_in_their_rooms, "cxdata/scope.py", "import plotly.graph_objects as go"),
    (nothing_can_reach_the_network, "cxdata/ingest/read/readers.py", "from urllib import request"),
    (nothing_can_reach_the_network, "pages/data.py", "import requests"),
    (pages_only_compose, "pages/wards.py", '"""Wards."""'),
    (pages_only_compose, "pages/wards.py", '"""Where?"""\ndef f(): ...'),
    (pages_only_compose, "pages/wards.py", '"""Where?"""\nshow(key=lambda row: row)'),
    (sql_is_never_pasted, "cxdata/council.py", 'store.rows(f"select * from {table}")'),
    (sql_is_never_pasted, "cxdata/council.py", 'store.rows("select * from contacts where ward = " + ward)'),
    (sql_is_never_pasted, "cxdata/council.py", 'con.execute("select %s" % ward)'),
    (sql_is_never_pasted, "cxdata/council.py", 'con.execute("select {}".format(ward))'),
    (sql_is_never_pasted, "cxdata/council.py", 'query = f"select {ward}"\nstore.rows(query)'),
    (public_things_say_what_they_are, "cxdata/scope.py", '"""Scope."""\ndef of(): ...'),
    (public_things_say_what_they_are, "cxdata/scope.py", '"""Scope."""\nclass S:\n    """S."""\n    def of(self): ...'),
    (public_things_say_what_they_are, "cxdata/scope.py", "X = 1"),
]

ALLOWED: list[tuple[Rule, str, str]] = [
    (libraries_stay_in_their_rooms, "cxdata/ui/parts/blocks.py", "import streamlit as st"),
    (libraries_stay_in_their_rooms, "cxdata/store.py", "import duckdb"),
    (pages_only_compose, "pages/wards.py", '"""Where is it worst?\n\nBy ward."""\nshow()'),
    (sql_is_never_pasted, "cxdata/council.py", 'store.rows("select * from contacts where ward = $ward", {"ward": w})'),
    (sql_is_never_pasted, "cxdata/ingest/load/build.py", 'con.execute(f"drop table {name}")'),
    (public_things_say_what_they_are, "cxdata/scope.py", '"""Scope."""\ndef _own(): ...'),
]


@pytest.mark.parametrize(("rule", "path", "source"), OFFENCES)
def test_a_rule_sees_what_breaks_it(rule: Rule, path: str, source: str) -> None:
    assert list(rule(PurePosixPath(path), ast.parse(source)))


@pytest.mark.parametrize(("rule", "path", "source"), ALLOWED)
def test_a_rule_lets_good_code_be(rule: Rule, path: str, source: str) -> None:
    assert list(rule(PurePosixPath(path), ast.parse(source))) == []


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    broken = [
        offence
        for file in product_files()
        for offence in rule(PurePosixPath(file.relative_to(ROOT).as_posix()), ast.parse(file.read_text("utf-8")))
    ]
    assert not broken, f"{rule.__doc__}\n" + "\n".join(broken)


def test_files_stay_short() -> None:
    files = [*product_files(), *ROOT.glob("tests/**/*.py"), *ROOT.glob("benchmarks/**/*.py")]
    lengths = {file.relative_to(ROOT).as_posix(): len(file.read_text("utf-8").splitlines()) for file in files}
    limits = {name: LONGEST_PAGE if name.startswith("pages/") else LONGEST_FILE for name in lengths}
    assert {name: length for name, length in lengths.items() if length > limits[name]} == {}
