"""The edition's own file, made under many keys and attacked as it would be handed out."""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from cxdata.council import Council, read_council
from cxdata.export.edition.file import About, Contents, write_edition
from cxdata.export.edition.ledger import settle
from cxdata.export.edition.making import make
from cxdata.export.edition.public.given import public_of
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.attack.handed_out import Found, Handed, people_of, told_in
from tests.attack.known_sums import STAGES, SUMS
from tests.attack.rows import Rows

TODAY = date(2026, 10, 5)


def file_of(data: Path, key: int, target: Path) -> int:
    """Write the edition of a folder's data under a key; how many figures its maker moved."""
    store, council = open_store(data), read_council(data)
    made = make(store, council, f"{key:064x}", TODAY)
    settled = settle(made, None, key_mark="", round_to=5, today=TODAY)
    about = About(1, TODAY, council.name, 5, "")
    public = public_of(data, store, council, TODAY)
    contents = Contents(about, settled.cells, settled.tables, settled.periods, made.levels, made.residents, public)
    write_edition(contents, target)
    return made.moved


def the_file(data: Path, keys: range, complaints: Rows, insiders: int) -> Iterator[str]:
    """All figures of the file together, under each key; and somebody who knows all but one of the people of a cell, in
    every table of complaints that the file has of their ward, service, provider, cause, stage and outcome.
    """
    store, council = open_store(data), read_council(data)
    public = dict(store.tuples("select distinct service::varchar, provider::varchar from contacts"))
    told_ever, right_ever = 0, 0
    for key in keys:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "edition.duckdb"
            moved = file_of(data, key, path)
            handed = Handed.read(str(path), groups=council.named_groups, providers=public)
        if key == keys[0]:
            ways = handed.tables[["measure", "by_1", "by_2"]].drop_duplicates()
            names = [name for name in handed.cells if name not in ("part", "period", "shown")]
            yield (
                f"{len(ways):,} tables, {(ways['by_2'] != '').sum():,} of two things (pairs), "
                f"{len(handed.cells[names].drop_duplicates()):,} selections, {len(handed.periods)} periods, "
                f"{len(handed.cells):,} figures shown"
            )
        said = []
        for table in SUMS:
            found = told_in(handed, table)
            right = sum(is_right(store, council, found, int(node)) for node in found.told)
            told_ever, right_ever = told_ever + len(found.told), right_ever + right
            told = f"{len(found.told)} told ({right} of them right)" if len(found.told) else "0 told"
            said.append(f"{table} {told} of {found.figures:,} figures in {len(found.web.total):,} sums")
            if table == "complaints":
                inside = _insider(found, complaints, insiders if key == keys[0] else 0)
        yield f"key {key}: {moved} moved by the maker; {'; '.join(said)}"
        if inside:
            yield f"  {inside}"
    yield f"{len(keys)} keys: {told_ever} counts of 1 to 4 told, {right_ever} of them right"


def is_right(store: Store, council: Council, found: Found, node: int) -> bool:
    """Whether what the sums tell of a count is so: he is wrong who takes a "0 to 4" of few people at its word."""
    ((part, by, levels, period),) = found.blocks.names(np.array([node]))
    start, end = found.blocks.spans[period]
    frame = query(store, part[0], by, Scope(period=Period(start.date(), end.date())), council=council).frame
    for name, level in zip(by, levels, strict=True):
        frame = frame[frame[name] == level]
    yes, base = (float(frame[name].sum()) for name in ("numerator", "denominator"))
    truth = {"n": yes, "yes": yes, "total": yes, "others": base - yes, "base": base}.get(part[1], float("nan"))
    return truth == found.bounds.low[node]


def _insider(found: Found, rows: Rows, most: int) -> str:
    if not most:
        return ""
    rng, by = np.random.default_rng(1), ("service", "ward")
    cells: dict[tuple[int, ...], list[int]] = {}
    for row in range(len(rows)):
        quarter = int(rows.month[row]) // 3
        cells.setdefault((rows.codes["service"][row], rows.codes["ward"][row], quarter), []).append(row)
    some = [members for members in cells.values() if 2 <= len(members) <= 5]
    count, another, told = 0, 0, 0
    for at in rng.permutation(len(some))[:most]:
        members = np.array(some[at])
        known = people_of(rows, members[:-1], found, STAGES)
        joint = found.with_least(known)
        period = next(
            name
            for name, (start, end) in found.blocks.spans.items()
            if start.year * 12 + start.month - 1 <= rows.month[members[0]] < end.year * 12 + end.month - 1
            and 85 < (end - start).days < 95
        )
        levels = tuple(rows.levels[one][rows.codes[one][members[0]]] for one in by)
        target = found.blocks.place((STAGES, by, levels, period)) or found.blocks.place(
            (STAGES, by[::-1], levels[::-1], period)
        )
        if target is not None:
            count += 1
            another += int(joint.bounds.low[target] >= len(members))
            told += int(joint.bounds.low[target] == joint.bounds.high[target])
    said = f"{count} cells, in every table of complaints: sure of another in {another}, of the count in {told}"
    return f"knows all but one of the people of {said}"
