"""What everybody may see of an exact result: each function here takes one and gives a form without a count in it.

Figures beside such a form are Answers, which go through `publish`. Nothing else turns an exact result into something
that the published view may show (cxdata.ui.frame.exact holds to that).
"""

from dataclasses import dataclass, replace
from math import nan

import numpy as np

from cxdata.analysis.came_back.failing import Failing, GroupStanding, failing, marked, standing_of
from cxdata.analysis.came_back.people import CROWD, Guises
from cxdata.analysis.comments.page import Comments
from cxdata.analysis.groups import Verdict
from cxdata.analysis.hidden.people import facts_in_short
from cxdata.analysis.hidden.search import Hidden, Pockets
from cxdata.analysis.left_behind.page import LeftBehind
from cxdata.analysis.left_behind.published import without_counts as without_counts_of_people
from cxdata.analysis.phones.half_hours import HalfHours
from cxdata.analysis.phones.week.peaks import Week
from cxdata.analysis.phones.week.published import with_published
from cxdata.analysis.phones.worse import Standing, Worse
from cxdata.analysis.providers.silence import Providers
from cxdata.analysis.result import in_100
from cxdata.analysis.savings.page import Savings
from cxdata.analysis.savings.published import without_counts
from cxdata.council import Council
from cxdata.export.comments import without_small
from cxdata.export.edition.public.tracker import publish_tracker as publish_tracker
from cxdata.export.publish import publish
from cxdata.measures.query import Answer
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import SMALL, TOO_FEW
from cxdata.stats.disclosure.gate import HIDDEN_NOTE

SHARES_ALONE = (
    f"Shares in whole per cent, of groups of at least {SMALL} of whom at least {TOO_FEW} did and {TOO_FEW} did not, "
    "without any count."
)

A_SHARE_NEEDS = f"a share needs {SMALL} people, of whom {TOO_FEW} did and {TOO_FEW} did not"


@dataclass(frozen=True)
class PublishedGroup:
    """A hidden group by name, in full and in short, the facts that tell it apart, and the choice whose Answers are its
    own figures.
    """

    people: str
    short: str
    facts: tuple[str, ...]
    scope: Scope


@dataclass(frozen=True)
class PublishedSearch:
    """A search for hidden groups: whether there were answers enough to search, and who is on the list."""

    searched: bool
    groups: tuple[PublishedGroup, ...]


def publish_silence(result: Providers) -> Providers:
    """Who sends data and until which month: names and months as they are, since there is no count among them."""
    return result


def publish_left_behind(result: LeftBehind) -> LeftBehind:
    """Which groups are left behind and have gone silent, by name, without any count or share."""
    return without_counts_of_people(result)


def publish_search(result: Pockets) -> PublishedSearch:
    """Who is on the list, in its order, without any of the counts the search rests on."""
    return PublishedSearch(
        searched=result.search.searched,
        groups=tuple(_publish_group(group) for group in result.pockets),
    )


def _publish_group(group: Hidden) -> PublishedGroup:
    conditions = group.pocket.conditions
    return PublishedGroup(group.people, facts_in_short(conditions), tuple(conditions), group.scope)


def publish_savings(result: Savings) -> Savings:
    """What moved contacts are worth, to two figures and of the whole council only, without any count."""
    return without_counts(result)


def publish_comments(result: Comments) -> Comments:
    """Themes of passed comments with rounded counts, and no comment."""
    return without_small(result)


def publish_worse(result: Worse) -> Standing:
    """Which queues, menu options and services are worse or better than the rest, without a figure of any."""
    return result.standing


@dataclass(frozen=True)
class PublishedGuises:
    """People by the number of services they used: shares in whole per cent of at least a hundred, and no count."""

    sentence: str
    rows: tuple[dict[str, str], ...]


def publish_guises(result: Guises) -> PublishedGuises:
    """People who used one service and several, without a count of them."""
    several = sum(guise.people for guise in result.guises if guise.services > 1)
    beyond = f" (references with more than {CROWD} contacts left out)" if result.left_out else ""
    if not can_be_told(several, result.people):
        return PublishedGuises(f"How many people used several services is not published{beyond}: {A_SHARE_NEEDS}", ())
    told = {"one service": result.people - several, "two services or more": several}
    rows = tuple({"Used": name, "Share of people": f"{part / result.people:.0%}"} for name, part in told.items())
    return PublishedGuises(f"{in_100(several / result.people)} people used two services or more{beyond}", rows)


@dataclass(frozen=True)
class PublishedShare:
    """Who came back, by group: shares without a count, how each group stands, and what may be said of them all."""

    answer: Answer
    verdicts: tuple[tuple[str, Verdict], ...]
    standing: GroupStanding

    @property
    def fails(self) -> Failing | None:
        """The group that fails most of those that are shown, if any."""
        return self.standing.fails


def publish_came_back(answer: Answer) -> PublishedShare:
    """Shares of large groups in whole per cent, and who is worse than the rest: no count of people."""
    shown = shares_alone(answer)
    levels = set(shown.frame.loc[~shown.frame["suppressed"], answer.by[0].id].astype(str))
    verdicts = tuple((level, one.verdict) for level, one in marked(answer).items() if level in levels)
    return PublishedShare(shown, verdicts, _publish_standing(answer, levels))


def _publish_standing(answer: Answer, levels: set[str]) -> GroupStanding:
    """How the groups stand, with a share only where it may be told, and a comparison only of groups that are shown."""
    exact = standing_of(answer)
    told = can_be_told(float(answer.frame["numerator"].sum()), float(answer.frame["denominator"].sum()))
    return replace(
        exact,
        all=exact.all if told else nan,
        fails=failing(answer, can_be_told),
        compared=exact.compared and len(levels) > 1,
        some=len(levels) < len(answer.frame),
    )


def publish_week(result: Week) -> Week:
    """The week with what came in each step through the rules of publishing, and without what else was counted."""
    if result.counts is None:
        return result
    return with_published(result, publish(result.counts, Council(disclosure=result.disclosure)))


def publish_half_hours(result: HalfHours) -> tuple[str, ...]:
    """The hours of the week in which callers fare worse than in the rest, by name alone."""
    return result.spans


def shares_alone(answer: Answer) -> Answer:
    """An answer of shares without a count or a range in it: no two of them can be taken from one another."""
    frame = answer.frame
    part, base = frame["numerator"].to_numpy(dtype=float), frame["denominator"].to_numpy(dtype=float)
    shown = np.array([can_be_told(*counts) for counts in zip(part, base, strict=True)], dtype=bool)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(shown, np.round(part / base, 2), np.nan)
    nothing = np.full(len(frame), np.nan)
    figures = {"numerator": nothing, "denominator": nothing, "value": value, "lower": nothing, "upper": nothing}
    frame = frame.assign(**figures, suppressed=~shown, base_note=np.where(shown, "", HIDDEN_NOTE))
    return replace(answer, measure=replace(answer.measure, decimals=0), frame=frame, rules=SHARES_ALONE, notes=())


def can_be_told(part: float, base: float) -> bool:
    """Whether a share in whole per cent may be published: of a hundred or more, of whom ten did and ten did not."""
    return base >= SMALL and part >= TOO_FEW and base - part >= TOO_FEW
