"""show: its words, its sentences, its three forms, and days that count from the first to the last."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cxdata.measures import MEASURES
from cxdata.store import open_store
from tests.cli.terminal import Done, run, table_of
from tests.measures.raw import table

Ask = Callable[..., Done]
Document = Callable[..., dict[str, Any]]


def test_a_whole_answer(document: Document, sample_data: Path) -> None:
    narrowed = ("--where", "service=Garden waste", "--from", "2025-04-01", "--to", "2026-03-31")
    found = document("satisfied", "--by", "channel", *narrowed)
    assert found["scope"] == "2025/26; service: Garden waste"
    assert found["store_version"] == open_store(sample_data).version
    assert found["sources"] == ["survey_answers.csv"]
    assert found["by"] == ["channel"]
    assert list(found["rows"][0]) == [
        "channel",
        "numerator",
        "denominator",
        "value",
        "lower",
        "upper",
        "base_note",
    ]
    answers = [
        row
        for row in table("responses")
        if row["service"] == "Garden waste" and row["financial_year"] == "2025/26" and row["channel"] == "phone"
    ]
    phone = next(row for row in found["rows"] if row["channel"] == "phone")
    assert phone["denominator"] == len(answers)
    assert phone["numerator"] == sum(row["score_given"] >= 4 for row in answers)
    assert phone["value"] == phone["numerator"] / phone["denominator"]
    assert isinstance(phone["numerator"], int)


def test_first_and_last_day_are_both_included(document: Document) -> None:
    days = [row["time"].date().isoformat() for row in table("contacts") if row["requester"] != "staff"]
    for first, last in (("2025-06-02", "2025-06-02"), ("2025-06-02", "2025-06-06"), ("2024-04-01", "2024-04-01")):
        shown = document("contacts", "--from", first, "--to", last)
        assert shown["rows"][0]["value"] == sum(first <= day <= last for day in days) > 0
    assert document("contacts", "--from", "2025-06-02", "--to", "2025-06-02")["scope"].startswith("2 June 2025;")


def test_one_end_alone_leaves_the_other_open(document: Document) -> None:
    days = [row["time"].date().isoformat() for row in table("contacts") if row["requester"] != "staff"]
    assert document("contacts", "--from", "2026-05-04")["rows"][0]["value"] == sum(d >= "2026-05-04" for d in days)
    assert document("contacts", "--to", "2024-05-05")["rows"][0]["value"] == sum(d <= "2024-05-05" for d in days)


def test_staff_are_in_only_when_asked(document: Document) -> None:
    without, included = document("contacts"), document("contacts", "--include-staff")
    assert included["rows"][0]["value"] == 100_000
    assert included["rows"][0]["value"] - without["rows"][0]["value"] == 1_932
    assert (without["scope"], included["scope"]) == (
        "All dates loaded; without staff-raised contacts",
        "All dates loaded; staff-raised contacts included",
    )


def test_two_values_of_one_dimension_are_either_and_two_dimensions_are_both(document: Document) -> None:
    def counted(*where: str) -> int:
        words = [word for choice in where for word in ("--where", choice)]
        return document("contacts", *words)["rows"][0]["value"]

    assert counted("channel=phone", "channel=web") == counted("channel=phone") + counted("channel=web")
    both = counted("channel=phone", "service=Garden waste")
    assert 0 < both < min(counted("channel=phone"), counted("service=Garden waste"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("channel=Face to face", "channel: Face to face"),
        ("channel=AUTOMATED-PHONE", "channel: Automated phone"),
        ("ward=e05999003", "ward: Ferry Meadow"),
        ("ward=mill & quay", "ward: Mill & Quay"),
        ("ward=St Wendra's", "ward: St Wendra's"),
        ("quarter=2025/26 q2", "quarter: 2025/26 Q2"),
    ],
)
def test_a_value_is_found_however_it_is_typed(document: Document, typed: str, meant: str) -> None:
    found = document("contacts", "--where", typed)
    assert meant in found["scope"]
    assert found["rows"][0]["value"] > 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["satisfyed"],
            "There is no measure 'satisfyed'. Did you mean satisfied, dissatisfied or dissatisfied_answers?",
        ),
        (["satisfied", "--by", "wards"], "There is no dimension 'wards'. Did you mean ward?"),
        (
            ["satisfied", "--where", "channel=telephone"],
            "There is no channel 'telephone'. Did you mean phone or automated_phone?",
        ),
        (["contacts", "--where", "ward=st wendras"], "There is no ward 'st wendras'. Did you mean St Wendra's?"),
        (["contacts", "--where", "month=2025-13"], "There is no month '2025-13'. Did you mean"),
        (["contacts", "--where", "hour=25:00"], "There is no hour '25:00'. Did you mean"),
        (
            ["contacts", "--where", "phone"],
            "'--where phone' must name a dimension and a value, such as --where channel=phone.",
        ),
        (
            ["contacts", "--from", "2025-05-01", "--to", "2025-04-01"],
            "--from 2025-05-01 is after --to 2025-04-01, so no day is left. Swap them.",
        ),
        (
            ["average_wait", "--by", "ward"],
            "'average_wait' cannot be split by ward: there is no ward in the calls data.",
        ),
        (
            ["average_wait", "--where", "ward=Kilnfield"],
            "'Average phone wait' is not narrowed by ward: there is none in the calls data. Leave that choice out.",
        ),
        (["response_rate", "--by", "ward"], "there is no ward in the invitations data. It can be split by channel, "),
    ],
)
def test_what_is_refused_says_what_to_do(ask: Ask, words: list[str], sentence: str) -> None:
    done = ask("show", *words)
    assert done.code == 1
    assert done.out == ""
    assert done.err.startswith("cxdata: ")
    assert sentence in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["show"],
        ["frobnicate"],
        ["show", "contacts", "--from", "1st of May"],
        ["show", "contacts", "--from", "2025-02-30"],
        ["show", "contacts", "--format", "xml"],
        ["load"],
    ],
)
def test_what_is_not_understood_is_a_matter_of_usage(ask: Ask, words: list[str]) -> None:
    done = ask(*words)
    assert done.code == 2
    assert "usage: python -m cxdata" in done.err


def test_an_empty_data_folder_says_how_to_begin(tmp_path: Path) -> None:
    done = run(tmp_path, "show", "contacts")
    assert done.code == 1
    assert "Nothing is loaded in" in done.err
    assert "python -m cxdata load --sample" in done.err


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("choice", [[], ["--from", "2030-01-01"], ["--from", "2026-09-30", "--to", "2026-09-30"]])
def test_csv_and_json_agree_and_json_is_strict(ask: Ask, document: Document, measure: str, choice: list[str]) -> None:
    """`document` refuses NaN and Infinity; an empty CSV field is what JSON calls null."""
    told = document(measure, *choice)
    rows, beside = told["rows"], {"warning": " ".join(told["warnings"])}
    said = [note for note in told["notes"] if note.startswith("Beside online:")]
    beside |= {"other_side": said[0]} if said else {}
    as_csv = table_of(ask("show", measure, *choice, "--format", "csv"))
    assert as_csv == [{name: "" if v is None else str(v) for name, v in row.items()} | beside for row in rows]


def test_the_table_is_for_people(ask: Ask) -> None:
    done = ask("show", "satisfied", "--by", "channel")
    lines = done.out.splitlines()
    assert re.split(r"  +", lines[0]) == [
        "Channel",
        "Satisfied",
        "95% range",
        "Counted",
        "Of (answers to the question)",
    ]
    assert any(re.match(r"Face to face +\d\d\.\d% +\d\d\.\d% to \d\d\.\d% ", line) for line in lines)
    assert "All dates loaded" in lines
    assert re.search(r"From survey_answers.csv; store [0-9a-f]+\.", done.out)


def test_a_monthly_figure_cut_in_two_says_so(document: Document) -> None:
    whole = document("response_rate", "--from", "2026-05-01", "--to", "2026-07-31")
    cut = document("response_rate", "--from", "2026-05-15", "--to", "2026-07-31")
    assert whole["notes"] == []
    assert cut["notes"] == [
        "The export of survey invitations has figures for whole months, and the period takes only a part of May "
        "2026: each is counted in full where the period holds its first day, else not at all. Choose whole "
        "months for a true figure."
    ]
