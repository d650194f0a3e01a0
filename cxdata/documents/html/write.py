"""A document as one accessible HTML file: headings in order, a contents list, drawings with their words, real tables.

It holds no script and asks for nothing from outside; a browser prints it on A4 with the mark and the number of each
sheet (docs/decisions/documents.md).
"""

from collections.abc import Iterator
from html import escape

from cxdata.documents.html.sheet import sheet_style
from cxdata.documents.html.style import style
from cxdata.documents.model import Bullets, Document, Figure, Heading, NewPage, Paragraph, Style, Table
from cxdata.documents.pictures import picture_of
from cxdata.documents.two_sides import in_grey, made_of, one_line
from cxdata.documents.widths import SHORT
from cxdata.documents.words import (
    LANGUAGE,
    NO_ROWS,
    Placed,
    after_table,
    caption_of,
    clean,
    in_place,
    listed,
    of_figures,
    over_drawing,
    under_drawing,
)

# Nothing may be fetched or run, whatever stands in the words.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_FEW = 12  # rows of a table that stays on one printed sheet


def to_html(document: Document) -> bytes:
    """The document as a file in UTF-8. The same document gives the same bytes."""
    return "\n".join(_lines(document)).encode()


def _lines(document: Document) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{LANGUAGE}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f'<meta name="author" content="{_text(document.council)}">'
    yield f"<title>{_text(document.title)}</title>"
    yield f"<style>{_style(document)}</style>"
    yield "</head>"
    yield "<body>"
    yield '<a class="skip" href="#content">Skip to the text</a>'
    yield from _cover(document)
    if document.layout == "sheet":
        yield from _sheet(document)
    else:
        yield from _paper(document)
    yield "</body>"
    yield "</html>\n"


def _style(document: Document) -> str:
    if document.layout == "sheet":
        return sheet_style(document)
    return style(clean(document.mark), clean(document.council))


def _sheet(document: Document) -> Iterator[str]:
    """Each part for itself, so that none is broken in two; a figure without its table, and no number of either."""
    yield '<main id="content" tabindex="-1">'
    begun = False
    for placed in in_place(document):
        block = placed.block
        if isinstance(block, Heading):
            yield "</section>\n<section>" if begun else "<section>"
            begun = True
        if isinstance(block, Figure):
            yield from _drawn(block, placed)
        elif isinstance(block, Table):
            yield from _table(block, placed, numbered=False)
        else:
            yield from _block(placed)
    if begun:
        yield "</section>"
    yield "</main>"
    if about := one_line(made_of(document)):
        yield f"<footer><p>{_text(about)}</p></footer>"


def _drawn(figure: Figure, placed: Placed) -> Iterator[str]:
    yield f'<figure id="{placed.anchor}">'
    yield f"<figcaption>{_text(figure.finding)}</figcaption>"
    yield from (_said(*said) for said in over_drawing(figure))
    if figure.chart is not None:
        picture = picture_of(figure.chart, title=clean(figure.finding), name=placed.anchor)
        yield f'<div class="wide" role="group" aria-label="Drawing" tabindex="0">{in_grey(picture.svg)}</div>'
    if figure.reading:
        yield _said("plain", figure.reading)
    yield "</figure>"


def _paper(document: Document) -> Iterator[str]:
    yield from _contents(document)
    yield '<main id="content" tabindex="-1">'
    new_page = False
    for placed in in_place(document):
        if isinstance(placed.block, NewPage):
            new_page = True
            continue
        if new_page:
            yield '<div class="new-page"></div>'
            new_page = False
        yield from _block(placed)
    yield "</main>"
    yield from _footer(document)


def _cover(document: Document) -> Iterator[str]:
    yield "<header>"
    if document.mark:
        yield f'<p class="mark">{_text(document.mark)}</p>'
    yield f"<h1>{_text(document.title)}</h1>"
    if document.layout == "sheet":
        yield _said("plain", one_line(document.cover))
    else:
        yield from _pairs((("Council", document.council), *document.cover))
    yield "</header>"


