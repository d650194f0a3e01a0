"""One ward on two sides of A4, said in words first: composed of what was asked for all wards at once."""

from collections.abc import Iterator, Sequence

from cxdata.analysis.asking import Asking
from cxdata.analysis.recommendations.item import Item
from cxdata.analysis.ward import Beside, questions_of, say_ward
from cxdata.documents import Bullets, Document, Paragraph, figure_of
from cxdata.export.exhibit.of_ward import exhibit_of_ward
from cxdata.measures.words import say_level
from cxdata.papers.ward import people, service
from cxdata.papers.ward.asked import Wards, ask_wards, find_ward
from cxdata.papers.ward.part import MUST, Part

MARK = "For members of the council: not to be published."
SIX_AT_ONCE = "Where it stands among the wards"


def ward_sheet(asking: Asking, ward: str, *, items: Sequence[Item] = (), doubt: str = "") -> Document:
    """The sheet of one ward, in the period and the other choices of who asks.

    `items` are the rows of the tracker; `doubt` says what is wrong with every figure, as that they are invented. Raises
    CxError for a ward that there is not, with the nearest names, and for a council without wards.
    """
    ward = find_ward(asking.store, ward)
    return compose(ask_wards(asking, items), ward, doubt=doubt)


def ward_sheets(asking: Asking, *, items: Sequence[Item] = (), doubt: str = "") -> Iterator[tuple[str, Document]]:
    """The sheet of every ward by its name; what is asked is asked once for all. Raises CxError without wards."""
    wards = ask_wards(asking, items)
    for ward in wards.names:
        yield ward, compose(wards, ward, doubt=doubt)


def compose(wards: Wards, ward: str, *, doubt: str = "") -> Document:
    """The sheet of one ward out of what was asked."""
    measures = wards.everywhere.beside(ward)
    return on_two_sides(
        title=f"{ward}: the ward on two sides",
        lead=f"{say_ward(ward, measures)}.",
        parts=_parts(wards, ward, measures),
    )
