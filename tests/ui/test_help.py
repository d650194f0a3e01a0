"""The Accessibility and Help pages, which need no data and are the same in either view."""

from pathlib import Path

import pytest

from cxdata.ui.frame import cache
from tests.ui.conftest import OpenPage, words_on


def test_the_statement_names_the_contact_of_the_settings(open_page: OpenPage, tmp_path: Path) -> None:
    settings = "[council]\nname = 'Ambleford'\ncontact = 'access@ambleford.example'\n"
    (tmp_path / "council.toml").write_text(settings, encoding="utf-8")
    words = words_on(open_page("accessibility", data=tmp_path))
    assert "Most of this dashboard can be used by everybody; some parts are not yet good enough" in words
    assert "Write or ring: access@ambleford.example." in words
    assert "Nobody who uses a screen reader, a magnifier or their voice has tried it yet." in words


@pytest.mark.parametrize("mode", [cache.OFFICER, cache.PUBLISH])
def test_the_guide_for_councillors_is_open_and_both_can_be_taken(
    open_page: OpenPage, edition_data: Path, mode: str
) -> None:
    app = open_page("help", edition_data, mode=mode)
    words = words_on(app)
    assert "Choose your ward once in the list “My ward”." in words
    assert "1. Name your council" not in words, "the officers' guide is closed at first"
    labels = [element.proto.label for element in app.get("download_button")]
    assert labels == [
        "A guide for councillors: Word",
        "A guide for councillors: web page, to print",
        "A guide for officers: Word",
        "A guide for officers: web page, to print",
    ]
