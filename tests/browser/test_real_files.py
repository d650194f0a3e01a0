"""The main job on real input: every real export is loaded through the Data page, and the known answers come out."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from cxdata.measures.query import query
from cxdata.periods import Period, month_period
from cxdata.scope import Scope
from cxdata.store import open_store
from tests.browser import harness
from tests.browser.conftest import OpenPage
from tests.browser.harness import Server, Visit
from tests.browser.test_load import choose, load
from tests.browser.test_map import AREAS, wards_drawn

WARDS = tuple(
    f"uk_wards/wards_{year}_{code}.geojson" for year in (2013, 2022) for code in ("E07000178", "E09000016", "E06000031")
)
PLACES = (*WARDS, "uk_context/ward_context.csv", "boston311_2015/wards.geojson")
BOSTON = ("boston311_2015/boston311_2015_all_types.csv.gz",)
SAN_FRANCISCO = ("sf311/vintage_a.csv", "sf311/vintage_b.csv")
BALTIMORE = ("baltimore311/311_sample.csv",)
OTHERS = (
    "fixmystreet/combined_LAD_SHEF_C_monthly.parquet",
    "vancouver_calls/3-1-1-contact-centre-metrics.csv",
    "opg/complete_the_deputy_report_service.json",
    "opg/make_a_lasting_power_of_attorney_service.json",
    "opg/use_a_lasting_power_of_attorney_service.json",
)
BATCHES = (PLACES, BOSTON, SAN_FRANCISCO, BALTIMORE, OTHERS)
CHANNEL_OF = {
    "Voice In": "phone",
    "Phone": "phone",
    "Open311": "app",
    "Mobile/Open311": "app",
    "Web Self Service": "web",
    "Web": "web",
    "Integrated Agency": "partner",
    "Twitter": "social",
    "Other Department": "other",
    "e-mail In": "email",
    "Email": "email",
    "Mail In": "post",
}


@pytest.fixture(scope="module")
def real_server(
    shared_real: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, dict[tuple[str, ...], Counter[str]]]]:
    """A server into whose empty store all real files were loaded through its page, and the contacts by channel that
    each batch of them brought."""
    folder = tmp_path_factory.mktemp("real")
    (folder / "data").mkdir()
    with harness.serving(folder / "data", folder / "log.txt") as server:
        with harness.visiting(browser, server, viewport=harness.LAPTOP) as visit:
            visit.go("data")
            brought, there = {}, Counter[str]()
            for batch in BATCHES:
                _load_batch(visit, [shared_real / name for name in batch])
                now = _contacts(server)
                brought[batch] = now - there
                there = now
        yield server, brought


def _load_batch(visit: Visit, paths: list[Path]) -> None:
    """Choose several files at once, load them, and wait for the receipt of each."""
    choose(visit, *paths)
    button = visit.page.get_by_test_id("stBaseButton-primary")
    expect(button).to_have_text("Load this file" if len(paths) == 1 else f"Load {len(paths)} files", timeout=60_000)
    expect(button).to_be_enabled()
    load(visit)
    for path in paths:
        receipt = visit.page.get_by_test_id("stAlert").filter(has_text=re.compile(rf"{re.escape(path.name)}: read as"))
        expect(receipt).to_contain_text("0 set aside", timeout=90_000)
    visit.settle()


def _contacts(server: Server) -> Counter[str]:
    store = open_store(server.data)
    if "contacts" not in store.spans:
        return Counter()
    found = query(store, "contacts", ("channel",), Scope(include_staff=True)).frame
    return Counter(dict(zip(found["channel"].astype(str), found["numerator"].astype(int), strict=True)))


def calendar_year(number: int) -> Period:
    """January to December."""
    return Period(date(number, 1, 1), date(number + 1, 1, 1))


def _figure(server: Server, measure: str, scope: Scope, column: str = "value") -> float:
    return float(query(open_store(server.data), measure, (), scope).frame[column].iloc[0])


def _by(server: Server, measure: str, by: str, scope: Scope, column: str = "numerator") -> dict[str, float]:
    found = query(open_store(server.data), measure, (by,), scope).frame
    return dict(zip(found[by].astype(str), found[column], strict=True))


def test_contacts_of_three_cities_are_on_one_set_of_channels(
    real_server: tuple[Server, dict[tuple[str, ...], Counter[str]]], shared_real: Path
) -> None:
    _, brought = real_server
    assert brought[BOSTON] == {
        "phone": 62_285,
        "app": 18_838,
        "web": 12_305,
        "social": 61,
        "partner": 198,
        "other": 14_675 + 12_783,
    }
    assert brought[BALTIMORE] == {
        "phone": 4_995,
        "app": 2_571,
        "other": 2_194 + 19 + 10,
        "post": 206,
        "email": 4,
        "web": 1,
    }
    cases: dict[str, str] = {}  # a case of both vintages is one case, and the later file stands
    for name, identity, source in zip(SAN_FRANCISCO, ("CaseID", "unique_key"), ("Source", "source"), strict=True):
        with (shared_real / name).open(encoding="utf-8") as text:
            cases |= {row[identity]: CHANNEL_OF[row[source]] for row in csv.DictReader(text)}
    assert brought[SAN_FRANCISCO] == Counter(cases.values())


def test_uk_figures_of_reports_calls_and_satisfaction(
    real_server: tuple[Server, dict[tuple[str, ...], Counter[str]]],
) -> None:
    server, _ = real_server
    for year, fixmystreet, council in (
        (2017, 1_028, 2_677),
        (2018, 1_819, 4_443),
        (2019, 3_534, 2_660),
        (2020, 3_452, 2_440),
    ):
        scope = Scope(calendar_year(year)).with_choice("ward", "E07000178")
        assert _by(server, "contacts", "channel", scope) == {"web": council, "partner": fixmystreet}
    for year, offered, abandoned, wait in (
        (2014, 930_857, 7.08, 52.0),
        (2019, 655_630, 10.82, 102.5),
        (2023, 400_896, 4.90, 53.0),
    ):
        scope = Scope(calendar_year(year))
        assert _figure(server, "calls_offered", scope) == offered
        assert round(100 * _figure(server, "abandoned_share", scope), 2) == abandoned
        assert round(_figure(server, "average_wait", scope), 1) == wait
    march = Scope(month_period(date(2021, 3, 1))).with_choice("service", "use-an-lpa")
    assert round(100 * _figure(server, "satisfied", march), 1) == 94.3
    assert round(_figure(server, "satisfaction_mean_score", march), 1) == 91.0


def test_the_wards_of_today_are_drawn_and_the_one_without_data_is_hatched_and_named(
    real_server: tuple[Server, dict[tuple[str, ...], Counter[str]]], open_page: OpenPage
) -> None:
    server, _ = real_server
    visit = open_page("hotspots", server=server, measure="Residents")
    visit.charts(1)
    visit.page.wait_for_selector(AREAS)
    assert wards_drawn(visit) == 24 + 20 + 22
    expect(visit.page.get_by_text("No data is not the same as none: Holywell.")).to_be_visible()
    expect(visit.page.locator(".st-key-exhibit-wards text", has_text="Hatched: no data")).to_be_visible()
