"""The pages of docs/how name files that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs" / "how").glob("add-*.md"))


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_every_file_named_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:cxdata|tests|docs|pages|sample_data)/[^`\s]*)`", text))
    assert named
    # A name that the reader makes up stands in capitals or in angle brackets.
    there = {name for name in named if "NAME" not in name and "<" not in name}
    assert [name for name in sorted(there) if not (ROOT / name).exists()] == []
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_the_list_names_every_page() -> None:
    listed = (ROOT / "docs" / "how" / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \[([\w-]+\.md)\]\(\1\)", listed, re.MULTILINE) == [page.name for page in PAGES]
