"""The slides of a document, read back with python-pptx: charts hold the figures of the screen, nothing runs over."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt

from cxdata.charts.drawing.font import BOLD, REGULAR
from cxdata.documents import Bullets, Document, Figure
from cxdata.documents.slides import to_pptx
from tests.documents.written import (
    LONG,
    MADE,
    MARK,
    SCRIPT,
    document,
    dots_figure,
    map_figure,
)

pytestmark = pytest.mark.unit


def deck(of: Document) -> Any:
    """The slides of a document."""
    return Presentation(io.BytesIO(to_pptx(of)))


def only(figure: Figure) -> Any:
    """The slide of one figure."""
    return deck(replace(document(), blocks=(figure,))).slides[1]


@pytest.fixture(scope="module")
def slides() -> list[Any]:
    """Every slide of the document."""
    return list(deck(document()).slides)


def test_the_slides_are_a_title_what_matters_and_a_finding_each(slides: list[Any]) -> None:
    assert [slide.shapes.title.text_frame.text for slide in slides] == [
        "Customer experience, April to September 2026",
        "What matters most",
        *(figure.finding for figure in document().figures),
    ]
    assert slides[0].placeholders[1].text_frame.text.split("\n") == [
        "Quarnmere Borough Council",
        "Meeting: Overview and Scrutiny Committee",
        "Date: 12 October 2026",
        "Item: 7",
    ]


def test_the_title_is_read_first_and_the_mark_and_number_last(slides: list[Any]) -> None:
    for place, slide in enumerate(slides, start=1):
        shapes = list(slide.shapes)
        assert shapes[0] == slide.shapes.title
        assert [shape.name for shape in shapes[-2:]] == ["Mark", "Number of the slide"]
        assert shapes[-2].text_frame.text == MARK
        assert f"<a:t>{place}</a:t></a:fld>" in shapes[-1]._element.xml.replace("\n", "").replace("  ", "")
    assert [shape.name for shape in slides[2].shapes][1:4] == ["What to be careful about", "Chart", "Source"]


def test_what_bars_are_compared_with_is_said(slides: list[Any]) -> None:
    (source,) = [shape.text_frame.text for shape in slides[2].shapes if shape.name == "Source"]
    assert source == (
        "To compare: Target 10.0%; Council 12.0%. 1 April to 30 September 2026, all wards. Source: survey_2026.csv."
    )


def test_a_map_is_a_picture_and_every_chart_and_picture_has_words_in_its_place(slides: list[Any]) -> None:
    figures = list(document().figures)
    for slide, figure in zip(slides[2:], figures, strict=True):
        (shape,) = [shape for shape in slide.shapes if shape.name in ("Chart", "Drawing")]
        about = shape._element.xpath(".//p:cNvPr")[0]
        assert figure.chart is not None
        assert (about.get("title"), about.get("descr")) == (figure.finding, figure.chart.alt)
    assert [shape.name for shape in slides[5].shapes if shape.shape_type is not None][1] == "Drawing"


def test_a_figure_without_a_drawing_says_where_its_rows_stand() -> None:
    slide = only(replace(map_figure(), chart=None))
    assert [shape.text_frame.text for shape in slide.shapes if shape.name == "Where the figures are"] == [
        "The figures, 2 rows, stand in the notes of this slide."
    ]
    assert f"{SCRIPT}; 31" in slide.notes_slide.notes_text_frame.text


def test_the_notes_hold_the_evidence_and_the_question(slides: list[Any]) -> None:
    notes = slides[2].notes_slide.notes_text_frame.text.split("\n")
    assert notes[0] == (
        "1 April to 30 September 2026, all wards. Of 542 answers to the question. Source: survey_2026.csv."
    )
    assert notes[1].startswith("How to read it: The line on each dot is where the true figure very likely lies.")
    assert "Read with care: Castle rests on 12 answers." in notes
    assert "Dunes; 29.3%; 22.6% to 37.1%; 44; 150; " in notes
    assert "Officer’s note: 12 October 2026: the depot moved in May." in notes
    assert notes[-1] == "A question to ask: What will change in Dunes before winter?"


def words_and_room(shape: Any) -> tuple[float, float]:
    """How high the words of a shape stand in its width, measured letter by letter, and how high it is; in points."""
    wide, high = shape.width / Pt(1), 0.0
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            size = run.font.size / Pt(1)
            letters = ImageFont.truetype(str(BOLD if run.font.bold else REGULAR), round(size * 10))
            indent = int(paragraph._p.pPr.get("marL", "0")) / Pt(1)
            lines = 1
            line = ""
            for word in run.text.split():
                longer = f"{line} {word}".strip()
                if letters.getlength(longer) / 10 > wide - indent:
                    lines, line = lines + 1, word
                else:
                    line = longer
            high += lines * size * 1.2
    return high, shape.height / Pt(1)


LISTS = {
    "few": Bullets(("One thing.", "Another."), slide="Short"),
    "many": Bullets(tuple(f"Point {place}: {LONG[:90]}" for place in range(30)), slide="Many points"),
    "long": Bullets((LONG, LONG + " " + LONG), slide=f"{LONG}, as they said"),
}


@pytest.mark.parametrize("block", LISTS.values(), ids=LISTS.keys())
def test_no_words_run_out_of_their_place_or_off_the_slide_and_none_is_left_out(block: Bullets) -> None:
    whole = deck(replace(document(), blocks=(block, *document().blocks)))
    for slide in whole.slides:
        shapes = [shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]
        for shape in shapes:
            high, room = words_and_room(shape)
            assert high <= room + 1, (slide.slide_id, shape.name)
            assert shape.left >= 0
            assert shape.left + shape.width <= whole.slide_width
            assert shape.top + shape.height <= whole.slide_height
        tops = sorted((shape.top, shape.top + shape.height) for shape in slide.shapes if "Number" not in shape.name)
        assert all(end <= start + Pt(1) for (_, end), (start, _) in zip(tops, tops[1:], strict=False)), "none overlaps"
    titles = (block.slide, f"{block.slide} (continued)")
    shown = [
        paragraph.text
        for slide in whole.slides
        if slide.shapes.title.text_frame.text in titles
        for paragraph in slide.placeholders[1].text_frame.paragraphs
    ]
    assert shown == list(block.items)


def test_no_type_is_smaller_than_18_points(slides: list[Any]) -> None:
    sizes = {
        run.font.size
        for slide in slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    } | {shape.chart.font.size for slide in slides for shape in slide.shapes if shape.has_chart}
    assert min(sizes) == Pt(18)
    assert all(slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size >= Pt(24) for slide in slides)


def test_warnings_that_do_not_fit_are_told_of() -> None:
    figure = replace(dots_figure(), warnings=tuple(f"{place}: {LONG[:100]}" for place in range(5)))
    slide = only(figure)
    (said,) = [shape.text_frame.text for shape in slide.shapes if shape.name == "What to be careful about"]
    assert said.endswith("More to be careful about stands in the notes.")
    assert all(warning in slide.notes_slide.notes_text_frame.text for warning in figure.warnings)


def test_it_is_16_to_9_in_british_english_and_the_layouts_are_as_wide() -> None:
    whole = deck(document())
    assert whole.slide_width * 9 == whole.slide_height * 16
    layout = whole.slide_layouts[5]
    title = next(shape for shape in layout.placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.TITLE)
    right = whole.slide_width - title.left - title.width
    assert abs(right - title.left) < Pt(2), "as far from the right edge as from the left"
    langs = {lang for slide in whole.slides for lang in re.findall(r'lang="([^"]+)"', slide._element.xml)}
    assert langs == {"en-GB"}


def test_the_same_document_gives_the_same_bytes_and_another_time_stands_in_two_places() -> None:
    written = to_pptx(document())
    assert to_pptx(document()) == written
    later = to_pptx(replace(document(), made="2027-01-01T00:00:00+00:00"))
    before, after = (zipfile.ZipFile(io.BytesIO(file)) for file in (written, later))
    differ = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert differ == ["docProps/core.xml", "ppt/notesSlides/notesSlide1.xml"]
    assert MADE.encode() in before.read("ppt/notesSlides/notesSlide1.xml")
    assert {entry.date_time for entry in before.infolist()} == {(1980, 1, 1, 0, 0, 0)}
