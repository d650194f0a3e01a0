"""The Savings page as a reader opens it: the promise in contacts, a figure of one's own, costs that are changed."""

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.cli.main import main
from cxdata.lists import history, read_list
from cxdata.lists.unit_costs import UNIT_COSTS
from tests.analysis.savings.conftest import PROMISE, SOCITM, VOLUMES
from tests.ui.conftest import OpenPage, words_on
from tests.ui.sections import open_sections


@pytest.fixture(scope="module")
def volumes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the published volumes loaded, the costs and the promise beside them."""
    folder = tmp_path_factory.mktemp("volumes")
    (folder / "volumes.csv").write_text(VOLUMES, encoding="utf-8")
    assert main(["--data", str(folder / "data"), "load", str(folder / "volumes.csv"), "--suggested"]) == 0
    (folder / "data" / "unit_costs.csv").write_text(SOCITM, encoding="utf-8")
    (folder / "data" / "recommendations.csv").write_text(PROMISE, encoding="utf-8")
    return folder / "data"


def heading(app: AppTest) -> str:
    return str(app.header[0].value)


def test_the_promise_of_465_000_pounds_on_the_screen(open_page: OpenPage, volumes: Path) -> None:
    app = open_page("savings", data=volumes)
    assert not app.exception
    assert heading(app) == "£465,000 at these costs is 173,508 calls, 83% of all calls."
    assert "What moved is not known: contacts are not loaded for 2017/18" in words_on(app)


def test_what_if_it_were_another_sum(open_page: OpenPage, volumes: Path) -> None:
    app = open_page("savings", data=volumes, promised="268000.0")
    assert heading(app) == "£268,000 at these costs is 100,000 calls, 48% of all calls."
    app.number_input(key="promised").set_value(536_000.0).run()
    assert heading(app) == "£536,000 at these costs is 200,000 calls, 96% of all calls."


def test_a_cost_that_is_changed_changes_the_finding(open_page: OpenPage, volumes: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(volumes, tmp_path / "data"))
    app = open_sections(open_page("savings", data=data), "costs")
    assert "The costs of web, phone and face to face are of 2011" in words_on(app)
    app.selectbox(key="which-cost").set_value("Phone").run()
    pounds = next(box for box in app.text_input if box.label == "Pounds a contact")
    pounds.set_value("5.15")
    next(box for box in app.text_input if box.label.startswith("Who you are")).set_value("Finance")
    next(box for box in app.text_input if box.label == "Why").set_value("Our own figure")
    next(button for button in app.button if button.label == "Save C2").click()
    app.run()
    assert heading(app) == "£465,000 at these costs is 93,000 calls, 44% of all calls."
    entry = read_list(data, UNIT_COSTS).find("C2")
    assert entry is not None
    assert (entry["pounds"], entry.by, entry.why) == ("5.15", "Finance", "Our own figure")
    assert [version.entry["pounds"] for version in history(data, UNIT_COSTS, "C2")] == ["2.83", "5.15"]


def test_a_cost_of_the_settings_is_taken_into_the_list(open_page: OpenPage, sample_data: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(sample_data, tmp_path / "data"))
    (data / "unit_costs.csv").unlink(missing_ok=True)
    app = open_sections(open_page("savings", data=data), "costs")
    app.selectbox(key="which-cost").set_value("Web").run()
    pounds = next(box for box in app.text_input if box.label == "Pounds a contact")
    assert pounds.value == "0.15"
    pounds.set_value("0.40")
    next(box for box in app.text_input if box.label.startswith("Who you are")).set_value("Finance")
    next(button for button in app.button if button.label == "Add the unit cost").click()
    app.run()
    assert [(entry["channel"], entry["pounds"]) for entry in read_list(data, UNIT_COSTS).entries] == [("web", "0.40")]
    assert "£0.40" in words_on(app)


def test_every_section_says_something(open_page: OpenPage, sample_data: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(sample_data, tmp_path / "data"))
    (data / "recommendations.csv").write_text(
        PROMISE.replace('"£465,000",,', "24000,6200,cashable") + "B,promise,2025-02-12,Time,9000,3100,capacity\n",
        encoding="utf-8",
    )
    app = open_sections(open_page("savings", data=data), "moved", "promised", "failure", "sides")
    assert not app.exception
    words = words_on(app)
    assert "771 contacts moved between channels like for like since September 2024 to August 2025" in words
    assert "£33,000 is promised and £9,300 recorded as achieved, of it £6,200 cashable" in words
    assert "Coming back within 14 days cost £7,460 a year, more than what moved is worth" in words
    assert "A contact with staff costs £3.61, online £0.50; Resident: 93% satisfied with staff, 86% online." in words


def test_without_costs_there_are_contacts_and_a_start_that_a_person_asks_for(
    open_page: OpenPage, sample_data: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(sample_data, tmp_path / "data"))
    settings = (data / "council.toml").read_text(encoding="utf-8")
    (data / "council.toml").write_text(re.sub(r"\[\[unit_costs\]\]\n(.+\n)*", "", settings), encoding="utf-8")
    (data / "unit_costs.csv").unlink(missing_ok=True)
    app = open_sections(open_page("savings", data=data), "moved", "costs")
    assert heading(app) == (
        "No cost of a contact is set: 771 contacts moved between channels, and no pounds can be said."
    )
    # The first screen shows what moved, and so does its section.
    assert len(app.get("plotly_chart")) == 2
    assert "like for like since" in words_on(app)
    assert "462 calls fewer is about 44 hours of staff freed." in words_on(app)
    assert "£" not in words_on(app).split("Published, and old.")[0]
    app.text_input(key="published-costs-by").set_value("Finance")
    next(button for button in app.button if button.label == "Begin with the published costs of 2011").click()
    app.run()
    costs = {entry["channel"]: entry["pounds"] for entry in read_list(data, UNIT_COSTS).entries}
    assert costs == {"face_to_face": "8.62", "phone": "2.83", "web": "0.15"}
    assert "The costs of web, phone and face to face are of 2011" in words_on(app)


def test_the_sample_has_promises_of_two_kinds(open_page: OpenPage) -> None:
    """24,000 and 9,000 pounds: 33,000 / (2.83 - 0.15) = 12,314 calls."""
    app = open_sections(open_page("savings"), "promised")
    assert heading(app).startswith("£33,000 at these costs is 12,314 calls, 87% of all calls; moved so far: £")
    assert "£33,000 is promised and £6,200 recorded as achieved, of it £6,200 cashable" in words_on(app)
