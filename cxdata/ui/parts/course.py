"""A measure's course and a mix over time on a page, made once a view."""

from cxdata.charts import trend
from cxdata.export.asked import by_whole_months as from_whole_months
from cxdata.export.asked import exhibit_of_course, exhibit_of_mix
from cxdata.export.exhibit import Exhibit
from cxdata.measures.coverage.whole_months import PartMonth
from cxdata.measures.query import Answer
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.asking import asking_of

__all__ = ["by_whole_months", "course", "mix"]


@cache.part
def course(view: View, measure: str, *, usual: trend.Usual | None = None) -> Exhibit:
    """A measure over everything loaded, as `exhibit_of_course` says."""
    return exhibit_of_course(asking_of(view), measure, usual=usual, narrow=view.narrow, about=about_answer)


@cache.part
def mix(view: View, by: str) -> Exhibit:
    """How contacts are made up by channel or channel group over time, of whole months alone."""
    return exhibit_of_mix(asking_of(view), by, narrow=view.narrow, about=about_answer)


def by_whole_months(answer: Answer) -> tuple[Answer, PartMonth | None]:
    """The answer from the first whole month on, and the first of the last months that is not whole."""
    return from_whole_months(answer, cache.whole(*answer.measure.tables))
