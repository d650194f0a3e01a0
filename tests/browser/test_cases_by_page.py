"""Small inputs that real life sent (tests/cases), by page in Chromium: each to its right figure, on screen and kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cxdata.store import open_store
from tests.browser.conftest import OpenPage
from tests.browser.harness import Server, Visit
from tests.conftest import ROOT

CASES = ROOT / "tests" / "cases"
HIGHEST = "the highest number is best"


@dataclass(frozen=True)
class Case:
    """One file, the answers that an officer gives in words, the figure said before the load, and what is kept."""

    file: str
    figure: str
    sql: str
    rows: Sequence[tuple]
    answers: Sequence[str] = ()


BY_HOUR = "select hour(interval_start)::int, sum(offered)::int from calls group by 1 order by 1"
BY_SERVICE = "select service::varchar, sum(count)::int from contacts group by 1 order by 1"
SATISFIED = "select count(*) filter (where score >= 4), count(*) filter (where score <= 2), count(score) from responses"
WAIT = "select sum(answered)::int, round(sum(wait_seconds_total) / sum(answered), 1) from calls"
KNOWN = "select count(*) filter (where {0} = 'Not recorded'), count(*) from contacts"
FOUND = (
    Case("03_survey_one_column_per_answer.csv", "3 of 6 satisfied", SATISFIED, [(3, 3, 6)]),
    Case("06_average_wait_hms.csv", "average wait 1 min 47 s", WAIT, [(81, 106.7)]),
    Case("07_merged_cells.xlsx", "556 contacts", BY_SERVICE, [("Parking", 141), ("Waste", 415)]),
    Case(
        "08_wide_by_month.csv",
        "794 contacts, 1 April 2025 to 1 June 2025",
        "select ward::varchar, sum(count)::int from contacts group by 1 order by 1",
        [("Barton and Sandhills", 360), ("Carfax and Jericho", 255), ("Churchill", 179)],
    ),
    Case("10_date_and_time_apart.csv", "120 calls", BY_HOUR, [(9, 90), (10, 30)]),
    Case("12_call_records.csv", "2 of 3 satisfied", WAIT, [(3, 50.0)], (HIGHEST,)),
    Case(
        "13_weekly_by_week_ending.csv",
        "12,600 calls, 24 November 2025 to 29 March 2026",
        "select distinct offered::int, grain::varchar, dayofweek(interval_start)::int from calls",
        [(700, "week", 1)],
    ),
    Case("14_words_for_not_known.csv", "5 contacts", KNOWN.format("ward"), [(4, 5)]),
    Case(
        "1-rating-1to10.csv",
        "12 of 20 satisfied (60%)",
        "select count(*), avg(rating), min(rating_points)::int from responses",
        [(20, 7.2, 10)],
        ("10 points", HIGHEST),
    ),
    Case("1b-rating-1to4.csv", "14 of 20 satisfied (70%)", SATISFIED, [(14, 6, 20)], ("4 points", HIGHEST)),
    Case(
        "16a_html_table.xls",
        "2 contacts, 14 April 2025 to 15 April 2025",
        "select day(received_at)::int, channel::varchar from contacts order by 1",
        [(14, "phone"), (15, "web")],
    ),
    Case(
        "2-fixed-order-day-first.csv",
        "4 contacts, 3 January 2025 to 21 January 2025",
        "select count(*), min(month(received_at))::int, max(month(received_at))::int from contacts",
        [(4, 1, 1)],
        ("day first",),
    ),
)


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case.file.split(".")[0])
def test_a_case_reaches_its_right_figure(open_page: OpenPage, empty_server: Server, case: Case) -> None:
    visit = open_page("data", server=empty_server)
    visit.page.set_input_files("input[type=file]", str(CASES / case.file))
    button = visit.page.get_by_role("button", name="Load this file")
    expect(button).to_be_visible(timeout=30_000)
    for answer in case.answers:
        expect(button).to_be_disabled()
        visit.page.get_by_text(answer, exact=True).click()
        visit.settle()
    expect(visit.page.get_by_text(case.figure)).to_be_visible(timeout=30_000)
    load(visit)
    assert open_store(empty_server.data).tuples(case.sql) == list(case.rows)


def test_a_slip_is_corrected_and_the_layout_known_the_next_time(
    open_page: OpenPage, empty_server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "odd_export.csv"
    lines = [f"{n},{n:02d}/03/2025,Telephone,Bins,{'Missed' if n % 2 else 'Late'}" for n in range(1, 21)]
    file.write_text("\n".join(["Case ID,Date Logged,Channel,Topic,Kind of thing", *lines]), encoding="utf-8")
    visit = open_page("data", server=empty_server)
    visit.page.set_input_files("input[type=file]", str(file))
    # A list that is open when the page runs again closes: so the figures must stand there first.
    expect(visit.page.get_by_text("20 contacts, 1 March 2025")).to_be_visible(timeout=30_000)
    # Topic was taken for the reason; it is the service, and the kind of thing is the reason.
    visit.pick("Topic (", "The council service it is about")
    visit.pick("Give one of them a meaning", "Kind of thing")
    visit.page.keyboard.press("Escape")
    visit.pick("Kind of thing (", "What it was about, within the service")
    expect(visit.page.get_by_role("cell", name="Missed").last).to_be_visible(timeout=30_000)
    load(visit)
    counted = "select service::varchar, reason::varchar, count(*) from contacts group by all order by 2"
    assert open_store(empty_server.data).tuples(counted) == [("Bins", "Late", 10), ("Bins", "Missed", 10)]
    file.write_text(file.read_text("utf-8").replace("2025", "2026"), encoding="utf-8")
    visit.settle()
    visit.page.set_input_files("input[type=file]", str(file))
    expect(visit.page.get_by_text("Known layout:")).to_contain_text("odd-export", timeout=30_000)


def load(visit: Visit) -> None:
    """Press the button that loads, and wait for the receipt."""
    visit.page.get_by_role("button", name="Load this file").click()
    expect(visit.page.get_by_text("rows read =").first).to_be_visible(timeout=30_000)
