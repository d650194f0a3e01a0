"""A document as Word: real headings, a contents list, numbered captions, repeated heads, a council's template."""

from cxdata.documents.model import Document
from cxdata.documents.word.sheet import sheet_to_docx
from cxdata.documents.word.write import paper_to_docx

__all__ = ["to_docx"]


def to_docx(document: Document, template: bytes | None = None) -> bytes:
    """The document as a Word file. The same document gives the same bytes.

    A paper takes the look of the `template`, a council's own .docx; a sheet keeps its own, which two sides hold. Raises
    CxError for a template that is no Word document.
    """
    return sheet_to_docx(document) if document.layout == "sheet" else paper_to_docx(document, template)
