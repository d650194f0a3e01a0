"""A ward's sheet as everybody may have it: composed of the published form of its page, out of an edition alone."""

from collections.abc import Iterator

import pandas as pd

from cxdata.analysis.result import say_list
from cxdata.contract import NOT_RECORDED
from cxdata.documents import Block, Document, Paragraph, Table
from cxdata.errors import CxError
from cxdata.export.edition.answer import say_rules
from cxdata.export.edition.file import Edition
from cxdata.export.exhibit import Exhibit
from cxdata.measures.words import is_code, say_level, say_value
from cxdata.papers.ward.part import MUST, Part
from cxdata.papers.ward.people import TOP
from cxdata.papers.ward.room import with_parts
from cxdata.periods import say_date
from cxdata.published import tables
from cxdata.published.parts import exhibit_of, options_of
from cxdata.published.reading import Reading
from cxdata.published.sheets import SHEETS
from cxdata.published.tiles import tiles_of

PAGE = SHEETS["ward"]


def published_sheet(reading: Reading, *, doubt: str = "") -> Document:
    """The sheet of the ward that is chosen in the reading. Raises CxError where none is."""
    if reading.chosen is None or reading.chosen[0] != "ward" or PAGE.first is None:
        raise CxError("A published ward sheet is of one ward: name it.")
    ward, about = reading.chosen[1], reading.edition.about
    beside = exhibit_of(reading, PAGE.first, "")
    sheet = Document(
        title=f"{ward}: ward sheet",
        council=reading.council.name,
        audience="public",
        cover=(("Council", reading.council.name), ("Period", str(reading.period))),
        blocks=(Paragraph(f"{beside.finding}.", "lead"),),
        mark=f"Published figures, edition of {say_date(about.made_on)}. {doubt}".strip(),
        about=(("Edition", str(about.number)),),
        layout="sheet",
    )
    return with_parts(sheet, list(_parts(reading, beside)))


def published_wards(edition: Edition) -> tuple[str, ...]:
    """The wards of an edition by their names."""
    return tuple(ward for ward in edition.levels_of("ward") if ward != NOT_RECORDED and not is_code(ward))


def _parts(reading: Reading, beside: Exhibit) -> Iterator[Part]:
    tiles = [f"{tile.label}: {tile.value}" for tile in tiles_of(reading, PAGE.tiles)]
    if tiles:
        yield Part("In figures", (Paragraph(f"{'; '.join(tiles)}."),), MUST)
    if len(beside.rows):
        yield Part("Beside the council", (_table(beside, beside.rows, "The ward and the council"), *_notes(beside)), 1)
    changed = tables.changes(reading, PAGE.tiles)
    blocks: list[Block] = [Paragraph(f"{changed.finding}.")]
    blocks += [_table(changed, changed.rows, "Each figure, and a year before")] if len(changed.rows) else []
    yield Part("What changed", tuple(blocks), 2)
    yield from _asked_about(reading)
    yield Part("Online, and who does not come online", (Paragraph(reading.other_side()),), 4)
    said = f"{PAGE.kept_back} {say_rules(reading.edition)}"
    yield Part("What is not in it, and what the figures are", (Paragraph(said),), MUST)


def _asked_about(reading: Reading) -> Iterator[Part]:
    part = PAGE.more[0].part
    try:
        by = next(iter(options_of(reading, part)))
        exhibit, most = exhibit_of(reading, part, by), _most(reading, by)
    except CxError as reason:
        yield Part(PAGE.more[0].title, (Paragraph(str(reason)),), 3)
        return
    blocks = [Paragraph(f"{exhibit.finding}."), *([Paragraph(most)] if most else [])]
    yield Part(PAGE.more[0].title, tuple(blocks), 3)


def _most(reading: Reading, by: str) -> str:
    """The largest groups of contacts, of the same span as the exhibit tells; "" where none has a count."""
    compared = reading.compared("contacts")
    answer = reading.ask("contacts", (by,), period=compared[0] if compared else None)
    rows = answer.frame[(answer.frame[by] != NOT_RECORDED) & (answer.frame["numerator"] > 0)]
    rows = rows.sort_values("numerator", ascending=False, kind="stable").head(TOP)
    pairs = zip(rows[by].astype(str), rows["numerator"].astype(float), strict=True)
    named = [f"{say_level(by, level)} ({say_value(answer.measure, count)})" for level, count in pairs]
    return f"The most frequent are {say_list(named)}." if len(named) > 1 else ""


def _notes(exhibit: Exhibit) -> list[Block]:
    return [Paragraph(" ".join(exhibit.notes))] if exhibit.notes else []


def _table(exhibit: Exhibit, rows: pd.DataFrame, caption: str) -> Table:
    cells = tuple(tuple(map(str, row)) for row in rows.itertuples(index=False, name=None))
    return Table(exhibit.key, caption, tuple(map(str, rows.columns)), cells)
