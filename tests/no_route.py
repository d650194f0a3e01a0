"""What is done on a machine without any network: load, every page, every kind of export. Run by test_no_route.py.

`python -m tests.no_route DATA FILE... [--pages NAME ...]` prints one line for each thing done, and fails on any fault.
"""

import argparse
import os
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from cxdata.cli.main import main
from cxdata.export.download import to_csv
from cxdata.export.tables import download_of
from cxdata.export.workbook import to_xlsx
from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.store import open_store
from tests.conftest import ROOT


def no_route() -> bool:
    """Whether the kernel knows no way to any other machine."""
    routes = Path("/proc/net/route").read_text().splitlines()[1:]
    others = [line for line in Path("/proc/net/ipv6_route").read_text().splitlines() if not line.endswith(" lo")]
    return not routes and not others


def say(line: str) -> None:
    """One line for whoever runs this."""
    sys.stdout.write(f"{line}\n")


def run(data: Path, files: list[str], pages: list[str]) -> None:
    """Load, export, open the pages."""
    assert no_route(), "this process can reach a network"
    assert main(["--data", str(data), "load", *files]) == 0
    for kind in ("csv", "json"):
        assert main(["--data", str(data), "show", "contacts", "--by", "service", "--format", kind]) == 0
    for picture in ("a.svg", "a.png"):
        assert main(["--data", str(data), "show", "contacts", "--by", "service", "--picture", str(data / picture)]) == 0
    download = download_of(query(open_store(data), "contacts", ("service",), Scope()))
    say(f"exported: {len(to_csv(download))} bytes of CSV, {len(to_xlsx(download))} of Excel")
    os.environ["CX_DATA"] = str(data)
    for page in pages:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        app = (app if page == "overview" else app.switch_page(f"pages/{page}.py")).run()
        assert not app.exception, app.exception
        say(f"opened: {page}, {len(app.title)} question")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--pages", nargs="*", default=[])
    given = parser.parse_args()
    run(given.data, given.files, given.pages)
