"""Which sections a paper for members can have, and what stands in each."""

from collections.abc import Callable, Mapping, Sequence

from cxdata.documents import Block
from cxdata.errors import CxError
from cxdata.papers.meeting import outline
from cxdata.papers.meeting.blocks import say
from cxdata.papers.meeting.members import about, first, promises, served
from cxdata.papers.meeting.source import Source

MAKERS: Mapping[str, Callable[[Source], list[Block]]] = {
    outline.SUMMARY: first.summary,
    outline.QUESTIONS: first.questions,
    outline.TARGETS: first.targets,
    outline.HIDDEN: served.hidden,
    outline.SATISFACTION: served.satisfaction,
    outline.GETTING_THROUGH: served.getting_through,
    outline.WHERE: served.where,
    outline.CHANGE: served.change,
    outline.COMPLAINTS: promises.complaints,
    outline.CASEWORK: promises.casework,
    outline.COUNCILS: promises.councils,
    outline.RECOMMENDATIONS: promises.recommendations,
    outline.DATA: about.data,
}
"""By the key of a section, what makes it; [] where nothing of it is loaded."""


def blocks_of(source: Source, keys: Sequence[str]) -> dict[str, list[Block]]:
    """The blocks of these sections in the order of the outline, the definitions of what they count last.

    A section of which nothing is loaded is []; one that the data cannot answer says why.
    """
    made = {key: _made(source, MAKERS[key]) for key in outline.SECTIONS if key in keys and key in MAKERS}
    if outline.DEFINITIONS in keys:
        made[outline.DEFINITIONS] = about.definitions(block for blocks in made.values() for block in blocks)
    return made


def _made(source: Source, make: Callable[[Source], list[Block]]) -> list[Block]:
    try:
        return make(source)
    except CxError as reason:
        return [*say(str(reason))]
