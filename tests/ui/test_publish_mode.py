"""The published view on screen: the same on every page, kept in links, and never an exact small number."""

from pathlib import Path

import pytest

from cxdata.ui import frame
from cxdata.ui.frame import cache
from tests.ui.conftest import OpenPage, tiles_on, words_on

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
        assert "Published view: counts of 1 to 4 are shown as [c]." in words
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
