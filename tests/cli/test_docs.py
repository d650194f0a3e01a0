"""python -m cxdata docs: the pages made from the code are those in docs/, and a page that differs is named."""

from pathlib import Path

import pytest

from cxdata.cli.docs import DOCS, documents
from cxdata.cli.main import main
from cxdata.contract import TABLES


def test_the_pages_in_docs_are_those_of_the_code() -> None:
    assert main(["docs", "--check"]) == 0, "run: python -m cxdata docs"


def test_a_page_that_differs_is_named_and_written_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in documents().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "checks.md").write_text("# Checks\n", encoding="utf-8")
    (tmp_path / "data-contract.md").unlink()
    assert main(["docs", "--check", "--to", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert [line.split("/")[1] for line in said.splitlines()] == [
        "checks.md differs from the code",
        "data-contract.md differs from the code",
    ]
    assert main(["docs", "--to", str(tmp_path)]) == 0
    assert main(["docs", "--check", "--to", str(tmp_path)]) == 0
    assert (tmp_path / "checks.md").read_text("utf-8") == documents()["checks.md"]


def test_every_table_and_field_of_the_contract_is_on_its_page_once() -> None:
    page = (DOCS / "data-contract.md").read_text("utf-8")
    for table in TABLES.values():
        section = page.partition(f"\n## {table.title} (`{table.name}`)\n")[2].partition("\n## ")[0]
        assert f"A row is {table.grain}." in section
        assert [name for name in table.names if section.count(f"| `{name}` |") != 1] == []
    assert "| `offered` | count | calls | Calls that asked to be answered. No row can do without it. |" in page
    assert "| `complexity` | choice |  | Routine, or complex. One of: routine, complex. |" in page
