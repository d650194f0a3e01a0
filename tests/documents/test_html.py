"""The HTML of a document, read back as a tree: headings, words of drawings, tables, and nothing from outside."""

import re
from dataclasses import replace

import pytest
from lxml import html

from cxdata.documents import Document, Paragraph, Table
from cxdata.documents.html import to_html
from tests.charts.colours import contrast
from tests.documents.written import ARABIC, FORMULA, LONG, MADE, MARK, SCRIPT, document, dots_figure

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    """The document as a tree."""
    return html.document_fromstring(to_html(document()))


def said(element: html.HtmlElement) -> str:
    """The words of an element on one line."""
    return " ".join(element.text_content().split())


def test_it_has_one_title_and_no_heading_skips_a_level(page: html.HtmlElement) -> None:
    headings = [(int(element.tag[1]), said(element)) for element in page.iter("h1", "h2", "h3", "h4")]
    assert [words for level, words in headings if level == 1] == ["Customer experience, April to September 2026"]
    assert headings[0][0] == 1
    assert all(after <= before + 1 for (before, _), (after, _) in zip(headings, headings[1:], strict=False))
    assert [words for level, words in headings if level == 2] == [
        "Contents",
        "Summary",
        "Who is satisfied",
        "How people reach us",
        "Annex",
        "How this was made",
    ]


def test_it_is_british_english_and_has_a_title(page: html.HtmlElement) -> None:
    assert page.get("lang") == "en-GB"
    assert page.findtext("head/title") == "Customer experience, April to September 2026"


def test_every_link_of_the_contents_leads_to_the_heading_it_names(page: html.HtmlElement) -> None:
    links = page.xpath("//nav//a")
    assert [said(link) for link in links] == [
        "Summary",
        "Who is satisfied",
        "By ward",
        "Since January",
        "How people reach us",
        f"Where {SCRIPT}",
        "Annex",
    ]
    for link in links:
        (target,) = page.xpath("//*[@id=$name]", name=link.get("href")[1:])
        assert said(target) == said(link)


def test_the_first_link_leads_past_the_contents(page: html.HtmlElement) -> None:
    first = next(page.iter("a"))
    assert said(first) == "Skip to the text"
    assert page.get_element_by_id(first.get("href")[1:]).tag == "main"


def test_every_drawing_is_a_picture_with_words_that_stand_in_for_it(page: html.HtmlElement) -> None:
    drawings = [figure.find(".//svg") for figure in page.iter("figure")]
    figures = list(document().figures)
    assert len(drawings) == len(figures) == 4
    for drawing, figure in zip(drawings, figures, strict=True):
        assert figure.chart is not None
        assert drawing.get("role") == "img"
        assert drawing.findtext("title") == figure.finding
        assert drawing.findtext("desc") == figure.chart.alt
    assert drawings[0].findtext("desc").startswith("Dots: dissatisfied, by ward. Highest Castle with 50%")


def test_figures_and_tables_are_numbered_in_the_order_they_are_read(page: html.HtmlElement) -> None:
    captions = [said(caption) for caption in page.iter("figcaption")]
    assert captions[0] == "Figure 1. In Dunes 29 in 100 are dissatisfied, against 12 in 100 elsewhere"
    assert captions[3] == f"Figure 4. {LONG}"
    assert [said(caption) for caption in page.iter("caption")] == [
        *(f"Table {number}. The figures behind figure {number}" for number in range(1, 5)),
        f"Table 6. Streets and {ARABIC}",
    ]
    assert "Table 5. What was promised and is overdue There is nothing to list." in said(page)


def test_every_head_of_a_table_says_what_it_is_the_head_of(page: html.HtmlElement) -> None:
    for table in page.iter("table"):
        assert {head.get("scope") for head in table.iterfind("thead/tr/th")} == {"col"}
        assert [row[0].tag for row in table.iterfind("tbody/tr")] == ["th"] * len(table.findall("tbody/tr"))
        assert {row[0].get("scope") for row in table.iterfind("tbody/tr")} == {"row"}


