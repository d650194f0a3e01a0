"""status, measures, profiles and checks: what is there, in words and as JSON."""

import json
import re
from collections.abc import Callable

import pytest

from cxdata.measures import DIMENSIONS, MEASURES
from tests.cli.terminal import Done, run
from tests.measures.raw import table

Ask = Callable[..., Done]


def test_status_says_what_is_loaded_and_how_fresh(ask: Ask) -> None:
    found = json.loads(ask("status", "--format", "json").out)
    assert found["tables"]["contacts"] == {"rows": 100_000, "first": "2024-04-01", "last": "2026-09-30"}
    assert found["tables"]["responses"]["rows"] == 15_000
    assert found["tables"]["calls"]["rows"] == len(table("calls"))
    assert found["areas"] == 24
    assert {"crm_cases.csv.gz", "wards_2024.geojson"} <= {file["file"] for file in found["files"]}
    words = ask("status").out
    assert f"Store {found['store_version']}: {len(found['files'])} files, 24 areas with boundaries" in words
    contacts = next(line for line in words.splitlines() if line.startswith("contacts "))
    assert re.split(r"  +", contacts) == ["contacts", "100,000", "1 April 2024", "30 September 2026"]


def test_measures_are_all_there_with_formula_and_splits(ask: Ask) -> None:
    found = json.loads(ask("measures", "--format", "json").out)
    assert [measure["id"] for measure in found["measures"]] == list(MEASURES)
    assert [dimension["id"] for dimension in found["dimensions"]] == list(DIMENSIONS)
    rate = next(measure for measure in found["measures"] if measure["id"] == "response_rate")
    assert rate["formula"] == "answers ÷ people asked in the same period"
    assert "ward" not in rate["by"]
    assert "month" in rate["by"]
    assert "abandoned ÷ offered" in ask("measures").out


def test_profiles_that_are_shipped(ask: Ask) -> None:
    names = {profile["name"] for profile in json.loads(ask("profiles", "--format", "json").out)}
    assert {
        "boston-311",
        "san-francisco-311",
        "baltimore-311",
        "nyc-311",
        "vancouver-calls",
        "fixmystreet-counts",
        "fixmystreet-pro",
        "open311-georeport-v2",
        "opg",
        "lg-inform",
        "sample-crm",
        "sample-survey",
    } <= names
    assert "boston-311" in ask("profiles").out


def test_checks_find_the_impossible_pair(ask: Ask) -> None:
    found = json.loads(ask("checks", "--format", "json").out)
    assert {check["verdict"] for check in found} <= {"fine", "use with care", "do not use"}
    sentence = "6.42m visits and 1.87m page views cannot both be right: 0.29 pages a visit; swapped it would be 3.43"
    assert any(check["message"].startswith(sentence) and check["verdict"] == "do not use" for check in found)
    assert f"[do not use] {sentence}" in ask("checks").out


@pytest.mark.parametrize("command", ["status", "checks"])
def test_without_a_store_they_say_how_to_begin(command: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    done = run(tmp_path_factory.mktemp("nothing"), command)
    assert done.code == 1
    assert "Nothing is loaded in" in done.err
