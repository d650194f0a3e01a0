"""No message and no page of the docs advises removing a folder in which a key, settings or layouts may lie."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

# To do away with, and not far after it what must not be done away with.
ADVICE = re.compile(
    r"\b(remove|delete|rm -rf?|rmdir|wipe|throw away|get rid of|(?:empty|clear) (?:the|your))\b[^.;:]{0,60}?"
    r"(\bfolder\b|\bdirectory\b|\bdata/(?!profiles/\S)|\bstore/|\.key\b|\bthe key\b|council\.toml|\bprofiles/)",
    re.IGNORECASE,
)


def texts_of(path: Path) -> Iterator[str]:
    """The texts of a module that are no docstrings, each f-string as one; of a page of the docs its paragraphs."""
    if path.suffix == ".md":
        yield from re.split(r"\n\s*\n|\n\|", path.read_text(encoding="utf-8"))
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "..." for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def advice_in(path: Path) -> list[str]:
    """The texts of a file that advise it."""
    texts = (" ".join(text.split()) for text in texts_of(path))
    return [f"{path.name}: {text}" for text in texts if ADVICE.search(text)]


def test_no_text_advises_removing_what_holds_the_only_key():
    files = [
        *(ROOT / "cxdata").rglob("*.py"),
        *(ROOT / "pages").glob("*.py"),
        ROOT / "start.py",
        *(ROOT / "docs").rglob("*.md"),
        *ROOT.glob("*.md"),
    ]
    files = [path for path in files if path.name != "CHANGELOG.md"]
    assert len(files) > 500
    assert [line for path in files for line in advice_in(path)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Remove the folder data/store and load the files again.",
        "Or delete the whole data folder.",
        "delete `data/customer.key`",
        "rm -r data/",
    ],
)
def test_such_advice_is_found(text, tmp_path):
    """The first was said by two messages; by it a customer's key and an officer's layouts were lost."""
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    assert advice_in(page) == [f"page.md: {text}"]
