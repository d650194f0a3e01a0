"""The maker of an edition tries the sums himself: a count that they would tell is made untold before it is put out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cxdata.export.edition.cells.adding_up import sums_of
from cxdata.export.edition.cells.blocks import Block
from cxdata.export.edition.cells.earlier import Version
from cxdata.export.edition.cells.listed import Listed
from cxdata.export.edition.cells.relations import Relations
from cxdata.export.edition.counting import Ints, Levels
from cxdata.periods import Period, name_period
from cxdata.stats.disclosure.moving import Cell, Figures, move_what_tells
from cxdata.stats.disclosure.sums import ANY, Slice, Sum

_NO_PEOPLE = ".total"
"""How the names of parts end that are no counts: seconds, pages."""


@dataclass(frozen=True)
class Tried:
    """How many figures were looked at, which cells were moved, and how many counts are told nevertheless, as nothing
    about them may be moved.
    """

    figures: int
    moved: list[Cell]
    told: int


@dataclass(frozen=True)
class _Web:
    """Blocks of one edition, those of bases after its own: which of their figures are published (`held`), the most that
    a count can be where its base is too small to be shown (`roof`), the tables whose base a block is part of (`based`),
    and which blocks count people (`counted`), with what adds up among these.
    """

    blocks: Sequence[Block]
    held: Sequence[NDArray[np.bool_]]
    roof: Sequence[Ints]
    based: Mapping[int, Sequence[Listed]]
    counted: Sequence[int]
    sums: Sequence[Sum]

    @property
    def people(self) -> list[Block]:
        """The blocks that count people."""
        return [self.blocks[number] for number in self.counted]


def try_sums(
    blocks: Sequence[Block],
    listed: Sequence[Listed],
    levels: Mapping[str, Levels],
    relations: Relations,
    to: int,
    carried: Collection[str],
    earlier: Sequence[Version] = (),
) -> Tried:
    """Move figures of `blocks` until no count of 1 to `to` - 1 is told; none in a period that is carried over.

    `earlier` are editions that were put out before, the oldest first: nothing is told either to somebody who holds them
    beside the new one, and takes it that records are only ever added.
    """
    now = _web(blocks, listed, levels, relations, to)
    before = [_web(one.blocks, one.listed, levels, relations, to) for one in earlier]
    figures = _figures(now, before, earlier, to, carried)
    while before and figures.contradict:
        # Records were taken away since, so that nobody can reckon as if they were not: the oldest edition is put aside.
        before, earlier = before[1:], earlier[1:]
        figures = _figures(now, before, earlier, to, carried)
    told_already = _told_before(now, figures, carried) if before or carried else set()
    shown = [block.shown for block in now.blocks]

    def stays_published(cell: Cell, value: int) -> bool:
        """Whether the base of every figure made of a cell is still enough when the cell is shown as `value`."""
        number, (_, period, *rest) = now.counted[cell[0]], cell[1]
        for one in now.based.get(number, ()):
            span = now.blocks[number].spans[period]
            if span not in one.spans:
                continue
            base = [one.blocks[name] for name in one.own if name in one.blocks]
            whole = sum(int(shown[each][0, now.blocks[each].spans.index(span), *rest]) for each in base)
            after = whole + value - int(shown[number][cell[1]])
            if (whole >= one.table.least_base) != (after >= one.table.least_base):
                return False
        return True

    moved, told = move_what_tells(figures, stays_published, told_already)
    own = [(now.counted[block], cell) for block, cell in moved]
    return Tried(int(sum(mask.sum() for mask in now.held)), own, len(told))


def _web(
    blocks: Sequence[Block],
    listed: Sequence[Listed],
    levels: Mapping[str, Levels],
    relations: Relations,
    to: int,
) -> _Web:
    every = [*blocks, *_bases(blocks, relations)]
    shown = [block.shown for block in every]
    held = [np.zeros(block.shown.shape, dtype=bool) for block in every]
    roof = [np.full(block.shown.shape, ANY) for block in every]
    based: dict[int, list[Listed]] = {}
    for one in listed:
        enough = one.is_enough(every, shown)
        for name, number in one.blocks.items():
            at = every[number].places_of(one.spans)
            held[number][:, at] |= enough
            if name in one.own:
                below = (one.table.least_base - 1) // to * to + to - 1  # the most of what is shown below the least base
                most = np.where(enough | every[number].few[:, at], ANY, below)
                roof[number][:, at] = np.minimum(roof[number][:, at], most)
                based.setdefault(number, []).append(one)
    counted = [number for number, block in enumerate(every) if not block.part.endswith(_NO_PEOPLE)]
    return _Web(every, held, roof, based, counted, sums_of([every[number] for number in counted], levels, relations))


def _figures(
    now: _Web, before: Sequence[_Web], earlier: Sequence[Version], to: int, carried: Collection[str]
) -> Figures:
    """The figures of all editions, those of the new one first. What was put out before is taken at its word."""
    webs = [now, *before]
    said = [one.say(web.held, to) for one, web in zip(earlier, before, strict=True)]
    held = [now.held, *said]
    counts = [[block.counts for block in now.people], *([block.shown for block in web.people] for web in before)]
    firsts = np.cumsum([0, *(len(web.counted) for web in webs)])
    loose = [_loose(now.blocks[number], now.held[number], carried) for number in now.counted]
    fixed = [np.zeros(block.shown.shape, dtype=bool) for web in before for block in web.people]
    return Figures(
        counts=[block for web in counts for block in web],
        shown=[block.shown for web in webs for block in web.people],
        held=[mask[number] for web, mask in zip(webs, held, strict=True) for number in web.counted],
        loose=[*loose, *fixed],
        few=[*(block.few for block in now.people), *fixed],
        unseen=[mask for web, masks in zip(webs, held, strict=True) for mask in _unseen(web, masks)],
        roof=[web.roof[number] for web in webs for number in web.counted],
        names=[block.names for web in webs for block in web.people],
        sums=[
            *(one.moved_on(int(first)) for first, web in zip(firsts, webs, strict=False) for one in web.sums),
            *_never_fewer([web.people for web in (*before, now)], [*firsts[1:-1], 0], to),
        ],
        to=to,
    )


def _told_before(now: _Web, figures: Figures, carried: Collection[str]) -> set[Cell]:
    """What the earlier editions told, with what is carried over of them: no further edition takes it back."""
    held, roof = list(figures.held), list(figures.roof)
    for place, block in enumerate(now.people):
        over = np.array([name_period(period) in carried for _, period in block.spans], dtype=bool)[None, :, None, None]
        held[place], roof[place] = held[place] & over, np.where(over, roof[place], ANY)
    return set(replace(figures, held=held, roof=roof).told())


def _unseen(web: _Web, held: Sequence[NDArray[np.bool_]]) -> Iterator[NDArray[np.bool_]]:
    """Of each block that counts people, which cells are of a level that nothing in the edition shows."""
    seen: dict[str, NDArray[np.bool_]] = {}
    for number in web.counted:
        there = (web.blocks[number].shown > 0) & held[number]
        for place, dimension in enumerate(web.blocks[number].by):
            levels = np.asarray(there.any(axis=(0, 1, 3 - place)))
            seen[dimension] = seen.get(dimension, False) | levels
    for block in web.people:
        found = np.zeros(block.shown.shape, dtype=bool)
        for place, dimension in enumerate(block.by):
            found |= ~seen[dimension].reshape((1, 1, -1, 1) if place == 0 else (1, 1, 1, -1))
        yield found


def _never_fewer(editions: Sequence[Sequence[Block]], firsts: Sequence[int], to: int) -> Iterator[Sum]:
    """That of each count there are in the next edition that has it at least as many; the oldest edition first.

    `firsts` are the numbers of each edition's first block. Nothing is known of a count that was shown as more than it
    can be now: some of its records were taken away, or are counted elsewhere, as complaints are once they are decided.
    """
    last: dict[tuple[str, tuple[str, ...]], dict[tuple[str, Period], tuple[int, int]]] = {}
    of: dict[int, Block] = {}
    for first, blocks in zip(firsts, editions, strict=True):
        for number, block in enumerate(blocks, start=int(first)):
            of[number] = block
            known = last.setdefault((block.part, block.by), {})
            older: dict[int, list[tuple[int, int]]] = {}
            for place, span in enumerate(block.spans):
                if span in known:
                    older.setdefault(known[span][0], []).append((place, known[span][1]))
                known[span] = (number, place)
            for other, pairs in older.items():
                here, there = (np.array(places, dtype=np.intp) for places in zip(*pairs, strict=True))
                link = Sum(_whole(number, here), (_whole(other, there),), more=True)
                yield replace(link, only=_fits(block, here, to) & _fits(of[other], there, to))


def _fits(block: Block, places: NDArray[np.intp], to: int) -> NDArray[np.bool_]:
    return (block.shown < block.counts + to)[0, places]


def _whole(block: int, places: NDArray[np.intp]) -> Slice:
    return Slice(block, (0, 1, 2, 3), np.zeros(1, dtype=np.intp), places)


def _loose(block: Block, held: NDArray[np.bool_], carried: Collection[str]) -> NDArray[np.bool_]:
    free = [name_period(period) not in carried for _, period in block.spans]
    return held & ~block.few & np.array(free)[None, :, None, None]


def _bases(blocks: Sequence[Block], relations: Relations) -> list[Block]:
    """Of each base that nothing counts by itself a block that is not shown."""
    at = {(block.part, block.by): block for block in blocks}
    found = []
    for name, parts in relations.bases.items():
        for by in [way for part, way in at if part == parts[0]]:
            there = [at[part, by] for part in parts if (part, by) in at]
            if all(block.spans == there[0].spans for block in there):
                counts = np.sum([block.counts for block in there], axis=0)
                nothing = np.zeros(counts.shape, dtype=np.int64)
                names = np.zeros(counts.shape, dtype=np.uint64)
                few = np.zeros(counts.shape, dtype=bool)
                found.append(Block(name, by, there[0].spans, counts, few, nothing, nothing, names))
    return found
