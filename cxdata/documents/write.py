"""A document as a file, by the ending of its name."""

from pathlib import Path

from cxdata.documents.model import Document
from cxdata.errors import CxError
from cxdata.own_files import write_whole

ENDINGS = (".docx", ".html", ".pdf", ".pptx", ".xlsx")


def write_document(document: Document, path: Path, *, template: bytes | None = None) -> None:
    """Write a document whole or not at all, its owner's alone. `template` is a council's own .docx for Word.

    Raises CxError for an ending it does not know, and where the file cannot be written.
    """
    write_whole(path, content_of(document, path.suffix, template=template))


def content_of(document: Document, ending: str, *, template: bytes | None = None) -> bytes:
    """The bytes of a document as the format of an ending such as ".docx".

    Raises CxError for one it does not know, for a template that is no Word document, and for a PDF on a machine without
    a program that makes one.
    """
    # Each writer's libraries are loaded when it is asked for, not to show a page.
    match ending.lower():
        case ".html":
            from cxdata.documents.html import to_html

            return to_html(document)
        case ".docx":
            from cxdata.documents.word import to_docx

            return to_docx(document, template)
        case ".pptx":
            from cxdata.documents.slides import to_pptx

            return to_pptx(document)
        case ".xlsx":
            from cxdata.documents.workbook import to_xlsx

            return to_xlsx(document)
        case ".pdf":
            from cxdata.documents.pdf import to_pdf

            return to_pdf(document)
    known = f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
    raise CxError(
        f"A document cannot be written as “{ending or 'a file without an ending'}”. Give a name with {known}."
    )
