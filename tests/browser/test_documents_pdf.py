"""The PDF of a document: tagged, titled and numbered, made by a browser, else by LibreOffice, else refused in words."""

import ctypes
import io
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

import start
from cxdata.documents import Document
from cxdata.documents.pdf import to_pdf
from cxdata.documents.programs import BROWSERS, CHROMIUM
from cxdata.errors import CxError
from tests.documents.office import find_office
from tests.documents.written import LONG, MARK, document

TITLES = ("Customer experience, April to September 2026", "Zufriedenheit – “für alle” (2026)")


def check(made: bytes, title: str) -> list[str]:
    """That a PDF is tagged, titled and in British English; returns the words of its pages."""
    file = pypdfium2.PdfDocument(io.BytesIO(made))
    assert pdfium.FPDFCatalog_IsTagged(file)
    assert file.get_metadata_value("Title") == title
    assert re.search(rb"/Lang ?\(en-GB\)", made)
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in file]
    for number, words in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in words
        assert MARK in words
    assert any(LONG in words for words in pages)
    assert [entry.get_title() for entry in file.get_toc()][:1] != []
    return pages


def alternatives(made: bytes) -> set[str]:
    """The words that stand in for pictures, out of the tags of a PDF."""
    found: set[str] = set()
    file = pypdfium2.PdfDocument(io.BytesIO(made))
    for page in file:
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            _walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place), found)
    return found


def _walk(element: object, found: set[str]) -> None:
    room = pdfium.FPDF_StructElement_GetAltText(element, None, 0)
    if room:
        letters = ctypes.create_string_buffer(room)
        pdfium.FPDF_StructElement_GetAltText(element, letters, room)
        found.add(letters.raw.decode("utf-16-le").rstrip("\x00"))
    for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            _walk(child, found)


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """only("soffice") leaves of all browsers and offices those named; "" in CX_CHROMIUM."""

    def leave(*names: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        for place in os.environ["PATH"].split(os.pathsep):
            for file in Path(place).iterdir() if Path(place).is_dir() else ():
                kept = file.name in names or file.name not in (*BROWSERS, "soffice", "libreoffice")
                if kept and not (folder / file.name).exists():
                    (folder / file.name).symlink_to(file)
        monkeypatch.setenv("PATH", str(folder))
        monkeypatch.setenv(CHROMIUM, "")

    return leave


@pytest.mark.parametrize("title", TITLES)
def test_a_browser_prints_the_document_tagged_and_titled(
    chromium_path: str, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CHROMIUM, chromium_path)
    pages = check(to_pdf(replace(document(), title=title)), title)
    assert len(pages) > 8


def test_a_browser_prints_the_same_bytes_with_the_words_of_each_drawing(
    chromium_path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CHROMIUM, chromium_path)
    made = to_pdf(document())
    assert to_pdf(document()) == made
    assert b"Skia" in made, "printed by the browser"
    assert {figure.finding for figure in document().figures} <= {words.split("\n")[0] for words in alternatives(made)}
    assert set(re.findall(rb"/(?:CreationDate|ModDate) ?\(D:(\d{14})", made)) == {b"20261005093000"}


def test_libreoffice_makes_it_where_there_is_no_browser(only: Callable[..., None]) -> None:
    if not find_office():
        pytest.fail(start.NO_OFFICE) if start.IN_CI else pytest.skip(start.NO_OFFICE)
    only("soffice")
    made = to_pdf(document())
    check(made, TITLES[0])
    assert b"Skia" not in made
    assert to_pdf(document()) == made
    # LibreOffice writes words into a PDF as UTF-16 in hexadecimals; PDFium does not read its tags.
    for figure in document().figures:
        assert figure.chart is not None
        assert figure.chart.alt.encode("utf-16-be").hex().upper().encode() in made


def test_without_any_program_it_is_refused_with_the_ways_out(only: Callable[..., None]) -> None:
    only()
    with pytest.raises(CxError, match="No browser and no LibreOffice was found that could make a PDF"):
        to_pdf(document())


def test_a_browser_that_prints_its_own_fault_is_passed_over(only: Callable[..., None], tmp_path: Path) -> None:
    only()
    fault = tmp_path / "bin" / "chromium"
    fault.write_text(
        "#!/bin/sh\nfor word; do case $word in --print-to-pdf=*) "
        "printf '%%PDF-1.4 /Title (file not found)' > \"${word#--print-to-pdf=}\";; esac; done\n"
    )
    fault.chmod(0o755)
    with pytest.raises(CxError, match="No browser and no LibreOffice"):
        to_pdf(document())


def test_nothing_is_left_behind_and_the_folder_is_its_owners_alone(
    only: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only()
    seen = tmp_path / "seen"
    watch = tmp_path / "bin" / "chromium"
    watch.write_text(
        "#!/bin/sh\nfor word; do case $word in --user-data-dir=*) "
        f'stat -c %a "${{word#--user-data-dir=}}" > {seen}; echo "$@" >> {seen};; esac; done\n'
    )
    watch.chmod(0o755)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with pytest.raises(CxError):
        to_pdf(Document("T", "C", "members", (), (), ""))
    mode, words = seen.read_text().splitlines()
    assert mode == "700"
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in words
    assert list((tmp_path / "temporary").iterdir()) == []