def _pairs(pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield '<dl class="cover">'
    for head, words in pairs:
        yield f"<dt>{_text(head)}</dt><dd>{_text(words)}</dd>"
    yield "</dl>"


def _contents(document: Document) -> Iterator[str]:
    """The sections, and under each the parts of it."""
    sections: list[tuple[Heading, str, list[tuple[Heading, str]]]] = []
    for heading, anchor in listed(document):
        if heading.level == 1:
            sections.append((heading, anchor, []))
        else:
            sections[-1][2].append((heading, anchor))
    if not sections:
        return
    yield '<nav aria-labelledby="contents">'
    yield '<h2 id="contents">Contents</h2>'
    yield "<ol>"
    for heading, anchor, parts in sections:
        below = "".join(f"<li>{_link(part, place)}</li>" for part, place in parts)
        yield f"<li>{_link(heading, anchor)}{f'<ol>{below}</ol>' if below else ''}</li>"
    yield "</ol>"
    yield "</nav>"


def _link(heading: Heading, anchor: str) -> str:
    return f'<a href="#{anchor}">{_text(heading.words)}</a>'


def _block(placed: Placed) -> Iterator[str]:
    block = placed.block
    if isinstance(block, Heading):
        yield f'<h{block.level + 1} id="{placed.anchor}">{_text(block.words)}</h{block.level + 1}>'
    elif isinstance(block, Paragraph):
        yield _said(block.style, block.words)
    elif isinstance(block, Bullets):
        kind = "ol" if block.numbered else "ul"
        yield f"<{kind}>{''.join(f'<li>{_text(item)}</li>' for item in block.items)}</{kind}>"
    elif isinstance(block, Table):
        yield from _table(block, placed)
    elif isinstance(block, Figure):
        yield from _figure(block, placed)


def _figure(figure: Figure, placed: Placed) -> Iterator[str]:
    caption = f"<figcaption>Figure {placed.figure}. {_text(figure.finding)}</figcaption>"
    yield f'<figure id="{placed.anchor}">'
    yield caption
    yield from (_said(*said) for said in over_drawing(figure))
    if figure.chart is not None:
        picture = picture_of(figure.chart, title=clean(figure.finding), name=placed.anchor)
        label = f"Drawing of figure {placed.figure}"
        yield f'<div class="wide" role="group" aria-label="{label}" tabindex="0">{picture.svg}</div>'
    yield from (_said(*said) for said in under_drawing(figure))
    yield "</figure>"
    yield from _table(figure.table, placed, figure)
    yield from (_said(*said) for said in after_table(figure))


def _table(table: Table, placed: Placed, figure: Figure | None = None, *, numbered: bool = True) -> Iterator[str]:
    number = f"Table {placed.table}. " if numbered else ""
    caption = f"{number}{_text(caption_of(table, figure, placed.figure))}"
    if not table.rows:
        yield f"<p><strong>{caption}</strong></p>"
        yield f"<p>{NO_ROWS}</p>"
    else:
        kinds = [_kind(table, column) for column in range(len(table.heads))]
        count = placed.table
        label = f"Table {count}, which may be wider than the screen"
        few = " few" if len(table.rows) <= _FEW else ""
        yield f'<div class="wide tabled{few}" role="group" aria-label="{label}" tabindex="0">'
        yield f"<table><caption>{caption}</caption>"
        heads = (f'<th scope="col"{kind}>{_text(head)}</th>' for kind, head in zip(kinds, table.heads, strict=True))
        yield f"<thead><tr>{''.join(heads)}</tr></thead>"
        yield "<tbody>"
        for first, *cells in table.rows:
            rest = "".join(f"<td{kind}>{_text(cell)}</td>" for kind, cell in zip(kinds[1:], cells, strict=True))
            yield f'<tr><th scope="row"{kinds[0]}>{_text(first)}</th>{rest}</tr>'
        yield "</tbody></table></div>"
    yield from (_said("quiet", note) for note in table.notes)


def _kind(table: Table, column: int) -> str:
    """The class of a column: figures are ranged right, and what is short stays on one line."""
    if of_figures(table.rows, column):
        return ' class="number"'
    return ' class="short"' if all(len(row[column]) <= SHORT for row in table.rows) else ""


def _said(kind: Style, words: str) -> str:
    return f"<p>{_text(words)}</p>" if kind == "plain" else f'<p class="{kind}">{_text(words)}</p>'


def _footer(document: Document) -> Iterator[str]:
    about = made_of(document)
    if about:
        yield "<footer>"
        yield "<h2>How this was made</h2>"
        yield from _pairs(about)
        yield "</footer>"


def _text(words: str) -> str:
    return escape(clean(words))
