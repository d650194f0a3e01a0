"""The rules of the house that a machine can keep: who may import what, short pages, SQL without pasted values.

Each rule is a function from a file's path and syntax tree to what breaks it. Each is shown an example that must fail,
so that a rule that sees nothing cannot pass for a clean house; then all run over every file of the product.
"""

import ast
import inspect
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from cxdata.store import Store
from tests.conftest import ROOT

Rule = Callable[[PurePosixPath, ast.Module], Iterator[str]]

# Who may import a library. Inside cxdata import-linter says the same (pyproject.toml); this covers pages and app.py.
WHO_MAY = {
    "streamlit": ("cxdata/ui", "pages", "app.py", "dashboard.py", "cxdata/cli/bench/visits.py"),
    "starlette": ("cxdata/ui/serving",),
    "plotly": ("cxdata/charts",),
    "duckdb": (
        *("cxdata/reader.py", "cxdata/store.py", "cxdata/store_files"),
        "cxdata/export/edition/file.py",
        "cxdata/ingest",
        "cxdata/cli/bench/loading.py",
        "cxdata/clickhouse/copy.py",
    ),
    "sqlglot": ("cxdata/clickhouse",),
    "chdb": ("cxdata/clickhouse/embedded.py",),
    "scipy": ("cxdata/stats",),
    "openpyxl": ("cxdata/export", "cxdata/ingest", "cxdata/sample"),
    "pandas": ("cxdata",),
}
NETWORK = {"requests", "urllib.request", "urllib3", "http.client", "httpx", "aiohttp", "ftplib", "smtplib", "socket"}
MAY_CONNECT = ("start.py", "cxdata/clickhouse/server.py")
# What no module may import where it begins: only a function that needs it, for a store past one laptop.
PAST_A_LAPTOP = "cxdata.clickhouse"
# Who may put a statement together: from names that stand in the contract and the registry, never from a reader's words.
SQL_WRITERS = (
    "cxdata/clickhouse",
    "cxdata/store.py",
    "cxdata/store_files",
    "cxdata/ingest",
    "cxdata/measures/query.py",
    "cxdata/measures/together.py",
    *("cxdata/measures/constants", "cxdata/measures/coverage"),
    *("cxdata/export/edition/counting.py", "cxdata/export/edition/file.py"),
    "cxdata/analysis/came_back",
    "cxdata/analysis/casework/waiting.py",
    "cxdata/analysis/left_behind/instead.py",
    "cxdata/analysis/comments",
    "cxdata/analysis/complaints/waiting.py",
    *("cxdata/analysis/hidden/counted.py", "cxdata/analysis/hidden/cells.py"),
    *("cxdata/analysis/phones", "cxdata/analysis/panel/weighted.py", "cxdata/analysis/taking_part"),
    "cxdata/cli/bench",
)
OF_A_CONNECTION = {"execute", "executemany", "sql", "query"}
LONGEST_FILE = 300
LONGEST_PAGE = 60
MEDIAN_FILE = 120
MOST_FILES = 12
# Written in two parts, so that this file does not offend against its own rule.
SKIPPED_FORMAT = "# fmt: " + "skip"


def takes_sql() -> set[str]:
    """Names of the methods that are given a statement: those of a connection, and of the store whatever they are."""
    methods = inspect.getmembers(Store, inspect.isfunction)
    return OF_A_CONNECTION | {name for name, method in methods if "sql" in inspect.signature(method).parameters}


def product_files() -> list[Path]:
    """Every Python file of the product, tests and tools apart."""
    top = [ROOT / name for name in ("start.py", "app.py", "dashboard.py")]
    return sorted([*top, *ROOT.glob("pages/*.py"), *ROOT.glob("cxdata/**/*.py")])


def is_in(path: PurePosixPath, rooms: tuple[str, ...]) -> bool:
    """Whether a file is one of these files or lies in one of these folders."""
    return any(path.is_relative_to(room) for room in rooms)


