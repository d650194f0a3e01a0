"""Tables out of Word documents: merged cells, tracked changes, tables in tables; and what was made to do harm."""

import zipfile
from pathlib import Path

import pytest

from cxdata.errors import CxError
from cxdata.ingest.read.documents import word
from cxdata.ingest.read.documents.word import word_tables
from tests.ingest.responses.making import cell, document, row, table

HEADS = ("Recommendation", "Agree?", "Comment")
RESPONSE = Path(__file__).with_name("response_2020.docx")


def test_a_document_that_a_library_for_word_wrote_is_read_cell_by_cell() -> None:
    about, response = word_tables(RESPONSE)
    assert about == (("Key decision", "No"), ("Corporate priority", "An effective council"))
    assert response[0] == ("Cabinet response", None, None)
    assert response[1] == HEADS
    assert [cells[1] for cells in response[2:]] == ["Yes", "Yes", "Yes", "Partial", "Yes"]
    assert response[5][2] == "The Community Engagement Policy expired in 2017; wait for the April 2020 report."


def test_merged_cells_lines_and_paragraphs(tmp_path: Path) -> None:
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    path = document(
        tmp_path / "merged.docx",
        table(
            HEADS,
            row(cell("1. That hours\nare longer", begins), "Yes", "first"),
            row(cell("", goes_on), "Yes", "second"),
            row(cell("Theme: hours", '<w:gridSpan w:val="3"/>')),
        ),
    )
    [read] = word_tables(path)
    assert read[1:] == (
        ("1. That hours\nare longer", "Yes", "first"),
        ("1. That hours\nare longer", "Yes", "second"),
        ("Theme: hours", None, None),
    )


def test_what_tracked_changes_took_out_and_what_stands_twice_for_old_programs_is_left_out(tmp_path: Path) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    text = (
        f"<w:tc><w:p>{run.format('Yes')}<w:del>{run.format('No').replace('w:t>', 'w:delText>')}</w:del>"
        f"<w:ins>{run.format(', in part')}</w:ins><w:moveFrom>{run.format(' gone')}</w:moveFrom>"
        f"<mc:AlternateContent><mc:Choice>{run.format('!')}</mc:Choice><mc:Fallback>{run.format('!')}</mc:Fallback>"
        "</mc:AlternateContent></w:p></w:tc>"
    )
    rows = [row("That hours are longer", text, ""), row("Taken out", "Yes", "", properties="<w:del w:id='1'/>")]
    [read] = word_tables(document(tmp_path / "tracked.docx", table(HEADS, *rows)))
    assert read[1:] == (("That hours are longer", "Yes, in part!", ""),)


def test_a_table_in_a_table_is_a_table_too(tmp_path: Path) -> None:
    inner = f"<w:tc>{table(('a', 'b'))}<w:p/></w:tc>"
    assert word_tables(document(tmp_path / "nested.docx", table(row("outer", inner)))) == (
        (("a", "b"),),
        (("outer", ""),),
    )


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_document_with_declarations_of_its_own_is_refused(tmp_path: Path, head: str) -> None:
    path = document(tmp_path / "harm.docx", table(HEADS), head=head)
    with pytest.raises(CxError, match="cannot be opened as a Word document"):
        word_tables(path)


def test_a_document_larger_than_a_paper_is_refused_before_it_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word, "MOST_DOCUMENT", 2_000_000)
    monkeypatch.setattr(word, "MOST_CELLS", 1_000)
    with pytest.raises(CxError, match="more than 2 MB of text"):
        word_tables(document(tmp_path / "long.docx", table(("a", "b" * 3_000_000))))
    with pytest.raises(CxError, match="more than 1,000 cells"):
        word_tables(document(tmp_path / "cells.docx", table(*[("a", "b")] * 501)))
    wide = table(row(cell("a", '<w:gridSpan w:val="999999999"/>')))
    assert len(word_tables(document(tmp_path / "wide.docx", wide))[0][0]) == 4_000


def test_what_is_no_such_document_says_what_to_do(tmp_path: Path) -> None:
    old = tmp_path / "old.docx"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    other = tmp_path / "other.docx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    cut = tmp_path / "cut.docx"
    cut.write_bytes(RESPONSE.read_bytes()[:9_000])
    for path, said in (
        (old, "is an old Word document, or has a password"),
        (other, "is no Word document"),
        (cut, "cannot be opened as a Word document"),
        (tmp_path / "none.docx", "is not there any more"),
    ):
        with pytest.raises(CxError, match=said):
            word_tables(path)


def test_every_cut_of_a_document_is_a_sentence_or_a_table(tmp_path: Path) -> None:
    whole = RESPONSE.read_bytes()
    path = tmp_path / "cut.docx"
    for length in range(0, len(whole), 997):
        path.write_bytes(whole[:length])
        with pytest.raises(CxError):
            word_tables(path)
