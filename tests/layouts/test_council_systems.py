"""Exports of councils' systems in invented rows: recognised by their own headings only, counted again in plain Python,
and nothing personal kept. The answers were fixed before the rows were written.
"""

import csv
import json
from collections import Counter, defaultdict
from datetime import datetime
from itertools import dropwhile
from pathlib import Path

import pytest

from cxdata.cli.load import sample_files
from cxdata.ingest.profile.matching import fits, recognise
from cxdata.ingest.profile.shipped import load_profiles
from cxdata.ingest.read.readers import preview
from cxdata.ingest.suggest.beforehand.known_part import known_part
from cxdata.ingest.suggest.suggestion import suggest_profile
from cxdata.store import open_store
from tests.cli.terminal import Done, run

HERE = Path(__file__).parent / "councils"
# Which layout reads which example; those with a * know a part of it, and the rest is suggested.
EXAMPLES = {
    "surveymonkey_condensed.csv": "surveymonkey*",
    "surveymonkey_expanded.csv": "surveymonkey*",
    "microsoft_forms_march.csv": "microsoft-forms*",
    "microsoft_forms_april.csv": "microsoft-forms*",
    "smartsurvey.csv": "smartsurvey*",
    "smartsurvey_three_headings.csv": "smartsurvey*",
    "dynamics_cases.csv": "dynamics-365-cases*",
    "ga4_days.csv": "google-analytics-4-days",
    "ga4_pages.csv": "google-analytics-4-pages",
    "ga4_undated.csv": "google-analytics-4-undated",
    "genesys_queues.csv": "genesys-cloud-queues",
    "eight_by_eight_queues.csv": "eight-by-eight-queues",
}
# What stands in the personal columns of the examples, and nowhere else in them.
PERSONAL = (
    *("ada.quill", "Ada", "Quill", "Tarn", "203.0.113", "CD-77", "zed.moor", "Zed", "Moor", "AQ-1", "Cy Vale", "Wren"),
    *("Yarrow", "Zell", "01632 960123", "Pothole again"),
)


def load(data: Path, name: str, *words: str) -> Done:
    return run(data, "load", HERE / name, "--suggested", "--format", "json", *words)


def receipt(done: Done) -> dict:
    assert done.code == 0, done.out + done.err
    return json.loads(done.out)["files"][0]


def counts(file: dict) -> tuple[int, int, int]:
    return file["read"], file["loaded"], file["set_aside"]


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows under the first heading, read with the standard library."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(dropwhile(lambda line: line.startswith("#"), file)))


def kept(data: Path, sql: str) -> list[tuple]:
    return open_store(data).tuples(sql)


# Every layout by its own headings, and by no others.


def _others() -> list[Path]:
    """The examples of other layouts, and the sample council's files."""
    own = [path for path in HERE.parent.iterdir() if path.suffix in (".csv", ".json")]
    return [*own, *(path for path in sample_files() if path.suffix in (".csv", ".gz", ".xlsx"))]


def test_each_example_is_recognised_by_its_own_layout_and_by_no_other() -> None:
    shipped = load_profiles(None)
    for name, layout in EXAMPLES.items():
        headers = preview(HERE / name, limit=1).columns
        whole, part = recognise(headers, shipped), [p.name for p in shipped.values() if p.rest and fits(p, headers)]
        expected = ([], [layout[:-1]]) if layout.endswith("*") else ([layout], [])
        assert ([whole.name] if whole else [], part) == expected, name


def test_no_layout_of_a_council_system_claims_another_export() -> None:
    ours = {layout.rstrip("*") for layout in EXAMPLES.values()}
    shipped = load_profiles(None)
    looked_at = 0
    for path in _others():
        headers = preview(path, limit=1).columns
        assert [name for name in ours if fits(shipped[name], headers)] == [], path.name
        looked_at += 1
    assert looked_at >= 20


def test_every_layout_of_this_folder_says_where_its_headings_were_read() -> None:
    shipped = load_profiles(None)
    for layout in {layout.rstrip("*") for layout in EXAMPLES.values()}:
        profile = shipped[layout]
        assert profile.source, layout
        assert all("looked at 26 November 2026" in source for source in profile.source), layout
        assert "Seen in" in profile.about, layout


# Surveys: a fixed part, and questions that every council words for itself.


def test_surveymonkey_condensed(tmp_path: Path) -> None:
    file = receipt(load(tmp_path, "surveymonkey_condensed.csv"))
    # Five answers under a second row of headings; 14 March proves month first.
    assert counts(file) == (6, 5, 1)
    assert "a further heading" in file["problems"][0]["message"]
    assert kept(tmp_path, "select response_id, score, ease, service::varchar from responses order by 1") == [
        ("114000001", 5, 4, "Waste"),
        ("114000002", 2, 2, "Council tax"),
        ("114000003", 4, 4, "Waste"),
        ("114000004", 1, 1, "Parking"),
        ("114000005", None, None, "Parking"),
    ]
    expected = sorted(
        datetime.strptime(row["End Date"], "%m/%d/%Y %I:%M:%S %p")
        for row in rows_of("surveymonkey_condensed.csv")
        if row["Respondent ID"]
    )
    assert kept(tmp_path, "select responded_at from responses order by 1") == [(when,) for when in expected]


