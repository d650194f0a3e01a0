"""Shares of those who came back as dots: by service, after a form, or while the case was open, beside the rest."""

from collections.abc import Callable
from dataclasses import dataclass

from cxdata.analysis.came_back.failing import Failing, GroupStanding, marked, say_forms, say_share, standing_of
from cxdata.analysis.came_back.matters import DAYS, came_back
from cxdata.analysis.came_back.shares import FORM_DAYS, NO_CALLS, chased, kinds_of_form, phoned
from cxdata.analysis.result import capitalise
from cxdata.charts.dots import Beside, dots
from cxdata.errors import CxError
from cxdata.export.asked import picked_out
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.findings import nothing_to_show
from cxdata.measures.query import Answer
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts.about import about_answer

HOW_JUDGED = (
    "Worse and better are said where a group differs from all the others together by three in a hundred or more, and "
    "by more than chance. The more groups are looked at, the surer each must be (Benjamini and Hochberg)."
)
RECENT = "Contacts too recent to judge, and references that are no one person’s, are left out."


@dataclass(frozen=True)
class Shown:
    """A share by group, and how the groups stand."""

    answer: Answer
    standing: GroupStanding

    @property
    def fails(self) -> Failing | None:
        """The group that fails most, if any."""
        return self.standing.fails


def share(view: View, ask: Callable[..., Answer], by: str, days: int) -> Shown:
    """A share of those who came back by a dimension, which is not narrowed. Raises CxError where nobody can say."""
    answer = cache.ask(ask, scope=view.scope.with_choice(by), by=by, days=days)
    return Shown(answer, standing_of(answer))


def after_forms(view: View) -> Exhibit:
    """Kinds of online form, by how many phoned soon after."""
    by = (kinds_of_form(view.loaded) or ("service",))[0]
    shown = share(view, phoned, by, FORM_DAYS)
    return _exhibit(view, shown, say_forms(shown.standing, FORM_DAYS), key="after-forms")


def by_group(view: View, by: str, days: int = DAYS) -> Exhibit:
    """Matters by service, channel or the like, by how many took a second contact."""
    shown = share(view, came_back, by, days)
    finding = say_share(shown.standing, f"come back within {days} days")
    if _are_calls_unknown(view):
        finding = f"{NO_CALLS}. Of those who can be followed: {finding}"
    return _exhibit(view, shown, finding, key=f"came-back-{by}-{days}")


def while_open(view: View, by: str, days: int = DAYS) -> Exhibit:
    """Contacts by service or channel, by how many were followed by another while the case was still open."""
    shown = share(view, chased, by, days)
    finding = say_share(shown.standing, "get in touch again while their case is open")
    return _exhibit(view, shown, finding, key=f"chased-{by}")


def _are_calls_unknown(view: View) -> bool:
    """Whether too few calls carry a reference, so that nobody can say who came back by phone."""
    try:
        share(view, phoned, (kinds_of_form(view.loaded) or ("service",))[0], FORM_DAYS)
    except CxError as reason:
        return str(reason) == f"{NO_CALLS}."
    return False


def _exhibit(view: View, shown: Shown, finding: str, *, key: str) -> Exhibit:
    finding = capitalise(finding)
    answer = shown.answer
    about = [*about_answer(answer), HOW_JUDGED, RECENT]
    if answer.empty or answer.frame["value"].isna().all():
        return exhibit_of(answer, None, nothing_to_show(answer), key=key, about=about)
    by = answer.by[0].id
    chart = dots(
        answer,
        judged=marked(answer),
        highlight=picked_out(view.scope, view.council, by),
        beside=_line_of_all(answer),
        narrow=view.narrow,
    )
    return exhibit_of(answer, chart, finding, key=key, about=about)


def _line_of_all(answer: Answer) -> list[Beside]:
    """All groups together; of nobody there is no such line."""
    part, base = answer.frame["numerator"].sum(), answer.frame["denominator"].sum()
    return [Beside(part / base, "All", base=base)] if base else []
