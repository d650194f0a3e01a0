"""What everybody may see of an exact result: each function here takes one and gives a form without a count in it.

Figures beside such a form are Answers, which go through `publish`. Nothing else turns an exact result into something
that the published view may show (cxdata.ui.frame.exact holds to that).
"""

from dataclasses import dataclass

from cxdata.analysis.hidden.search import Pockets
from cxdata.scope import Scope


@dataclass(frozen=True)
class PublishedGroup:
    """A hidden group by name, and the choice whose Answers are its own figures."""

    people: str
    scope: Scope


@dataclass(frozen=True)
class PublishedSearch:
    """A search for hidden groups: whether there were answers enough to search, and who is on the list."""

    searched: bool
    groups: tuple[PublishedGroup, ...]


def publish_search(result: Pockets) -> PublishedSearch:
    """Who is on the list, in its order, without any of the counts the search rests on."""
    return PublishedSearch(
        searched=result.search.searched,
        groups=tuple(PublishedGroup(group.people, group.scope) for group in result.pockets),
    )
