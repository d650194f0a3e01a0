"""benchmarks: our own figure among those that other councils publish, as a table or JSON."""

import argparse
import json
from typing import Any

from cxdata.analysis.councils.alike import alike
from cxdata.analysis.councils.compare import Comparison, compare, opening_span, spans_of
from cxdata.analysis.councils.printed import read_printed
from cxdata.analysis.councils.words import how_ranked, left_out, say_found
from cxdata.cli.show import align
from cxdata.data_folder.remote import store_to_ask
from cxdata.errors import CxError, suggest_nearest
from cxdata.export.exhibit.of_councils import council_rows
from cxdata.measures import find_measure
from cxdata.measures.coverage.whole_months import whole_in_all
from cxdata.measures.query import query
from cxdata.periods import Period, name_period
from cxdata.scope import Scope
from cxdata.settings import read_settings


def run_benchmarks(options: argparse.Namespace) -> int:
    """Print the rows of the page of other councils for one measure and half-year."""
    store, council = store_to_ask(options.data), read_settings(options.data)
    measure, printed = find_measure(options.measure), read_printed(store)
    if not printed:
        raise CxError("No figure of another council is loaded. Load a file of published figures.")
    spans = spans_of(printed, measure, council)
    if not spans:
        raise CxError(
            f"No published figure is known to be defined as '{measure.title}'. Say which is, as "
            "[[same_definitions]] in council.toml."
        )
    covered = whole_in_all(store, measure.tables).months
    span = _named(spans, options.period) if options.period else opening_span(spans, covered)
    among = alike(printed, council)[0] if options.alike else None
    own = query(store, measure.id, (), Scope(period=span), council=council)
    result = compare(printed, measure, span, council, own, covered=covered, among=among)
    if options.format == "json":
        print(json.dumps(_document(result), indent=2, ensure_ascii=False, allow_nan=False))
        return 0
    rows = council_rows(result)
    lines = [list(map(str, rows.columns)), *rows.to_numpy().tolist()]
    words = [*own.warnings, *left_out(result), how_ranked(measure), *own.notes]
    print("\n".join([say_found(result), "", align(lines, left=1), "", *words]))
    return 0


def _named(spans: tuple[Period, ...], name: str) -> Period:
    by_name = {name_period(span): span for span in spans}
    if name not in by_name:
        raise CxError(f"No other council publishes this of '{name}'. {suggest_nearest(name, by_name)}")
    return by_name[name]


def _document(result: Comparison) -> dict[str, Any]:
    plain = result.as_dict()
    return {
        "sentence": say_found(result),
        "measure": plain["measure"],
        "span": name_period(result.span),
        "first": str(result.span.start),
        "last": str(result.span.last_day),
        "published": False,
        "left_out": list(left_out(result)),
        "how_ranked": how_ranked(result.measure),
        "rows": plain["figures"],
    }
