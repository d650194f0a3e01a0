"""The guides for councillors and officers, and the accessibility statement: what they say, and of what is there."""

from pathlib import Path

import pytest

from cxdata.cli.main import build_parser
from cxdata.council import Council, read_council
from cxdata.documents import Bullets, Document, Heading, Paragraph, content_of
from cxdata.papers import accessibility
from cxdata.papers.guides import COUNCILLORS, OFFICERS, TITLES, guide
from cxdata.ui.data.editions import MAKE
from cxdata.ui.frame.choice import mine
from cxdata.ui.frame.pages import PAGES, SECTIONS
from tests.reading_age import grade, sentences, words


def said(document: Document) -> str:
    """Every word of it but the title."""
    lines: list[str] = []
    for block in document.blocks:
        match block:
            case Heading(title) | Paragraph(title):
                lines.append(title)
            case Bullets(items):
                lines += items
    return "\n".join(lines)


@pytest.mark.parametrize("reader", TITLES)
def test_each_guide_is_read_at_school_in_short_sentences(reader: str) -> None:
    lines = sentences(said(guide(reader, Council())))
    assert [line for line in lines if len(words(line)) > 25] == []
    assert grade([line for line in lines if len(words(line)) > 3]) <= 9


def test_the_councillors_guide_names_what_is_there() -> None:
    text = said(guide(COUNCILLORS, Council()))
    for section in ("Overview", "Who is served well", "Getting through", "Where", "Is it changing", "Promises"):
        assert section in SECTIONS
        assert section in text
    assert f"the key {mine.KEY} shows" in text
    # Counted by hand from the ladder of bases: 9 is too few, 29 the last very small one, 99 the last small one.
    assert "Under 10 people no percentage is shown. From 10 to 29" in text
    assert "from 30 to 99 “small base”" in text


def test_the_officers_guide_names_commands_and_buttons_that_are_there() -> None:
    text = said(guide(OFFICERS, Council()))
    commands = next(action.choices for action in build_parser()._actions if action.choices)
    for command in ("load", "checks", "undo", "remove", "publish", "paper", "ward-sheet", "backup", "key"):
        assert command in commands
        assert command in text
    assert f"“{MAKE}”" in text
    assert {"Paper for a meeting", "Ward", "Data", "Methods"} <= {page.title for page in PAGES}


def test_the_statement_names_the_councils_contact_or_who_puts_one_there(tmp_path: Path) -> None:
    assert "An officer can put the contact here, as “contact” in council.toml." in said(
        accessibility.document(Council())
    )
    settings = "[council]\nname = 'Ambleford'\ncontact = 'access@ambleford.example, 01234 567890.'\n"
    (tmp_path / "council.toml").write_text(settings, encoding="utf-8")
    text = said(accessibility.document(read_council(tmp_path)))
    assert "Write or ring: access@ambleford.example, 01234 567890." in text
    assert text.splitlines()[1].startswith("Ambleford runs this dashboard")


@pytest.mark.parametrize(
    ("nation", "body"),
    [
        ("england", "the Equality Advisory and Support Service"),
        ("scotland", "the Equality Advisory and Support Service"),
        ("northern_ireland", "the Equality Commission for Northern Ireland"),
    ],
)
def test_who_enforces_it_is_the_nations_own(nation: str, body: str) -> None:
    assert f"turn to {body}" in said(accessibility.document(Council(nation=nation)))


def test_the_statement_says_the_standard_what_is_not_met_and_when() -> None:
    document = accessibility.document(Council())
    text = said(document)
    assert "Web Content Accessibility Guidelines, version 2.2, level AA. The dashboard meets it in part." in text
    assert "Nobody who uses a screen reader, a magnifier or their voice has tried it yet." in text
    assert "prepared on 27 November 2026" in text
    assert b"<h2" in content_of(document, ".html")
