"""Small inputs that real life sent (tests/cases), loaded as suggested: each gives its right answer or its question."""

import json
from pathlib import Path

import pytest

from cxdata.store import open_store
from tests.cli.terminal import Done, run

pytestmark = pytest.mark.store
CASES = Path(__file__).parents[2] / "cases"
HIGHEST = "the highest number is best"


def load(data: Path, name: str, *words: str, **answers: str) -> Done:
    given = [text for key, choice in answers.items() for text in ("--answer", f"{key}={choice}")]
    return run(data, "load", CASES / name, "--suggested", "--format", "json", *words, *given)


def receipt(done: Done) -> dict:
    assert done.code == 0, done.out + done.err
    return json.loads(done.out)["files"][0]


def questions(done: Done) -> dict[str, list[str]]:
    assert done.code == 1
    return {entry["id"]: entry["choices"] for entry in json.loads(done.out)["questions"]}


def rows(data: Path, sql: str) -> list[tuple]:
    return [tuple(row) for row in open_store(data).rows(sql).itertuples(index=False)]


def test_totals_are_left_out_and_named(tmp_path: Path) -> None:
    found = receipt(load(tmp_path, "01_subtotals_in_a_dimension.csv"))
    assert "3 rows left out: each is the total of other rows" in found["problems"][0]["message"]
    wards = rows(tmp_path, "select ward::varchar, sum(count)::int from contacts group by 1 order by 1")
    assert wards == [("Churchill", 118), ("Cowley", 155)]


def test_longer_periods_are_left_out(tmp_path: Path) -> None:
    found = receipt(load(tmp_path, "02_months_quarters_year_in_one_column.csv"))
    assert "3 rows left out: each covers a longer period" in found["problems"][0]["message"]
    months = rows(tmp_path, "select received_at::date::varchar, count from contacts order by 1")
    assert [count for _, count in months] == [1000, 1100, 1200, 1000, 900, 1050]
    assert sum(count for _, count in months) == 6250
    assert rows(tmp_path, "select distinct grain::varchar from contacts") == [("month",)]


def test_one_answer_over_five_columns(tmp_path: Path) -> None:
    receipt(load(tmp_path, "03_survey_one_column_per_answer.csv"))
    assert rows(tmp_path, "select score from responses order by row_number") == [(5,), (2,), (4,), (1,), (1,), (5,)]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("04_first_names_as_area_names.csv", "does not look like anything this dashboard knows"),
        ("11-spending-file.csv", "does not look like anything this dashboard knows"),
        ("17_pivot_as_csv.csv", "this is a pivot table"),
    ],
)
def test_what_is_refused(tmp_path: Path, name: str, sentence: str) -> None:
    done = load(tmp_path, name)
    assert done.code == 1
    assert sentence in done.err


def test_a_mean_wait_in_hours_minutes_and_seconds(tmp_path: Path) -> None:
    receipt(load(tmp_path, "06_average_wait_hms.csv"))
    ((waited, answered),) = rows(tmp_path, "select sum(wait_seconds_total), sum(answered) from calls")
    assert waited / answered == pytest.approx((90 * 36 + 120 * 45) / 81)


def test_months_as_headings(tmp_path: Path) -> None:
    receipt(load(tmp_path, "08_wide_by_month.csv"))
    counts = rows(tmp_path, "select ward::varchar, count from contacts order by row_number, received_at")
    assert counts == [
        *(("Barton and Sandhills", count) for count in (120, 130, 110)),
        *(("Carfax and Jericho", count) for count in (80, 90, 85)),
        *(("Churchill", count) for count in (60, 58, 61)),
    ]


def test_a_saved_layout_claims_no_other_file(tmp_path: Path) -> None:
    receipt(load(tmp_path, "08_wide_by_month.csv", "--save", "wide"))
    found = receipt(load(tmp_path, "09b_next_file_with_ward.csv"))
    assert (found["profile"], found["loaded"]) == ("09b-next-file-with-ward", 5)


