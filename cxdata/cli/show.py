"""show: a measure's figures as a table, CSV or JSON, or as a picture."""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from cxdata import findings
from cxdata.analysis.asking import FromStore
from cxdata.analysis.both_sides import names_online, say_other_side
from cxdata.analysis.groups import judge_groups
from cxdata.charts.dots import Beside, dots
from cxdata.data_folder import INVENTED, Holding, holding
from cxdata.data_folder.remote import store_to_ask
from cxdata.errors import CxError
from cxdata.export.beside.other_side import with_other_side
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.export.exhibit.picture import picture_png, picture_svg
from cxdata.export.tables import in_words, with_display
from cxdata.measures import find_dimension, find_measure
from cxdata.measures.coverage.periods import find_period
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer, query, refuse_choices, resolve
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.spreadsheets import csv_text
from cxdata.store import Store

BY_CHANNEL = ("channel", "channel_group")
_PICTURES = (".svg", ".png")


def show(options: argparse.Namespace) -> int:
    """Print one measure, split and narrowed as asked."""
    measure = find_measure(options.measure)
    for name in options.by:
        find_dimension(name)
    store = store_to_ask(options.data)
    scope = read_scope(store, measure, options)
    council = read_settings(options.data)
    answer = query(store, measure, options.by, scope, council=council, strict=True)
    said = say_other_side(FromStore(store, council, scope)) if tells_online(answer) else ""
    if options.picture:
        refuse_picture(answer)
        exhibit = with_other_side(_exhibit(answer, query(store, measure, (), scope, council=council)), said)
        write_picture(exhibit, options.picture, "" if holding(store) is Holding.OWN else INVENTED)
        return 0
    print_answer(answer, options.format, said)
    return 0


def print_answer(answer: Answer, written: str, said: str) -> None:
    """Print an answer as a table, CSV or JSON, with the other side of online (`said`) where there is one."""
    answer = replace(answer, notes=(*answer.notes, *filter(None, [said])))
    if written == "csv":
        print(_as_csv(answer, said))
    else:
        print({"json": _as_json, "table": as_table}[written](answer))


def tells_online(answer: Answer) -> bool:
    """Whether an answer tells of online, beside which its other side stands."""
    return names_online(answer.measure.title) or any(dimension.id in BY_CHANNEL for dimension in answer.by)


def refuse_picture(answer: Answer) -> None:
    """Raises CxError for an answer that has no picture: one that is not split by one dimension (time is none)."""
    if len(answer.by) != 1 or answer.by[0].calendar:
        raise CxError("A picture shows one split other than time, such as --by channel.")


def write_picture(exhibit: Exhibit, path: Path, doubt: str) -> None:
    """Write the picture of an exhibit, as SVG or PNG by the file's ending; `doubt` is what is wrong with its figures.

    Raises CxError for another ending, and where the file cannot be written.
    """
    if path.suffix.lower() not in _PICTURES:
        raise CxError(f"A picture is written as .svg or .png, not as '{path.suffix or path.name}'.")
    svg = path.suffix.lower() == ".svg"
    drawn = picture_svg(exhibit, doubt=doubt).encode() if svg else picture_png(exhibit, doubt=doubt)
    try:
        path.write_bytes(drawn)
    except OSError as fault:
        raise CxError(f"{path} cannot be written: {fault.strerror}.") from None


def _exhibit(answer: Answer, whole: Answer) -> Exhibit:
    if answer.empty or answer.frame["value"].isna().all():
        raise CxError(findings.nothing_to_show(answer))
    values: list[float] = [] if answer.measure.is_count else whole.frame["value"].dropna().tolist()
    beside = [Beside(value, "Council") for value in values]
    chart = dots(answer, judged=judge_groups(answer), beside=beside)
    return exhibit_of(answer, chart, findings.of_groups(answer), key=answer.measure.id)


