"""What the paper rests on: the data with its verdicts, and the definitions of what was counted."""

from collections.abc import Iterable

import pandas as pd

from cxdata.documents import Block, Bullets, Figure, Heading, Table
from cxdata.export.definitions import about_measure
from cxdata.export.loaded import checks_in_words, files_in_words, say_trust, tables_in_words
from cxdata.measures import MEASURES
from cxdata.measures.model import Measure
from cxdata.measures.registry.labels import label_of
from cxdata.measures.words import NOTHING
from cxdata.papers.meeting.blocks import say, table_of
from cxdata.papers.meeting.source import Source

_FILES = ("File", "Trust", "What it holds", "Rows loaded")
_OF_MEASURES = ("headlines", "targets", "promised")
_TOLD = ("Counted", "Formula", "What this cannot tell you")


def data(source: Source) -> list[Block]:
    """What is loaded and of which days, how far it can be trusted, and all that the checks have to say."""
    store = source.asking.store
    blocks: list[Block] = [
        *say(say_trust(store)),
        *table_of("data", "What is loaded", tables_in_words(store)),
        *table_of("files", "The files, and how far each can be trusted", files_in_words(store)[list(_FILES)]),
    ]
    for verdict, found in checks_in_words(store):
        if verdict == "fine":
            continue
        blocks += [
            Heading(verdict.capitalize(), 2),
            Bullets(tuple(f"{name}: {message}" for name, message in found)),
        ]
    return blocks


def definitions(blocks: Iterable[Block]) -> list[Block]:
    """What is counted in these blocks, each measure once: that of a figure, and those that a table has rows of."""
    named: set[str] = set()
    for block in blocks:
        if isinstance(block, Figure):
            named |= {words for head, words in block.data.about if head == "Measure"}
        table = block.table if isinstance(block, Figure) else block
        if isinstance(table, Table) and table.name in _OF_MEASURES:
            named |= {row[0].partition(":")[0] for row in table.rows}
    rows = [_row(measure, named) for measure in MEASURES.values() if {measure.title, label_of(measure)} & named]
    told = table_of("definitions", "What each figure counts, and what it cannot tell", pd.DataFrame(rows, dtype=str))
    return told or say("No other section of this paper has a figure whose counting is to be told")


def _row(measure: Measure, named: set[str]) -> dict[str, str]:
    told = dict(about_measure(measure))
    title = measure.title if measure.title in named else label_of(measure)
    return {"Figure": title} | {head: told.get(head, NOTHING) for head in _TOLD}
