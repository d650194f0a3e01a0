"""--publish: what commands print stands in the edition's file, recounted from there by SQL; nothing else is opened."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cxdata.reader import Reader
from tests.cli.terminal import Done, run, table_of
from tests.cli.test_picture import words_of

RULES = "Published figures, edition of 12 October 2026. Each count is rounded up or down to a multiple of 5"


@pytest.fixture
def ask(edition_data: Path) -> Callable[..., Done]:
    """One command with --publish, of the sample council whose store nobody can read any more."""
    return lambda *words: run(edition_data, *words, "--publish")


@pytest.fixture(scope="session")
def cells(edition_data: Path) -> Callable[..., dict[str, int]]:
    """A part of a measure by one dimension in a period, as it stands in the edition's file."""
    (path,) = (edition_data / "editions").glob("*.duckdb")
    reader = Reader(path)

    def of(measure: str, part: str, by: str, period: str, second: tuple[str, str] = ("", "")) -> dict[str, int]:
        rows = reader.ask(
            "select case when by_1 = $by then level_1 else level_2 end, shown from cells where measure = $measure and "
            "part = $part and period = $period and ((by_1, by_2, level_2) = ($by, $with, $level) or "
            "(by_2, by_1, level_1) = ($by, $with, $level))",
            {"measure": measure, "part": part, "by": by, "period": period, "with": second[0], "level": second[1]},
            lambda result: result.fetchall(),
        )
        return dict(rows)

    return of


def document(done: Done) -> dict[str, Any]:
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_the_rows_of_a_count_are_those_of_the_file(ask, cells) -> None:
    shown = document(ask("show", "contacts", "--by", "ward", "--period", "2025/26", "--format", "json"))
    told = {row["ward"]: row["numerator"] for row in shown["rows"] if row["numerator"]}
    assert told == {ward: n for ward, n in cells("contacts", "n", "ward", "2025/26").items() if n}
    assert shown["published"] is True
    assert shown["store_version"] == "edition-1"
    assert shown["notes"][-1].startswith(RULES)
    table = ask("show", "contacts", "--by", "ward", "--period", "2025/26").out
    assert table.rstrip().endswith("; edition-1.") or table.rstrip().endswith(" edition-1.")
    assert RULES in table


def test_a_share_of_two_things_is_made_of_yes_and_others(ask, cells) -> None:
    words = ("show", "satisfied", "--by", "ward", "--where", "channel=Phone", "--period", "2025/26")
    shown = {row["ward"]: row for row in document(ask(*words, "--format", "json"))["rows"]}
    yes, others = (cells("satisfied", part, "ward", "2025/26", ("channel", "phone")) for part in ("yes", "others"))
    assert len(yes) > 15
    for ward, satisfied in yes.items():
        base = satisfied + others.get(ward, 0)
        assert (shown[ward]["numerator"], shown[ward]["denominator"]) == (satisfied, base)
        # Of fewer than 300 in whole points: a decimal would claim more than the rounding leaves.
        assert shown[ward]["value"] == pytest.approx(satisfied / base, abs=0.00501 if base < 300 else 0.000501)
        assert base >= 30
    hidden = [row for ward, row in shown.items() if ward not in yes]
    assert all(row["value"] is None for row in hidden)
    assert [row["ward"] for row in table_of(ask(*words, "--format", "csv"))] == list(shown)


def test_the_page_of_a_command_is_told_in_words_with_every_split(ask, cells) -> None:
    told = document(ask("providers", "--period", "2025/26", "--format", "json"))
    assert (told["page"], told["edition"], told["made_on"]) == ("providers", 1, "2026-10-12")
    assert told["scope"] == "2025/26; without staff-raised contacts"
    assert told["rules"].startswith(RULES)
    assert [part["key"] for part in told["parts"]] == ["first", "time", "complaints", "contacts"]
    contacts = cells("contacts", "n", "provider", "2025/26")
    (counted,) = [part for part in told["parts"] if part["key"] == "contacts"]
    shown = {row["Provider"]: row["Contacts"] for row in counted["rows"]}
    assert {name: shown[name] for name, n in contacts.items() if n} == {
        name: f"{n:,}" for name, n in contacts.items() if n
    }
    assert told["kept_back"] == "Penalties, and who comes back, are for officers."


def test_every_split_and_every_figure_of_a_page_is_there(ask) -> None:
    parts = document(ask("complaints", "--format", "json"))["parts"]
    assert [part["shown"] for part in parts if part["key"] == "first"] == [
        f"split by: {word}" for word in ("Service", "Cause", "Ward", "Outcome", "Remedy")
    ]
    searched = document(ask("pockets", "--format", "json"))["parts"]
    assert [part["shown"] for part in searched] == ["figure: Dissatisfied"], "what it searches when nothing is said"


def test_a_narrowed_page_says_what_is_not_there_for_it(ask) -> None:
    told = document(ask("waits", "--where", "ward=St Wendra's", "--format", "json"))
    assert told["scope"].endswith("ward: St Wendra's; without staff-raised contacts")
    assert any("there is no ward in the data" in note for part in told["parts"] for note in part.get("notes", ()))


def test_recommendations_are_without_a_word_of_the_officers(ask) -> None:
    told = document(ask("recommendations", "--format", "json"))
    (part,) = told["parts"]
    assert len(part["rows"]) == 10
    table = ask("recommendations").out
    for text in (json.dumps(told, ensure_ascii=False), table):
        for private in ("Head of", "Manager", "coming months", "Criterion 2", "reception desk", "Text messages after"):
            assert private not in text


def test_a_page_that_publishes_nothing_says_why(ask) -> None:
    done = ask("casework")
    assert done.code == 0
    assert "Councillors' cases are contacts told apart by who raised them, and each councillor's are few" in done.out
    assert document(ask("casework", "--format", "json"))["parts"] == []


def test_a_published_picture_says_the_rules_of_the_edition(edition_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "satisfied.svg"
    done = run(edition_data, "show", "satisfied", "--by", "channel", "--publish", "--picture", path)
    assert (done.code, done.out) == (0, ""), done.err
    assert not any("Officer view" in text for text in words_of(path))
    assert any("rounded" in text for text in words_of(path))
    refused = run(edition_data, "show", "satisfied", "--publish", "--picture", path)
    assert refused.err == "cxdata: A picture shows one split other than time, such as --by channel.\n"


def test_a_ward_is_meant_by_its_code_too(ask) -> None:
    by_name, by_code = (
        document(ask("show", "contacts", "--where", f"ward={ward}", "--format", "json"))["rows"]
        for ward in ("st wendra's", "E05999010")
    )
    assert by_name == by_code
