"""What is public as it is, taken from a store and the lists beside it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cxdata.analysis.councils.printed import Printed, fold, read_printed
from cxdata.analysis.recommendations.standing import read_tracker, standing_on
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council, Tracking
from cxdata.export.edition.public.tracker import PublishedTracker, publish_tracker
from cxdata.form import Area
from cxdata.store import Store


@dataclass(frozen=True)
class Public:
    """The boundaries of all areas, the recommendations as the public papers have them on the day of the edition, and
    the figures that other councils publish, the newest last.
    """

    areas: tuple[Area, ...]
    tracker: PublishedTracker
    benchmarks: tuple[Printed, ...]


def no_recommendations(as_of: date) -> PublishedTracker:
    """The tracker of a council that has recorded none."""
    return publish_tracker(standing_on((), as_of, Tracking()))


def public_of(data: Path, store: Store, council: Council, today: date) -> Public:
    """What an edition made now holds beside its counts.

    Figures that the council itself printed, or nobody is named for, are left out: they are exact counts of its own
    people. Raises CxError where the list of recommendations cannot be read.
    """
    ours = {fold(council.name), fold(NOT_RECORDED), ""}
    return Public(
        store.areas,
        publish_tracker(read_tracker(data, today, council.tracking)),
        tuple(row for row in read_printed(store) if fold(row.organisation or "") not in ours),
    )
