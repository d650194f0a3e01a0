"""A published page as plain values: its tiles, then every part with every split and figure that its switches offer."""

from collections.abc import Iterator
from typing import Any

from cxdata.analysis.both_sides import names_online
from cxdata.errors import CxError
from cxdata.export.edition.answer import say_rules
from cxdata.export.exhibit import Exhibit
from cxdata.measures import DIMENSIONS, find_measure
from cxdata.measures.words import say_level
from cxdata.overview import TileWords
from cxdata.published.model import Groups, Levels, Part, Places, Sheet
from cxdata.published.parts import exhibit_of, options_of, switch_of
from cxdata.published.reading import Reading
from cxdata.published.sheets import measures_of
from cxdata.published.tiles import tiles_of


def record_of(reading: Reading, sheet: Sheet) -> dict[str, Any]:
    """The whole page, each figure in the words in which it is read.

    page, published, edition, made_on, council, scope, rules; tiles: label, value, change, target, beside, remark;
    parts: key, title, measure and by (ids, where it is of one), and either `refused` (a sentence), or shown (by what,
    or of which figure), finding, scope, rows,
    notes; other_side: what those meet with who do not come online, where the page tells of online; kept_back: what of
    the officers' page is not in it, and why.
    """
    about = reading.edition.about
    return {
        "page": sheet.page,
        "published": True,
        "edition": about.number,
        "made_on": about.made_on.isoformat(),
        "council": about.council,
        "scope": _scope(reading),
        "rules": say_rules(reading.edition),
        "tiles": [_tile(tile) for tile in tiles_of(reading, sheet.tiles)],
        "parts": list(_parts(reading, sheet)),
        "other_side": reading.other_side() if _tells_online(sheet) else "",
        "kept_back": sheet.kept_back,
    }


def _scope(reading: Reading) -> str:
    titles = {name: dimension.title for name, dimension in DIMENSIONS.items()}
    return reading.scope.sentence(titles, say=say_level)


def _tells_online(sheet: Sheet) -> bool:
    """Whether a page speaks of online, beside which its other side stands."""
    return any(names_online(find_measure(measure).title) for measure in measures_of(sheet))


def _tile(tile: TileWords) -> dict[str, str]:
    return {
        "label": tile.label,
        "value": tile.value,
        "change": tile.change.words if tile.change else "",
        "target": tile.target.words if tile.target else "",
        "beside": tile.beside,
        "remark": tile.remark,
    }


def _parts(reading: Reading, sheet: Sheet) -> Iterator[dict[str, Any]]:
    if sheet.first is not None:
        yield from _every_way(reading, sheet.first, {"key": "first", "title": ""})
    for section in sheet.more:
        yield from _every_way(reading, section.part, {"key": section.key, "title": section.title})


def _every_way(reading: Reading, part: Part, named: dict[str, str]) -> Iterator[dict[str, Any]]:
    """A part once for each thing that its switch offers; once, with the reason, where it offers nothing."""
    try:
        options = options_of(reading, part)
    except CxError as reason:
        yield {**named, "refused": str(reason)}
        return
    for option, words in options.items():
        shown = {**_of(part, option), **({"shown": f"{switch_of(part).lower()}: {words}"} if words else {})}
        try:
            yield {**named, **shown, **_exhibit(exhibit_of(reading, part, option))}
        except CxError as reason:
            yield {**named, **shown, "refused": str(reason)}


def _of(part: Part, option: str) -> dict[str, str]:
    """The measure and the dimension of a part, by their ids, where it is of one."""
    if isinstance(part, Groups):
        return {"measure": part.measure, "by": option}
    if isinstance(part, Levels):
        return {"measure": "answer_share", "by": option}
    if isinstance(part, Places):
        return {"measure": option, "by": "ward"}
    return {"measure": option} if option else {}


def _exhibit(exhibit: Exhibit) -> dict[str, Any]:
    return {
        "finding": exhibit.finding,
        "scope": exhibit.scope,
        "rows": exhibit.rows.to_dict("records"),
        "notes": list(exhibit.notes),
    }
