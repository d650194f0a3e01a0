"""The published view on screen: the same on every page, kept in links, and never an exact small number."""

import re
from base64 import b64decode
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.ui import frame
from cxdata.ui.frame import cache
from tests.ui.conftest import OpenPage, tiles_on, unescaped, words_on
from tests.ui.sections import open_sections

PAGES = [page.stem for page in frame.PAGES]
PUBLISHED = [page.stem for page in frame.PAGES if page.publish]
TINY = {"ward": "St Wendra's", "channel": "Web chat", "period": "September 2026"}
BANNER = "Officer view: do not publish this screen."


@pytest.mark.parametrize("page", PAGES)
def test_the_officer_view_says_so_on_every_page(open_page: OpenPage, page: str) -> None:
    assert BANNER in words_on(open_page(page))


@pytest.mark.parametrize("page", PUBLISHED)
def test_the_published_view_stands_on_every_page_and_says_so(open_page: OpenPage, page: str) -> None:
    for selection in ({}, TINY):
        app = open_page(page, mode=cache.PUBLISH, **selection)
        assert not app.exception
        assert not app.error
        words = words_on(app)
        assert BANNER not in words
        # What is chosen takes room in the same line, which then says it shortly.
        assert ("[c] is 1 to 4." if selection else "Published view: counts of 1 to 4 are shown as [c].") in words
        assert "counts of 1 to 4 are shown as [c], other counts are to the nearest 5" in words


def test_rows_of_files_are_not_in_the_published_view(open_page: OpenPage) -> None:
    app = open_page("data", mode=cache.PUBLISH)
    assert "This page is for officers" in words_on(app)
    assert not app.table


def test_every_headline_of_the_published_view_is_rounded_or_hidden(open_page: OpenPage) -> None:
    whole = tiles_on(open_page("overview", mode=cache.PUBLISH))
    assert int(whole["Contacts"].replace(",", "")) % 5 == 0
    tiny = tiles_on(open_page("overview", mode=cache.PUBLISH, **TINY))
    exact = tiles_on(open_page("overview", **TINY))
    assert 1 <= int(exact["Contacts"]) <= 9, "the selection is of a handful of contacts"
    assert tiny["Contacts"] in ("[c]", "5", "10")


def test_links_keep_the_published_view(open_page: OpenPage, sample_data: Path) -> None:
    words = words_on(open_page("overview", mode=cache.PUBLISH))
    assert "mode=Published+view" in words
    assert "mode=" not in words_on(open_page("overview"))


def test_a_tile_and_its_line_do_not_tell_a_month_together(open_page: OpenPage) -> None:
    # July to September 2026 had 7, 7 and 4: shown as 5 and 5 beside the quarter's 20, the third could be 4 only.
    chosen = {"ward": "Windmill Rise", "service": "Streets and fly-tipping", "period": "2026/27 Q2"}
    assert tiles_on(open_page("overview", **chosen))["Contacts"] == "18"
    app = open_page("overview", mode=cache.PUBLISH, **chosen)
    assert tiles_on(app)["Contacts"] == "20"
    pages = "".join(element.proto.body for element in app.get("html"))
    *_, line = re.findall(r"data:image/svg\+xml;base64,([^\"]+)", pages)
    drawn = {float(across) for across in re.findall(r"[ML]([\d.]+) ", b64decode(line).decode())}
    june, *quarter = (round(3 + place * (200 - 6) / 12, 1) for place in (9, 10, 11, 12))
    assert june in drawn, "the line of the last tile, of contacts"
    assert not drawn & set(quarter)


def test_rows_of_tables_are_rounded_in_the_published_view(open_page: OpenPage) -> None:
    officer, published = (_freshness(open_page("overview", **view)) for view in ({}, {"mode": cache.PUBLISH}))
    assert officer["Complaints"] == "1,406 (1,180 cases)"
    assert published["Complaints"] == "1,405 (1,180 cases)"
    assert all(int(rows.split(" ")[0].replace(",", "")) % 5 == 0 for rows in published.values())


def _freshness(app: AppTest) -> dict[str, str]:
    """The rows of each table, out of the section that says how fresh and complete the data is."""
    opened = open_sections(app, "fresh")
    (table,) = (table.value for table in opened.table if "Rows" in table.value)
    return dict(zip(table["Data"], map(unescaped, table["Rows"]), strict=True))
