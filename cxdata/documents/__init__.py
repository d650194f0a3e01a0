"""A document of a meeting in one model, and its writers: Word, HTML, slides, a workbook, PDF.

`figure_of` takes an exhibit into a document; what a document holds is plain values, so that it can be kept and written
again to the same bytes. `to_html` and its like write one.
"""

from cxdata.documents.html import to_html
from cxdata.documents.model import Block, Bullets, Document, Figure, Heading, NewPage, Paragraph, Table, figure_of

__all__ = ["Block", "Bullets", "Document", "Figure", "Heading", "NewPage", "Paragraph", "Table", "figure_of", "to_html"]
