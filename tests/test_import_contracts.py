"""The import contracts of pyproject.toml, each shown a line that must break it, in a copy of the package."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

FLOORS = "Imports point downwards, and every room has its floor"
CIRCLES = "No circle between rooms, nor inside one"

# (what is wrong, file, a line put at its end, the contract that must refuse it)
OFFENCES = [
    ("a room without a floor", "cxdata/newcomer/__init__.py", "", FLOORS),
    ("an arrow up", "cxdata/scope.py", "import cxdata.ui", FLOORS),
    ("neighbours of one floor", "cxdata/charts/heat.py", "import cxdata.findings", FLOORS),
    ("the way in walked backwards", "cxdata/ingest/read/readers.py", "import cxdata.ingest.load.build", "The way in"),
    ("a circle inside a room", "cxdata/stats/basics/proportions.py", "import cxdata.stats.basics.comparisons", CIRCLES),
    ("Streamlit out of its room", "cxdata/analysis/series.py", "import streamlit", "Streamlit is known to ui"),
    ("Streamlit in other commands", "cxdata/cli/show.py", "import streamlit", "Streamlit is known to ui"),
    ("Plotly out of its room", "cxdata/ui/change.py", "import plotly.graph_objects", "Plotly is known to charts"),
    ("DuckDB out of its rooms", "cxdata/cli/show.py", "import duckdb", "DuckDB is known to"),
    ("SciPy out of its room", "cxdata/analysis/series.py", "import scipy.stats", "SciPy is known to stats"),
    ("pictures out of their room", "cxdata/cli/show.py", "import resvg_py", "The maker of pictures is known to charts"),
    ("Word out of its room", "cxdata/export/tables.py", "import docx", "The makers of Word files and slides"),
    ("slides out of their room", "cxdata/ui/present.py", "import pptx", "The makers of Word files and slides"),
    ("workbooks out of their rooms", "cxdata/ui/overview.py", "import openpyxl", "Workbooks are known to"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package in a folder."""
    call = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run([sys.executable, "-c", call], cwd=folder, capture_output=True, text=True)


def package_with(folder: Path, name: str = "", line: str = "") -> Path:
    """A copy of the package and its contracts, one line added to one of its files (made where it is not there)."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(ROOT / "cxdata", folder / "cxdata", ignore=shutil.ignore_patterns("__pycache__"))
    if name:
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        before = file.read_text("utf-8") if file.exists() else ""
        file.write_text(f"{before}\n{line}\n", "utf-8")
    return folder


def test_the_package_keeps_its_contracts(tmp_path: Path) -> None:
    done = lint(package_with(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("name", "line", "contract"), [pytest.param(*rest, id=what) for what, *rest in OFFENCES])
def test_a_contract_sees_what_breaks_it(tmp_path: Path, name: str, line: str, contract: str) -> None:
    done = lint(package_with(tmp_path, name, line))
    broken = [" ".join(row.split()) for row in done.stdout.splitlines() if row.endswith("BROKEN")]
    assert done.returncode == 1
    assert any(row.startswith(contract) for row in broken), done.stdout + done.stderr
