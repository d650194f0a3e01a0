"""targets: the rows of the page, targets and standards loaded from a table, and what is refused."""

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cxdata.lists import read_list
from cxdata.lists.targets import TARGETS
from tests.cli.terminal import run
from tests.ui.conftest import OpenPage, open_page

__all__ = ["open_page"]  # a fixture of the pages, used here too


@pytest.fixture
def data(tmp_path: Path, sample_data: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(sample_data, folder)
    return folder


def document(data: Path, *words: str) -> dict[str, Any]:
    done = run(data, "targets", *words, "--format", "json")
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_the_command_says_what_the_page_says(sample_data: Path, open_page: OpenPage) -> None:
    told = document(sample_data)
    app = open_page("targets")
    assert told["found"] == app.header[0].value.replace("\\", "")
    [chart] = app.get("plotly_chart")
    online = told["rows"][0]
    assert (online["measure"], online["verdict"], len(online["services"])) == ("online_share", "missed", 4)
    assert f"{online['period']['value']:.1%}" in chart.proto.spec
    assert online["words"][0] == "7,715 more of 23,751 contacts reach 80%, 8,903 reach 85%."


def test_half_years_and_since_the_strategy_are_periods(sample_data: Path) -> None:
    assert document(sample_data, "--period", "2025/26 H1")["period"] == "2025/26 H1"
    since = document(sample_data, "--period", "since the strategy was adopted")
    assert since["period"] == "Since the strategy was adopted (April 2025)"
    waits = next(row for row in since["rows"] if row["measure"] == "average_wait")
    assert waits["period"]["first"] == "2025-10-01", "of a target that began since, from its day on"


def test_a_table_of_targets_is_loaded_once(data: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["KPI", "From", "Minimum", "Service", "Source"])
    sheet.append(["Dealt with on time", "01/04/2025", 0.85, "Housing repairs", "Contract"])
    sheet.append(["satisfied", "2025-04-01", "92%", None, None])
    sheet.append(["satisfied", "some day", "92%", None, None])
    book.save(tmp_path / "kpis.xlsx")
    done = run(data, "targets", "load", tmp_path / "kpis.xlsx", "--by", "Performance", "--why", "Plan 2025")
    assert done.code == 0, done.err
    assert done.out.splitlines()[0] == "2 added: T1, T2."
    assert "line 4: Since: 'some day' is no date. Write it as 2026-11-26 or 26/11/2026. It was not loaded." in done.out
    first, second = read_list(data, TARGETS).entries
    assert (first["measure"], first["since"], first["low"], first["services"]) == (
        "Dealt with on time",
        "2025-04-01",
        "0.85",
        "Housing repairs",
    )
    assert (first.by, first.why) == ("Performance", "Plan 2025")
    again = run(data, "targets", "load", tmp_path / "kpis.xlsx")
    assert again.out.splitlines()[:2] == ["0 added.", "2 stood in the list already."]
    repairs = next(row for row in document(data)["rows"] if row["services"] == ["Housing repairs"])
    assert (repairs["goals"], repairs["kept_in"]) == ([0.85], "targets.csv, T1")
    assert second["low"] == "92%"


def test_a_table_that_is_none_is_refused(data: Path, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("Name,Post\nA,B\n", encoding="utf-8")
    done = run(data, "targets", "load", tmp_path / "other.csv")
    assert done.code == 1
    assert "other.csv has no column Measure and no column Since." in done.err
    assert not (data / TARGETS.file_name).exists()


def test_standards_at_the_command_line(sample_data: Path) -> None:
    told = document(sample_data, "--standards")
    rows = {row["id"]: row for row in told["rows"]}
    assert (rows["S1"]["counted_by"], rows["S1"]["verdict"]) == ("answered_in_target", "met")
    assert rows["S2"]["lacks"].startswith("No export says how many calls were answered within 20 seconds")
    assert rows["S3"]["counted_by"] == "closed_within_10_days"