def test_a_layout_asks_when_a_file_has_more_columns(tmp_path: Path) -> None:
    receipt(load(tmp_path, "11a_mmm_yy.csv", "--save", "monthly"))
    more = tmp_path / "more.csv"
    more.write_text("Month,Channel,Contacts,Ward\nAug-24,Phone,5,Abbey\n", encoding="utf-8")
    done = run(tmp_path, "load", more, "--suggested", "--format", "json")
    assert questions(done)["layout"] == ["suggest a new layout", "read it by monthly without them"]
    plain = run(tmp_path, "load", more)
    assert "made from one without Ward" in plain.out


def test_ten_points(tmp_path: Path) -> None:
    asked = questions(load(tmp_path, "1-rating-1to10.csv"))
    assert set(asked) == {"points:Satisfaction", "best:Satisfaction"}
    answers = {"points:Satisfaction": "10", "best:Satisfaction": HIGHEST}
    found = receipt(load(tmp_path, "1-rating-1to10.csv", **answers))
    assert found["set_aside"] == 0
    assert found["notes"] == ["The scale has 10 points, 10 is best: mean 7.2 of 10 in 20 answers."]
    # 7 to 10 of 10: five 10s, four 9s, three 8s.
    assert rows(tmp_path, "select count(*) from responses where score >= 4") == [(12,)]


def test_four_points(tmp_path: Path) -> None:
    answers = {"points:Satisfaction": "4", "best:Satisfaction": HIGHEST}
    receipt(load(tmp_path, "1b-rating-1to4.csv", **answers))
    shown = json.loads(run(tmp_path, "show", "satisfied", "--format", "json").out)["rows"][0]
    assert (shown["numerator"], shown["denominator"]) == (14, 20)
    mean = json.loads(run(tmp_path, "show", "satisfaction_mean_score", "--format", "json").out)["rows"][0]
    assert mean["value"] == pytest.approx((6 * 100 + 8 * 200 / 3 + 4 * 100 / 3) / 20)
    assert round(mean["value"], 1) == 63.3


def test_nought_means_no_answer(tmp_path: Path) -> None:
    answers = {"best:Satisfaction": HIGHEST, "no-answer:Satisfaction:0": "0 means no answer"}
    assert set(questions(load(tmp_path, "1c-rating-0-not-answered.csv"))) == set(answers)
    receipt(load(tmp_path, "1c-rating-0-not-answered.csv", **answers))
    counted = "select count(*) filter (where score >= 4), count(score) from responses"
    assert rows(tmp_path, counted) == [(3, 4)]


def test_date_and_time_apart(tmp_path: Path) -> None:
    receipt(load(tmp_path, "10_date_and_time_apart.csv"))
    by_hour = "select hour(interval_start)::int, sum(offered)::int from calls group by 1 order by 1"
    assert rows(tmp_path, by_hour) == [(9, 90), (10, 30)]


@pytest.mark.parametrize(
    ("name", "hours", "wait", "scores"),
    [
        ("12_call_records.csv", [9, 9, 9, 10, 10], 50, [4, 2, 5]),
        ("9-one-row-a-call.csv", [9, 9, 17, 20], 63, [3, 5, 1]),
    ],
)
def test_one_row_a_call(tmp_path: Path, name: str, hours: list[int], wait: int, scores: list[int]) -> None:
    receipt(load(tmp_path, name, **{"best:Satisfaction rating": HIGHEST}))
    calls = rows(tmp_path, "select hour(interval_start)::int, offered, answered from calls order by row_number")
    assert [hour for hour, _, _ in calls] == hours
    assert [offered for _, offered, _ in calls] == [1] * len(hours)
    answered = sum(answered for _, _, answered in calls)
    assert answered == 3
    assert rows(tmp_path, "select sum(wait_seconds_total) from calls")[0][0] / answered == wait
    assert [score for (score,) in rows(tmp_path, "select score from responses order by row_number")] == scores


