"""The accessibility statement: what is met, how it was tried, what is not met, and whom to tell.

In the order that the model statement of the United Kingdom's accessibility regulations asks for (the Public Sector
Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018, regulation 8), in words of our own.
"""

from datetime import date

from cxdata.council import FILE_NAME, Council
from cxdata.documents import Block, Bullets, Document, Heading, Paragraph
from cxdata.periods import say_date

TITLE = "Accessibility statement"
PREPARED = date(2026, 11, 27)
"""When it was written, and the product last tried against it."""
FINDING = "Most of this dashboard can be used by everybody; some parts are not yet good enough"
MARK = "This statement holds no figure of any council."

CAN = (
    "Use every page, choice, file and picture with the keyboard alone.",
    "Read it on a phone, a laptop and a projector without scrolling sideways.",
    "Have each chart as a sentence, as a table and as a picture to take away.",
    "Tell better from worse by shape and word, never by colour alone.",
    "Print each page, and each ward, in black and white.",
    "Have a paper for a meeting as a web page, Word file or PDF, with headings that a screen reader can follow.",
)
TRIED = (
    "The program axe looked at every page in a real browser, for officers and for everybody. It was run on screens of "
    "1,366, 1,024 and 390 pixels.",
    "It looked at some pages with every part open, and at the web pages that a paper is written as.",
    "A whole visit was walked without a mouse: page, ward, choice, chart, picture, presenting, and back.",
    "The tests hold every page to words that are read at 14 or 15, and its first screen to sentences of 25 words.",
    "Word files and slides were checked for the order of headings, words for pictures, and heads of tables.",
)
NOT_TRIED = (
    "Nobody who uses a screen reader, a magnifier or their voice has tried it yet. A program finds some faults only.",
    "The text was not tried at four times its size, nor on a screen of 320 pixels (reflow, 1.4.10).",
    "PDF files carry headings and tables for screen readers; no program has judged them against PDF/UA.",
)
NOT_MET = (
    "A chart on the screen is a picture with words in its place. The keyboard does not reach its single points; the "
    "table under “Take it away” holds them all. (Keyboard, 2.1.1.)",
    "Some keys work alone: W for my ward, N for notes while presenting. They rest while you type in a box, but cannot "
    "be switched off. (Character key shortcuts, 2.1.4.)",
    "After a choice the page is drawn anew. A screen reader may not be told that it has changed. (Status messages, "
    "4.1.3.)",
    "The box for files on the Data page can be reached twice by Tab; its button does what it says. (Name, role, value, "
    "4.1.2.)",
    "The map is such a picture too: its wards cannot be reached one by one. The list beside it says the same in words.",
)
HOW_LONG = (
    "We know of no part that would be too dear to mend, and claim no exemption. The charts, the page and the box for "
    "files are made by programs of others, Plotly and Streamlit, which we keep up to date."
)
_ENFORCES = {
    "northern_ireland": "the Equality Commission for Northern Ireland (www.equalityni.org)",
}
_EVERYWHERE_ELSE = "the Equality Advisory and Support Service (www.equalityadvisoryservice.com)"


def statement(council: Council) -> tuple[Block, ...]:
    """The statement's parts, about the dashboard that this council runs."""
    return (
        Paragraph(
            f"{_capital(council.name)} runs this dashboard, and wants as many people as possible to be able to use it. "
            "This statement is about all of its pages, and the files that they write.",
        ),
        Heading("What you can do"),
        Bullets(CAN),
        Heading("How far it meets the standard"),
        Paragraph(
            "The standard is the Web Content Accessibility Guidelines, version 2.2, level AA. The dashboard meets it "
            "in part. What it does not meet is named here, each with its number there."
        ),
        Bullets(NOT_MET),
        Paragraph(HOW_LONG),
        Heading("What was not tried"),
        Bullets(NOT_TRIED),
        Heading("Tell us what is in your way"),
        Paragraph(_contact(council)),
        Paragraph("Say which page it was, and how you were using it. Ask there too for a page in another form."),
        Heading("If the answer does not help"),
        Paragraph(
            "The Equality and Human Rights Commission enforces the regulations of 2018 on the accessibility of public "
            "websites."
            if council.nation not in _ENFORCES
            else "The Equality Commission enforces the regulations of 2018 on the accessibility of public websites."
        ),
        Paragraph(
            f"If you are not content with the answer, turn to {_ENFORCES.get(council.nation, _EVERYWHERE_ELSE)}."
        ),
        Heading("How it was tried, and when"),
        Bullets(TRIED),
        Paragraph(
            f"This statement was prepared on {say_date(PREPARED)} by those who made the dashboard, from their own "
            "tests. It is looked at again once a year, and whenever a page is added."
        ),
    )


def document(council: Council) -> Document:
    """The statement as a document to take away."""
    return Document(
        title=TITLE,
        council=council.name,
        audience="public",
        cover=(("Prepared", say_date(PREPARED)),),
        blocks=(Paragraph(f"{FINDING}.", "lead"), *statement(council)),
        mark=MARK,
    )


def page_of_docs() -> str:
    """docs/accessibility.md: the statement of a council that has set nothing."""
    lines = [
        f"# {TITLE}",
        "",
        "What the page Accessibility says. It is written from `cxdata/papers/accessibility.py` by "
        "`python -m cxdata docs`;\n`contact` in council.toml names whom to tell ([council.md](council.md)).",
        "",
        f"**{FINDING}.**",
    ]
    for block in statement(Council()):
        if isinstance(block, Heading):
            lines += ["", f"## {block.words}"]
        elif isinstance(block, Bullets):
            lines += ["", *(f"- {item}" for item in block.items)]
        elif isinstance(block, Paragraph):
            lines += ["", block.words]
    return "\n".join(lines) + "\n"


def _contact(council: Council) -> str:
    if council.contact:
        return f"Write or ring: {council.contact}."
    return (
        "Tell whoever gave you this dashboard, or the council’s own contact for its website. An officer can put the "
        f"contact here, as “contact” in {FILE_NAME}."
    )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
