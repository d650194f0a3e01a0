"""The pages there are: one record each, and the sections of the menu in which they stand."""

import ast
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cxdata.analysis.hidden.shares import SHARES
from cxdata.data_folder.public import is_public_alone
from cxdata.measures import MEASURES

ROOT = Path(__file__).resolve().parents[3]

LIST = "present"
"""The page of the officer's list for a meeting."""

_REACH = ("online_share", "average_wait", "web_completion")

# The sections of the menu, in its order. One without a page is not shown, so that pages to come have their place.
SECTIONS = (
    "Overview",
    "Who is served well",
    "Getting through",
    "Where",
    "Is it changing",
    "Promises",
    "Taking part",
    "Meeting",
    "Data",
)


def _tables_of(*measures: str) -> tuple[str, ...]:
    """The tables that these measures are made of."""
    return tuple(dict.fromkeys(table for measure in measures for table in MEASURES[measure].tables))


@dataclass(frozen=True)
class Page:
    """One page: a file of pages/, whose docstring begins with the question that is its heading.

    `stem` is the file's name and the address, `title` the name in the menu. `before_data` says that it makes sense
    while nothing is loaded, `for_officers` that it is not there where the published view stands alone; `needs` names
    the tables of which one at least must be loaded for the page to show anything, () where any will do. `of_words` says
    that it holds no figure of a council: it is the same for everybody, and the published view runs it as it stands.
    What that shows of the others is decided in cxdata.published.sheets.
    Raises ValueError for a section that the menu does not have.
    """

    stem: str
    title: str
    section: str
    before_data: bool = False
    for_officers: bool = False
    needs: tuple[str, ...] = ()
    of_words: bool = False

    def __post_init__(self) -> None:
        if self.section not in SECTIONS:
            raise ValueError(f"the menu has no section '{self.section}'")

    @property
    def file(self) -> Path:
        """The file that Streamlit runs."""
        return ROOT / "pages" / f"{self.stem}.py"

    @property
    def question(self) -> str:
        """The question that is its heading: the first line of its file."""
        return _question(self.file)

    @property
    def address(self) -> str:
        """Its path in a link: the first page lives at "/" and nowhere else."""
        return "/" if self == PAGES[0] else f"/{self.stem}"

    def is_empty(self, loaded: Collection[str]) -> bool:
        """Whether the page has nothing to show while these tables, and no others, are loaded."""
        if self.before_data:
            return False
        return not loaded or bool(self.needs) and not set(self.needs) & set(loaded)


PAGES = (
    Page("overview", "Overview", "Overview"),
    Page("satisfaction", "Satisfaction", "Who is served well", needs=_tables_of("satisfied")),
    Page("hidden", "Hidden by the average", "Who is served well", needs=_tables_of(*SHARES)),
    Page("comments", "What people say", "Who is served well", needs=_tables_of("satisfied")),
    Page("providers", "Providers", "Who is served well", needs=_tables_of("contacts", "satisfied", "complaints")),
    Page("left_behind", "Left behind", "Who is served well", needs=_tables_of("online_share", "satisfied")),
    Page("channels", "Channels", "Getting through", needs=_tables_of(*_REACH)),
    Page("phones", "Phones and counters", "Getting through", needs=_tables_of("calls_offered")),
    Page("came_back", "Came back", "Getting through", needs=("contacts",)),
    Page("hotspots", "Hotspots", "Where", needs=_tables_of("contacts", "satisfied")),
    Page("ward", "Ward", "Where", needs=_tables_of("contacts", "satisfied")),
    Page("casework", "Councillors’ cases", "Where", needs=("contacts",)),
    Page("change", "Real change", "Is it changing"),
    Page("like_for_like", "Like for like", "Is it changing"),
    Page("outlook", "Will we get there", "Is it changing"),
    Page("targets", "Targets", "Promises"),
    Page("complaints", "Complaints", "Promises", needs=_tables_of("complaints")),
    Page("recommendations", "Recommendations", "Promises", before_data=True),
    Page("savings", "Savings", "Promises", needs=("contacts",)),
    Page("councils", "Other councils", "Promises", needs=("benchmarks",)),
    Page("panel", "Residents’ panel", "Taking part", needs=("panel",)),
    Page("taking_part", "Who takes part", "Taking part", needs=("engagement",)),
    Page("paper", "Paper for a meeting", "Meeting", for_officers=True),
    Page(LIST, "Present", "Meeting", for_officers=True),
    Page("data", "Data", "Data", before_data=True, for_officers=True),
    Page("definitions", "Definitions", "Data", before_data=True, of_words=True),
    Page("methods", "Methods", "Data", before_data=True, of_words=True),
    Page("accessibility", "Accessibility", "Data", before_data=True, of_words=True),
    Page("help", "Help", "Data", before_data=True, of_words=True),
)


@cache
def _question(file: Path) -> str:
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n")[0]


def find_page(stem: str) -> Page:
    """The page of this name; "" is the first, as in an address. Raises KeyError for one that is none."""
    return PAGES[0] if not stem else {page.stem: page for page in PAGES}[stem]


def sections() -> list[tuple[str, list[Page]]]:
    """The menu: each section that has pages, with its pages. Where the published view stands alone those for officers
    are not there, and a section that is left with one page, or without the page of its own name, has the name of its
    first.
    """
    alone = is_public_alone()
    there = [page for page in PAGES if not (alone and page.for_officers)]
    gone = {page.title for page in PAGES if page not in there}
    of_section = {section: [page for page in there if page.section == section] for section in SECTIONS}
    return [
        (pages[0].title if section in gone or alone and len(pages) == 1 else section, pages)
        for section, pages in of_section.items()
        if pages
    ]
