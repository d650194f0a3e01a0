"""Papers of councils that are not the sample: one file, nothing loaded; and of an export without a survey."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from cxdata.documents import Bullets, Heading, content_of
from cxdata.errors import CxError
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.keeping.outputs import stage_of
from cxdata.papers.meeting.making import make_paper
from tests.analysis.small import survey
from tests.hostile import hostile_data
from tests.papers.conftest import DAY, NOW


def words_of(data: Path) -> tuple[list[str], list[str]]:
    """The headings of a paper's sections, and all its sentences."""
    document = make_paper(data, Asked("Parish Council", DAY), now=NOW).paper.document
    heads = [block.words for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    items = [item for block in document.blocks if isinstance(block, Bullets) for item in block.items]
    return heads, [*items, *(getattr(block, "words", "") for block in document.blocks)]


def test_a_survey_alone_says_what_is_not_in_the_paper_and_makes_no_empty_section(tmp_path: Path) -> None:
    answers = [(date(2026, 3, 1 + n % 28), {"Q1 Overall (1-5)": "5" if n % 4 else "1"}) for n in range(120)]
    survey(tmp_path, answers)
    heads, said = words_of(tmp_path / "data")
    assert "Complaints" not in heads
    assert heads[-1] == "What is not in this paper"
    assert (
        "Nothing that is loaded tells of: Getting through, online and otherwise; Complaints; Councillors’ cases; "
        "Other councils; Recommendations and what became of them."
    ) in said
    assert "“Average phone wait”: no figure, since nothing of “Calls and visits” is loaded." in said
    assert "Satisfied: 75.0% in March 2026." in said


def test_with_nothing_loaded_the_paper_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CxError, match="Nothing is loaded"):
        make_paper(tmp_path, Asked("Parish Council", DAY), now=NOW)


def test_names_that_are_markup_stand_as_text_in_every_file(tmp_path: Path) -> None:
    data = Path(shutil.copytree(hostile_data(), tmp_path / "data"))
    made = make_paper(data, Asked("<script>alert(1)</script>", DAY), now=NOW).paper
    assert len(made.wards) > 20
    page, screen = content_of(made.document, ".html").decode(), stage_of(made).decode()
    assert "<script" not in page
    assert screen.count("<script") == 1
    for ending in (".docx", ".pptx", ".xlsx"):
        assert content_of(made.document, ending)[:2] == b"PK"
    cells = [cell for one in made.document.figures for row in one.table.rows for cell in row]
    assert any("<" in cell or "{" in cell for cell in cells)
