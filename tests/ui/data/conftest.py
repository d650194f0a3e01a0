"""The Data page over an empty data folder, with files given to its uploader."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.store import open_store
from tests.conftest import ROOT
from tests.ui.conftest import OpenPage, words_on
from tests.ui.sections import open_sections

CASES = ROOT / "tests" / "cases"


@dataclass
class DataPage:
    """The Data page as an officer sees it; widgets are found by their kind and a part of their label."""

    app: AppTest
    data: Path

    def give(self, *files: Path) -> "DataPage":
        """Give files to the uploader."""
        self.app.file_uploader[0].set_value([(file.name, file.read_bytes(), "text/csv") for file in files])
        return self.run()

    def open(self, *sections: str) -> "DataPage":
        """Open sections of the page."""
        open_sections(self.app, *sections)
        return self

    def run(self) -> "DataPage":
        """Run the page; any fault box fails the test."""
        self.app.run()
        assert not self.app.exception, self.app.exception
        return self

    def find(self, kind: str, label: str) -> Any:
        """The one widget of a kind whose label holds these words."""
        labels = [(one, one.label.replace("\\", "")) for one in getattr(self.app, kind)]
        exact = [one for one, words in labels if label == words]
        found = exact or [one for one, words in labels if label in words]
        assert len(found) == 1, (label, [one.label for one in getattr(self.app, kind)])
        return found[0]

    def choose(self, kind: str, label: str, value: Any) -> "DataPage":
        """Choose a value and run the page."""
        self.find(kind, label).set_value(value)
        return self.run()

    def press(self, label: str) -> "DataPage":
        """Press a button."""
        self.find("button", label).click()
        return self.run()

    @property
    def words(self) -> str:
        """Everything that stands on the page."""
        return words_on(self.app)

    @property
    def can_load(self) -> bool:
        """Whether the button that loads is open."""
        return not next(one for one in self.app.button if one.key == "data_load").disabled

    def load(self) -> "DataPage":
        """Press the button that loads."""
        next(one for one in self.app.button if one.key == "data_load").click()
        return self.run()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the store holds after the load."""
        return open_store(self.data).tuples(sql)


Open = Callable[..., DataPage]


@pytest.fixture
def page(open_page: OpenPage, tmp_path: Path) -> DataPage:
    """The Data page with nothing loaded."""
    data = tmp_path / "data"
    data.mkdir()
    return DataPage(open_page("data", data=data), data)
