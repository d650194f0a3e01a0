"""Lists of a Word file: bullets and numbers as its styles have them, each numbered list beginning at one."""

from typing import Any

from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.text.paragraph import Paragraph

from cxdata.documents.word.parts import element

_FORMS = {False: ("bullet", "•"), True: ("decimal", "%1.")}


class Lists:
    """The lists of one file. A style without a list of its own, as in some templates, gets one."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._numbering = _numbering(file)
        self._forms = {numbered: self._form_of(numbered) for numbered in _FORMS}

    def begin(self, *, numbered: bool) -> int:
        """A new list, as the number by which its items name it."""
        return self._add_list(self._forms[numbered], restart=numbered)

    def join(self, paragraph: Paragraph, number: int) -> None:
        """Make a paragraph an item of a list."""
        layout = paragraph._p.get_or_add_pPr()
        about = element("w:numPr", [element("w:ilvl", val=0), element("w:numId", val=number)])
        layout.insert_element_before(about, "w:pBdr", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")

    def _form_of(self, numbered: bool) -> str:
        """The id of the form of list that the style has, or of a new one."""
        style: Any = self._file.styles["List Number" if numbered else "List Bullet"]
        named = [found.get(qn("w:val")) for found in style.element.iter(qn("w:numId"))]
        for one in self._numbering.findall(qn("w:num")):
            if one.get(qn("w:numId")) in named:
                return str(one.find(qn("w:abstractNumId")).get(qn("w:val")))
        return self._add_form(numbered)

    def _add_form(self, numbered: bool) -> str:
        kind, sign = _FORMS[numbered]
        number = self._next("w:abstractNum", "w:abstractNumId")
        level = element(
            "w:lvl",
            [
                element("w:start", val=1),
                element("w:numFmt", val=kind),
                element("w:lvlText", val=sign),
                element("w:lvlJc", val="left"),
                element("w:pPr", [element("w:ind", left=400, hanging=400)]),
            ],
            ilvl=0,
        )
        form = element("w:abstractNum", [element("w:multiLevelType", val="singleLevel"), level], abstractNumId=number)
        lists = self._numbering.findall(qn("w:num"))
        if lists:
            lists[0].addprevious(form)
        else:
            self._numbering.append(form)
        return str(number)

    def _add_list(self, form: str, *, restart: bool) -> int:
        number = self._next("w:num", "w:numId")
        made = element("w:num", [element("w:abstractNumId", val=form)], numId=number)
        if restart:
            made.append(element("w:lvlOverride", [element("w:startOverride", val=1)], ilvl=0))
        self._numbering.append(made)
        return number

    def _next(self, tag: str, name: str) -> int:
        return max((int(found.get(qn(name))) for found in self._numbering.findall(qn(tag))), default=0) + 1


def _numbering(file: WordFile) -> Any:
    """The root of the file's lists, made where a template has none."""
    for relation in file.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part.element
    blob = f"<w:numbering {nsdecls('w')}/>".encode()
    name = PackURI("/word/numbering.xml")
    part = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, blob, file.part.package)
    file.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part.element
