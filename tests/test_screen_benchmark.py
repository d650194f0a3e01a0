"""The peers of the screen's benchmark show the engine's figures, however they count; what was timed is told so."""

import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.screen import report
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store
from tests.conftest import ROOT

MEASURES = {
    "Satisfied": "satisfied",
    "Dissatisfied": "dissatisfied",
    "Response rate": "response_rate",
    "Score out of 100": "satisfaction_mean_score",
    "Online": "online_share",
    "Automated phone": "automated_phone_share",
    "Assisted by staff": "assisted_share",
    "Phone wait, s": "average_wait",
    "Counter wait, s": "visitor_wait",
}


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The peers' own figures, imported as a peer does: from its folder."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks" / "screen" / "peers"))
    import figures

    yield figures
    sys.modules.pop("figures")


@pytest.fixture(scope="module")
def copied(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample's store in a place of its own: one process cannot open a file with two configurations."""
    return str(shutil.copytree(sample_data, tmp_path_factory.mktemp("peers") / "data"))


@pytest.mark.parametrize("page", ["satisfaction", "channels"])
@pytest.mark.parametrize("period", ["September 2025 to August 2026", "July 2026"])
def test_both_ways_of_counting_give_one_screen(figures: ModuleType, copied: str, page: str, period: str) -> None:
    by_duckdb, by_pandas = (figures.screen(ways(copied), page, period) for ways in figures.COUNTERS.values())
    for one, other in zip(by_duckdb[0], by_pandas[0], strict=True):
        assert (one.label, len(one.course)) == (other.label, 12)
        assert [one.value, one.change, *one.course] == pytest.approx([other.value, other.change, *other.course])
    assert [(bar.name, bar.value, bar.low) for bar in by_duckdb[1]] == [
        (bar.name, pytest.approx(bar.value), pytest.approx(bar.low)) for bar in by_pandas[1]
    ]


@pytest.mark.parametrize("page", ["satisfaction", "channels"])
def test_the_figures_are_the_engines(figures: ModuleType, copied: str, store: Store, page: str) -> None:
    start, end = figures.PERIODS[figures.YEAR]
    tiles, bars = figures.screen(figures.by_duckdb(copied), page, figures.YEAR)
    scope = Scope(Period(start, end))
    factors = {label: factor for label, _, _, factor in figures.TILES[page]}
    for tile in tiles:
        if tile.label in MEASURES:
            counted = query(store, MEASURES[tile.label], (), scope).frame["value"][0]
            assert tile.value == pytest.approx(factors[tile.label] * counted), tile.label
    measure = "channel_share" if page == "channels" else "dissatisfied"
    frame = query(store, measure, ("channel",), scope).frame
    counted = dict(zip(frame["channel"].astype(str), 100 * frame["value"], strict=True))
    assert {bar.name: bar.value for bar in bars} == pytest.approx(counted)


def test_the_table_has_the_middle_of_all_rounds_and_an_app_a_column() -> None:
    times = {"ours": {"a click, ms": [90.0, 1200.4, 100.0], "cold start, s": [3.21]}, "Dash": {"a click, ms": [80.0]}}
    table = report.table_of(times)
    assert report.markdown(table).splitlines()[2:] == ["| a click, ms | 100 | 80 |", "| cold start, s | 3.2 |  |"]


def test_the_picture_has_a_bar_an_app_as_long_as_its_time(tmp_path: Path) -> None:
    table = {"a click, ms": {"ours": 300.0, "Dash": 150.0}}
    drawn = report.picture(table, ["a click, ms"])
    widths = [float(piece.split('"')[0]) for piece in drawn.split('<g class="bars">')[1].split('width="')[1:]]
    ours, dash = [width for width in widths if width > 50]
    assert ours == pytest.approx(2 * dash, rel=0.001)
    report.write_picture(table, ["a click, ms"], tmp_path / "it.png")
    assert (tmp_path / "it.png").read_bytes().startswith(b"\x89PNG")