def test_surveymonkey_expanded(tmp_path: Path) -> None:
    file = receipt(load(tmp_path, "surveymonkey_expanded.csv"))
    assert counts(file) == (5, 5, 0)
    assert kept(tmp_path, "select score, channel::varchar from responses order by response_id") == [
        (5, "phone"),
        (2, "web"),
        (4, "phone"),
        (1, "phone"),
        (5, "email"),
    ]


def test_a_form_whose_answers_are_numbered_from_one_again_loses_none(tmp_path: Path) -> None:
    receipt(load(tmp_path, "microsoft_forms_march.csv", "--save", "our-form"))
    done = run(tmp_path, "load", HERE / "microsoft_forms_april.csv", "--format", "json", "--dates", "mdy")
    second = receipt(done)
    assert (second["profile"], counts(second), second["updated"]) == ("our-form", (2, 2, 0), 0)
    found = kept(tmp_path, "select responded_at::date::varchar, score from responses order by responded_at")
    assert found == [("2026-03-02", 5), ("2026-03-14", 3), ("2026-03-31", 1), ("2026-04-02", 4), ("2026-04-05", 5)]


def test_a_form_that_does_not_prove_its_order_of_dates_is_asked_about(tmp_path: Path) -> None:
    done = load(tmp_path, "microsoft_forms_april.csv")
    assert done.code == 1
    assert [entry["id"] for entry in json.loads(done.out)["questions"]] == ["dates"]
    receipt(load(tmp_path, "microsoft_forms_april.csv", "--answer", "dates=day first"))
    assert kept(tmp_path, "select min(responded_at)::date::varchar from responses") == [("2026-02-04",)]


@pytest.mark.parametrize(("name", "left_out"), [("smartsurvey.csv", 0), ("smartsurvey_three_headings.csv", 2)])
def test_smartsurvey_with_one_row_of_headings_and_with_three(tmp_path: Path, name: str, left_out: int) -> None:
    file = receipt(load(tmp_path, name))
    assert counts(file) == (3 + left_out, 3, left_out)
    found = kept(tmp_path, "select response_id, score, service::varchar, responded_at::date::varchar from responses")
    assert sorted(found) == [
        ("190000001", 5, "Waste", "2026-03-14"),
        ("190000002", 1, "Housing", "2026-03-02"),
        ("190000003", 4, "Waste", "2026-03-31"),
    ]


def test_the_suggestion_says_whose_export_it_is_and_keeps_the_people_out() -> None:
    found = suggest_profile(HERE / "surveymonkey_condensed.csv")
    assert found.words().startswith("surveymonkey_condensed.csv is an export of SurveyMonkey, all responses.")
    assert {"IP Address", "Email Address", "First Name", "Last Name", "Custom Data 1"} <= set(found.personal)
    assert (found.guess("response_id").why, found.guess("response_id").sure) == (
        "so in every export of SurveyMonkey, all responses",
        1.0,
    )
    assert found.to_profile("mine").title == "SurveyMonkey, all responses, like surveymonkey_condensed.csv"


def test_a_part_that_is_known_is_not_loaded_without_the_rest(tmp_path: Path) -> None:
    done = run(tmp_path, "load", HERE / "smartsurvey.csv")
    assert done.code == 1
    assert "smartsurvey.csv is an export of SmartSurvey, raw data, whose columns differ" in done.out
    assert "--suggested" in done.out


def test_nothing_is_known_of_a_file_of_no_system() -> None:
    nothing = known_part("a.csv", ["Ref", "Opened"])
    assert (nothing.table, nothing.title, nothing.profile) == (None, "", None)


# Cases, web, telephone.


def test_dynamics_cases(tmp_path: Path) -> None:
    assert counts(receipt(load(tmp_path, "dynamics_cases.csv"))) == (5, 5, 0)
    table = rows_of("dynamics_cases.csv")
    words = {"Phone": "phone", "Web": "web", "Email": "email", "Twitter": "social"}
    expected = sorted(
        (row["Case Number"], words[row["Origin"]], row["Subject"], row["Status Reason"], row["Ward"]) for row in table
    )
    assert expected == kept(
        tmp_path,
        "select contact_id, channel::varchar, service::varchar, outcome::varchar, ward::varchar from contacts "
        "order by 1",
    )


