"""The Data page without a command line: two files, one removed, undone, put back, replaced, erased."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.ingest.load.build import load_files
from cxdata.store import open_store
from tests.ui.conftest import OpenPage, words_on
from tests.ui.sections import open_sections

CONTACTS = "Case ID,Date Logged,Channel,Topic,Ward\n"
LAYOUT = """
name = "desk"
title = "The desk's list"
system = "desk"
dates = "dmy"
[recognise]
headers = ["Case ID", "Date Logged"]
[[table]]
table = "contacts"
[table.fields.contact_id]
from = "Case ID"
[table.fields.received_at]
from = "Date Logged"
[table.fields.channel]
from = "Channel"
values = { "Telephone" = "phone", "Web form" = "web" }
[table.fields.service]
from = "Topic"
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """April's 12 contacts, of which May's export repeats two and has 10 of its own; one row of May is set aside."""
    folder = tmp_path / "data"
    (folder / "profiles").mkdir(parents=True)
    (folder / "profiles" / "desk.toml").write_text(LAYOUT, encoding="utf-8")
    april = [f"A{number},{number + 12}/04/2025,Telephone,Bins,Abbey\n" for number in range(12)]
    may = [f"M{number},{number + 12}/05/2025,Web form,Bins,Abbey\n" for number in range(10)]
    (tmp_path / "april.csv").write_text(CONTACTS + "".join(april), encoding="utf-8")
    (tmp_path / "may.csv").write_text(CONTACTS + "".join([*april[:2], *may, "M99,soon,Telephone,Bins,\n"]), "utf-8")
    for name in ("april.csv", "may.csv"):
        load_files([tmp_path / name], data=folder)
    return folder


def press(app: AppTest, key: str) -> AppTest:
    """Press a button; where the page has run anew in between, AppTest forgets that its section was open."""
    if key not in [button.key for button in app.button]:
        app = open_sections(app, "files", "undo")
    app = app.button(key=key).click().run()
    assert not app.exception
    return app


def with_file(app: AppTest, number: int) -> AppTest:
    """The page with one file chosen among those loaded, and the versions open."""
    app = open_sections(app, "files", "undo")
    app = app.selectbox(key="data_file").set_value(number).run()
    assert not app.exception
    return app


def contacts(data: Path) -> int:
    return open_store(data).tuples("select count(*) from contacts")[0][0]


def said(app: AppTest) -> list[str]:
    return [message.value.replace("\\", "") for message in app.success]


def test_each_file_says_what_it_holds(open_page: OpenPage, data: Path) -> None:
    app = open_page("data", data=data)
    assert "2 files, 22 rows: remove or replace one" in [expander.label.replace("\\", "") for expander in app.expander]
    april, may = words_on(with_file(app, 1)), words_on(with_file(app, 2))
    assert "**april.csv** ▲ Use with care" in april
    assert "Contacts, 12 April 2025 to 23 April 2025: 12 rows loaded, 0 set aside, 0 duplicates. Number 1" in april
    assert "10 rows loaded, 1 set aside, 2 duplicates. Number 2, read as desk" in may


def test_a_file_is_removed_when_asked_again_and_it_is_undone_and_put_back(open_page: OpenPage, data: Path) -> None:
    app = press(with_file(open_page("data", data=data), 1), "data_remove_1")
    assert "Remove april.csv? Its rows leave every figure" in app.warning[0].value.replace("\\", "")
    app = press(app, "data_keep_1")
    assert contacts(data) == 22
    app = press(press(app, "data_remove_1"), "data_yes_remove_1")
    assert said(app) == ["april.csv is removed. It can be undone below."]
    assert contacts(data) == 12, "May's two rows that repeated April's count again"
    app = open_sections(app, "files")
    assert "12 rows loaded, 1 set aside, 0 duplicates" in words_on(app)
    removed = next(iter(app.button), None) and open_store(data).version
    app = press(app, "data_undo")
    assert said(app) == ["Undone: Removed april.csv. The version stays below."]
    assert contacts(data) == 22
    app = press(app, f"data_back_{removed}")
    assert said(app) == ["In use again: Removed april.csv."]
    assert contacts(data) == 12


