"""The app as a reader opens it, and stores that lack something."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.ingest.load.build import load_files
from tests.conftest import ROOT

OpenPage = Callable[..., AppTest]
SAMPLE = ROOT / "sample_data"
_MARK = re.compile(r'<span aria-hidden="true">.*?</span>')


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, sample_data: Path) -> OpenPage:
    """open_page(page, data=None, **query) -> the app after its first run, on that page, as from a link.

    It starts at app.py, as a reader does: a page by itself has no frame.
    """

    def open_at(page: str, data: Path | None = None, **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("CX_DATA", str(data or sample_data))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        return (app if page == "overview" else app.switch_page(f"pages/{page}.py")).run()

    return open_at


@pytest.fixture(scope="session")
def enquiries_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one contact file: no boundaries, no calls, no survey, no residents."""
    data = tmp_path_factory.mktemp("enquiries")
    receipt = load_files([SAMPLE / "members_enquiries.csv"], data=data)
    assert receipt.files[0].loaded == 3299
    return data


@pytest.fixture(scope="session")
def survey_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one survey file: no contacts."""
    data = tmp_path_factory.mktemp("survey")
    assert load_files([SAMPLE / "survey_answers.csv"], data=data).files[0].loaded == 15000
    return data


@pytest.fixture(scope="session")
def nothing_loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which nothing is."""
    return tmp_path_factory.mktemp("nothing")


def words_on(app: AppTest) -> str:
    """Everything written on the page, one piece a line; names are as in the data, not as escaped for markdown."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success")
    pieces = [element.value for kind in kinds for element in getattr(app, kind)]
    pieces += [str(cell) for table in app.table for cell in table.value.to_numpy().ravel()]
    return unescaped("\n".join(pieces))


def unescaped(markdown: str) -> str:
    """Text as a reader sees it, without what keeps it from being read as markup."""
    return markdown.replace("\\", "").replace("\u2060", "")


def tiles_on(app: AppTest) -> dict[str, str]:
    """The headline figures by their labels."""
    return {words[0]: words[1] for words in tile_words_on(app)}


def tile_words_on(app: AppTest) -> list[list[str]]:
    """Each tile of the page as its lines: label, figure, and what else it says."""
    items = re.findall(r"<li>(.*?)</li>", "".join(element.proto.body for element in app.get("html")))
    return [
        [unescape(line.strip()) for line in re.split(r"<[^>]*>", _MARK.sub("", item)) if line.strip()] for item in items
    ]
