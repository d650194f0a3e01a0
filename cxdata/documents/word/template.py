"""What is taken of a council's template: its look, its headers and its footers, and nothing else that it holds.

A Word file keeps more than it shows: notes, earlier wording, the addressees of a letter, headers of sections that are
gone (ECMA-376, part 1, chapters 11 and 17). A paper for everybody would carry all of it.
"""

from typing import Any

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

# Relations, by the last word of their kind. What the body is made of is left out: its words, pictures, links, comments
# and notes are not of this paper.
_KEPT = ["styles", "numbering", "settings", "fontTable", "theme", "webSettings", "header", "footer"]
_OF_THE_FILE = ["officeDocument", "core-properties", "extended-properties"]
_SETTINGS_LEFT_OUT = (
    "mailMerge",
    "docVars",
    "captions",
    "attachedSchema",
    "saveThroughXslt",
    "footnotePr",
    "endnotePr",
)
_PUT_IN = tuple(qn(f"w:{name}") for name in ("ins", "moveTo"))
_EARLIER = tuple(qn(f"w:{name}") for name in ("del", "moveFrom", "moveFromRangeEnd", "moveToRangeEnd"))
_WHO = qn("w:author")


def strip(file: WordFile) -> None:
    """Take everything out of a Word file but how it looks and what stands at the head and foot of its sheets."""
    body = file.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    _settle_settings(file)
    shown = _shown_on_sheets(file)
    for key, relation in list(file.part.rels.items()):
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind not in _KEPT or (kind in ("header", "footer") and key not in shown):
            del file.part.rels[key]
    for key, relation in list(file.part.package.rels.items()):
        if relation.reltype.rsplit("/", 1)[-1] not in _OF_THE_FILE:
            del file.part.package.rels[key]
    roots = [file.part.rels[key].target_part.element for key in shown]
    for root in (file.element, file.styles.element, *roots):
        _forget_earlier(root)


def _settle_settings(file: WordFile) -> None:
    """Settings without words, and without what points out of the file: where on whose machine something lies."""
    settings = file.settings.element
    for child in list(settings):
        points = any(name == qn("r:id") for one in child.iter() for name in one.attrib)
        if points or child.tag in {qn(f"w:{name}") for name in _SETTINGS_LEFT_OUT}:
            settings.remove(child)
    relations = file.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels
    for key in list(relations):
        del relations[key]


def _shown_on_sheets(file: WordFile) -> list[str]:
    """The relations of the headers and footers that are seen; what names one that is not is taken out."""
    section, shown = file.sections[-1], []
    seen = {
        "default": True,
        "first": section.different_first_page_header_footer,
        "even": file.settings.odd_and_even_pages_header_footer,
    }
    for child in list(section._sectPr):
        if child.tag in (qn("w:headerReference"), qn("w:footerReference")) and seen.get(child.get(qn("w:type"))):
            shown.append(child.get(qn("r:id")))
        elif any(name == qn("r:id") for name in child.attrib):
            section._sectPr.remove(child)
    return shown


def _forget_earlier(root: Any) -> None:
    """Earlier words and looks, with the names of who changed them; what was put in since stays as if it always had."""
    for one in list(root.iter()):
        if not isinstance(one.tag, str) or one.getparent() is None:
            continue
        if one.tag in _PUT_IN:
            for child in list(one):
                one.addprevious(child)
        if one.tag in (*_PUT_IN, *_EARLIER) or one.get(_WHO) is not None:
            one.getparent().remove(one)