def test_the_versions_say_what_each_changed_in_the_headline_figures(open_page: OpenPage, data: Path) -> None:
    app = open_sections(open_page("data", data=data), "undo")
    tables = [table.value.to_dict("records") for table in app.table]
    assert [row for table in tables for row in table if row.get("Before") == "12"] == [
        {"Figure": "Contacts", "Before": "12", "After": "22"}
    ]
    assert "Undo: 2 versions kept" in [expander.label.replace("\\", "") for expander in app.expander]
    assert "Last: Loaded may.csv" in words_on(app)


def test_the_last_load_is_undone_down_to_nothing_and_comes_back(open_page: OpenPage, data: Path) -> None:
    first = open_store(data).version
    app = open_sections(open_page("data", data=data), "undo")
    assert app.button(key="data_undo").label == "Undo the last load"
    app = press(press(app, "data_undo"), "data_undo")
    assert "Nothing is loaded yet" in words_on(app)
    assert "Nothing is in use. A version that is kept can be put back." in words_on(app)
    app = press(app, f"data_back_{first}")
    assert contacts(data) == 22


def test_an_erased_file_is_nowhere_and_cannot_be_undone(open_page: OpenPage, data: Path) -> None:
    app = press(press(with_file(open_page("data", data=data), 1), "data_remove_1"), "data_yes_erase_1")
    assert said(app) == ["april.csv is erased, with every version from before."]
    assert contacts(data) == 12
    assert len(list((data / "store").glob("cx-*.duckdb"))) == 1
    held = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert b"april.csv" not in held
    app = press(app, "data_undo")
    assert "What was erased cannot be brought back" in app.error[0].value.replace("\\", "")


def test_a_corrected_export_takes_the_place_of_a_file(open_page: OpenPage, data: Path) -> None:
    app = press(with_file(open_page("data", data=data), 1), "data_replace_1")
    corrected = CONTACTS + "A1,13/04/2025,Telephone,Parks,Abbey\n"
    app = app.file_uploader(key="data_new_file_1").set_value(("april2.csv", corrected.encode(), "text/csv")).run()
    app = press(app, "data_yes_replace_1")
    assert said(app)[0].startswith("april.csv is replaced. april2.csv: read as desk into contacts")
    assert open_store(data).tuples(
        "select contact_id, service from contacts where contact_id like 'A%' order by 1"
    ) == [
        ("A0", "Bins"),
        ("A1", "Parks"),
    ], "A0 is May's now, and the newer file corrects A1"


def test_another_layout_reads_the_file_anew_and_a_file_that_does_not_fit_changes_nothing(
    open_page: OpenPage, data: Path
) -> None:
    (data / "profiles" / "desk-no-service.toml").write_text(
        LAYOUT.replace('"desk"', '"desk-no-service"').partition("[table.fields.service]")[0], encoding="utf-8"
    )
    app = press(with_file(open_page("data", data=data), 2), "data_layout_2")
    assert app.selectbox(key="data_layout_of_2").value == "desk"
    app = app.selectbox(key="data_layout_of_2").set_value("desk-no-service").run()
    bad = ("other.csv", b"Colour,Shape\nred,round\n", "text/csv")
    app = app.file_uploader(key="data_new_file_2").set_value(bad).run()
    app = press(app, "data_yes_replace_2")
    assert "may.csv stays as it is" in app.error[0].value.replace("\\", "")
    assert contacts(data) == 22
    may = ("may.csv", (data.parent / "may.csv").read_bytes(), "text/csv")
    app = press(app.file_uploader(key="data_new_file_2").set_value(may).run(), "data_yes_replace_2")
    assert open_store(data).tuples("select service::varchar, count(*) from contacts group by 1 order by 1") == [
        ("Bins", 12),
        ("Not recorded", 12),
    ], "another system's references are other contacts"
