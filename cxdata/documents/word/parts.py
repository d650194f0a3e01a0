"""The pieces of a Word file that python-docx has no words for: fields, bookmarks, links, rows of tables."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from cxdata.documents.words import clean

TWIPS = 20  # in a point
# The order in which Word wants what is said of a paragraph.
_HOLDS = ("w:keepNext", "w:keepLines", "w:pageBreakBefore")
_AFTER_HOLDS = ("w:widowControl", "w:numPr", "w:pBdr", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")


def element(tag: str, children: Sequence[Any] = (), **attributes: str | int) -> Any:
    """An element such as "w:tab" with attributes of the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def run(words: str, *, bold: bool = False) -> Any:
    """Words as they stand in a paragraph; a line break in them breaks the line."""
    made = element("w:r")
    if bold:
        made.append(element("w:rPr", [element("w:b")]))
    for number, line in enumerate(clean(words).split("\n")):
        if number:
            made.append(element("w:br"))
        text = element("w:t")
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(text)
    return made


def tab() -> Any:
    """A run that leads to the next tab stop."""
    return element("w:r", [element("w:tab")])


def field(code: str, shown: str) -> list[Any]:
    """A field that Word and LibreOffice work out; `shown` is what stands there until then."""
    instruction = element("w:instrText")
    instruction.text = f" {code} "
    return [
        element("w:r", [element("w:fldChar", fldCharType="begin")]),
        element("w:r", [instruction]),
        element("w:r", [element("w:fldChar", fldCharType="separate")]),
        run(shown),
        element("w:r", [element("w:fldChar", fldCharType="end")]),
    ]


def hold(paragraph: Paragraph, *, next: bool = False, whole: bool = False, begin: bool = False) -> None:
    """Keep a paragraph on one page with the `next`, keep it `whole`, or `begin` a page with it."""
    tags = [tag for tag, asked in zip(_HOLDS, (next, whole, begin), strict=True) if asked]
    layout = paragraph._p.get_or_add_pPr()
    for tag in tags:
        layout.insert_element_before(element(tag), *_HOLDS[_HOLDS.index(tag) + 1 :], *_AFTER_HOLDS)


def name_of(anchor: str) -> str:
    """An anchor as Word names bookmarks, which have no hyphen."""
    return anchor.replace("-", "_")


def mark_place(paragraph: Paragraph, anchor: str, number: int) -> None:
    """Make a paragraph one that can be linked to; `number` is used once in a file."""
    first = next(iter(paragraph._p.iter(qn("w:r"))))
    first.addprevious(element("w:bookmarkStart", id=number, name=name_of(anchor)))
    paragraph._p.append(element("w:bookmarkEnd", id=number))


def stop_at(paragraph: Paragraph, place: int, *, dots: bool = False, clear: Sequence[int] = ()) -> None:
    """Range what follows a tab right at a place in twips, after dots or not, in the place of the style's own stops."""
    stops = [element("w:tab", val="clear", pos=old) for old in clear]
    stops.append(element("w:tab", val="right", leader="dot" if dots else "none", pos=place))
    layout = paragraph._p.get_or_add_pPr()
    layout.insert_element_before(element("w:tabs", stops), "w:spacing", "w:ind", "w:jc", "w:rPr")


def link_to(paragraph: Paragraph, anchor: str, words: str) -> None:
    """A line of the contents list: a link with the number of the page it leads to.

    LibreOffice works the number out when it opens the file, Word when it prints or saves a PDF; until then an ellipsis
    stands there. A file that asks Word to do so at once makes it ask its reader first, whether fields may be updated.
    """
    children = [run(words), tab(), *field(f"PAGEREF {name_of(anchor)} \\h", "…")]
    paragraph._p.append(element("w:hyperlink", children, anchor=name_of(anchor), history=1))


def row(
    cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], style: str, *, head: bool, keep: bool
) -> Any:
    """A row of a table, which is not cut by the end of a page; `head` is repeated on each page.

    `widths` in twips; `right` are the columns ranged right; `style` is the id of the paragraphs' style; `keep` holds
    the row on one page with the next.
    """
    about = element("w:trPr", [element("w:cantSplit"), *([element("w:tblHeader")] if head else [])])
    made = element("w:tr", [about])
    for words, width, to_right in zip(cells, widths, right, strict=True):
        layout = element("w:pPr", [element("w:pStyle", val=style)])
        if keep:
            layout.append(element("w:keepNext"))
        if to_right:
            layout.append(element("w:jc", val="right"))
        paragraph = element("w:p", [layout, run(words, bold=head)])
        room = element("w:tcPr", [element("w:tcW", w=width, type="dxa")])
        made.append(element("w:tc", [room, paragraph]))
    return made
