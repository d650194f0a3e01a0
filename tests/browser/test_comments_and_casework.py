"""A small file through each of two pages in a real browser: what people say, and councillors' cases."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cxdata.cli.main import main
from tests.browser import harness
from tests.browser.conftest import OpenPage

SURVEY = "Date completed,Overall satisfaction,Channel,Comments\n" + "\n".join(
    f"{number % 28 + 1:02d}/05/2026,{rated},Phone,{said}. Answer {number}"
    for number in range(120)
    for rated, said in [
        ("Very dissatisfied", "<b>Nobody</b> rang me back =1+1") if number % 2 else ("Very satisfied", "All fine 🙂")
    ]
)
CASES = "\n".join(
    (
        "Case ref,Date received,Date closed,Reply due,Service,Raised by",
        "A1,01/04/2026,,10/04/2026,Waste,Councillor",
        "A2,20/06/2026,,30/07/2026,Waste,Councillor",
        "A3,30/06/2026,30/06/2026,30/07/2026,Waste,Customer",
    )
)


@pytest.fixture
def serve(tmp_path: Path, visits: ExitStack) -> Iterator[Callable[[str], harness.Server]]:
    """A server over one file with this text."""
    with ExitStack() as stack:

        def start(text: str) -> harness.Server:
            file = tmp_path / "export.csv"
            file.write_text(text, encoding="utf-8")
            command = ["--data", str(tmp_path / "data"), "load", str(file), "--suggested", "--dates", "dmy"]
            assert main(command) == 0
            return stack.enter_context(harness.serving(tmp_path / "data", tmp_path / "log.txt"))

        yield start
        visits.close()


def test_sixty_of_sixty_were_not_rung_back(open_page: OpenPage, serve: Callable[[str], harness.Server]) -> None:
    visit = open_page("comments", server=serve(SURVEY))
    visit.charts(1)
    expect(visit.page.locator("h2")).to_have_text(
        "The dissatisfied who wrote say “rang me back”: 100%, against none of the satisfied"
    )
    assert visit.page.locator("b", has_text="Nobody").count() == 0


def test_one_of_two_open_cases_is_late(open_page: OpenPage, serve: Callable[[str], harness.Server]) -> None:
    visit = open_page("casework", server=serve(CASES))
    visit.charts(1)
    expect(visit.page.locator("h2")).to_have_text(
        "1 of 2 open cases of councillors is past the date promised, as of 30 June 2026"
    )
