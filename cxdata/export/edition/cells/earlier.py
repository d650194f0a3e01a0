"""Editions that were put out before, as somebody holds them against the new one.

Records come late and are added, so he takes it that of each count there were at most as many as there are now. A period
whose figures are those of the next edition says nothing that this one does not: of each period there are at most three
versions before the one of now, however many editions there are.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdata.export.edition.cells.adding_up import tilings
from cxdata.export.edition.cells.blocks import Block, Spans
from cxdata.export.edition.cells.listed import Listed, carry_over
from cxdata.export.edition.counting import Ints, Levels
from cxdata.export.edition.offered import kind_of
from cxdata.periods import Period, name_period

_RECENT = 4  # editions
_PERIODS = (
    'select period, first_day::date::varchar, "end"::date::varchar, editions from periods where held and round_to = $to'
)
_GROUPS = "select dimension, level from levels where is_group"
_TABLES = "select * from tables where list_contains($periods, period) and list_contains($measures, measure)"
_CELLS = "select * from cells where list_contains($periods, period) and list_contains($parts, measure || '.' || part)"
Way = tuple[str, ...]


class Reads(Protocol):
    """The file of an edition."""

    def rows(self, sql: str, values: dict[str, Any] | None = None) -> pd.DataFrame:
        """The rows of one SELECT."""


@dataclass(frozen=True)
class Version:
    """What an edition showed in the periods that the next one shows otherwise, and in those that lie about them.

    `blocks` are by the levels of now; their `counts` are those of now, which the counts of then were at most. `listed`
    are the tables that it had.
    """

    blocks: Sequence[Block]
    listed: Sequence[Listed]

    def say(self, held: Sequence[NDArray[np.bool_]], to: int) -> list[NDArray[np.bool_]]:
        """Which of the figures `held` say something of the counts of then; blocks after its own are left as they are.

        A figure of few people does not, nor may one that is of few no more; and one that is more than is counted now is
        of records that were taken away.
        """
        own = held[: len(self.blocks)]
        said = [
            mask & ~_maybe_few(block, to) & (block.shown < block.counts + to)
            for mask, block in zip(own, self.blocks, strict=True)
        ]
        return [*said, *held[len(own) :]]


def _maybe_few(block: Block, to: int) -> NDArray[np.bool_]:
    """Which figures may have been shown as 0 for the few people behind them, in a table that has such figures now."""
    return block.few | (bool(block.few.any()) & (block.shown == 0) & (block.counts >= to))


def versions_of(
    editions: Sequence[Reads],
    blocks: Sequence[Block],
    listed: Sequence[Listed],
    levels: Mapping[str, Levels],
    carried: Collection[str],
    to: int,
) -> Iterator[Version]:
    """What each edition that was put out before said otherwise, the oldest first; `carried` are finished periods.

    Left out are: one that names a level which is not in the data any more, as its records were taken away; figures that
    were rounded to another number than `to`; measures with their base in another table; and of all but the last few
    editions the spans that the next one has not, of which each has another.
    """
    ledgers = [_ledger(edition, to) for edition in editions]
    listed = [one for one in listed if one.own or not one.table.base_parts]
    for number, (edition, (held, times)) in enumerate(zip(editions, ledgers, strict=True)):
        if number + 1 < len(ledgers):
            later, recent = ledgers[number + 1][1], number + _RECENT >= len(ledgers)
            other = {name for name in held if times[name] != later.get(name, 0 if recent else times[name])}
        else:
            unfinished = {name: span for name, span in held.items() if name not in carried}
            newest = _version(edition, unfinished, blocks, listed, levels)
            other = _differing(newest, blocks, listed) if newest else set()
        version = _version(edition, _about(other, held), blocks, listed, levels) if other else None
        if version is not None:
            yield version


def _ledger(edition: Reads, to: int) -> tuple[dict[str, Period], dict[str, int]]:
    """The periods of which an edition has figures rounded to `to`: their days, and how often they had been put out."""
    rows = list(edition.rows(_PERIODS, {"to": to}).itertuples(index=False, name=None))
    days = {name: Period(date.fromisoformat(start), date.fromisoformat(end)) for name, start, end, _ in rows}
    return days, {name: times for name, _, _, times in rows}


def _about(some: Collection[str], held: Mapping[str, Period]) -> dict[str, Period]:
    """Those periods that hold one of `some`, and all that lie in these or in `some`."""
    around = [span for span in held.values() if any(_lies_in(held[name], span) for name in some)]
    return {name: span for name, span in held.items() if any(_lies_in(span, whole) for whole in around)}


def _lies_in(span: Period, whole: Period) -> bool:
    return whole.start <= span.start and span.end <= whole.end


def _version(
    edition: Reads,
    periods: Mapping[str, Period],
    blocks: Sequence[Block],
    listed: Sequence[Listed],
    levels: Mapping[str, Levels],
) -> Version | None:
    measures = sorted({one.table.measure for one in listed})
    parts = sorted({f"{one.table.measure}.{part}" for one in listed for part in one.blocks})
    had: dict[tuple[str, Way], set[str]] = {}
    tables = edition.rows(_TABLES, {"periods": list(periods), "measures": measures}).astype(str)
    for measure, first, second, period in tables.itertuples(index=False, name=None):
        had.setdefault((measure, tuple(name for name in (first, second) if name)), set()).add(period)
    cells = edition.rows(_CELLS, {"periods": list(periods), "parts": parts})
    cells = cells[~_of_groups_gone(edition, cells, levels)]
    if not _are_known(cells, levels):
        return None
    named: dict[Way, set[str]] = {}
    for (_, by), names in had.items():
        named.setdefault(by, set()).update(names)
    then = [_block(block, [periods[name] for name in periods if name in named.get(block.by, ())]) for block in blocks]
    kept_tables = []
    for one in listed:
        names = had.get((one.table.measure, one.table.by), set())
        spans = then[next(iter(one.blocks.values()))].spans
        kept = tuple(span for span in spans if any(span[1] == periods[name] for name in names))
        kept_tables.append(replace(one, spans=kept))
    carry_over(kept_tables, then, levels, cells)
    return Version(then, kept_tables)


def _differing(version: Version, blocks: Sequence[Block], listed: Sequence[Listed]) -> set[str]:
    """The periods of which an edition shows anything otherwise than it is shown now."""
    found = set()
    then, now = ([block.shown for block in some] for some in (version.blocks, blocks))
    for old, new in zip(version.listed, listed, strict=True):
        at = [new.spans.index(span) if span in new.spans else -1 for span in old.spans]
        for part in new.blocks:
            before, after = old.published(version.blocks, then, part), new.published(blocks, now, part)
            other = (before != after[at]).any(axis=(1, 2)) if at else ()
            found |= {
                name_period(span[1])
                for span, gone, is_other in zip(old.spans, at, other, strict=True)
                if is_other or gone < 0
            }
    return found


def _of_groups_gone(edition: Reads, cells: pd.DataFrame, levels: Mapping[str, Levels]) -> NDArray[np.bool_]:
    """Which cells are of a named group that the council has no more: they are in no total."""
    gone = np.zeros(len(cells), dtype=bool)
    for dimension, group in edition.rows(_GROUPS).itertuples(index=False, name=None):
        if dimension in levels and group not in levels[dimension].names:
            for by, level in (("by_1", "level_1"), ("by_2", "level_2")):
                gone |= (cells[by].eq(dimension) & cells[level].eq(group)).to_numpy()
    return gone


def _are_known(cells: pd.DataFrame, levels: Mapping[str, Levels]) -> bool:
    """Whether every level is one of now."""
    pairs = [cells[["by_1", "level_1"]].set_axis(["by", "level"], axis=1), cells[["by_2", "level_2"]]]
    found = pd.concat([pairs[0], pairs[1].set_axis(["by", "level"], axis=1)]).drop_duplicates()
    return all(
        not by or (by in levels and level in levels[by].names) for by, level in found.itertuples(index=False, name=None)
    )


def _block(block: Block, periods: Sequence[Period]) -> Block:
    """A block of now in the periods of then, with nothing shown yet: those of which it has the counts."""
    wanted = [(kind, period) for period in periods if (kind := kind_of(period))]
    beside: Spans = (*block.spans, *(span for span in wanted if span not in block.spans))
    made_of = {place: pieces for place, pieces in tilings(beside) if (pieces < len(block.spans)).all()}
    spans, counts, few = [], [], []
    for span in wanted:
        place = beside.index(span)
        if place >= len(block.spans) and place not in made_of:
            continue
        at = [place] if place < len(block.spans) else made_of[place]
        spans.append(span)
        counts.append(block.counts[0, at].sum(axis=0))
        few.append(block.few[0, at].any(axis=0))
    shape = (1, len(spans), *block.counts.shape[2:])
    shown: Ints = np.zeros(shape, dtype=np.int64)
    whole: Ints = np.array(counts, dtype=np.int64).reshape(shape)
    names = np.zeros(shape, dtype=np.uint64)
    return Block(
        block.part, block.by, tuple(spans), whole, np.array(few, dtype=bool).reshape(shape), shown, shown, names
    )
