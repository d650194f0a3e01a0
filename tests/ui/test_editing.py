"""The form of an officer's list, in two tabs at once: what one changes is never lost to the other without a word."""

from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.lists import add_entry, history, read_list
from cxdata.lists.tracker import STATUSES, TRACKER
from tests.ui.conftest import words_on


def page() -> None:
    """A page with nothing but the form of the first entry, and that of a new one."""
    import streamlit as st

    from cxdata.lists import read_list
    from cxdata.lists.tracker import STATUSES, TRACKER
    from cxdata.ui.frame import cache
    from cxdata.ui.parts.editing import Form, add_form, change_form, say_done

    form = Form(TRACKER, {"status": {status: status.capitalize() for status in STATUSES}}, ("text",), ("evidence",))
    say_done("tracker")
    entries = read_list(cache.opened(), TRACKER).entries
    if entries and not st.session_state.get("adding"):
        change_form(form, entries[0], key="tracker")
    else:
        add_form(form, key="tracker")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one recommendation, that the app opens."""
    monkeypatch.setenv("CX_DATA", str(tmp_path))
    values = {"text": "Publish waits by queue", "owner": "Finance", "status": "under way"}
    add_entry(tmp_path, TRACKER, values, by="Clerk", now=datetime(2026, 2, 12, 18))
    return tmp_path


def tab() -> AppTest:
    return AppTest.from_function(page, default_timeout=30).run()


def field(app: AppTest, label: str):
    """The one field whose label begins so."""
    [found] = [
        widget
        for kind in ("text_input", "text_area", "selectbox")
        for widget in getattr(app, kind)
        if widget.label.startswith(label)
    ]
    return found


def press(app: AppTest, label: str) -> AppTest:
    [button] = [button for button in app.button if button.label == label]
    return button.click().run()


def save(app: AppTest, who: str, **values: str) -> AppTest:
    """Fill in fields and who it is, and save."""
    for name, value in values.items():
        field(app, name).set_value(value)
    field(app, "Who").set_value(who)
    return press(app, "Save R1")


def kept(data: Path) -> tuple[str, str]:
    [entry] = read_list(data, TRACKER).entries
    return entry["owner"], entry["status"]


def test_two_tabs_that_change_different_things_are_both_kept(data: Path) -> None:
    first, second = tab(), tab()
    assert "R1 is saved." in words_on(save(first, "Clerk", Owner="Digital"))
    after = save(second, "Officer", Status="done")
    assert not after.exception
    assert kept(data) == ("Digital", "done")
    # Who said who they are is not asked again.
    assert field(after, "Who").value == "Officer"


def test_two_tabs_that_change_the_same_thing_the_second_is_shown_both(data: Path) -> None:
    first, second = tab(), tab()
    save(first, "Clerk", Owner="Digital")
    words = words_on(save(second, "Officer", Owner="Planning"))
    assert "Owner of R1 was changed meanwhile by Clerk" in words
    assert "Yours, “Planning”, is not written" in words
    assert kept(data)[0] == "Digital"
    assert field(second, "Owner").value == "Planning"
    renewed = press(second, "Show it as it is now")
    assert field(renewed, "Owner").value == "Digital"
    save(renewed, "Officer", Owner="Planning")
    assert kept(data)[0] == "Planning"


def test_what_is_refused_is_said_and_nothing_is_written(data: Path) -> None:
    app = tab()
    assert "Say who you are" in words_on(press(app, "Save R1"))
    assert "Due: 'soon' is no date" in words_on(save(app, "Clerk", Due="soon"))
    assert len(history(data, TRACKER, "R1")) == 1


def test_a_withdrawn_entry_leaves_the_page_and_stays_in_the_log(data: Path) -> None:
    app = tab()
    field(app, "Who").set_value("Clerk")
    field(app, "Why").set_value("entered twice")
    after = press(app, "Withdraw R1")
    assert "R1 is withdrawn; recommendations_log.csv keeps it." in words_on(after)
    assert [version.what for version in history(data, TRACKER, "R1")] == ["added", "withdrawn"]


def test_an_entry_is_added_and_the_next_form_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CX_DATA", str(tmp_path))
    app = tab()
    assert "Say who you are" in words_on(press(app, "Add the recommendation"))
    field(app, "Who").set_value("Clerk")
    assert "Text is missing." in words_on(press(app, "Add the recommendation"))
    field(app, "Text").set_value("Publish waits by queue")
    field(app, "Status").set_value(STATUSES[0])
    after = press(app, "Add the recommendation")
    assert not after.exception
    assert kept(tmp_path) == ("", "not started")


def test_what_it_said_before_is_on_the_page(data: Path) -> None:
    words = words_on(save(tab(), "Officer", Owner="Digital"))
    assert (
        "**Added 2026-02-12 18:00:00 by Clerk.** Text: Publish waits by queue; Owner: Finance; Status: under way"
        in words
    )
    assert "by Officer.** Owner: Digital" in words
