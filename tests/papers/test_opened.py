"""Whole papers of the sample council opened by LibreOffice: each page with its words."""

from pathlib import Path

from cxdata.documents import Figure, Heading, write_document
from cxdata.papers.meeting.keeping.kept import Paper
from tests.documents.office import words_by_page


def test_the_papers_for_members_and_for_everybody_open_whole(
    libreoffice: str, members_paper: Paper, public_paper: Paper, tmp_path: Path
) -> None:
    papers = {"members": members_paper, "public": public_paper}
    files = [tmp_path / f"{name}-{kind}.{kind}" for name in papers for kind in ("docx", "pptx")]
    for file in files:
        write_document(papers[file.name.partition("-")[0]].document, file)
    opened = dict(zip((file.name for file in files), words_by_page(libreoffice, files), strict=True))
    for name, paper in papers.items():
        sheets, slides = opened[f"{name}-docx.docx"], opened[f"{name}-pptx.pptx"]
        assert 12 <= len(sheets) <= 32
        everything = " ".join(sheets)
        for block in paper.document.blocks:
            if isinstance(block, Heading) and block.level == 1:
                assert block.words in everything
        figures = [block for block in paper.document.blocks if isinstance(block, Figure)]
        assert len(slides) >= 1 + len(figures)
        assert all(paper.document.mark in words for words in (*sheets, *slides))
