"""How a Word document looks: our own styles, or those of a council's template, by the names that Word gives them."""

import io
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.styles import BabelFish

from cxdata.charts.drawing.colours import ACCENT, GRID, INK, QUIET, WARM
from cxdata.documents.word.parts import TWIPS, element
from cxdata.documents.word.template import strip
from cxdata.documents.words import LANGUAGE
from cxdata.errors import CxError

FONT = "Arial"
NO_WORD_FILE = (
    "The template is no Word document (.docx). Open it in Word, save it as “Word document (.docx)” without macros, and "
    "give that file."
)


@dataclass(frozen=True)
class Look:
    """One style of a paragraph: size in points, room above and below in points, and what sets it apart."""

    size: float
    above: float = 0
    below: float = 6
    bold: bool = False
    colour: str = INK
    bar: str = ""  # the colour of a line at the left
    keep: bool = False  # on one page with what follows


# By the names that Word itself uses, where it has one: a council's template gives these their own look.
LOOKS: Mapping[str, Look] = {
    "Normal": Look(11.5, below=7),
    "Title": Look(26, below=8, bold=True, colour=ACCENT),
    "Heading 1": Look(19, above=22, below=8, bold=True, colour=ACCENT, keep=True),
    "Heading 2": Look(15, above=16, below=6, bold=True, colour=ACCENT, keep=True),
    "Heading 3": Look(12.5, above=12, below=4, bold=True, colour=ACCENT, keep=True),
    "TOC Heading": Look(15, above=18, below=6, bold=True, colour=ACCENT, keep=True),
    "toc 1": Look(11.5, below=3),
    "toc 2": Look(11.5, below=3),
    "Caption": Look(12, above=12, below=5, bold=True, keep=True),
    "List Bullet": Look(11.5, below=4),
    "List Number": Look(11.5, below=4),
    "Header": Look(9, below=0, colour=QUIET),
    "Footer": Look(9, below=0, colour=QUIET),
    "Cover": Look(11.5, below=2),
    "Lead": Look(13.5, below=8, bold=True),
    "Quiet": Look(11, below=4, colour=QUIET),
    "Warning": Look(11.5, below=7, bold=True, bar=WARM),
    "Officer": Look(11.5, below=7, bar=ACCENT),
    "Cell": Look(10.5, below=0),
}
TABLE = "Table Grid"
_LIST, _STEP, _BAR = 397, 340, 227  # twips: 7, 6 and 4 mm


def opened(template: bytes | None, looks: Mapping[str, Look] = LOOKS) -> WordFile:
    """An empty Word file with every style that a document needs: of the template, and where it lacks one our own, as
    `looks` has it.

    Raises CxError for a template that is no Word document.
    """
    own = _own(looks)
    if template is None:
        return own
    try:
        file = docx.Document(io.BytesIO(template))
    except (ValueError, KeyError, zipfile.BadZipFile, SyntaxError) as fault:
        raise CxError(NO_WORD_FILE) from fault
    strip(file)
    _call_as_word_does(file)
    for name in (*LOOKS, TABLE):
        if name not in _names(file):
            _take_over(file, own, name)
    _speak(file)
    return file


