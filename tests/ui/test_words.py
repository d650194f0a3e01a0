"""Words on the pages over the sample: short sentences, no jargon on a first screen, and read at about 14 or 15."""

import html
import re
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Expander

from cxdata.ui import frame
from tests.reading_age import grade, sentences, words
from tests.ui.conftest import OpenPage
from tests.ui.sections import open_every_section

PAGES = [page.stem for page in frame.PAGES]
GLOSSARY = "definitions"  # where the terms stand, with their formulas
LONGEST, LONGEST_FINDING = 25, 20
HARDEST = 9.0
# Terms that stand under "About"; a first screen has plain words for them.
JARGON = (
    "95 %",
    "95%",
    "smoothed",
    "percentage point",
    "middle value",
    "confidence",
    "interval",
    "median",
    "percentile",
    "quartile",
    "standard deviation",
    "statistically",
    "significant",
    "denominator",
    "numerator",
    "control limit",
    "outlier",
    "shrunk",
    "p-value",
    "false discovery",
    "suppressed",
)
_MARKUP = re.compile(r":[a-z]+\[|\*\*|\\|`|\]\(.*?\)|[\[\]]|<(style|script)>.*?</\1>|<[^>]+>", re.DOTALL)
_KINDS = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success")


def text_of(app: AppTest) -> str:
    """What a page says and is in sight, one piece a line and without markup: headings, sentences, tiles, and the titles
    of sections, which hide the rest while they are closed.
    """
    return "\n".join(html.unescape(_MARKUP.sub("", piece)).strip() for piece in _pieces(app.main))


def _pieces(block: Block) -> Iterator[str]:
    for child in block.children.values():
        if isinstance(child, Expander):
            yield child.label
        if isinstance(child, Block):
            if not isinstance(child, Expander) or child.proto.expanded:
                yield from _pieces(child)
        elif child.type == "html":
            yield from re.split(r"</(?:p|li|div|h\d|dt|dd|span)>", str(child.proto.body))
        elif child.type in _KINDS:
            yield str(child.value)


@pytest.mark.parametrize("page", [page for page in PAGES if page != GLOSSARY])
def test_a_first_screen_has_short_sentences_and_no_jargon(open_page: OpenPage, page: str) -> None:
    text = text_of(open_page(page))
    assert [sentence for sentence in sentences(text) if len(words(sentence)) > LONGEST] == []
    assert [word for word in JARGON if word in text.lower()] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ("present", GLOSSARY)])
def test_a_finding_is_one_short_sentence(open_page: OpenPage, page: str) -> None:
    finding = str(open_page(page).header[0].value).replace("\\", "")
    assert len(words(finding)) <= LONGEST_FINDING, finding


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_read_at_school(open_page: OpenPage, page: str) -> None:
    said = [line for line in sentences(text_of(open_every_section(open_page(page)))) if len(words(line)) > 3]
    hard = sorted(said, key=lambda line: -grade([line]))[:5]
    assert grade(said) <= HARDEST, hard