def test_a_table_holds_the_words_of_the_screen(page: html.HtmlElement) -> None:
    table = next(page.iter("table"))
    rows = [[said(cell) for cell in row] for row in table.iterfind("tbody/tr")]
    assert rows[3][:4] == ["Dunes", "29.3%", "22.6% to 37.1%", "44"]
    assert rows == [list(row) for row in dots_figure().table.rows]


def test_whatever_doubts_a_figure_stands_before_its_drawing(page: html.HtmlElement) -> None:
    first = next(page.iter("figure"))
    assert [child.tag for child in first][:3] == ["figcaption", "p", "div"]
    assert said(first[1]) == "Read with care: Castle rests on 12 answers."


def test_notes_and_questions_stand_with_their_figure(page: html.HtmlElement) -> None:
    whole = said(page)
    assert "Officer’s note: 12 October 2026: the depot moved in May." in whole
    assert "A question to ask: What will change in Dunes before winter?" in whole
    assert "1 April to 30 September 2026, all wards. Of 542 answers to the question. Source: survey_2026.csv." in whole


def test_words_of_the_data_are_words_and_nothing_is_fetched_or_run() -> None:
    written = to_html(document()).decode()
    assert "<script" not in written
    assert written.count("&lt;script&gt;") > 5
    addresses = set(re.findall(r"https?://[^\"' )]+", written))
    assert addresses == {"http://www.w3.org/2000/svg"}, "the name of a format, which nobody opens"
    assert not re.search(r"<(?:link|img|iframe|object|embed|base)\b|@import|javascript:| on\w+=", written)
    assert FORMULA in written


@pytest.mark.parametrize(
    "words", ['"}} body {display:none} /*', "</style><script>1</script>", "\\22 \\", "new\nline", "\x00\x0b null"]
)
def test_a_mark_of_any_words_stays_within_its_quotation_marks(words: str) -> None:
    written = to_html(replace(document(), mark=words, council=words)).decode()
    (sheet,) = html.document_fromstring(written.encode()).xpath("//head/style/text()")
    quoted = re.search(r'@top-left \{\n?\s*content: "([^"\n]*)"; font', sheet)
    assert quoted, "it ends where it should"
    read = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), quoted[1])
    assert read == " ".join(words.replace("\x00", "").replace("\x0b", "").split())
    assert "<script" not in written


def test_characters_that_no_file_takes_and_marks_that_turn_words_about_are_left_out() -> None:
    small = Document("T", "C", "members", (), (Paragraph("a\x00b\u202ecod.exe\ud800 end"),), mark="")
    assert ">abcod.exe end<" in to_html(small).decode()


def test_every_colour_of_words_can_be_read_on_white() -> None:
    sheet = html.document_fromstring(to_html(document())).findtext(".//style")
    colours = set(re.findall(r"[^-]color: (#[0-9A-F]{6})", sheet))
    assert len(colours) >= 3
    assert min(contrast(colour, "#FFFFFF") for colour in colours) >= 4.5


def test_the_body_is_read_at_18_pixels_and_each_sheet_says_its_number_and_the_mark() -> None:
    written = to_html(document()).decode()
    assert "font: 18px/1.5 Arial" in written
    assert 'content: "Page " counter(page) " of " counter(pages)' in written
    assert f'content: "{MARK}"' in written


def test_the_same_document_gives_the_same_bytes_and_another_time_changes_its_own_line_alone() -> None:
    once = to_html(document())
    assert to_html(document()) == once
    later = to_html(replace(document(), made="2027-01-01T00:00:00+00:00"))
    assert later == once.replace(MADE.encode(), b"2027-01-01T00:00:00+00:00")
    assert later != once


def test_ids_are_not_used_twice(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)) > 10


def test_an_empty_table_and_no_headings_make_no_empty_list() -> None:
    small = Document("T", "C", "members", (), (Table("none", "Nobody", ("Name",), ()),), mark="")
    assert b"<nav" not in to_html(small)
    assert b"<table" not in to_html(small)
