"""What the paper rests on: the data with its verdicts, and the definitions of what was counted."""

from collections.abc import Iterable

import pandas as pd

from cxdata.documents import Block, Bullets, Figure, Heading
from cxdata.export.definitions import about_measure
from cxdata.export.loaded import checks_in_words, files_in_words, say_trust, tables_in_words
from cxdata.measures import MEASURES
from cxdata.measures.model import Measure
from cxdata.measures.words import NOTHING
from cxdata.papers.meeting.blocks import say, table_of
from cxdata.papers.meeting.source import Source

_FILES = ("File", "Trust", "What it holds", "Rows loaded")
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


def definitions(figures: Iterable[Figure]) -> list[Block]:
    """What is counted in these figures, each measure once."""
    named = {words for figure in figures for head, words in figure.data.about if head == "Measure"}
    rows = [_row(measure) for measure in MEASURES.values() if measure.title in named]
    return table_of(
        "definitions", "What each figure counts, and what it cannot tell you", pd.DataFrame(rows, dtype=str)
    )


def _row(measure: Measure) -> dict[str, str]:
    told = dict(about_measure(measure))
    return {"Figure": measure.title} | {head: told.get(head, NOTHING) for head in _TOLD}
