"""What rose and what fell since last year on a page, made once a view."""

from cxdata.export.asked.year import GROUPS, exhibit_of_a_year
from cxdata.export.exhibit import Exhibit
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.asking import asking_of

__all__ = ["GROUPS", "since_last_year"]


@cache.part
def since_last_year(view: View, by: str) -> Exhibit:
    """Each part's share now and a year before, as `exhibit_of_a_year` says."""
    return exhibit_of_a_year(asking_of(view), by, narrow=view.narrow, about=about_answer)
