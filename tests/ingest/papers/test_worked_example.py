"""The volumes and shares that two councils' minutes give, typed as an officer would (Oxford City Council, report of the
Scrutiny Committee to Cabinet of 12 February 2020; Hillingdon's and Buckinghamshire's published figures).
"""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.terminal import Done, figures, rows, run

pytestmark = pytest.mark.store
SOURCE = "Scrutiny report to Cabinet, 12 Feb 2020, paragraph 9"
VOLUMES = (
    ("web_visits", "6.42m", ()),
    ("page_views", "1.87m", ()),
    ("contacts", "209,000", ("--channel", "phone")),
    ("contacts", "28,000", ("--channel", "face_to_face")),
)


def add(data: Path, measure: str, period: str, value: str, *words: str, source: str = SOURCE) -> Done:
    given = ("--measure", measure, "--period", period, "--value", value, "--source", source)
    return run(data, "paper-figures", "add", *given, *words)


@pytest.fixture(scope="module")
def oxford(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("oxford")
    for measure, value, words in VOLUMES:
        done = add(data, measure, "2018/19", value, *words)
        assert done.code == 0, done.err
    return data


def test_the_volumes_are_a_years_and_of_no_month(oxford: Path) -> None:
    assert figures(oxford, "contacts", "--by", "channel") == {"phone": 209_000, "face_to_face": 28_000}
    assert figures(oxford, "contacts", "--by", "financial_year") == {"2018/19": 237_000}
    for span in ("month", "week", "quarter", "half_year", "calendar_year", "weekday", "hour"):
        assert figures(oxford, "contacts", "--by", span) == {"Not recorded": 237_000}
    assert "1 April 2018  31 March 2019" in run(oxford, "status").out


def test_visits_and_page_views_cannot_both_be_right(oxford: Path) -> None:
    (pages,) = rows(oxford, "pages_per_visit")
    assert pages["value"] == pytest.approx(1.87 / 6.42)
    said = run(oxford, "checks").out
    assert (
        "6.42m visits and 1.87m page views cannot both be right: 0.29 pages a visit; swapped it would be 3.43." in said
    )
    assert "month" not in said
    # What is wrong with the website's figures says nothing of the telephone's.
    assert "Do not use" in run(oxford, "show", "web_visits").out
    assert "Do not use" not in run(oxford, "show", "contacts").out


def test_every_figure_names_its_paper(oxford: Path) -> None:
    shown = run(oxford, "show", "contacts").out
    assert f"Typed out of papers: {SOURCE}." in shown
    assert "From Figures out of papers" in shown
    with (oxford / "paper_figures.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    assert [line["Value"] for line in listed] == ["6.42m", "1.87m", "209,000", "28,000"]
    assert {line["Source"] for line in listed} == {SOURCE}
    table = run(oxford, "paper-figures", "list").out.splitlines()[2:]
    assert [line.split()[-1] for line in table] == ["yes"] * 4


def test_a_share_without_its_base_is_refused(oxford: Path) -> None:
    done = add(oxford, "satisfied", "2018/19", "98%", "--channel", "face_to_face")
    assert done.code == 1
    assert "'Satisfied' needs its base, the answers that it is of" in done.err
    assert len(json.loads(run(oxford, "paper-figures", "list", "--format", "json").out)) == 4


def test_a_percentage_of_a_base_is_as_precise_as_it_was_written(tmp_path: Path) -> None:
    done = add(tmp_path, "satisfied", "2018/19", "85%", "--base", "1,214", "--channel", "face_to_face")
    # 84.5 % of 1,214 is 1,025.8 and 85.5 % is 1,038.0; 85 % is 1,031.9.
    assert "1,032 of 1,214 (typed as 85%, so 1,026 to 1,037)" in done.out
    (shown,) = rows(tmp_path, "satisfied")
    assert (shown["numerator"], shown["denominator"]) == (1032, 1214)
    # A paper that says "satisfied" says nothing of the levels of the scale.
    assert rows(tmp_path, "dissatisfied")[0]["value"] is None
    assert rows(tmp_path, "satisfaction_mean_score")[0]["value"] is None
    assert figures(tmp_path, "satisfied", "--by", "channel") == {"face_to_face": 1032}


def test_complaints_and_those_upheld(tmp_path: Path) -> None:
    refused = add(tmp_path, "complaints_upheld", "2024/25", "56%", "--base", "2,259")
    assert "needs complaints of the same period" in refused.err
    assert add(tmp_path, "complaints", "2024/25", "2,259").code == 0
    assert add(tmp_path, "complaints_upheld", "2024/25", "56%", "--base", "2,000").code == 0
    assert figures(tmp_path, "complaints", "--by", "financial_year") == {"2024/25": 2259}
    (upheld,) = rows(tmp_path, "complaints_upheld")
    assert (upheld["numerator"], upheld["denominator"]) == (1120, 2000)
    assert figures(tmp_path, "complaint_stages", "--by", "outcome") == {
        "Upheld": 1120,
        "Not upheld": 880,
        "Not recorded": 259,
    }


def test_calls_their_wait_and_those_given_up(tmp_path: Path) -> None:
    assert add(tmp_path, "calls_offered", "2024/25", "10,000").code == 0
    assert add(tmp_path, "abandoned_share", "2024/25", "5%", "--base", "10,000").code == 0
    assert add(tmp_path, "average_wait", "2024/25", "02:00", "--base", "9,000").code == 0
    assert rows(tmp_path, "calls_offered")[0]["value"] == 10_000
    assert rows(tmp_path, "abandoned_share")[0]["value"] == pytest.approx(0.05)
    assert rows(tmp_path, "average_wait")[0]["value"] == 120
    again = add(tmp_path, "abandoned_share", "2024/25", "500", "--base", "9,999")
    assert "counts 10,000 of what this one counts 9,999 of. Both cannot be right." in again.err
    kept = run(tmp_path, "paper-figures", "remove", "P1")
    assert "'Average phone wait' needs calls_offered of the same period" in kept.err
