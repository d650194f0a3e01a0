"""Of which of our measures other councils publish figures, and which of them is looked at first."""

from collections.abc import Sequence

from cxdata.analysis.councils.compare import spans_of
from cxdata.analysis.councils.printed import Printed, is_same
from cxdata.council import Council
from cxdata.measures import MEASURES
from cxdata.measures.model import Measure

FIRST = "satisfied"


def compared_measures(printed: Sequence[Printed], council: Council) -> dict[str, Measure]:
    """The measures for which another council publishes a figure of the same definition, by title."""
    return {one.title: one for one in MEASURES.values() if spans_of(printed, one, council)}


def opening_measure(printed: Sequence[Printed], measures: Sequence[Measure], council: Council) -> Measure:
    """Satisfied, or the first measure of which another council's figure is defined alike; the first of all where none
    is. Raises IndexError without any measure.
    """
    same = [one for one in measures if any(is_same(row, one, council) for row in printed)]
    return next((one for one in same if one.id == FIRST), (same or list(measures))[0])