def imports_of(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of every import, wherever in the file it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def libraries_stay_in_their_rooms(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """A library that has rooms of its own is imported there and nowhere else."""
    for line, name in imports_of(tree):
        library = name.split(".")[0]
        if library in WHO_MAY and not is_in(path, WHO_MAY[library]):
            yield f"{path}:{line} imports {name}, which only {', '.join(WHO_MAY[library])} may"


def nothing_can_reach_the_network(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """No module of the product imports what opens a connection. start.py, which installs and waits, may, and the way
    to a server that CX_STORE names, which is imported for that alone.
    """
    if is_in(path, MAY_CONNECT):
        return
    for line, name in imports_of(tree):
        if any(name == barred or name.startswith(f"{barred}.") for barred in NETWORK):
            yield f"{path}:{line} imports {name}, which opens connections"


def a_laptop_pays_nothing_for_many_councils(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """What is needed for a store past one laptop is imported by the function that asks for one."""
    if path.is_relative_to("cxdata/clickhouse") and path != PurePosixPath("cxdata/clickhouse/__init__.py"):
        return
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    within = {line for function in functions for line, _ in imports_of(ast.Module(function.body, []))}
    typed = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    within |= {line for block in typed for line, _ in imports_of(ast.Module(block.body, []))}
    for line, name in imports_of(tree):
        if name.startswith(PAST_A_LAPTOP) and line not in within:
            yield f"{path}:{line} imports {name} before anybody asks for a store past this laptop"


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


def is_pasted(node: ast.expr | None, pasted_names: set[str]) -> bool:
    """Whether a string is put together: f-string with values, %, +, .format(), .join(), or a name for one of these."""
    match node:
        case ast.JoinedStr(values=values):
            return any(isinstance(value, ast.FormattedValue) for value in values)
        case ast.BinOp(op=ast.Add() | ast.Mod()):
            return True
        case ast.Call(func=ast.Attribute(attr="format" | "join" | "format_map" | "replace")):
            return True
        case ast.Name(id=name) | ast.Call(func=ast.Name(id=name)):
            return name in pasted_names
    return False


def pasted_variables(tree: ast.Module) -> set[str]:
    """Names of the variables that are given a pasted string anywhere in the file, and of functions that return one."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if is_pasted(value, set()):
                names.add(name)
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add()):
                names.add(name)
            case ast.FunctionDef(name=name):
                returns = [inner.value for inner in ast.walk(node) if isinstance(inner, ast.Return)]
                names |= {name} if any(is_pasted(value, set()) for value in returns) else set()
    return names


def sql_is_never_pasted(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Outside the few files that write SQL from the registry, a query is a plain string and its values are bound."""
    if is_in(path, SQL_WRITERS):
        return
    names, methods = pasted_variables(tree), takes_sql()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=method), args=args, keywords=keywords) if method in methods:
                given = [*args[:1], *(keyword.value for keyword in keywords if keyword.arg in ("sql", "query"))]
                if any(is_pasted(query, names) for query in given):
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
    a_laptop_pays_nothing_for_many_councils,
    pages_only_compose,
    sql_is_never_pasted,
    public_things_say_what_they_are,
]

OFFENCES: list[tuple[Rule, str, str]] = [
    (libraries_stay_in_their_rooms, "cxdata/measures/query.py", "import streamlit as st"),
    (libraries_stay_in_their_rooms, "cxdata/ui/parts/tiles.py", "def f():\n    from plotly import graph_objects"),
    (libraries_stay_in_their_rooms, "cxdata/findings.py", "import duckdb"),
    (libraries_stay_in_their_rooms, "pages/wards.py", "import pandas as pd"),
    (libraries_stay_in_their_rooms, "cxdata/scope.py", "import plotly.graph_objects as go"),
    (libraries_stay_in_their_rooms, "app.py", "from duckdb import connect"),
    (libraries_stay_in_their_rooms, "cxdata/analysis/series.py", "from scipy import stats"),
    (libraries_stay_in_their_rooms, "pages/data.py", "import openpyxl"),
    (libraries_stay_in_their_rooms, "cxdata/ui/ward.py", "from starlette.middleware import Middleware"),
    (nothing_can_reach_the_network, "cxdata/ingest/read/readers.py", "from urllib import request"),
    (nothing_can_reach_the_network, "pages/data.py", "import requests"),
    (nothing_can_reach_the_network, "cxdata/clickhouse/engine.py", "from http.client import HTTPConnection"),
    (a_laptop_pays_nothing_for_many_councils, "cxdata/store.py", "from cxdata.clickhouse import open_engine"),
    (a_laptop_pays_nothing_for_many_councils, "cxdata/cli/main.py", "import cxdata.clickhouse.server"),
    (a_laptop_pays_nothing_for_many_councils, "cxdata/clickhouse/__init__.py", "from cxdata.clickhouse import engine"),
    (pages_only_compose, "pages/wards.py", '"""Wards."""'),
    (pages_only_compose, "pages/wards.py", '"""Where?"""\ndef f(): ...'),
    (pages_only_compose, "pages/wards.py", '"""Where?"""\nshow(key=lambda row: row)'),
    (sql_is_never_pasted, "cxdata/periods.py", 'store.rows(f"select * from {table}")'),
    (sql_is_never_pasted, "cxdata/periods.py", 'store.rows("select * from contacts where ward = " + ward)'),
    (sql_is_never_pasted, "cxdata/periods.py", 'con.execute("select %s" % ward)'),
    (sql_is_never_pasted, "cxdata/periods.py", 'con.execute("select {}".format(ward))'),
    (sql_is_never_pasted, "cxdata/periods.py", 'query = f"select {ward}"\nstore.rows(query)'),
    (sql_is_never_pasted, "cxdata/periods.py", 'store.tuples(f"select * from {table}")'),
    (sql_is_never_pasted, "cxdata/periods.py", 'store.columns("select " + names)'),
    (sql_is_never_pasted, "cxdata/periods.py", 'store.rows(sql=f"select {ward}")'),
    (sql_is_never_pasted, "cxdata/periods.py", 'con.executemany("insert into %s values (?)" % table, rows)'),
    (sql_is_never_pasted, "cxdata/periods.py", 'con.sql("select {}".format(ward))'),
    (sql_is_never_pasted, "pages/ward.py", 'def text(ward):\n    return f"select {ward}"\nstore.rows(text(ward))'),
    (public_things_say_what_they_are, "cxdata/scope.py", '"""Scope."""\ndef of(): ...'),
    (public_things_say_what_they_are, "cxdata/scope.py", '"""Scope."""\nclass S:\n    """S."""\n    def of(self): ...'),
    (public_things_say_what_they_are, "cxdata/scope.py", "X = 1"),
]

ALLOWED: list[tuple[Rule, str, str]] = [
    (libraries_stay_in_their_rooms, "cxdata/ui/parts/tiles.py", "import streamlit as st"),
    (libraries_stay_in_their_rooms, "cxdata/store.py", "import duckdb"),
    (pages_only_compose, "pages/wards.py", '"""Where is it worst?\n\nBy ward."""\nshow()'),
    (
        sql_is_never_pasted,
        "cxdata/council/read.py",
        'store.rows("select * from contacts where ward = $ward", {"ward": w})',
    ),
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


def test_the_rule_against_pasted_sql_knows_every_method_of_the_store_that_takes_some() -> None:
    assert takes_sql() >= {"rows", "tuples", "columns", "execute", "executemany"}


def test_files_stay_short() -> None:
    files = [*product_files(), *ROOT.glob("tests/**/*.py"), *ROOT.glob("benchmarks/**/*.py")]
    lengths = {file.relative_to(ROOT).as_posix(): len(file.read_text("utf-8").splitlines()) for file in files}
    limits = {name: LONGEST_PAGE if name.startswith("pages/") else LONGEST_FILE for name in lengths}
    assert {name: length for name, length in lengths.items() if length > limits[name]} == {}


def test_half_of_the_modules_are_short() -> None:
    modules = [file for file in ROOT.glob("cxdata/**/*.py") if file.name != "__init__.py"]
    assert statistics.median(len(file.read_text("utf-8").splitlines()) for file in modules) <= MEDIAN_FILE


def test_no_folder_is_a_hall() -> None:
    modules = [file for file in ROOT.glob("cxdata/**/*.py") if file.name != "__init__.py"]
    folders = [file.parent.relative_to(ROOT).as_posix() for file in modules]
    assert {folder: folders.count(folder) for folder in folders if folders.count(folder) > MOST_FILES} == {}


def test_the_formatter_is_never_told_to_look_away() -> None:
    files = [*product_files(), *ROOT.glob("tests/**/*.py"), *ROOT.glob("benchmarks/**/*.py")]
    assert [file.relative_to(ROOT).as_posix() for file in files if SKIPPED_FORMAT in file.read_text("utf-8")] == []
