"""An officer's words: as a draft with its figures marked, refused while marked, and without personal data."""

from pathlib import Path

import pytest

from cxdata.errors import CxError
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.keeping.kept import Paper
from cxdata.papers.meeting.making import make_paper
from cxdata.papers.meeting.words import as_draft, refuse_marked
from tests.papers.conftest import DAY, NOW


@pytest.mark.parametrize(
    ("written", "draft"),
    [
        ("91.4% are satisfied", "[check: 91.4%] are satisfied"),
        ("1,037 of 2,890 calls", "[check: 1,037] of [check: 2,890] calls"),
        ("£465,000 by 2027", "[check: £465,000] by 2027"),
        ("28 in 100, since 2024", "[check: 28] in [check: 100], since 2024"),
        ("Four in ten wait 2 min 22 s", "[check: Four] in [check: ten] wait [check: 2 min 22 s]"),
        ("Item 7 of 8 December 2026", "Item 7 of 8 December 2026"),
        ("Of these 7 may have been missed", "Of these [check: 7] may have been missed"),
        ("No figure at all.", "No figure at all."),
    ],
)
def test_each_figure_of_the_last_paper_is_marked_and_years_are_not(written: str, draft: str) -> None:
    assert as_draft({"summary": written}) == {"summary": draft}


def test_words_with_a_mark_left_are_refused(papers_data: Path) -> None:
    words = as_draft({"next": "By March 91% shall be reached."})
    with pytest.raises(CxError, match=r"“What happens next, and by when \(at the end\)” still hold .* \[check: 91%\]"):
        refuse_marked(words)
    with pytest.raises(CxError, match="still hold a figure of the last paper"):
        make_paper(papers_data, Asked("Cabinet", DAY, sections=("data",), words=words), now=NOW)


def test_personal_data_is_taken_out_said_and_never_kept(papers_data: Path) -> None:
    words = {
        "data": "Ask Mrs Jane Hollowby, jane.hollowby@example.org or 01865 249811. Wards such as Quarn Heath stay."
    }
    made = make_paper(papers_data, Asked("Cabinet", DAY, sections=("data",), words=words), now=NOW)
    kept = (made.paper.folder / "paper.json").read_text("utf-8")
    assert not [secret for secret in ("Hollowby", "example.org", "249811") if secret in kept]
    assert "Quarn Heath stay" in kept
    assert made.said[0].startswith(
        "Taken out of the words for “At the head of “The data, and how far it can be trusted””"
    )


def test_a_note_at_an_exhibit_stands_in_the_section_of_its_page(papers_data: Path) -> None:
    from tests.cli.terminal import run

    note = ("--page", "targets", "--exhibit", "targets", "--date", "2026-03-03", "--text", "The line closed in March.")
    assert run(papers_data, "commentary", "add", *note).code == 0
    paper: Paper = make_paper(papers_data, Asked("Cabinet", DAY, sections=("targets", "data")), now=NOW).paper
    said = [getattr(block, "words", "") for block in paper.document.blocks]
    assert "Note of 3 March 2026: The line closed in March." in said
    assert said.index("Note of 3 March 2026: The line closed in March.") < said.index(
        "The data, and how far it can be trusted"
    )
    (papers_data / "commentary.csv").unlink()


def test_the_cover_holds_no_personal_data_but_who_signs(papers_data: Path) -> None:
    asked = Asked(
        "Panel of Mrs Edna Hollowby, 07700 900123", DAY, author="Jo Marsh, jo@example.org", sections=("data",)
    )
    made = make_paper(papers_data, asked, now=NOW)
    assert made.paper.asked.author == "Jo Marsh, [email]"
    assert "900123" not in made.paper.folder.name
    assert "Hollowby" not in made.paper.document.title
    assert [said.partition(":")[0] for said in made.said] == [
        "Personal data was taken out of the meeting",
        "Personal data was taken out of the author",
    ]