def test_weeks_keep_their_length(tmp_path: Path) -> None:
    receipt(load(tmp_path, "13_weekly_by_week_ending.csv"))
    weeks = json.loads(run(tmp_path, "show", "calls_offered", "--by", "week", "--format", "json").out)["rows"]
    assert {row["value"] for row in weeks} == {700}
    assert (weeks[0]["week"], len(weeks)) == ("2025-11-24", 18)
    for dimension in ("month", "weekday", "hour"):
        done = run(tmp_path, "show", "calls_offered", "--by", dimension, "--format", "json")
        assert [row[dimension] for row in json.loads(done.out)["rows"]] == ["Not recorded"]


def test_whole_questions_as_headings(tmp_path: Path) -> None:
    receipt(load(tmp_path, "15_survey_questions_in_full.csv"))
    answers = rows(tmp_path, "select score, ease, service::varchar from responses order by row_number")
    assert answers == [(5, 4, "Council Tax"), (2, 2, "Housing"), (4, 5, "Waste and recycling")]


def test_alike_rows_are_asked_about(tmp_path: Path) -> None:
    name = "18-alike-calls-without-a-reference.csv"
    assert questions(load(tmp_path, name)) == {"alike": ["each counts", "repeats of one row"]}
    receipt(load(tmp_path, name, alike="each counts"))
    assert rows(tmp_path, "select sum(offered)::int from calls") == [(3,)]


def test_one_table_fed_twice(tmp_path: Path) -> None:
    own = tmp_path / "profiles" / "c2.toml"
    own.parent.mkdir()
    own.write_bytes((CASES / "19-one-table-fed-twice.toml").read_bytes())
    run(tmp_path, "load", CASES / "19-one-table-fed-twice.csv", "--profile", "c2")
    assert rows(tmp_path, "select sum(offered)::int, sum(abandoned)::int from calls") == [(5, 2)]


def test_no_option_is_accepted_and_ignored(tmp_path: Path) -> None:
    own = tmp_path / "profiles" / "percall.toml"
    own.parent.mkdir()
    own.write_bytes((CASES / "5-profile-options-ignored.toml").read_bytes())
    done = run(tmp_path, "load", CASES / "5-profile-options-ignored.csv", "--profile", "percall", "--format", "json")
    assert (receipt(done)["loaded"], receipt(done)["set_aside"]) == (3, 1)
    assert rows(tmp_path, "select sum(offered)::int, sum(answered)::int, sum(abandoned)::int from calls") == [(3, 2, 1)]


def test_a_blank_count_is_asked_about(tmp_path: Path) -> None:
    name = "20-blank-means-none.csv"
    assert questions(load(tmp_path, name)) == {"blank:Calls abandoned": ["none", "not known"]}
    receipt(load(tmp_path, name, **{"blank:Calls abandoned": "none"}))
    assert rows(tmp_path, "select sum(abandoned)::int, sum(offered)::int from calls") == [(5, 500)]


def test_layouts_are_listed_shown_copied_deleted_and_never_overwritten(tmp_path: Path) -> None:
    receipt(load(tmp_path, "11a_mmm_yy.csv", "--save", "monthly"))
    refused = load(tmp_path, "06_average_wait_hms.csv", "--save", "monthly")
    assert (refused.code, "There is a layout 'monthly' already" in refused.out) == (1, True)
    listed = json.loads(run(tmp_path, "profile", "list", "--format", "json").out)
    assert [entry["name"] for entry in listed if not entry["shipped"]] == ["monthly"]
    assert run(tmp_path, "profile", "copy", "monthly", "mine").code == 0
    assert 'from = "Contacts"' in run(tmp_path, "profile", "show", "mine").out
    assert run(tmp_path, "profile", "delete", "mine").code == 0
    assert "You have no layout 'mine'" in run(tmp_path, "profile", "delete", "mine").err


def test_an_answer_to_no_question_is_refused(tmp_path: Path) -> None:
    done = load(tmp_path, "11a_mmm_yy.csv", scale="5")
    assert "asks no question 'scale'" in done.err