def test_analytics_by_day_without_the_line_of_the_total(tmp_path: Path) -> None:
    file = receipt(run(tmp_path, "load", HERE / "ga4_days.csv", "--format", "json"))
    assert counts(file) == (7, 6, 1)
    total, *days = rows_of("ga4_days.csv")
    assert kept(tmp_path, "select sum(visits)::int, sum(page_views)::int from web") == [
        (sum(int(row["Sessions"]) for row in days), sum(int(row["Views"]) for row in days))
    ]
    assert int(total["Sessions"]) == 4_100 == sum(int(row["Sessions"]) for row in days)


def test_analytics_by_page_and_day_puts_pages_together_and_drops_what_was_searched(tmp_path: Path) -> None:
    assert counts(receipt(run(tmp_path, "load", HERE / "ga4_pages.csv", "--format", "json"))) == (8, 8, 0)
    views: Counter[tuple[str, str]] = Counter()
    for row in rows_of("ga4_pages.csv"):
        section = row["Page path and screen class"].split("?")[0].strip("/").split("/")[0] or "(home page)"
        views[row["Date"], section] += int(row["Views"])
    found = kept(
        tmp_path, "select strftime(day, '%Y%m%d'), service::varchar, sum(page_views)::int from web group by all"
    )
    assert {(day, section): number for day, section, number in found} == dict(views)
    assert views["20260401", "bins"] == 280


def test_analytics_without_dates_is_refused_with_what_to_do(tmp_path: Path) -> None:
    for words in ((), ("--suggested",)):
        done = run(tmp_path, "load", HERE / "ga4_undated.csv", *words)
        assert done.code == 1
        assert "In Google Analytics add Date beside the first column" in done.out + done.err


def test_genesys_counts_voice_only_and_weights_its_means_by_calls(tmp_path: Path) -> None:
    file = receipt(run(tmp_path, "load", HERE / "genesys_queues.csv", "--format", "json"))
    assert counts(file) == (6, 5, 1)
    assert "is of another kind, which its layout leaves out" in str(file["problems"])
    offered: Counter[str] = Counter()
    waited: dict[str, float] = defaultdict(float)
    for row in rows_of("genesys_queues.csv"):
        if row["Media Type"] != "voice":
            continue
        offered[row["Queue Name"]] += int(row["Offer"])
        # Plain numbers are milliseconds; 0:00:08 is eight seconds.
        mean = 8.0 if row["ASA"] == "0:00:08" else int(row["ASA"]) / 1000
        waited[row["Queue Name"]] += mean * int(row["Answer"])
    found = kept(
        tmp_path, "select queue::varchar, sum(offered)::int, sum(wait_seconds_total) from calls group by 1 order by 1"
    )
    assert found == [(queue, offered[queue], pytest.approx(waited[queue])) for queue in sorted(offered)]
    assert found[0][1:] == (120, pytest.approx(35 * 62 + 40 * 95.5 + 30 * 20))


def test_8x8_counts_each_call_in_the_interval_in_which_it_came(tmp_path: Path) -> None:
    file = receipt(run(tmp_path, "load", HERE / "eight_by_eight_queues.csv", "--format", "json"))
    assert counts(file) == (5, 4, 1)
    phone = [row for row in rows_of("eight_by_eight_queues.csv") if row["Media"] == "Phone"]
    expected = tuple(sum(int(row[name]) for row in phone) for name in ("New In Queue", "Accepted", "Total Abandoned"))
    # Entered would count the two who were still waiting at half past nine again: 122.
    assert expected == (120, 104, 16)
    assert kept(tmp_path, "select sum(offered)::int, sum(answered)::int, sum(abandoned)::int from calls") == [expected]
    assert kept(tmp_path, "select min(interval_start)::varchar from calls") == [("2026-04-13 09:00:00",)]


@pytest.mark.parametrize(
    "name", ["surveymonkey_condensed.csv", "microsoft_forms_march.csv", "smartsurvey.csv", "dynamics_cases.csv"]
)
def test_no_person_is_kept_in_any_byte(tmp_path: Path, name: str) -> None:
    text = (HERE / name).read_text(encoding="utf-8")
    assert sum(word in text for word in PERSONAL) >= 2
    receipt(load(tmp_path, name))
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert [word for word in PERSONAL if word.encode() in held] == []


def test_the_list_of_layouts_says_system_title_and_source(tmp_path: Path) -> None:
    (line,) = (row for row in run(tmp_path, "profile", "list").out.splitlines() if row.startswith("genesys"))
    assert "genesys-cloud  " in line
    assert "Genesys Cloud, queues by interval" in line
    assert line.rstrip().endswith("https://help.mypurecloud.com/?p=334996 and 3 more")
    listed = json.loads(run(tmp_path, "profile", "list", "--format", "json").out)
    smart = next(entry for entry in listed if entry["name"] == "smartsurvey")
    assert (smart["system"], smart["rest"], len(smart["source"])) == ("smartsurvey", "suggested", 2)
