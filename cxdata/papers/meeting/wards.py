"""Each ward's own figure, kept with a paper so that a member can be shown theirs while it is presented."""

from collections.abc import Iterator
from dataclasses import replace

from cxdata.analysis.ward.everywhere import ask_everywhere
from cxdata.documents import Figure, figure_of
from cxdata.errors import CxError
from cxdata.export.exhibit.of_ward import exhibit_of_ward
from cxdata.papers.meeting.source import Source
from cxdata.papers.ward.asked import ward_names
from cxdata.papers.ward.published import published_wards
from cxdata.published.parts import exhibit_of
from cxdata.published.reading import Reading
from cxdata.published.sheets import SHEETS

Wards = tuple[tuple[str, Figure], ...]


def wards_of_store(source: Source) -> Wards:
    """Each ward that has any figure, by name, beside the council and the wards most like it."""
    everywhere = ask_everywhere(source.asking)
    names = ward_names(source.asking.store)
    found = ((name, exhibit_of_ward(name, everywhere.beside(name), everywhere.answers)) for name in names)
    return tuple((name, figure_of(exhibit)) for name, exhibit in found if exhibit is not None)


def wards_of_edition(reading: Reading) -> Wards:
    """Each ward of an edition among all wards, as the published page has it."""
    return tuple(_published(reading))


def _published(reading: Reading) -> Iterator[tuple[str, Figure]]:
    part = SHEETS["ward"].first
    if part is None:
        return
    for name in published_wards(reading.edition):
        try:
            exhibit = exhibit_of(replace(reading, scope=reading.scope.with_choice("ward", name)), part, "")
        except CxError:
            continue  # nothing is published of it
        yield name, figure_of(replace(exhibit, source=f"edition {reading.edition.about.number}"))
