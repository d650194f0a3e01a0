"""One kept paper: its files, whether its figures would read the same today, and presenting it."""

from collections.abc import Mapping
from functools import partial

from cxdata.documents import ENDINGS, Bullets
from cxdata.documents.pdf import why_no_pdf
from cxdata.errors import CxError
from cxdata.papers.meeting.keeping.kept import Paper, remove_paper
from cxdata.papers.meeting.keeping.outputs import content_noted, file_name, stage_of
from cxdata.papers.meeting.making import made_again
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.text import listed, mark, small
from cxdata.ui.papers.presented import present
from cxdata.ui.parts.walk import section

FORMATS: Mapping[str, tuple[str, str]] = {
    ".docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".html": ("Web page", "text/html"),
    ".pptx": ("Slides", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ".xlsx": ("Workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pdf": ("PDF", "application/pdf"),
}
MOST = 12
"""Differences that are named one by one."""
WAITING = "Working the paper out again…"


def draw_paper(paper: Paper, *, key: str) -> None:
    """What stands in a paper, the buttons for its files, and what can be done with it."""
    headlines = [figure.finding for figure in paper.document.figures]
    elements.markdown(
        mark(
            "**{}**. {} sections, {} figures; made on {} of {}.",
            paper.document.title,
            str(_sections(paper)),
            str(len(headlines)),
            paper.made,
            paper.made_of.version,
        )
    )
    for block in paper.document.blocks:
        if isinstance(block, Bullets) and block.slide:
            elements.markdown(mark("**{}**", block.slide))
            elements.markdown(listed(block.items))
    elements.button(
        "Present this paper", type="primary", on_click=present, args=(paper.folder.name,), key=f"present-{key}"
    )
    section("Take it away: Word, PDF, slides, workbook, web page", partial(_files, paper, key), key=f"files-{key}")
    section("Would its figures read the same today?", partial(_today, paper), key=f"today-{key}")
    section("Take it out of the list", partial(_remove, paper, key), key=f"remove-{key}")


def _sections(paper: Paper) -> int:
    return sum(getattr(block, "level", 0) == 1 for block in paper.document.blocks)


def _files(paper: Paper, key: str) -> None:
    """A button a format; the file is made when it is pressed."""
    for ending in ENDINGS:
        label, kind = FORMATS[ending]
        if ending == ".pdf" and (reason := why_no_pdf()):
            elements.markdown(small(reason))
            continue
        elements.download_button(
            label,
            partial(content_noted, paper, ending),
            file_name(paper, ending),
            kind,
            key=f"{ending}-{key}",
            on_click="ignore",
        )
    elements.download_button(
        "Second screen: one finding a screen",
        partial(stage_of, paper),
        f"{paper.folder.name}-screen.html",
        "text/html",
        key=f"screen-{key}",
        on_click="ignore",
    )
    elements.markdown(small(f"They are written from what was kept in {paper.folder.name}, and are the same each time."))


def _remove(paper: Paper, key: str) -> None:
    elements.markdown("What was kept of it goes for good. Files that were written of it stay where they are.")
    elements.button(
        "Remove this paper", on_click=remove_paper, args=(cache.opened(), paper.folder.name), key=f"gone-{key}"
    )


def _today(paper: Paper) -> None:
    try:
        with elements.spinner(WAITING):
            again = made_again(cache.opened(), paper)
    except CxError as reason:
        elements.markdown(str(reason))
        return
    elements.markdown(mark("**{}**", again.sentence))
    for difference, why in again.differs[:MOST]:
        elements.markdown(mark("- {} ({})", difference.sentence, why))
    if len(again.differs) > MOST:
        elements.markdown(f"{len(again.differs) - MOST} more: python -m cxdata paper again names all of them.")
