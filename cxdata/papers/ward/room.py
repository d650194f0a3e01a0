"""As much of a ward's sheet as two sides hold: what matters least is left out, and a line says so."""

from collections.abc import Sequence
from dataclasses import replace

from cxdata.analysis.result import say_list
from cxdata.documents import Document, Heading, Paragraph
from cxdata.documents.two_sides import fits
from cxdata.papers.ward.part import MUST, Part


def with_parts(sheet: Document, parts: Sequence[Part]) -> Document:
    """The sheet with its parts after what stands on it already; those of the highest rank go first where room lacks."""
    kept, out = list(parts), list[Part]()
    while not fits(made := _with(sheet, kept, out)):
        least = max(reversed(kept), key=lambda part: part.rank)
        if least.rank == MUST:
            return made
        kept.remove(least)
        out.insert(0, least)
    return made


def _with(sheet: Document, kept: Sequence[Part], out: Sequence[Part]) -> Document:
    blocks = [block for part in kept for block in (Heading(part.title), *part.blocks)]
    if out:
        said = say_list([f"“{part.title}” (page {part.page})" for part in out])
        blocks.append(Paragraph(f"Left out for want of room: {said}.", "quiet"))
    return replace(sheet, blocks=(*sheet.blocks, *blocks))
