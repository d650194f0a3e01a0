"""A document as Word: real headings, a contents list, numbered captions, repeated heads, a council's template."""

from cxdata.documents.word.write import to_docx

__all__ = ["to_docx"]
