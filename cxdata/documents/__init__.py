"""A document of a meeting in one model, and its writers: Word, HTML, slides, a workbook, PDF.

`figure_of` takes an exhibit into a document; what a document holds is plain values, so that it can be kept and written
again to the same bytes. `write_document` writes it as a file, `content_of` gives its bytes; both go by the ending of
the file's name (`ENDINGS`).
"""

from cxdata.documents.model import Block, Bullets, Document, Figure, Heading, NewPage, Paragraph, Table, figure_of
from cxdata.documents.write import ENDINGS, content_of, write_document

__all__ = [
    "ENDINGS",
    "Block",
    "Bullets",
    "Document",
    "Figure",
    "Heading",
    "NewPage",
    "Paragraph",
    "Table",
    "content_of",
    "figure_of",
    "write_document",
]
