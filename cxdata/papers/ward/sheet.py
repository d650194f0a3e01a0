"""One ward on two sides of A4, said in words first: composed of what was asked for all wards at once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cxdata.analysis.asking import Asking
from cxdata.analysis.recommendations.item import Item
from cxdata.analysis.ward import Beside, questions_of, say_ward
from cxdata.documents import Bullets, Document, Paragraph, figure_of
from cxdata.export.exhibit.of_ward import exhibit_of_ward
from cxdata.papers.ward import people, service
from cxdata.papers.ward.asked import Wards, ask_wards, find_ward
from cxdata.papers.ward.changes import Told, changed, changes_of, say_in_short
from cxdata.papers.ward.part import MUST, Part
from cxdata.papers.ward.room import with_parts

MARK = "For members of the council, not to be published."
DRAWN = ("contacts_per_1000", "satisfied", "on_time")
AMONG = "Each figure from the lowest of the wards at the left to the highest at the right"


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
    """The sheet of one ward out of what was asked, with as much as two sides hold."""
    measures, name = wards.everywhere.beside(ward), wards.asking.council.name
    found = changes_of(wards, ward)
    short = f"{say_ward(ward, measures)}. {say_in_short(found)}".strip()
    sheet = Document(
        title=f"{ward}: ward sheet",
        council=name,
        audience="members",
        cover=(("Council", name), ("Period", str(wards.scope.period or "all dates loaded"))),
        blocks=(Paragraph(short, "lead"),),
        mark=f"{MARK} {doubt}".strip(),
        about=(("Figures of", wards.everywhere.answers[0].sentence), ("Data", wards.asking.store.version)),
        layout="sheet",
    )
    return with_parts(sheet, _parts(wards, ward, measures, found))


def _parts(wards: Wards, ward: str, measures: Sequence[Beside], found: Sequence[Told]) -> list[Part]:
    """Everything that can stand on the sheet, in the order in which it is read."""
    by_name = {one.measure.id: one for one in measures}
    alike = wards.everywhere.alike.get(ward, ())
    return [
        people.contacts(wards, ward, measures),
        changed(wards, found),
        people.issues(wards, ward),
        service.satisfied(ward, by_name["satisfied"], by_name["dissatisfied"]),
        service.waits(wards, ward, by_name["on_time"], by_name["closed_over_limit"]),
        service.complaints_and_cases(wards, ward),
        service.online(wards, ward, by_name["online_share"]),
        people.like_it(ward, measures, alike),
        *_drawn(wards, ward, measures),
        service.promised(wards, ward),
        Part("Three questions to ask", (Bullets(tuple(questions_of(ward, measures)), numbered=True),), MUST),
    ]


def _drawn(wards: Wards, ward: str, measures: Sequence[Beside]) -> list[Part]:
    drawn = [
        (one, answer) for one, answer in zip(measures, wards.everywhere.answers, strict=True) if one.measure.id in DRAWN
    ]
    exhibit = exhibit_of_ward(ward, *zip(*drawn, strict=True))
    if exhibit is None:
        return []
    return [Part(f"{ward} among the wards", (replace(figure_of(exhibit), finding=AMONG),), 7)]
