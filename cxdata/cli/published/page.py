"""A command with --publish prints the record of the page that it stands for, as tables or JSON."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cxdata.cli.published.choices import published_period, read_choices
from cxdata.cli.show import align
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.export.edition.file import Edition
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.published.reading import Reading, period_to_open
from cxdata.published.record import record_of
from cxdata.published.sheets import SHEETS

SCOPE = ("where", "period", "first", "last", "include_staff", "publish", "format", "help")
"""The options that a published page has; a command's others ask for more than an edition holds."""


def print_page(edition: Edition, council: Council, options: argparse.Namespace) -> None:
    """Print the page's record. Raises CxError, saying why, for a choice that is not published."""
    _refuse_others(options)
    scope = read_choices(edition, options)
    if len(scope.choices) > 1:
        names = " and ".join(DIMENSIONS[name].title.lower() for name, _ in scope.choices)
        raise CxError(
            f"A published page shows one thing at a time and splits it by another, and {names} are two: leave one out, "
            "or ask for one figure of both with: python -m cxdata show MEASURE --where ... --where ... --publish."
        )
    period = period_to_open(edition) if scope.period is None else published_period(edition, scope.period)
    record = _asked(record_of(Reading(edition, council, replace(scope, period=period)), SHEETS[options.page]), options)
    if options.format == "json":
        print(json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print(_as_text(record))


def _asked(record: dict[str, Any], options: argparse.Namespace) -> dict[str, Any]:
    """The record with those parts alone that are of the measure, and by the dimension, that the command was given.

    Raises CxError, naming what the page has and the way to one figure, where none of them is.
    """
    given = str(getattr(options, "measure", None) or "")
    if given not in MEASURES:
        return record
    by = str(options.by) if isinstance(getattr(options, "by", None), str) else ""
    parts = [one for one in record["parts"] if one.get("measure") == given and by in ("", one.get("by"))]
    if parts:
        return {**record, "parts": parts}
    known = dict.fromkeys(MEASURES[one["measure"]].title for one in record["parts"] if one.get("measure") in MEASURES)
    split = f" by {DIMENSIONS[by].title.lower()}" if by in DIMENSIONS else ""
    raise CxError(
        f"The published page “{record['page']}” has no “{MEASURES[given].title}”{split}: it has "
        f"{', '.join(known) or 'none of a single measure'}. One figure by itself: "
        f"python -m cxdata show {given}{f' --by {by}' if by else ''} --publish."
    )


def _refuse_others(options: argparse.Namespace) -> None:
    """Refuse an option of the command's own that was set. What a command cannot do without is no choice of a page."""
    for action in options.words._actions:
        if action.dest in SCOPE or action.required or not action.option_strings:
            continue
        if getattr(options, action.dest) != action.default:
            raise CxError(
                f"{action.option_strings[-1]} is for officers: a published page is narrowed by --where and --period "
                "alone, and shows all that it has. Leave it out, or leave out --publish."
            )


def _as_text(record: Mapping[str, Any]) -> str:
    lines = [f"Edition {record['edition']} of {record['council']}. {record['scope']}.", ""]
    if record["tiles"]:
        lines += [_tiles(record["tiles"]), ""]
    for part in record["parts"]:
        head = " - ".join(word for word in (part["title"], part.get("shown", "")) if word)
        lines += [head] if head else []
        if "refused" in part:
            lines += [part["refused"], ""]
            continue
        lines += [f"{part['finding']}.", *_rows(part["rows"]), *part["notes"], ""]
    ends = [record["other_side"], record["kept_back"], record["rules"]]
    return "\n".join([*lines, *filter(None, ends)])


def _tiles(tiles: Sequence[Mapping[str, str]]) -> str:
    heads = {"label": "Figure", "value": "Value", "change": "Change", "target": "Target"}
    rows = [[tile[name] for name in heads] for tile in tiles]
    said = ["; ".join(word for word in (tile["beside"], tile["remark"]) if word) for tile in tiles]
    return align([[*heads.values(), "Note"], *([*row, note] for row, note in zip(rows, said, strict=True))], left=1)


def _rows(rows: Sequence[Mapping[str, str]]) -> list[str]:
    if not rows:
        return []
    return [align([list(rows[0]), *(list(row.values()) for row in rows)], left=1)]
