"""The pages of docs/how name files that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs" / "how").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_every_file_named_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:cxdata|tests|docs|pages|sample_data)/[\w/.-]*\w/?", text))
    assert named
    made_up = {name for name in named if "NAME" in name}
    assert [name for name in sorted(named - made_up) if not (ROOT / name).exists()] == []
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []
