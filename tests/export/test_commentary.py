"""Officers' notes: what they say, to whom, at which exhibit, and that nobody's name stays in them."""

import csv
import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from cxdata.council import Council, Redaction
from cxdata.errors import CxError
from cxdata.export.commentary import Note, read_notes, safe_note, what_it_shows, with_commentary
from cxdata.export.download import to_csv
from cxdata.export.exhibit.picture import picture_svg
from cxdata.export.workbook import to_xlsx
from cxdata.lists import add_entry
from cxdata.lists.commentary import COMMENTARY
from tests.export.test_picture import exhibit, texts

MARCH = Note("N1", date(2026, 3, 3), "satisfaction", "dissatisfied-ward", "The phones failed.", True, "")
HEADINGS = "Date,Page,Exhibit,What is said,Who may read it,Written of"
COUNCIL = Council(name="Westmarch", redaction=Redaction(names=("Ost",)))


def typed(data: Path, *rows: str) -> None:
    """The list as somebody may type it in a spreadsheet: no ids, dates as in Britain."""
    (data / COMMENTARY.file_name).write_text("\n".join([HEADINGS, *rows]), "utf-8")


def test_a_note_typed_in_a_spreadsheet_is_read_with_its_day_and_who_may_read_it(tmp_path: Path) -> None:
    typed(
        tmp_path,
        "12/04/2026,satisfaction,dissatisfied-ward,The survey was late.,Everybody,",
        "03/03/2026,satisfaction,dissatisfied-ward,The phones failed.,,",
        "3 March,satisfaction,dissatisfied-ward,When was that?,,",
    )
    read = read_notes(tmp_path, COUNCIL)
    assert [(note.id, note.day.isoformat(), note.for_everybody) for note in read.notes] == [
        ("N2", "2026-03-03", False),
        ("N1", "2026-04-12", True),
    ]
    assert read.notes[0].said("") == "Note of 3 March 2026: The phones failed."
    assert len(read.faults) == 1
    assert read.faults[0].startswith("commentary.csv, line 4: Date: '3 March' is no date.")


def test_a_note_leaves_room_for_its_exhibit(tmp_path: Path) -> None:
    typed(tmp_path, *(f"2026-03-03,satisfaction,x,{'a' * letters},," for letters in (600, 601)))
    read = read_notes(tmp_path, COUNCIL)
    assert [len(note.text) for note in read.notes] == [600]
    (fault,) = read.faults
    assert "What is said: It has 601 letters, and a note takes 600: say the rest in the paper." in fault


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / COMMENTARY.file_name).write_text("A,B\n1,2\n")
    with pytest.raises(CxError, match="has no column Date"):
        read_notes(tmp_path, COUNCIL)


def test_a_note_is_found_at_its_exhibit_of_its_page_and_for_everybody_only_where_it_says_so(tmp_path: Path) -> None:
    typed(
        tmp_path,
        "2026-03-03,satisfaction,dissatisfied-ward,One,members,",
        "2026-03-04,satisfaction,dissatisfied-ward,Two,everybody,",
        "2026-03-05,satisfaction,dissatisfied-channel,Three,everybody,",
        "2026-03-06,overview,dissatisfied-ward,Four,everybody,",
    )
    notes = read_notes(tmp_path, COUNCIL)

    def at(exhibit: str, *, published: bool) -> list[str]:
        return [note.text for note in notes.at("satisfaction", exhibit, published=published)]

    assert at("dissatisfied-ward", published=False) == ["One", "Two"]
    assert at("dissatisfied-ward", published=True) == ["Two"]
    # The published page writes the same exhibit's key with "by".
    assert at("dissatisfied-by-ward", published=True) == ["Two"]
    assert at("satisfied-ward", published=False) == []
    beside = notes.beside("satisfaction", ["dissatisfied-by-ward"])
    assert [note.text for note in beside] == ["Three"]


def test_a_note_says_what_it_was_written_of_where_that_is_not_what_is_shown() -> None:
    note = replace(MARCH, of="Dots: dissatisfied, by ward; 2024/25; ward: Abbey")
    shown = exhibit()
    assert what_it_shows(shown) == "Dots: dissatisfied, by ward; All dates loaded"
    (said,) = with_commentary(shown, [note]).commentary
    assert said == (
        "Note of 3 March 2026: The phones failed. (Written of: Dots: dissatisfied, by ward; 2024/25; ward: Abbey.)"
    )
    same = with_commentary(replace(shown, scope="2024/25; ward: Abbey."), [note])
    assert same.commentary == ("Note of 3 March 2026: The phones failed.",)
    assert with_commentary(shown, []) is shown


def test_it_stands_in_the_picture_in_every_row_of_the_csv_and_in_the_workbook() -> None:
    second = replace(MARCH, day=date(2026, 4, 12), text="=HYPERLINK(1) is text & <b>no</b> formula")
    noted = with_commentary(exhibit(), [MARCH, second])
    first, other = "Note of 3 March 2026: The phones failed.", f"Note of 12 April 2026: {second.text}"
    svg = picture_svg(noted)
    assert ET.fromstring(svg) is not None
    assert texts(svg)[1:3] == [first, other]
    rows = list(csv.DictReader(io.StringIO(to_csv(noted.download).decode("utf-8-sig"))))
    assert len(rows) == 3
    assert {row["Officer’s note"] for row in rows} == {f"{first} {other}"}
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(noted.download)))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert first in cells
    assert other in cells


PERSONAL = (
    ("Mrs Jane Smith rang 01234 567890", "[name] rang [phone]"),
    ("write to j.smith@example.org at OX1 2AB", "write to [email] at [postcode]"),
    ("said Ost in Abbey", "said [name] in Abbey"),
    ("said Ost of St Wendra’s", "said [name] of St Wendra’s"),
)


@pytest.mark.parametrize(("text", "left"), PERSONAL)
def test_nobody_is_named_in_the_file_nor_in_the_log(tmp_path: Path, text: str, left: str) -> None:
    values = {"date": "2026-03-03", "page": "satisfaction", "exhibit": "x", "text": text}
    safe, said = safe_note(values, COUNCIL, ["Abbey", "St Wendra's"])
    assert safe["text"] == left
    assert said.startswith("Taken out before it was written: ")
    add_entry(tmp_path, COMMENTARY, safe, by="Clerk", now=datetime(2026, 3, 3, 9))
    written = "".join(path.read_text("utf-8-sig") for path in tmp_path.iterdir() if path.is_file())
    assert written.count(left) == 2
    for word in ("Smith", "567890", "example.org", "OX1", "Ost"):
        assert word not in written


@pytest.mark.parametrize(("text", "left"), PERSONAL)
def test_what_is_typed_into_the_file_itself_is_not_shown_and_said(tmp_path: Path, text: str, left: str) -> None:
    typed(tmp_path, f"2026-03-03,satisfaction,x,{text},everybody,")
    (note,) = read_notes(tmp_path, COUNCIL, lambda: ["Abbey", "St Wendra's"]).notes
    assert note.text == left
    assert note.taken_out.startswith("N1: 1 ")
    assert note.taken_out.endswith("in commentary.csv are not shown. Take them out of it.")


def test_ordinary_words_dates_and_figures_stay_and_a_figure_for_everybody_is_pointed_at() -> None:
    text = "Waits rose from 02:05 to 03:10 when the new system went live on 3 March 2026; 1,204 of 5,961 answered."
    values = {"text": text, "readers": "members"}
    assert safe_note(values, COUNCIL, []) == (values, "")
    _, said = safe_note({**values, "readers": "everybody"}, COUNCIL, [])
    assert said == "Everybody may read it, and it has a figure: see that it is one that may be published."
