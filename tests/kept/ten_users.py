"""Ten readers ask pages for minutes, with a load in the middle; every figure is checked against a count of our own.

`python -m tests.kept.ten_users MINUTES [USERS]` prints how many pages were asked, how many figures checked, how long
the load took, and exits 1 at the first figure that is wrong. Each reader is a process that runs the whole app over one
data folder (Streamlit's AppTest), so files, locks and the pointer are shared as on a laptop; the memory of one server
is not. What must be shown is counted from the files by their names: before the load, after it, and while it runs either
of both, but one of them throughout a page.
"""

import json
import multiprocessing
import os
import re
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from tests.conftest import ROOT
from tests.kept.killing import LAYOUT

ROWS = 40
PAGES = ("channels", "data", "overview", "definitions")
_COUNTS = {"channels": r"Of ([\d,]+) contacts", "overview": r"Of ([\d,]+) contacts"}
_HELD = r"([\d,]+) files, ([\d,]+) rows"


def file(root: Path, number: int) -> Path:
    """An export with contacts from March to June; its rows are known by its number."""
    path = root / f"f{number}.csv"
    days = [date(2026, 3, 1) + timedelta(days=(3 * row + number) % 120) for row in range(ROWS)]
    rows = [f"F{number}-{row},{day},Telephone,Bins,C-{number}-{row}" for row, day in enumerate(days)]
    path.write_text("\n".join(["Case ID,Date Logged,Channel,Topic,Customer", *rows]) + "\n", encoding="utf-8")
    return path


def shown_on(page: str) -> list[int]:
    """The files' worth of contacts that a page shows, one for each of its figures. Raises AssertionError for none."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    app = (app if page == "overview" else app.switch_page(f"pages/{page}.py")).run()
    assert not app.exception, app.exception
    assert not app.error, [message.value for message in app.error]
    words = " ".join(element.value for element in app.markdown)
    if page == "data":
        label = next(part.label.replace("\\", "") for part in app.expander if "rows" in part.label)
        files, rows = (int(text.replace(",", "")) for text in re.match(_HELD, label).groups())
        assert rows == ROWS * files, label
        return [files]
    if page not in _COUNTS:
        return []
    counts = [int(text.replace(",", "")) for text in re.findall(_COUNTS[page], words)]
    assert counts, words
    assert all(count % ROWS == 0 for count in counts), counts
    return [count // ROWS for count in counts]


def one_user(root: Path, number: int, until: float) -> None:
    """Ask one page after another; write how many were asked and what was wrong."""
    os.environ["CX_DATA"] = str(root / "data")
    asked = checked = 0
    wrong = ""
    while time.time() < until and not wrong:
        page = PAGES[(asked + number) % len(PAGES)]
        done_before = (root / "done").exists()
        try:
            files = shown_on(page)
        except AssertionError as fault:
            wrong = f"{page}: {fault}"
            break
        begun_after = (root / "begun").exists()
        allowed = {3} if done_before else {2, 3} if begun_after else {2}
        if len(set(files)) > 1 or not set(files) <= allowed:
            wrong = f"{page} shows {files} files' worth, and not {allowed}"
        asked, checked = asked + 1, checked + len(files)
    (root / f"user-{number}.json").write_text(json.dumps([asked, checked, wrong]), encoding="utf-8")


def run(minutes: float, users: int) -> str:
    """Ten readers for so long; what was done in words. Raises SystemExit for a wrong figure."""
    from cxdata.ingest.load.build import load_files

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "data" / "profiles").mkdir(parents=True)
        (root / "data" / "profiles" / "desk.toml").write_text(LAYOUT, encoding="utf-8")
        for number in (1, 2):
            assert not load_files([file(root, number)], data=root / "data").refused
        until = time.time() + 60 * minutes
        spawn = multiprocessing.get_context("spawn")
        readers = [spawn.Process(target=one_user, args=(root, number, until)) for number in range(users)]
        for reader in readers:
            reader.start()
        time.sleep(max((until - time.time()) / 2, 0))
        (root / "begun").touch()
        began = time.monotonic()
        assert not load_files([file(root, 3)], data=root / "data").refused
        took = time.monotonic() - began
        (root / "done").touch()
        for reader in readers:
            reader.join()
        told = [json.loads((root / f"user-{number}.json").read_text(encoding="utf-8")) for number in range(users)]
        if wrong := [words for _, _, words in told if words]:
            raise SystemExit(f"WRONG: {wrong}")
        pages, figures = sum(asked for asked, _, _ in told), sum(checked for _, checked, _ in told)
        return (
            f"{users} readers for {minutes:g} minutes: {pages} pages, {figures} figures checked, all right; the load "
            f"in the middle took {took:.1f} s"
        )


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.stdout.write(run(float(given[0]), int(given[1]) if len(given) > 1 else 10) + "\n")
