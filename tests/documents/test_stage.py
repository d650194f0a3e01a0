"""One finding a screen, for a second screen: what stands on each, the notes, and no way out of the file."""

import re
from dataclasses import replace

from lxml import html

from cxdata.documents import Bullets, Figure
from cxdata.documents.html.stage import to_stage
from tests.documents.written import document

DOCUMENT = document()
HOSTILE = '<b>Castle \\hatched "x" #1'


def screens(content: bytes) -> list[html.HtmlElement]:
    """The screens in their order."""
    return list(html.fromstring(content).iter("section"))


def text_of(element: html.HtmlElement) -> str:
    """The words of an element, with single spaces."""
    return " ".join(element.text_content().split())


def test_the_cover_then_the_lists_with_a_slide_and_the_figures_in_their_order() -> None:
    found = screens(to_stage(DOCUMENT))
    assert text_of(found[0]).startswith(" ".join(DOCUMENT.title.split()))
    heads = [text_of(section.find("h1")) for section in found[1:]]
    titles = [
        block.finding if isinstance(block, Figure) else block.slide
        for block in DOCUMENT.blocks
        if isinstance(block, Figure) or (isinstance(block, Bullets) and block.slide)
    ]
    assert heads == [" ".join(title.split()) for title in titles]
    assert titles[0] == "What matters most"
    items = [text_of(item) for item in found[1].iter("li")]
    assert items[:2] == ["More people are answered in time than a year ago.", "Dunes is worse served than the rest."]


def test_rows_that_a_screen_has_no_room_for_are_counted() -> None:
    figure: Figure = next(DOCUMENT.figures)
    for more, said in ((1, "1 more row is in the paper."), (3, "3 more rows are in the paper.")):
        rows = tuple((f"Street {n}", str(n)) for n in range(9 + more))
        listed = replace(figure, chart=None, table=replace(figure.table, heads=("Street", "Letters"), rows=rows))
        (_, screen) = screens(to_stage(replace(DOCUMENT, blocks=(listed,))))
        assert len(list(screen.find(".//tbody"))) == 9
        assert said in text_of(screen)


def test_each_screen_has_its_mark_and_each_figure_its_notes() -> None:
    found = screens(to_stage(DOCUMENT))
    assert all(DOCUMENT.mark in text_of(section) for section in found)
    notes = {text_of(section.find("h1")): section.find("aside") for section in found[1:]}
    for figure in DOCUMENT.figures:
        said = text_of(notes[" ".join(figure.finding.split())])
        assert " ".join(figure.base.split()) in said
        assert " ".join(figure.ask.split()) in said


def test_wards_are_listed_by_name_and_each_has_its_own_screen() -> None:
    figure: Figure = next(DOCUMENT.figures)
    wards = (
        ("Abbey", replace(figure, finding="Abbey is alike")),
        (HOSTILE, replace(figure, finding="Castle waits")),
    )
    found = {section.get("id"): section for section in screens(to_stage(DOCUMENT, wards))}
    links = [(link.text_content(), link.get("href")) for link in found["wards"].iter("a")]
    assert links == [("Abbey", "#ward-1"), (HOSTILE, "#ward-2")]
    assert text_of(found["ward-2"].find("h1")) == "Castle waits"
    assert "wards" not in {section.get("id") for section in screens(to_stage(DOCUMENT))}


def test_it_asks_for_nothing_from_outside_and_runs_its_own_script_alone() -> None:
    content = to_stage(DOCUMENT).decode()
    assert "default-src 'none'" in content
    assert len(re.findall(r"<script", content)) == 1
    assert not re.findall(r"(?:src|href)\s*=\s*[\"'](?!#)", content)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_stage(DOCUMENT) == to_stage(DOCUMENT)
