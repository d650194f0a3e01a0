"""Every page over stores whose figures are for years, quarters or weeks: none breaks, and none claims a month."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.measures import lengths
from tests.ui.conftest import tile_words_on, unescaped
from tests.ui.sections import open_sections

pytestmark = pytest.mark.pages
OpenPage = Callable[..., AppTest]
PAGES = (
    "overview",
    "channels",
    "change",
    "like_for_like",
    "outlook",
    "satisfaction",
    "hidden",
    "hotspots",
    "ward",
    "data",
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    makers = (lengths.years, lengths.quarters, lengths.weeks, lengths.mixed)
    return {make.__name__: make(tmp_path_factory.mktemp(make.__name__) / "data") for make in makers}


def words(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "info", "warning")
    return "\n".join(str(element.value) for kind in kinds for element in getattr(app, kind))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["years", "quarters", "weeks", "mixed"])
def test_no_page_breaks(open_page: OpenPage, folders: dict[str, Path], name: str, page: str) -> None:
    app = open_page(page, folders[name])
    assert [error.value for error in app.exception] == []
    assert [error.value for error in app.error] == []
    said = words(app)
    assert "The file has nothing for" not in said
    if page == "outlook" and name != "mixed":
        assert "and nothing finer, so nobody knows the months of" in said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("years", "Phone was the largest part in 2023/24"),
        ("quarters", "Phone was the largest part in 2023/24 Q4"),
        ("weeks", "Phone was the largest part in week from 19 May 2025"),
        ("mixed", "Phone was the largest part in March 2026"),
    ],
)
def test_a_chart_over_time_is_by_what_the_figures_are_for(
    open_page: OpenPage, folders: dict[str, Path], name: str, said: str
) -> None:
    assert said in words(open_sections(open_page("channels", folders[name], mixed="Every channel"), "mix"))


def test_a_tile_holds_a_year_against_the_year_before(open_page: OpenPage, folders: dict[str, Path]) -> None:
    app = open_page("overview", folders["years"])
    assert any("2023/24; without staff-raised contacts" in unescaped(line.value) for line in app.markdown)
    # 2,100 contacts after 1,950.
    (contacts,) = (lines for lines in tile_words_on(app) if lines[0] == "Contacts")
    assert "up 7.7% on the year" in contacts