def read_scope(
    store: Store, measure: Measure, options: argparse.Namespace, *, of_many: bool = False, compared: Sequence[str] = ()
) -> Scope:
    """The scope that --where, --from, --to and --include-staff say. Raises CxError naming the nearest values, and where
    a choice narrows nothing: the measure cannot be narrowed by it (`of_many`: another that the command shows may be),
    or its groups are all `compared` by the command.
    """
    chosen: dict[str, list[str]] = {}
    for text in options.where:
        name, equals, value = text.partition("=")
        if not equals:
            raise CxError(f"'--where {text}' must name a dimension and a value, such as --where channel=phone.")
        chosen.setdefault(find_dimension(name).id, []).append(resolve(store, name, value))
    for name in compared:
        if name in chosen:
            raise CxError(
                f"This command compares every {find_dimension(name).title.lower()}: leave --where {name} out."
            )
    scope = Scope(
        period=_period(store, measure, options),
        choices=tuple((name, tuple(dict.fromkeys(values))) for name, values in chosen.items()),
        include_staff=options.include_staff,
    )
    if not of_many:
        refuse_choices(measure, scope, read_settings(options.data))
    return scope


def _period(store: Store, measure: Measure, options: argparse.Namespace) -> Period | None:
    first, last = options.first, options.last
    if options.period is not None:
        if first is not None or last is not None:
            raise CxError("--period names a span of its own: leave --from and --to out, or --period.")
        return find_period(store, read_settings(options.data), options.period)
    if first is None and last is None:
        return None
    start, end = store.spans.get(measure.table, (date(1900, 1, 1), date(2200, 1, 1)))
    begin, finish = first or min(start, last or start), last or max(end, first or end)
    if finish < begin:
        raise CxError(f"--from {begin} is after --to {finish}, so no day is left. Swap them.")
    return Period(begin, finish + timedelta(days=1))


def as_records(answer: Answer) -> list[dict[str, Any]]:
    """The rows as plain values: whole numbers whole, missing ones None; published ones with `display` as well."""
    return [
        {str(name): _plain(value) for name, value in row.items()} for row in with_display(answer).to_dict("records")
    ]


def as_document(answer: Answer) -> dict[str, Any]:
    """The whole answer, ready for JSON."""
    return {
        "measure": answer.measure.id,
        "title": answer.measure.title,
        "unit": answer.measure.unit.value,
        "formula": answer.measure.formula,
        "scope": answer.sentence,
        "store_version": answer.version,
        "sources": list(answer.sources),
        "warnings": list(answer.warnings),
        "notes": [*answer.notes, *([answer.rules] if answer.rules else [])],
        "published": answer.published,
        "by": [dimension.id for dimension in answer.by],
        "rows": as_records(answer),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    return value.item() if hasattr(value, "item") else value


def _as_json(answer: Answer) -> str:
    return json.dumps(as_document(answer), indent=2, ensure_ascii=False)


def _as_csv(answer: Answer, said: str) -> str:
    """The rows with their warnings, and of online with its other side in a column of its own."""
    beside = {"warning": " ".join(answer.warnings)} | ({"other_side": said} if said else {})
    rows = [(*record.values(), *beside.values()) for record in as_records(answer)]
    return csv_text([*with_display(answer).columns, *beside], rows).rstrip("\n")


def as_table(answer: Answer) -> str:
    """The answer for a person at a terminal: the figures in words, under them what was counted and in which scope."""
    table = in_words(answer)
    lines = [list(table.columns), *table.to_numpy().tolist()]
    foot = [
        *answer.warnings,
        answer.sentence,
        f"Counted: {answer.measure.counted}. Formula: {answer.measure.formula}.",
        *answer.notes,
    ]
    foot += [answer.rules] if answer.rules else []
    version = answer.version if answer.published else f"store {answer.version}"
    foot.append(f"From {', '.join(answer.sources) or 'no file'}; {version}.")
    return "\n".join([align(lines, left=len(answer.by)), "", *foot])


def align(lines: list[list[str]], *, left: int) -> str:
    """Rows of text in columns with a rule under the headings; the first `left` columns and the last to the left."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    last = len(widths) - 1

    def one(line: list[str]) -> str:
        cells = [
            cell.ljust(width) if column < left or column == last else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        return "  ".join(cells).rstrip()

    return "\n".join([one(lines[0]), "  ".join("-" * width for width in widths), *map(one, lines[1:])])
