"""The list of rules: documented, tested, and found at work on the sample council and on real files."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from cxdata.ingest.checks import NOTHING_FOUND, RULES, document
from cxdata.ingest.load.build import load_files
from cxdata.store import open_store

ROOT = Path(__file__).resolve().parents[3]


def test_the_document_says_what_the_rules_say() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    assert all(f"| `{code}` |" in document() for code in (*codes, NOTHING_FOUND))


def test_every_rule_has_examples() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*s.py"))
    assert [rule.code for rule in RULES if f'"{rule.code}"' not in written] == []


def _said(data: Path) -> Mapping[tuple[str | None, str], str]:
    """The messages by file and code; several of one code joined."""
    store = open_store(data)
    found: dict[tuple[str | None, str], str] = {}
    for name, code, message in store.tuples(
        "select f.name, c.code, c.message from checks c left join files f using (file_id) order by all"
    ):
        found[name, code] = " ".join(filter(None, [found.get((name, code)), message]))
    return found


def test_every_fault_planted_in_the_sample_council_is_found(sample_data: Path) -> None:
    said = _said(sample_data)
    planted = tomllib.loads((ROOT / "sample_data" / "planted.toml").read_text(encoding="utf-8"))
    crm, forms = "crm_cases.csv.gz", "online_forms_and_app.csv.gz"
    web = said["website_visits.csv", "pages_below_visits"]
    assert "6.42m visits and 1.87m page views cannot both be right: 0.29 pages a visit; swapped it would be 3.43" in web
    assert "April 2024 to March 2025, 12 of 30 months" in web
    changed = said["published_figures.csv", "published_formula_changed"]
    assert "changed its formula in January 2026: until December 2025 it is the mean score" in changed
    assert f"{planted['duplicates']['rows']:,} of " in said[crm, "many_duplicates"]
    assert f"{planted['staff']['rows']:,} of " in said[crm, "staff_among_customers"]
    assert f"{planted['sentinel']['rows']} rows have the closed at 1 January 1900" in said[crm, "sentinel_dates"]
    assert f"{planted['sentinel']['closed_early']} of " in said[crm, "closed_before_received"]
    point = said[forms, "default_point"]
    assert f"{planted['default_point']['rows']:,} of " in point
    assert "52.6300, -0.8700" in point
    half = said[forms, "month_half_loaded"]
    assert "September 2026 is half loaded: online_forms_and_app.csv.gz stops on 15 September 2026" in half
    assert planted["old_code"]["code"] in said[crm, "wards_without_boundaries"]
    blank, of = planted["ward_blank"]["phone"]
    assert blank / of > 0.08
    assert "The ward is blank on 8.8% of phone contacts and on 0.2% of app" in said[None, "blanks_differ_by_channel"]
    for name in (crm, forms, "survey_answers.csv", "telephony_half_hours.txt.gz"):
        assert "set aside" in said[name, "rows_set_aside"]
    assert ("telephony_half_hours.txt.gz", "answered_abandoned_offered") in said


def test_the_receipt_says_what_the_checks_found(sample_data: Path) -> None:
    store = open_store(sample_data)
    ((receipt,),) = store.tuples("select receipt from files where name = 'website_visits.csv'")
    assert [problem["code"] for problem in json.loads(receipt)["problems"]] == ["pages_below_visits"]


@pytest.fixture(scope="module")
def vancouver_and_boston(shared_real: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping:
    data = tmp_path_factory.mktemp("real")
    files = ("vancouver_calls/3-1-1-contact-centre-metrics.csv", "boston311_2015/boston311_2015_all_types.csv.gz")
    load_files([shared_real / name for name in files], data=data)
    return _said(data)


def test_vancouver_calls(vancouver_and_boston: Mapping) -> None:
    message = vancouver_and_boston["3-1-1-contact-centre-metrics.csv", "answered_abandoned_offered"]
    assert "differ from calls offered on 5,407 of 5,585 days; they exceed it on 23 days." in message


def test_boston_default_point_blanks_and_staff(vancouver_and_boston: Mapping) -> None:
    boston = "boston311_2015_all_types.csv.gz"
    assert vancouver_and_boston[boston, "default_point"].startswith(
        "17,070 of 121,145 rows with a place (14.1%) stand on one point, 42.3594, -71.0587"
    )
    blanks = vancouver_and_boston[boston, "blanks_differ_by_channel"]
    assert "The ward is blank on 14.4% of phone contacts and on 0.1% of app contacts." in blanks
    # Employee Generated 14,675 and City Worker App 12,783.
    assert vancouver_and_boston[boston, "staff_among_customers"].startswith("27,458 of 121,145 contacts (22.7%)")


def test_the_opg_figures_changed_their_formula(shared_real: Path, tmp_path: Path) -> None:
    load_files([shared_real / "opg" / "complete_the_deputy_report_service.json"], data=tmp_path)
    message = _said(tmp_path)["complete_the_deputy_report_service.json", "published_formula_changed"]
    assert "changed its formula in April 2026" in message
    assert "It went from 80 to 82 by June 2026" in message
    assert "throughout it went from 83.6 to 82.2" in message


def test_holywell_has_no_residents(shared_real: Path, tmp_path: Path) -> None:
    files = ["uk_context/ward_context.csv", "uk_wards/wards_2022_E07000178.geojson"]
    load_files([shared_real / name for name in files], data=tmp_path)
    message = _said(tmp_path)[None, "wards_without_data"]
    assert "1 of 24 wards of E07000178 on the map have no residents at all: Holywell (E05013106)." in message


def test_peterboroughs_own_site_starts_in_2019(shared_real: Path, tmp_path: Path) -> None:
    import duckdb

    table = tmp_path / "peterborough.parquet"
    source = shared_real / "fixmystreet" / "combined_LAD_SHEF_C_monthly.parquet"
    duckdb.sql(f"copy (select * from '{source}' where lad = 'E06000031') to '{table}' (format parquet)")
    load_files([table], data=tmp_path / "data")
    said = _said(tmp_path / "data")["peterborough.parquet", "series_starts_or_stops"]
    assert "Council's own site starts in" in said
    assert "2019" in said
