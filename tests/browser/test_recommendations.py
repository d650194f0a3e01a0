"""Recommendations through the page: a response loaded, two tabs at once, and a server killed while it saves."""

import csv
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import start
from cxdata.analysis.recommendations.flags import RULES
from cxdata.lists import history, read_list
from cxdata.lists.tracker import TRACKER
from tests.browser import harness
from tests.browser.conftest import OpenPage
from tests.browser.harness import Server
from tests.conftest import ROOT
from tests.effort import sample

RESPONSE = ROOT / "tests" / "ingest" / "responses" / "response_2020.docx"
ON_THE_DAY = "2020-02-12"
TITLES = [rule.title for rule in RULES]


@pytest.fixture
def empty(tmp_path: Path, visits: ExitStack) -> Iterator[Server]:
    """A dashboard with nothing in its data folder."""
    (tmp_path / "data").mkdir()
    with harness.serving(tmp_path / "data", tmp_path / "log.txt") as running:
        yield running
        visits.close()


def kept(data: Path) -> list[dict[str, str]]:
    """The rows of the file, read without the product's reader."""
    with (data / TRACKER.file_name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def section(page: Page, title: str) -> None:
    page.locator("summary").filter(has_text=title).first.click()


def fill(page: Page, label: str, text: str) -> None:
    """Type into the one field that is in sight under this label."""
    box = page.get_by_label(label).and_(page.locator("input, textarea")).locator("visible=true").first
    box.fill(text)
    box.press("Tab")


def load_response(page: Page) -> None:
    page.locator('[data-testid="stFileUploader"] input[type="file"]').set_input_files(str(RESPONSE))
    expect(page.get_by_text("response_2020.docx").first).to_be_visible()
    for label, text in (
        ("Recommended on", "04/02/2020"),
        ("Answered on", ON_THE_DAY),
        ("By which meeting", "Scrutiny Committee"),
        ("Who you are", "Committee officer"),
    ):
        fill(page, label, text)
    page.get_by_role("button", name="Load this response").click()
    expect(page.get_by_text("5 rows read, 5 added, 0 changed, 0 as they stood.")).to_be_visible()


def test_a_response_two_tabs_at_once_and_what_both_changed(open_page: OpenPage, empty: Server) -> None:
    first = open_page("recommendations", server=empty, as_of=ON_THE_DAY)
    load_response(first.page)
    first.settle()
    heading = "Of 5 recommendations, 2 agreed without an action, 1 put off without a date and 1 “already doing”"
    expect(first.page.get_by_role("heading", name=heading)).to_be_visible()
    first.charts()
    drawn = [words.strip() for words in first.page.locator(".js-plotly-plot text").all_text_contents()]
    assert sorted(words for words in drawn if words in TITLES) == [
        *["Agreed, no action"] * 2,
        "Put off, no date",
        "“Already doing”",
    ]

    second = open_page("recommendations", server=empty, as_of=ON_THE_DAY)
    for visit in (first, second):
        section(visit.page, "One of them")
        section(visit.page, "Change R1")
        visit.settle()
    fill(first.page, "Owner", "Head of Service")
    fill(first.page, "Who you are", "First officer")
    first.page.get_by_role("button", name="Save R1").click()
    expect(first.page.get_by_text("R1 is saved.")).to_be_visible()
    fill(second.page, "Evidence", "Report of 3 March")
    fill(second.page, "Who you are", "Second officer")
    second.page.get_by_role("button", name="Save R1").click()
    expect(second.page.get_by_text("R1 is saved.")).to_be_visible()
    row = kept(empty.data)[0]
    assert (row["Owner"], row["Evidence"], row["By"]) == ("Head of Service", "Report of 3 March", "Second officer")

    fill(first.page, "Evidence", "Nothing yet")
    first.page.get_by_role("button", name="Save R1").click()
    said = "Evidence of R1 was changed meanwhile by Second officer"
    # The message of the first save is gone by now, and the form under it stays where its officer looks.
    expect(first.page.get_by_text("R1 is saved.")).to_have_count(0)
    expect(first.page.get_by_text(said).first).to_be_visible()
    assert kept(empty.data)[0]["Evidence"] == "Report of 3 March"
    versions = history(empty.data, TRACKER, "R1")
    assert [version.entry.by for version in versions] == ["Committee officer", "First officer", "Second officer"]


def serve(data: Path, log: Path) -> tuple[subprocess.Popen[bytes], str]:
    """The dashboard in a process that may be killed, and its address."""
    port = start.free_port(0)
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.fileWatcherType", "none"]
    with log.open("a") as output:
        environment = {**os.environ, "CX_DATA": str(data)}
        process = subprocess.Popen(command, cwd=start.ROOT, env=environment, stdout=output, stderr=output)
    assert start.wait_until_ready(process, port, limit=60)
    return process, f"http://127.0.0.1:{port}"


def test_a_server_killed_while_it_saves_loses_no_row(browser: Browser, tmp_path: Path) -> None:
    """The row in hand is there whole or not at all, and every row before it is there."""
    data, chance = tmp_path / "data", random.Random(12)
    data.mkdir()
    context = browser.new_context(viewport=harness.LAPTOP, locale="en-GB")
    before: list[str] = []
    for number in range(sample(1, 12)):
        text = f"That promise {number} is kept"
        process, url = serve(data, tmp_path / "log.txt")
        page = context.new_page()
        try:
            page.goto(f"{url}/recommendations")
            page.get_by_text("Add a recommendation").wait_for()
            if before:
                section(page, "Add a recommendation")
            fill(page, "Text", text)
            page.get_by_label("Who you are").locator("visible=true").last.fill("Officer")
            page.get_by_role("button", name="Add the recommendation").click()
            time.sleep(chance.uniform(0, 1.0))
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
            page.close()
        there = [entry["text"] for entry in read_list(data, TRACKER).entries]
        assert there in (before, [*before, text])
        before = there
    context.close()
