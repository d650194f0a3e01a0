"""Everything works where no other machine can be reached: in a network namespace that has no route.

CX_WHOLE=1 loads the hostile council's files and opens every page; in CI one file is loaded and one page opened.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cxdata.ui.frame.pages import PAGES
from tests.conftest import ROOT
from tests.effort import WHOLE
from tests.hostile import hostile_exports

APART = ["unshare", "--map-root-user", "--net"]


def _is_allowed() -> bool:
    return shutil.which("unshare") is not None and subprocess.run([*APART, "true"], capture_output=True).returncode == 0


@pytest.mark.skipif(not _is_allowed(), reason="this machine lets nobody make a network namespace (unshare)")
def test_load_pages_and_exports_need_no_network(tmp_path: Path) -> None:
    files = hostile_exports(tmp_path) if WHOLE else [ROOT / "sample_data" / "members_enquiries.csv"]
    pages = [page.stem for page in PAGES] if WHOLE else ["data"]
    command = [
        *APART,
        sys.executable,
        "-m",
        "tests.no_route",
        str(tmp_path / "data"),
        *map(str, files),
        "--pages",
        *pages,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.startswith("opened: ")] == [f"opened: {page}, 1 question" for page in pages]
    assert any(line.startswith("exported: ") for line in lines)
    assert "3,299 rows read = 3,299 loaded + 0 set aside + 0 duplicates." in done.stdout
