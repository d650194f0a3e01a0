"""Typing a figure out of a paper on the Data page, reading it on another page, and taking it away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import tiles_on, unescaped
from tests.ui.sections import open_sections

pytestmark = pytest.mark.pages
OpenPage = Callable[..., AppTest]


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_a_figure_is_typed_read_and_taken_away(open_page: OpenPage, tmp_path: Path) -> None:
    app = open_page("data", tmp_path)
    assert "Type figures out of a paper" in [expander.label for expander in app.expander]
    app = open_sections(app, "papers")
    app.text_input(key="papers_period").input("2018/19")
    app.text_input(key="papers_value").input("209,000")
    app.selectbox(key="papers_channel").select("Phone")
    app = press(app, "Add the figure")
    assert "Say where it stands" in app.error[0].value
    app.text_input(key="papers_source").input("Report to Cabinet, 12 Feb 2020, page 4")
    app = press(app, "Add the figure")
    assert not app.error
    assert unescaped(app.success[0].value) == (
        "P1: Contacts in 2018/19, Phone: 209,000. From: Report to Cabinet, 12 Feb 2020, page 4."
    )
    listed = next(table.value for table in app.table if "Where it stands" in table.value)
    assert listed["Counted"].tolist() == ["yes"]
    overview = open_page("overview", tmp_path)
    assert tiles_on(overview)["Contacts"] == "209,000"
    app = open_sections(app.switch_page("pages/data.py").run(), "papers")
    app = app.button(key="papers_remove_now").click().run()
    assert unescaped(app.success[0].value) == "P1 is taken away: Contacts in 2018/19, Phone: 209,000."
    assert not (tmp_path / "paper_figures.csv").exists()


def test_a_share_asks_for_its_base(open_page: OpenPage, tmp_path: Path) -> None:
    app = open_sections(open_page("data", tmp_path), "papers")
    assert "papers_base" not in [field.key for field in app.text_input]
    app.selectbox(key="papers_kind").select("Satisfied")
    app = app.run()
    assert app.text_input(key="papers_base").label == "Of how many answers"
    app.text_input(key="papers_period").input("2018/19")
    app.text_input(key="papers_value").input("98%")
    app.text_input(key="papers_source").input("Report")
    app = press(app, "Add the figure")
    assert "needs its base, the answers that it is of" in app.error[0].value
