"""The Methods page: all agree, the figures stand beside their sources, and a wrong one is seen; in either view."""

from dataclasses import replace
from pathlib import Path

import pytest

from cxdata.stats.known import KNOWN
from cxdata.ui.frame import cache
from cxdata.ui.help import methods
from tests.ui.conftest import OpenPage, unescaped, words_on
from tests.ui.sections import open_sections

HEADLINE = "All 20 methods give the known answers: 60 figures are the same as in their sources"


def test_the_figures_stand_beside_their_sources_with_nothing_loaded(open_page: OpenPage, nothing_loaded: Path) -> None:
    app = open_sections(open_page("methods", data=nothing_loaded), "known-1")
    assert [one.value for one in app.header] == [HEADLINE]
    words = words_on(app)
    assert "Newcombe, Two-sided confidence intervals for the single proportion" in words
    [table] = [table.value for table in app.table if "81 of 263, lowest" in table.value.to_numpy().ravel()]
    assert [unescaped(cell) for cell in table.iloc[0]] == [
        "81 of 263, lowest",
        "0.2553",
        "0.25529",
        "the same to 4 decimals",
    ]


def test_it_is_the_same_in_the_published_view(open_page: OpenPage, edition_data: Path) -> None:
    app = open_page("methods", edition_data, mode=cache.PUBLISH)
    assert [one.value for one in app.header] == [HEADLINE]


def test_a_method_that_differs_is_the_headline(
    open_page: OpenPage, nothing_loaded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The figure that is printed is typed wrongly; nothing of ours is replaced by a stand-in."""
    (question, (wilson, *others)), *rest = KNOWN
    wrong = replace(wilson, printed=(("81 of 263, lowest", "0.2554"), *wilson.printed[1:]))
    monkeypatch.setattr(methods, "KNOWN", ((question, (wrong, *others)), *rest))
    app = open_sections(open_page("methods", data=nothing_loaded), "known-1")
    assert [one.value for one in app.header] == [
        "1 of 20 methods differ from the known answers: Wilson’s interval of a share"
    ]
    assert "differs" in words_on(app)
