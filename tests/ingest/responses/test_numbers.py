"""Rows that share a number or a text: each answer stays with its own recommendation, and none is lost."""

from datetime import date
from pathlib import Path

from cxdata.ingest.responses import Given
from tests.ingest.responses.making import cell, document, row, table
from tests.ingest.responses.test_load import HEADS, as_csv, entries, load

GIVEN = Given(date(2026, 2, 4), date(2026, 2, 12), "Scrutiny Committee")
NUMBERED = ("No", *HEADS)


def test_a_response_numbered_anew_keeps_each_answer_with_its_text(tmp_path: Path) -> None:
    load(
        as_csv(tmp_path / "r.csv", NUMBERED, ("1", "Open at seven", "Yes", ""), ("2", "Close", "No", "")),
        tmp_path,
        GIVEN,
    )
    again = (NUMBERED, ("1", "Plant trees", "No", ""), ("2", "Open at seven", "Yes", ""), ("3", "Close", "No", ""))
    loaded = load(as_csv(tmp_path / "r.csv", *again), tmp_path, GIVEN)
    assert (loaded.added, loaded.changed) == (("R3",), ())
    assert {entry["text"]: entry["answer"] for entry in entries(tmp_path)} == {
        "Open at seven": "yes",
        "Close": "no",
        "Plant trees": "no",
    }


def test_other_words_under_the_same_number_are_said(tmp_path: Path) -> None:
    load(as_csv(tmp_path / "r.csv", NUMBERED, ("1", "Open at seven", "Yes", "")), tmp_path, GIVEN)
    loaded = load(as_csv(tmp_path / "r.csv", NUMBERED, ("1", "Open at seven daily", "Yes", "")), tmp_path, GIVEN)
    assert "R1 is worded otherwise in this file; its text stays as it is: “Open at seven daily”." in loaded.sentences


def test_one_text_under_two_numbers_is_two_recommendations_also_when_loaded_again(tmp_path: Path) -> None:
    path = as_csv(
        tmp_path / "r.csv", NUMBERED, ("1", "Report back", "Yes", "in May"), ("2", "Report back", "No", "dear")
    )
    for _ in range(2):
        load(path, tmp_path, GIVEN)
    assert [(entry["reference"], entry["answer"], entry["comment"]) for entry in entries(tmp_path)] == [
        ("1", "yes", "in May"),
        ("2", "no", "dear"),
    ]


def test_two_answers_to_one_merged_recommendation_are_both_kept(tmp_path: Path) -> None:
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (row(cell("Open at seven", begins), "Yes", "On Mondays."), row(cell("", goes_on), "No", "Not on Sundays."))
    load(document(tmp_path / "r.docx", table(HEADS, *rows)), tmp_path, GIVEN)
    [entry] = entries(tmp_path)
    assert (entry["answer"], entry["comment"]) == ("partly", "On Mondays. Not on Sundays.\nAnswer: no")


def test_a_month_before_the_words_of_the_answer_is_no_name(tmp_path: Path) -> None:
    load(as_csv(tmp_path / "r.csv", HEADS, ("Open at seven", "Agreed in part", "Will look in March")), tmp_path, GIVEN)
    assert entries(tmp_path)[0]["comment"] == "Will look in March\nAgreed in part"


def test_a_phone_number_over_two_lines_is_still_taken_out(tmp_path: Path) -> None:
    load(as_csv(tmp_path / "r.csv", HEADS, ("Open at seven", "Yes", "Call 01233\n331111")), tmp_path, GIVEN)
    assert "331111" not in (tmp_path / "recommendations.csv").read_text("utf-8")


def test_a_green_light_is_not_read_as_done(tmp_path: Path) -> None:
    load(as_csv(tmp_path / "r.csv", ("Action", "Owner", "RAG"), ("Print forms", "Digital", "Green")), tmp_path, GIVEN)
    assert (entries(tmp_path)[0]["status"], entries(tmp_path)[0]["comment"]) == ("", "Status: Green")


def test_a_heading_that_says_who_recommends_is_one_of_recommendations(tmp_path: Path) -> None:
    heads = ("No", "Scrutiny Panel recommends that:", "Executive decision")
    load(as_csv(tmp_path / "r.csv", heads, ("1", "forms are shorter", "Cannot agree")), tmp_path, GIVEN)
    assert [(entry["text"], entry["answer"]) for entry in entries(tmp_path)] == [("forms are shorter", "no")]
