"""The sections of a paper for everybody, out of an edition alone: whoever makes it opens no store."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import islice

import pandas as pd

from cxdata.analysis.result import say_many
from cxdata.documents import Block, Figure, Heading
from cxdata.errors import CxError
from cxdata.export.edition.answer import say_rules
from cxdata.export.edition.words import put_out, say_edition
from cxdata.export.exhibit import Exhibit
from cxdata.overview import HEADLINES
from cxdata.papers.meeting import outline
from cxdata.papers.meeting.blocks import listed, quietly, say, shown, table_of
from cxdata.papers.meeting.members.about import definitions
from cxdata.published.model import Part, Worse
from cxdata.published.parts import exhibit_of, options_of
from cxdata.published.reading import Reading
from cxdata.published.sheets import SHEETS
from cxdata.published.tiles import tiles_of

OF_PAGES = (
    outline.TARGETS,
    outline.HIDDEN,
    outline.SATISFACTION,
    outline.GETTING_THROUGH,
    outline.WHERE,
    outline.CHANGE,
    outline.COMPLAINTS,
    outline.COUNCILS,
    outline.RECOMMENDATIONS,
)
"""The sections that are made of the published page that tells more of them."""
ASKED = (Worse(("dissatisfied",)), Worse(("on_time",)), Worse(("abandoned_share",)))
TRACKER = "tracker"
_OTHERS = 4
"""Sentences of other figures that stand beside the one that is drawn."""
KEPT_FOR_OFFICERS = (
    "What is not here rests on exact counts of few people, and is for the officers and members of the committee"
)


def blocks_of(reading: Reading, keys: Sequence[str]) -> dict[str, list[Block]]:
    """The blocks of these sections in the order of the outline; [] where the edition has nothing of one."""
    made = {key: _MAKERS[key](reading) for key in outline.SECTIONS if key in keys and key in _MAKERS}
    told = {block.finding for blocks in made.values() for block in blocks if isinstance(block, Figure)}
    made |= {key: _of_page(reading, outline.PAGES[key], told) for key in OF_PAGES if key in keys}
    if outline.DEFINITIONS in keys:
        made[outline.DEFINITIONS] = definitions(block for blocks in made.values() for block in blocks)
    return {key: made[key] for key in outline.SECTIONS if key in made}


def _summary(reading: Reading) -> list[Block]:
    """What needs a question, what changed, and the headline figures: of shown figures alone."""
    worse = [exhibit.finding for exhibit in _each(reading, ASKED)]
    changed = [exhibit.finding for exhibit in _each(reading, (SHEETS["change"].first,))]
    rows = [
        {
            "Figure": tile.label,
            "Value": f"{tile.value} ({tile.remark})" if tile.remark else tile.value,
            "Change": tile.change.words if tile.change else "no comparison",
            "Target": tile.target.words if tile.target else "none in force",
        }
        for tile in tiles_of(reading, HEADLINES)
    ]
    of = f"Of {reading.period} where nothing else is said; a change may be of its newest quarter, and says so."
    return [
        *([Heading("What needs a question", 2), *listed(worse, slide="What needs a question")] if worse else []),
        *([Heading("What changed in a year", 2), *listed(changed, slide="What changed in a year")] if changed else []),
        Heading("What is not known", 2),
        *listed([KEPT_FOR_OFFICERS, "That nothing is told of a figure is no proof that all is well"]),
        *table_of("headlines", "The headline figures", pd.DataFrame(rows, dtype=str), notes=[of, reading.other_side()]),
    ]


def _questions(reading: Reading) -> list[Block]:
    blocks: list[Block] = []
    for exhibit in _each(reading, ASKED):
        blocks += [Heading(exhibit.finding, 2), _shown(reading, exhibit)]
    return blocks


def _shown(reading: Reading, exhibit: Exhibit) -> Figure:
    """An exhibit from its edition: the files that this was made of stand once, with the data."""
    side = "" if exhibit.key == TRACKER else reading.other_side()  # the words of a recommendation tell no figure
    return shown(replace(exhibit, source=f"edition {reading.edition.about.number}"), side)


def _data(reading: Reading) -> list[Block]:
    rows = pd.DataFrame(put_out(reading.edition), dtype=str)
    return [
        *say(say_edition(reading.edition)),
        *listed(f"Made of {name}" for name in reading.edition.about.sources),
        *table_of("quarters", "How often each quarter was put out", rows),
    ]


_MAKERS: Mapping[str, Callable[[Reading], list[Block]]] = {
    outline.SUMMARY: _summary,
    outline.QUESTIONS: _questions,
    outline.DATA: _data,
}


def _of_page(reading: Reading, page: str, told: Collection[str]) -> list[Block]:
    """The first exhibit of a published page, the findings of its other splits and figures, and what is kept back.

    An exhibit that the questions have shown (its finding is in `told`) is not shown a second time.
    """
    sheet = SHEETS[page]
    if sheet.first is None:
        return []
    exhibits = list(islice(_every_way(reading, sheet.first), 1 + _OTHERS))
    if not exhibits:
        return []
    first, *others = exhibits
    further = _each(reading, [section.part for section in sheet.more])
    said = dict.fromkeys(exhibit.finding for exhibit in (*others, *further))
    return [
        *say(first.finding),
        *([] if first.finding in told else [_shown(reading, first)]),
        *listed(said),
        *quietly(sheet.kept_back),
    ]


def _each(reading: Reading, parts: Sequence[Part | None]) -> list[Exhibit]:
    """The first exhibit of each part of which the edition has anything."""
    found = (next(iter(_every_way(reading, part)), None) for part in parts if part is not None)
    return [exhibit for exhibit in found if exhibit is not None]


def _every_way(reading: Reading, part: Part) -> list[Exhibit]:
    """A part once for each thing that its switch offers; none of what the edition refuses."""
    exhibits = []
    try:
        options = options_of(reading, part)
    except CxError:
        return []
    for option in options:
        try:
            exhibits.append(exhibit_of(reading, part, option))
        except CxError:
            continue
    return exhibits


def first_page(reading: Reading, earlier: Sequence[str], unread: int) -> list[Block]:
    """What stands on the first page: by which rules the figures were made fit for everybody, all papers together; of
    those that cannot be read (`unread`) nobody can say for whom they were.
    """
    others = f"The same holds for the earlier papers for everybody: {'; '.join(earlier)}" if earlier else ""
    silent = f"Not named here, since it cannot be read: {say_many(unread, 'earlier paper')}" if unread else ""
    return say(
        "This paper is for everybody. It was checked as a whole: every figure that the dashboard put into it, in "
        "sentences, tables, drawings and notes, is taken from one published edition, whose counts are rounded so that "
        "nobody can be told from them, alone, beside each other, or beside the editions before",
        "What an officer wrote for it is marked by a line at its side; its figures in digits stand in the paper too",
        say_rules(reading.edition),
        others,
        silent,
    )