def _own(looks: Mapping[str, Look]) -> WordFile:
    file = docx.Document()
    strip(file)
    for name, look in looks.items():
        _dress(file, name, look)
    _rule_tables(file)
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(20), Mm(20)
    section.top_margin, section.bottom_margin = Mm(26), Mm(22)
    section.header_distance, section.footer_distance = Mm(11), Mm(10)
    _speak(file)
    modern = element(
        "w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    for old in file.settings.element.findall(qn("w:compat")):
        file.settings.element.remove(old)
    file.settings.element.find(qn("w:characterSpacingControl")).addnext(element("w:compat", [modern]))
    return file


def _call_as_word_does(file: WordFile) -> None:
    """Write the names of styles as Word does, which reads them in capitals and small letters alike."""
    known = {name.casefold(): BabelFish.ui2internal(name) for name in (*LOOKS, TABLE)}
    for name in file.styles.element.iter(qn("w:name")):
        word = name.get(qn("w:val"))
        name.set(qn("w:val"), known.get(word.casefold(), word))


def _dress(file: WordFile, name: str, look: Look) -> None:
    """Give a style its look, made where there is none of this name; a list keeps its bullets or numbers."""
    styles = file.styles
    style: Any = styles[name] if name in _names(file) else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    numbers = next(style.element.iter(qn("w:numPr")), None)
    for tag in ("w:basedOn", "w:next", "w:link", "w:pPr", "w:rPr"):
        for old in style.element.findall(qn(tag)):
            style.element.remove(old)
    if name != "Normal":
        style.element.find(qn("w:name")).addnext(element("w:basedOn", val=styles["Normal"].style_id))
    style.element.extend([_layout(name, look, numbers), _letters(look)])


def _layout(name: str, look: Look, numbers: Any) -> Any:
    """Room, indents and what holds a paragraph to the next, in the order in which Word has them."""
    parts = [element("w:keepNext"), element("w:keepLines")] if look.keep else []
    parts.append(element("w:widowControl"))
    if numbers is not None:
        parts.append(numbers)
    if look.bar:
        parts.append(element("w:pBdr", [element("w:left", val="single", sz=36, space=8, color=_hex(look.bar))]))
    above, below = round(look.above * TWIPS), round(look.below * TWIPS)
    # "auto": lines are as high as what stands in them, so that a drawing is not cut.
    parts.append(element("w:spacing", before=above, after=below, line=276, lineRule="auto"))
    if name.startswith("List "):
        parts.append(element("w:ind", left=_LIST, hanging=_LIST))
    elif name.startswith("toc "):
        parts.append(element("w:ind", left=_STEP * (int(name[-1]) - 1)))
    elif look.bar:
        parts.append(element("w:ind", left=_BAR))
    if name.startswith("Heading "):
        parts.append(element("w:outlineLvl", val=int(name[-1]) - 1))
    return element("w:pPr", parts)


def _letters(look: Look) -> Any:
    half_points = round(look.size * 2)
    return element(
        "w:rPr",
        [
            element("w:rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT),
            *([element("w:b")] if look.bold else []),
            element("w:color", val=_hex(look.colour)),
            element("w:sz", val=half_points),
            element("w:szCs", val=half_points),
        ],
    )


def _names(file: WordFile) -> list[str | None]:
    return [style.name for style in file.styles]


def _hex(colour: str) -> str:
    return colour.lstrip("#")


def _rule_tables(file: WordFile) -> None:
    """Tables with a line under each row and no box round the cells."""
    about = file.styles[TABLE].element.find(qn("w:tblPr"))
    borders = about.find(qn("w:tblBorders"))
    for side in borders:
        kind = "single" if side.tag in (qn("w:insideH"), qn("w:bottom"), qn("w:top")) else "nil"
        side.set(qn("w:val"), kind)
        side.set(qn("w:color"), _hex(GRID))
    margins = about.find(qn("w:tblCellMar"))
    if margins is not None:
        about.remove(margins)
    sides = {"top": 40, "left": 0, "bottom": 40, "right": 200}
    about.append(element("w:tblCellMar", [element(f"w:{side}", w=wide, type="dxa") for side, wide in sides.items()]))


def _take_over(file: WordFile, own: WordFile, name: str) -> None:
    """Give a template the style that it lacks, standing on what its own text stands on."""
    style = deepcopy(own.styles[name].element)
    kind = own.styles[name].type
    default = file.styles.default(kind) if kind is not None else None
    for based in style.findall(qn("w:basedOn")):
        if default is None:
            style.remove(based)
        else:
            based.set(qn("w:val"), default.style_id)
    for numbers in style.iter(qn("w:numPr")):
        numbers.getparent().remove(numbers)  # the lists of the one file are not those of the other
        break
    for font in list(style.iter(qn("w:rFonts"))):
        font.getparent().remove(font)  # the template has a typeface of its own
    file.styles.element.append(style)


def _speak(file: WordFile) -> None:
    """British English, for the spelling and whoever reads it aloud."""
    for lang in file.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), LANGUAGE)
    defaults = file.styles.element.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("w:docDefaults")
        file.styles.element.insert(0, defaults)
    holder = _child(_child(defaults, "w:rPrDefault"), "w:rPr")
    if holder.find(qn("w:lang")) is None:
        holder.append(element("w:lang", val=LANGUAGE))


def _child(parent: Any, tag: str) -> Any:
    found = parent.find(qn(tag))
    if found is None:
        found = element(tag)
        parent.insert(0, found)
    return found
