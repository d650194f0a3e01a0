"""Figures and sentences that were wrong when they were read aloud: each of these once misled a reader."""

import pytest

from cxdata.ui.frame import cache
from tests.ui.conftest import OpenPage, open_page, words_on

__all__ = ["open_page"]  # a fixture of the pages, used here too


# The view


@pytest.mark.parametrize("view", ["Publish", "officer", ["Officer: everything", "nonsense"]])
def test_an_unknown_view_is_the_published_one(open_page: OpenPage, view: str | list[str]) -> None:
    """'?mode=Publish' opened the officer's view, with every small number exact."""
    app = open_page("hotspots", mode=view)
    assert app.selectbox(key=cache.MODE).value == cache.PUBLISH
    words = words_on(app)
    assert "Published view: counts of 1 to 4 are shown as [c]" in words
    assert "Officer view" not in words
    (warning,) = app.warning
    assert f"Shown instead: {cache.PUBLISH}." in warning.value.replace("\\", "")


def test_a_reader_leaves_the_published_view_by_choosing_the_officers(open_page: OpenPage) -> None:
    app = open_page("overview", mode="Publish")
    app.selectbox(key=cache.MODE).set_value(cache.OFFICER).run()
    assert "Officer view: small numbers are shown." in words_on(app)
