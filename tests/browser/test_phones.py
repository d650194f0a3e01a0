"""Small telephone exports of two kinds through the Data page to their figures on the page of the phones."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.harness import Server, serving
from tests.browser.test_cases_by_page import load

# Two queues in two half-hours of a week: a quarter of those who rang Care gave up; half were answered within a minute.
BANDS = (
    "Interval Start,Queue,Calls Offered,Calls Answered,Calls Abandoned,Answered within 60 s,Answered within 300 s",
    *(f"{day}/09/2025 09:00,Care,40,30,10,6,30" for day in range(15, 20)),
    *(f"{day}/09/2025 09:30,Bins,60,60,0,39,60" for day in range(15, 20)),
)
# One row a call: twelve answered after 5, 10, ... 60 seconds, twelve given up after 10, 20, ... 120.
CALLS = (
    "Call Id,Call Time,Queue,Outcome,Wait (s)",
    *(f"A{n},{15 + n % 5}/09/2025 {9 + n % 4:02d}:10,Care,Answered,{5 * n}" for n in range(1, 13)),
    *(f"G{n},{15 + n % 5}/09/2025 {9 + n % 4:02d}:40,Care,Abandoned,{10 * n}" for n in range(1, 13)),
)


@pytest.fixture
def empty(tmp_path: Path, visits: ExitStack) -> Iterator[Server]:
    """A server with nothing loaded."""
    (tmp_path / "data").mkdir()
    with serving(tmp_path / "data", tmp_path / "log.txt") as running:
        yield running
        visits.close()
    shutil.rmtree(tmp_path / "data")


@pytest.mark.parametrize(
    ("lines", "finding", "tiles"),
    [
        # 50 of 500. Of 450 answered 225 within a minute: the half just there, nine in ten at 60 + 0.8 of 240 seconds.
        (BANDS, "10.0% of callers gave up", {"Middle phone wait": "about 1 min", "Callers who gave up": "10.0%"}),
        # Of twelve answered six within 30 seconds; of twelve given up six within a minute.
        (CALLS, "50% of callers gave up", {"Middle phone wait": "about 30 s", "Give up after": "about 1 min"}),
    ],
    ids=["in bands", "one row a call"],
)
def test_a_small_export_reaches_its_figures(
    open_page: OpenPage, empty: Server, tmp_path: Path, lines: Sequence[str], finding: str, tiles: dict[str, str]
) -> None:
    file = tmp_path / "calls.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    visit = open_page("data", server=empty)
    visit.page.set_input_files("input[type=file]", str(file))
    expect(visit.page.get_by_role("button", name="Load this file")).to_be_enabled(timeout=30_000)
    load(visit)
    page = open_page("phones", server=empty).page
    expect(page.locator("h2").first).to_contain_text(finding)
    shown = {tile.locator("span").first.inner_text(): tile for tile in page.locator("ul.tiles li").all()}
    for label, figure in tiles.items():
        expect(shown[label].locator(".value")).to_have_text(figure)
