"""Who is served well and who is not, how they get through, and where: sentences first, one exhibit each."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from cxdata.analysis.asking import Asking
from cxdata.analysis.change.charts import key_measures
from cxdata.analysis.change.summary import in_order, known_by, say_found, say_latest
from cxdata.analysis.hidden.search import DEFAULT, pockets
from cxdata.analysis.hidden.shares import SHARES
from cxdata.documents import Block
from cxdata.export.asked import exhibit_of_course, exhibit_of_split, most_to_say, splits_of
from cxdata.export.asked.signs import exhibit_of_signs
from cxdata.export.asked.year import exhibit_of_a_year
from cxdata.export.exhibit import exhibit_of_group, exhibit_of_nothing
from cxdata.findings import Kind
from cxdata.measures import find_measure
from cxdata.measures.query import values_present
from cxdata.papers.meeting.blocks import listed, quietly, say, shown
from cxdata.papers.meeting.outline import QUESTIONS
from cxdata.papers.meeting.source import Source

_SIGNS = 9
_COLUMNS = ("Measure", "Latest", "Real change?", "Meets its target?")
WAITS = ("average_wait", "abandoned_share", "visitor_wait")
BY_WARD = ("contacts_per_1000", "dissatisfied", "on_time")


def hidden(source: Source) -> list[Block]:
    """The groups that the average hides, each in a sentence with its question; the first with its relatives."""
    asking = source.asking
    known = [share.measure for share in SHARES.values() if asking.store.row_counts[share.of.table]]
    if not known:
        return []
    measure = DEFAULT if DEFAULT in known else known[0]
    result = asking.result(pockets, scope=asking.scope, measure=measure)
    if not result.search.searched:
        return say(result.sentence)
    told = QUESTIONS in source.sections and any(
        finding.kind is Kind.HIDDEN and finding.evidence[0].measure.id == result.measure
        for finding in source.questions.found
    )
    if not result.pockets:
        exhibits = [shown(exhibit_of_nothing(result, key="hidden"))]
    elif told:
        exhibits = []
    else:
        exhibits = [shown(exhibit_of_group(result, result.pockets[0], key="hidden", about=[result.pockets[0].about]))]
    where = "The first of them stands with its evidence among the questions" if told and result.pockets else ""
    return [
        *say(result.sentence, where),
        *exhibits,
        *listed(f"{group.sentence} {group.question}" for group in result.pockets),
        *quietly(*result.limits),
    ]


def satisfaction(source: Source) -> list[Block]:
    """How satisfaction has gone, and the split of which there is most to say."""
    if not source.asking.store.row_counts["responses"]:
        return []
    return _split_and_course(source.asking, "satisfied", source.other_side)


def where(source: Source) -> list[Block]:
    """The wards: of the first figure that is known by ward the exhibit, of the others the sentence; why none is."""
    asking, sentences, undrawn = source.asking, list[str](), list[str]()
    exhibits: list[Block] = []
    for measure in BY_WARD:
        if "ward" not in _splits(asking, measure):
            continue
        exhibit = exhibit_of_split(asking, measure, "ward")
        if exhibit.chart is None:
            undrawn.append(exhibit.finding)
            continue
        sentences.append(exhibit.finding)
        if not exhibits:
            exhibits.append(shown(exhibit, source.other_side))
    return [*listed(sentences or undrawn), *exhibits]


def getting_through(source: Source) -> list[Block]:
    """What rose and fell in a year, both sides of online, and how waits have gone."""
    asking = source.asking
    sentences = [
        exhibit.finding for measure in WAITS if (exhibit := exhibit_of_course(asking, measure)).chart is not None
    ]
    exhibits = []
    if asking.store.row_counts["contacts"]:
        exhibits.append(shown(exhibit_of_a_year(asking, "channel_group"), source.other_side))
    return [*say(source.other_side), *listed(sentences), *exhibits] if exhibits or sentences else []


def change(source: Source) -> list[Block]:
    """Which measures really changed, in words and as the table of their signs."""
    asking = source.asking
    known, unknown = known_by(asking.scope)
    signs = asking.result(key_measures, scope=replace(asking.scope, period=None), measures=known)
    if not signs.controls:
        return say(say_found(signs))
    drawn = in_order(signs)
    exhibit = exhibit_of_signs(signs, drawn[:_SIGNS], asking.scope, key="signs", unknown=unknown)
    changed = [say_latest(one) for one in drawn[:3]]
    return [*say(say_found(signs)), *listed(changed), shown(exhibit, source.other_side, columns=_COLUMNS)]


def _split_and_course(asking: Asking, measure: str, other_side: str) -> list[Block]:
    """The course of a measure in a sentence; the split of which there is most to say as an exhibit."""
    splits = _splits(asking, measure)
    course = exhibit_of_course(asking, measure)
    if not splits:
        return [*say(course.finding), *([shown(course, other_side)] if course.chart else [])]
    by = most_to_say(asking, measure, tuple(splits))
    exhibit = exhibit_of_split(asking, measure, by)
    others = [exhibit_of_split(asking, measure, name).finding for name in splits if name != by]
    return [*say(course.finding), shown(exhibit, other_side), *listed(others)]


def _splits(asking: Asking, measure: str) -> Sequence[str]:
    present = partial(values_present, asking.store)
    return tuple(splits_of(measure, present)) if asking.store.row_counts[find_measure(measure).table] else ()
