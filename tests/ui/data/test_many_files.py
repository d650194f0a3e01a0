"""Several files at once: a bad one costs only itself, files of one kind share a layout, and every state has words."""

import pytest

from tests.ui.data.conftest import CASES, DataPage

pytestmark = pytest.mark.pages


def test_a_bad_file_costs_only_itself(page: DataPage) -> None:
    bad = page.data / "export.csv"
    bad.write_text("<html><body>Please sign in</body></html>", encoding="utf-8")
    page.give(bad, CASES / "06_average_wait_hms.csv", CASES / "11a_mmm_yy.csv", CASES / "17_pivot_as_csv.csv")
    assert "is a web page without a table" in page.words
    assert page.find("button", "Load 2 of 4 files")
    page.load()
    assert page.rows("select count(*) from files") == [(2,)]
    assert page.rows("select sum(offered)::int from calls") == [(90,)]
    assert len(list((page.data / "store").glob("*.duckdb"))) == 1, "several files are one load"


def test_two_months_of_one_system_share_one_layout(page: DataPage) -> None:
    first, second = page.data / "april.csv", page.data / "may.csv"
    for file, month in ((first, 4), (second, 5)):
        lines = [f"{month}{n},2025-{month:02d}-{n:02d},Phone,Bins" for n in range(10, 20)]
        file.write_text("\n".join(["Case ID,Date opened,Channel,Service", *lines]), encoding="utf-8")
    page.give(first, second)
    assert "Read it in the same way as april.csv" in page.app.checkbox[0].label.replace("\\", "")
    page.load()
    assert page.rows("select count(*) from contacts") == [(20,)]
    assert page.rows("select distinct profile from files") == [("april",)]


def test_an_empty_file_and_one_with_headings_only_say_so(page: DataPage) -> None:
    empty, headings = page.data / "empty.csv", page.data / "headings.csv"
    empty.write_text("", encoding="utf-8")
    headings.write_text("Case ID,Date opened,Channel\n", encoding="utf-8")
    page.give(empty, headings)
    assert not page.can_load
    said = [one.value.replace("\\", "") for one in page.app.error]
    assert [text.split(".csv")[0] for text in said] == ["empty", "headings"], said


def test_a_file_of_three_hundred_columns_shows_what_is_used(page: DataPage) -> None:
    wide = page.data / "wide.csv"
    extra = [f"Internal flag {number}" for number in range(297)]
    lines = [",".join([str(n), f"2025-04-{n:02d}", "Phone", *("" for _ in extra)]) for n in range(1, 6)]
    wide.write_text("\n".join([",".join(["Case ID", "Date opened", "Channel", *extra]), *lines]), encoding="utf-8")
    page.give(wide)
    assert "The first 12 of 300 columns." in page.words
    meanings = {label: page.find("selectbox", f"{label} (").value for label in ("Case ID", "Date opened", "Channel")}
    assert meanings == {"Case ID": "contact_id", "Date opened": "received_at", "Channel": "channel"}
    assert any("297 columns are not used" in one.label for one in page.app.expander)
    page.load()
    assert page.rows("select count(*) from contacts") == [(5,)]
