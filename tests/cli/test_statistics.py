"""The statistics at a terminal: the issue's own forms, strict JSON, tables, and sentences for what is not known."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import Done, run

Ask = Callable[..., Done]

COMMANDS: list[tuple[str, ...]] = [
    ("pockets",),
    ("pockets", "--shuffle", "3"),
    ("pockets", "--measure", "on_time"),
    ("pockets", "--change"),
    ("pockets", "--change", "--measure", "web_completion", "--from", "2026-04-01", "--to", "2026-09-30"),
    ("pockets", "--from", "2025-04-01", "--to", "2026-03-31", "--stability"),
    ("hotspots", "contacts", "--where", "service=Bins and recycling"),
    ("hotspots", "days_to_close"),
    ("funnel", "satisfied", "--by", "service"),
    ("funnel", "complaints", "--by", "ward"),
    ("spc",),
    ("spc", "average_wait"),
    ("spc", "contacts", "--include-staff"),
    ("before-after", "average_wait", "--date", "2025-10-01"),
    ("mix", "satisfied", "--by", "channel"),
    ("mix", "on_time", "--by", "service", "--from", "2026-01-01", "--to", "2026-03-31"),
    ("forecast", "online_share", "--target", "80%", "--date", "2027-03-31"),
    ("forecast", "average_wait", "--target", "120", "--date", "2027-03-31"),
    ("satisfaction-bounds",),
    ("satisfaction-bounds", "--target", "0.95", "--where", "channel=phone"),
    ("definition-changes",),
]


def refuse(word: str) -> None:
    raise AssertionError(f"{word} is not JSON")


def document(ask: Ask, *words: str) -> dict[str, Any]:
    done = ask(*words, "--format", "json")
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out, parse_constant=refuse)
    return found


@pytest.mark.parametrize("words", COMMANDS)
def test_both_forms_lead_with_the_same_sentence(words: tuple[str, ...], ask: Ask) -> None:
    told = document(ask, *words)
    done = ask(*words)
    assert done.code == 0, done.err
    assert done.out.splitlines()[0] == told["sentence"]
    assert "nan" not in done.out.split("\n\n")[0]


def test_pockets_answers_as_the_issue_says(ask: Ask) -> None:
    told = document(ask, "pockets")
    (one,) = told["pockets"]
    assert one["conditions"] == {
        "channel": "phone",
        "service": "Council tax and business rates",
        "customer_type": "Business",
    }
    assert (one["responses"], one["dissatisfied"]) == (338, 89)
    assert one["excess_lower"] < one["excess"] < one["excess_upper"]
    assert one["p_value"] < 1e-30
    assert told["groups_searched"] == 2731
    assert [size["responses"] for size in told["smallest_detectable"]] == [50, 100, 300]


def test_the_parts_of_a_change_add_up(ask: Ask) -> None:
    told = document(ask, "pockets", "--change", "--measure", "on_time", "--from", "2026-01-01", "--to", "2026-06-30")
    assert (told["before_period"], told["after_period"]) == ("July 2025 to December 2025", "January 2026 to June 2026")
    parts = told["rest"] + sum(one["part"] for one in told["parts"])
    assert told["before"] + parts == pytest.approx(told["after"], abs=1e-12)


def test_hotspots_names_the_cluster(ask: Ask) -> None:
    told = document(ask, "hotspots", "contacts", "--where", "service=Bins and recycling")
    assert [cluster["names"] for cluster in told["clusters"]] == [["Larkrise Hill", "Quarn Edge", "Quarn Heath"]]
    assert len(told["wards"]) == 24


def test_spc_says_how_it_dealt_with_the_season(ask: Ask) -> None:
    said = ask("spc", "contacts", "--where", "service=Garden waste").out
    assert "The time of year is allowed for (29 months; a first guess)." in said
    assert "within the usual range for August" in said
    assert ask("spc", "contacts", "--last-year").code != 0


def test_spc_has_a_sign_and_a_point_for_each_month(ask: Ask) -> None:
    told = document(ask, "spc", "abandoned_share")
    assert told["variation"]["word"] == "improvement"
    assert len(told["points"]) == 30
    assert told["points"][0]["name"] == "April 2024"


def test_mix_takes_its_two_periods(ask: Ask) -> None:
    told = document(
        ask,
        "mix",
        "on_time",
        "--by",
        "service",
        "--from",
        "2026-01-01",
        "--to",
        "2026-03-31",
        "--compare-from",
        "2025-01-01",
        "--compare-to",
        "2025-03-31",
    )
    assert (told["before_period"], told["after_period"]) == ("2024/25 Q4", "2025/26 Q4")
    assert told["before"] + told["mix"] + told["within"] == pytest.approx(told["after"])


@pytest.mark.parametrize("target", ["0.8", "80%", "80"])
def test_a_target_is_a_share_however_it_is_written(target: str, ask: Ask) -> None:
    assert document(ask, "forecast", "online_share", "--target", target, "--date", "2027-03-31")["target"] == 0.8


def test_a_target_of_a_wait_is_in_seconds(ask: Ask) -> None:
    assert document(ask, "forecast", "average_wait", "--target", "120", "--date", "2027-03-31")["target"] == 120


def test_a_forecast_says_its_method_and_its_record(ask: Ask) -> None:
    done = ask("forecast", "average_wait", "--date", "2027-03-31")
    assert "Carried forward from 30 months: the level it stands at" in done.out
    assert "Its own record: made in this way, " in done.out
    assert "past forecasts for 6 months ahead held" in done.out


def test_a_list_is_kept_and_tested_again(sample_data: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_data / "store", tmp_path / "store")
    kept = run(tmp_path, "pockets", "--to", "2025-03-31", "--keep")
    assert "Kept as 2024-04-01-2025-03-31." in kept.out
    again = run(tmp_path, "pockets", "--retest", "2024-04-01-2025-03-31")
    assert again.out.startswith("Still clearly worse served in April 2025 to September 2026: 1 of 1 on the list.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("spc", "average_wai"), "There is no measure 'average_wai'. Did you mean average_wait"),
        (("hotspots", "satisfied", "--where", "channel=fone"), "There is no channel 'fone'. Did you mean phone?"),
        (("funnel", "satisfied", "--by", "chanel"), "There is no dimension 'chanel'. Did you mean channel"),
        (("mix", "on_time", "--by", "service", "--where", "age_band=16-24"), "is not narrowed by age band"),
        (("mix", "on_time", "--by", "service", "--compare-from", "2025-01-01"), "belong together"),
        (("spc", "satisfied", "--from", "2026-02-01", "--to", "2026-01-01"), "no day is left. Swap them."),
        (("pockets", "--retest", "x"), "There is no kept list 'x'."),
        (("hotspots", "average_wait"), "there is no ward in the calls data"),
    ],
)
def test_what_is_not_known_is_said_as_show_says_it(words: tuple[str, ...], said: str, ask: Ask) -> None:
    done = ask(*words)
    assert done.code == 1
    assert said in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    "words",
    [
        ("forecast", "online_share"),
        ("forecast", "online_share", "--date", "soon"),
        ("forecast", "online_share", "--date", "2027-03-31", "--target", "much"),
        ("funnel", "satisfied"),
        ("hotspots",),
    ],
)
def test_what_is_not_understood(words: tuple[str, ...], ask: Ask) -> None:
    assert ask(*words).code == 2


def test_nothing_loaded_is_said(tmp_path: Path) -> None:
    done = run(tmp_path, "pockets")
    assert done.code == 1
    assert "Nothing is loaded in" in done.err
