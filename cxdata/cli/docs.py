"""python -m cxdata docs: the pages of docs/ that the code writes itself, made again or held against it."""

import argparse
from pathlib import Path

from cxdata.export import contract_page, definitions

DOCS = Path(__file__).resolve().parents[2] / "docs"


def documents() -> dict[str, str]:
    """Every page that is made from the code, by its file name."""
    from cxdata.export import layouts_page
    from cxdata.ingest import checks
    from cxdata.papers import accessibility
    from cxdata.published import docs_page

    return {
        "measures.md": definitions.document(),
        "checks.md": checks.document(),
        "data-contract.md": contract_page.document(),
        "layouts.md": layouts_page.document(),
        "published.md": docs_page.document(),
        "accessibility.md": accessibility.page_of_docs(),
    }


def docs(options: argparse.Namespace) -> int:
    """Write the pages that differ from the code; with --check only name them, and say 1 where there are any."""
    folder: Path = options.to
    old = [name for name, text in documents().items() if _read(folder / name) != text]
    for name in old:
        print(f"{folder.name}/{name} {'differs from the code' if options.check else 'written'}")
        if not options.check:
            (folder / name).write_text(documents()[name], encoding="utf-8", newline="\n")
    if not old:
        print("Every page says what the code says.")
    return int(bool(old) and options.check)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
