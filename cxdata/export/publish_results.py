"""What everybody may see of an exact result: each function here takes one and gives a form without a count in it.

Figures beside such a form are Answers, which go through `publish`. Nothing else turns an exact result into something
that the published view may show (cxdata.ui.frame.exact holds to that).
"""

from dataclasses import dataclass

from cxdata.analysis.hidden.people import facts_in_short
from cxdata.analysis.hidden.search import Hidden, Pockets
from cxdata.analysis.providers.silence import Providers
from cxdata.scope import Scope


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


def publish_search(result: Pockets) -> PublishedSearch:
    """Who is on the list, in its order, without any of the counts the search rests on."""
    return PublishedSearch(
        searched=result.search.searched,
        groups=tuple(_publish_group(group) for group in result.pockets),
    )


def _publish_group(group: Hidden) -> PublishedGroup:
    conditions = group.pocket.conditions
    return PublishedGroup(group.people, facts_in_short(conditions), tuple(conditions), group.scope)
