"""No string reaches markdown or HTML but through one module: rules over the syntax tree of all that draws.

What comes from a link, the data or an error is a `str`, and `frame/elements.py` makes every `str` safe. These rules see
to it that nobody goes round it, and that markup is written in the code and not put together from other words.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from cxdata.ui.frame import elements
from tests.conftest import ROOT

Rule = Callable[[PurePosixPath, ast.Module], Iterator[str]]
ELEMENTS, TEXT = PurePosixPath("cxdata/ui/frame/elements.py"), PurePosixPath("cxdata/ui/frame/text.py")
# What of Streamlit shows no text of ours: the only things that other modules may take from it.
SHOWS_NO_TEXT = {
    *("session_state", "query_params", "cache_data", "cache_resource", "get_option", "context"),
    *("rerun", "stop", "fragment", "navigation", "Page", "components"),
    *("container", "columns", "grid", "empty", "form"),
    "plotly_chart",  # its figure is made by cxdata.charts, which escapes every text (charts/drawing/on_screen.py)
    "set_page_config",
}
MODULES = {
    "streamlit.delta_generator",
    "streamlit.navigation.page",
    "streamlit.runtime.uploaded_file_manager",
}
# Every element of Streamlit that is drawn by a method, as `st.container().markdown(...)` would be.
METHODS = {name for name in vars(elements) if not name.startswith("_")} | {
    "write",
    "caption",
    "metric",
    "tabs",
    "pills",
}
METHODS -= {"html", "table", "title", "script", "style", "Any", "F", "Html", "plain", "wraps", "cast", "json", "re"}
OF_TEMPLATES = {"mark", "html_of", "script", "style"}
MAKES_MARKUP = {"plain", "mark", "small", "link", "joined", "listed", "html_of", "html_joined", "picture"}


def screen_files() -> list[Path]:
    """Every file that draws on the screen."""
    return sorted([ROOT / "app.py", ROOT / "dashboard.py", *ROOT.glob("pages/*.py"), *ROOT.glob("cxdata/ui/**/*.py")])


def streamlit_is_asked_for_no_text(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Outside frame/elements.py nothing of Streamlit is used that shows text, and the module is not handed on."""
    if path == ELEMENTS:
        return
    of_module = {id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        match node:
            case ast.Name(id="st"):
                if of_module.get(id(node), "") not in SHOWS_NO_TEXT | {"App"}:
                    yield f"{path}:{node.lineno} uses st.{of_module.get(id(node), '')}: take it from frame/elements.py"
            case ast.ImportFrom(module=str(name)) if name.split(".")[0] == "streamlit" and name not in MODULES:
                yield f"{path}:{node.lineno} imports from {name}"
            case ast.Import(names=[ast.alias(name=name, asname=other)]) if name.split(".")[0] == "streamlit":
                if name != "streamlit" or other != "st":
                    yield f"{path}:{node.lineno} imports {name} under another name"


def no_element_is_a_method(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """An element is drawn within a place (`with place:`) and never by a method of the place, which takes any string."""
    if path == ELEMENTS:
        return
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=name, value=ast.Name(id="elements"))):
                continue
            case ast.Call(func=ast.Attribute(attr=name)) if name in METHODS:
                yield f"{path}:{node.lineno} calls .{name}() on something else than elements"


def markup_stands_in_the_code(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Templates of markup are literals or constants of the module; only frame/text.py calls a string markup."""
    if path in (ELEMENTS, TEXT):
        return
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Markdown" | "Html" as name)):
                yield f"{path}:{node.lineno} calls a string {name}"
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args) if name in OF_TEMPLATES:
                given = args if name == "style" else args[:1]
                if not all(map(is_written, given)):
                    yield f"{path}:{node.lineno} puts the template of {name} together"


def is_written(node: ast.expr) -> bool:
    """Whether a string stands in the code: a literal, or a constant of the module."""
    match node:
        case ast.Constant(value=str()):
            return True
        case ast.Name(id=name):
            return name.isupper()
    return False


def markup_stays_markup(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Markup is put into a template, never into an f-string or a sum: that is a string, and is made safe once more."""
    if path == TEXT:
        return
    for node in ast.walk(tree):
        match node:
            case ast.FormattedValue(value=ast.Call(func=ast.Name(id=name))) if name in MAKES_MARKUP:
                yield f"{path}:{node.lineno} puts {name}() into an f-string"
            case ast.BinOp(left=left, right=right):
                for side in (left, right):
                    if isinstance(side, ast.Call) and isinstance(side.func, ast.Name) and side.func.id in MAKES_MARKUP:
                        yield f"{path}:{node.lineno} adds {side.func.id}() to a string"
            case ast.Call(func=ast.Attribute(attr="join"), args=[ast.GeneratorExp(elt=each) | ast.ListComp(elt=each)]):
                if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in MAKES_MARKUP:
                    yield f"{path}:{node.lineno} joins {each.func.id}(): use joined()"


RULES: list[Rule] = [
    streamlit_is_asked_for_no_text,
    no_element_is_a_method,
    markup_stands_in_the_code,
    markup_stays_markup,
]

OFFENCES: list[tuple[Rule, str]] = [
    (streamlit_is_asked_for_no_text, "import streamlit as st\nst.markdown(name)"),
    (streamlit_is_asked_for_no_text, "import streamlit as st\nst.error(str(error))"),
    (streamlit_is_asked_for_no_text, "import streamlit as st\n{'done': st.success}[word](text)"),
    (streamlit_is_asked_for_no_text, "import streamlit as st\ndraw(st)"),
    (streamlit_is_asked_for_no_text, "import streamlit as other\nother.write(name)"),
    (streamlit_is_asked_for_no_text, "from streamlit import markdown\nmarkdown(name)"),
    (no_element_is_a_method, "left.button(name)"),
    (no_element_is_a_method, "st.container().markdown(name)"),
    (no_element_is_a_method, "bar.progress(0.5, text=name)"),
    (markup_stands_in_the_code, "elements.markdown(Markdown(name))"),
    (markup_stands_in_the_code, "mark(f'**{name}**')"),
    (markup_stands_in_the_code, "mark('**' + name + '**')"),
    (markup_stands_in_the_code, "html_of(body)"),
    (markup_stands_in_the_code, "elements.style('p {}', rules)"),
    (markup_stays_markup, "f'**{plain(name)}**'"),
    (markup_stays_markup, "'- ' + plain(name)"),
    (markup_stays_markup, "', '.join(plain(name) for name in names)"),
]


@pytest.mark.parametrize(("rule", "source"), OFFENCES)
def test_a_rule_sees_what_breaks_it(rule: Rule, source: str) -> None:
    assert list(rule(PurePosixPath("cxdata/ui/ward.py"), ast.parse(source)))


@pytest.mark.parametrize("rule", RULES)
def test_all_that_draws_keeps_the_rule(rule: Rule) -> None:
    broken = [
        offence
        for file in screen_files()
        for offence in rule(PurePosixPath(file.relative_to(ROOT).as_posix()), ast.parse(file.read_text("utf-8")))
    ]
    assert not broken, f"{rule.__doc__}\n" + "\n".join(broken)


def test_the_rules_look_at_the_whole_screen() -> None:
    files = screen_files()
    assert len(files) > 100
    assert sum("elements." in file.read_text("utf-8") for file in files) > 45
