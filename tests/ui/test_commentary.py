"""Notes on the page: written behind a closed part, and shown with the exhibit wherever it is shown."""

import csv
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.export.exhibit.meeting import Item, write_items
from cxdata.lists import add_entry
from cxdata.lists.commentary import COMMENTARY
from cxdata.published.parts import keys_of
from cxdata.published.sheets import SHEETS
from cxdata.ui.frame import cache
from tests.ui.conftest import OpenPage, words_on
from tests.ui.sections import open_every_section
from tests.ui.test_editing import field, press
from tests.ui.test_present import sentence, stage

KEY = "dissatisfied-channel"
SAID = "Note of 3 March 2026:"


@pytest.fixture
def data(sample_data: Path, tmp_path: Path) -> Path:
    """A copy of the sample council's folder, into which notes may be written."""
    return shutil.copytree(sample_data, tmp_path / "data")


def note(data: Path, text: str, *, page: str = "satisfaction", exhibit: str = KEY, **more: str) -> None:
    """A note of 3 March 2026 in the list."""
    values = {"date": "2026-03-03", "page": page, "exhibit": exhibit, "text": text, **more}
    add_entry(data, COMMENTARY, values, by="Clerk", now=datetime(2026, 3, 3, 9))


def rows(data: Path) -> list[dict[str, str]]:
    """The rows of the file, read without the product's reader."""
    with (data / COMMENTARY.file_name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def notes_on(app: AppTest) -> list[str]:
    return [line.replace("**", "") for line in words_on(app).splitlines() if "Note of" in line]


def opened(open_page: OpenPage, data: Path) -> AppTest:
    app = open_page("satisfaction", data, by="Channel")
    app.session_state[f"note-{KEY}"] = True
    return app.run()


def test_an_officer_writes_changes_and_takes_away_a_note(open_page: OpenPage, data: Path) -> None:
    app = opened(open_page, data)
    field(app, "What is said").set_value("The phones failed in St Wendra's, said Mrs Jane Smith.")
    field(app, "Date").set_value("03/03/2026")
    field(app, "Who you are").set_value("Scrutiny officer")
    press(app, "Add the note")
    assert [said.value for said in app.success] == ["N1 is added. Taken out before it was written: 1 name."]
    (row,) = rows(data)
    assert (row["Page"], row["Exhibit"], row["Date"]) == ("satisfaction", KEY, "2026-03-03")
    assert row["What is said"] == "The phones failed in St Wendra's, said [name]."
    assert row["Written of"] == "Dots: dissatisfied, by channel; September 2025 to August 2026"
    assert row["Who may read it"] == "members"
    assert notes_on(app)[0] == f":small[{SAID} The phones failed in St Wendra's, said [name].]"

    choose = app.selectbox(key=f"noting-{KEY}-which")
    choose.select(choose.options[1]).run()
    field(app, "What is said").set_value("The phones failed for two days; ring 01234 567890.")
    field(app, "Why").set_value("Said more exactly")
    press(app, "Save N1")
    assert rows(data)[0]["What is said"] == "The phones failed for two days; ring [phone]."
    field(app, "Why").set_value("It was another queue")
    press(app, "Withdraw N1")
    assert rows(data) == []
    assert notes_on(open_page("satisfaction", data, by="Channel")) == []


def test_members_see_the_note_and_no_form_until_it_is_opened(open_page: OpenPage, data: Path) -> None:
    note(data, "The phones failed.")
    app = open_page("satisfaction", data, by="Channel")
    assert len(notes_on(app)) == 1
    assert not app.text_area
    # At the same page's other exhibit nothing is said.
    assert notes_on(open_page("satisfaction", data, by="Service")) == []
    assert notes_on(open_page("overview", data)) == []


def test_a_note_written_of_another_scope_says_so(open_page: OpenPage, data: Path) -> None:
    note(data, "The phones failed.", of="Dots: dissatisfied, by channel; September 2025 to August 2026")
    (same,) = notes_on(open_page("satisfaction", data, by="Channel"))
    assert "Written of" not in same
    (other,) = notes_on(open_page("satisfaction", data, by="Channel", ward="Harepath"))
    assert other.endswith("(Written of: Dots: dissatisfied, by channel; September 2025 to August 2026.)]")


def test_the_note_is_presented_from_its_page_and_from_the_list(open_page: OpenPage, data: Path) -> None:
    note(data, "The phones <b>failed</b>.")
    write_items(data, [Item("satisfaction", KEY, own={"by": "channel"})])
    for page, more in (("satisfaction", {"by": "Channel"}), ("present", {})):
        app = open_page(page, data, present="1", **more)
        assert sentence(app).startswith("Phone: 6.3% dissatisfied")
        assert f'<p class="noted">{SAID} The phones &lt;b&gt;failed&lt;/b&gt;.</p>' in stage(app)
        app.button(key="stage-notes").click().run()
        assert f"<dt>Officer’s note</dt><dd>{SAID}" in stage(app)
    # In the list it is shown and not written: its page is another.
    app = open_page("present", data)
    assert len(notes_on(app)) == 1
    assert not [part for part in app.expander if part.label == "Officer’s note"]


def test_the_published_view_shows_only_what_is_for_everybody(open_page: OpenPage, edition_data: Path) -> None:
    """The store of this folder cannot be read: the note stands at an exhibit out of the edition."""
    data = edition_data
    note(data, "For members.", readers="members")
    note(data, "Nobody was chosen.")
    note(data, "For all, said Mrs Jane Smith", readers="everybody")
    note(data, "At the map.", page="hotspots", exhibit="wards", readers="everybody", of="Map")
    note(data, "At no page.", page="casework", exhibit="open-cases", readers="everybody")
    note(data, "Kept back.", page="casework", exhibit="open-cases")
    try:
        app = open_page("satisfaction", data, mode=cache.PUBLISH, by="Channel")
        assert notes_on(app) == [f":small[{SAID} For all, said [name]]"]
        assert not [part for part in app.expander if part.label == "Officer’s note"]
        shown = stage(open_page("satisfaction", data, mode=cache.PUBLISH, present="1"))
        assert "For all, said [name]" in shown
        assert "For members" not in shown
        assert "Nobody was chosen" not in shown
        # The published page has another map: the note stands at its end, and says of what it was written.
        assert notes_on(open_page("hotspots", data, mode=cache.PUBLISH)) == [
            f":small[{SAID} At the map. (Written of: Map.)]"
        ]
        assert notes_on(open_page("casework", data, mode=cache.PUBLISH)) == [f":small[{SAID} At no page.]"]
    finally:
        for path in (COMMENTARY.file_name, COMMENTARY.log_name):
            (data / path).unlink()


@pytest.mark.parametrize("page", SHEETS)
def test_every_exhibit_of_a_published_page_is_among_those_it_may_have(
    open_page: OpenPage, edition_data: Path, page: str
) -> None:
    app = open_every_section(open_page(page, edition_data, mode=cache.PUBLISH))
    shown = {exhibit.key for _, exhibit in app.session_state["_exhibits_shown"]}
    assert shown <= keys_of(SHEETS[page])
    assert shown or SHEETS[page].first is None


def test_a_list_that_cannot_be_read_costs_the_notes_and_says_so_where_they_are_written(
    open_page: OpenPage, data: Path
) -> None:
    (data / COMMENTARY.file_name).write_text("no list at all\n")
    app = opened(open_page, data)
    assert not app.exception
    assert "commentary.csv has no column Date" in words_on(app)
    assert app.header[0].value.startswith("Phone: 6.3% dissatisfied")
