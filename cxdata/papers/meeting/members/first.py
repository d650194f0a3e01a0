"""The first sections: the summary in words, the questions with their evidence, and the targets."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from cxdata.analysis.targets.verdict import Verdict
from cxdata.analysis.targets.words import say_found, say_row, title_of
from cxdata.documents import Block, Heading
from cxdata.export.asked import evidence
from cxdata.export.asked.targets import exhibit_of_targets, targets_in_order
from cxdata.export.exhibit import Exhibit
from cxdata.export.loaded import say_trust
from cxdata.findings import Finding
from cxdata.overview import Tile, value_of
from cxdata.papers.meeting.blocks import listed, say, shown, table_of
from cxdata.papers.meeting.source import Source

_TARGETS = ("Target", "Promised", "Period", "Likely range")
NOTHING_WORSE = "Nothing stands out for the worse by more than chance would give"
NOTHING_BETTER = "Nothing is better than before, or than the rest, by more than chance would give"
NEITHER_GROUP = "That nothing is told of a figure is no proof that all is well"


def summary(source: Source) -> list[Block]:
    """What is not good, what is good, what is not known; then the headline figures."""
    worse = [finding.headline for finding in source.questions.found]
    good = [finding.headline for finding in source.good_news]
    of = f"Of {source.asking.scope.period or 'all dates loaded'}."
    return [
        Heading("What needs a question", 2),
        *listed(worse or [source.questions.nothing or NOTHING_WORSE], slide="What needs a question"),
        Heading("What is good", 2),
        *listed(good or [NOTHING_BETTER], slide="What is good"),
        Heading("What is not known", 2),
        *listed(_unknown(source), slide="What is not known"),
        *table_of(
            "headlines",
            "The headline figures",
            _headlines(source),
            notes=[of, source.other_side],
            sources=[_files(tile) for tile in source.tiles],
        ),
    ]


def _unknown(source: Source) -> Iterator[str]:
    """What could not be looked at, figures without data, and how far the files can be trusted."""
    yield source.questions.unseen
    for tile in source.tiles:
        if tile.unloaded:
            yield f"“{tile.now.measure.title}”: no figure, since nothing of “{tile.unloaded}” is loaded"
    yield say_trust(source.asking.store)
    yield NEITHER_GROUP


def _headlines(source: Source) -> pd.DataFrame:
    rows = []
    for tile in source.tiles:
        change = tile.change.sentence if tile.change and tile.change.there is not None else "no comparison"
        rows.append(
            {
                "Figure": tile.now.measure.title,
                "Value": value_of(tile),
                "Change": change,
                "Target": tile.aim.sentence if tile.aim.goals else "none in force",
            }
        )
    return pd.DataFrame(rows, dtype=str)


def _files(tile: Tile) -> str:
    """The files that a headline and its change are from."""
    there = tile.change.there if tile.change else None
    return "; ".join(dict.fromkeys((*tile.now.sources, *(there.sources if there else ()))))


def questions(source: Source) -> list[Block]:
    """Each question as a heading, with what is known, the exhibit that proves it, and what to ask."""
    blocks: list[Block] = []
    for number, finding in enumerate(source.questions.found, start=1):
        proof = evidence(source.asking, finding, key=f"question-{number}")
        blocks += [
            Heading(finding.headline, 2),
            *say(_beyond(finding)),
            shown(proof, source.other_side),
        ]
    return [*blocks, *say(source.questions.looked)] if blocks else say(NOTHING_WORSE, source.questions.looked)


def _beyond(finding: Finding) -> str:
    """What a finding's sentence says beyond its headline, which stands over it."""
    return finding.sentence.removeprefix(finding.headline).lstrip(". ")


def targets(source: Source) -> list[Block]:
    """How many targets are met, the table of all, and for each missed one what it would take."""
    rows = targets_in_order(source.asking)
    if not rows:
        return say("No target is set")
    missed = [row for row in rows if row.verdict is Verdict.MISSED]
    return [
        *say(say_found(rows)),
        shown(_by_services(exhibit_of_targets(rows, source.asking.scope.period)), source.other_side, columns=_TARGETS),
        *listed(f"{title_of(row)}: {' '.join(say_row(row))}" for row in missed),
    ]


def _by_services(exhibit: Exhibit) -> Exhibit:
    """Each target under its measure and the services that it is for, which tell two of one measure apart."""
    rows = exhibit.rows
    names = rows["Target"].where(rows["Services"] == "all", rows["Target"] + ": " + rows["Services"])
    return replace(exhibit, rows=rows.assign(Target=names))
