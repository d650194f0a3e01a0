"""targets: the rows of the page of targets, or of the service standards; and tables of either loaded into the lists."""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from cxdata.analysis.asking import FromStore
from cxdata.analysis.both_sides import names_online, say_other_side
from cxdata.analysis.targets.digital import with_left_out
from cxdata.analysis.targets.figures import Figure
from cxdata.analysis.targets.order import in_order
from cxdata.analysis.targets.rows import Row, target_rows
from cxdata.analysis.targets.standards import StandardRow, say_standards, standard_rows
from cxdata.analysis.targets.words import say_found, say_row, say_target, title_of
from cxdata.cli.show import align, read_scope
from cxdata.council import Target
from cxdata.data_folder.remote import store_to_ask
from cxdata.export.promises.targets import kept_in, standard_rows_in_words, target_rows_in_words
from cxdata.lists import read_list
from cxdata.lists.standards import STANDARDS
from cxdata.lists.targets import TARGETS
from cxdata.measures import find_measure
from cxdata.measures.coverage.periods import default_period
from cxdata.settings import read_settings, target_faults


def run_targets(options: argparse.Namespace) -> int:
    """Print every target of the period named, or else of the one the page opens on."""
    asking = _asking(options)
    if options.standards:
        return _print_standards(asking, options)
    rows, faults = in_order(with_left_out(asking, target_rows(asking))), target_faults(options.data)
    beside = say_other_side(asking) if any(names_online(row.measure.title) for row in rows) else ""
    if options.format == "json":
        document = {
            "period": str(asking.scope.period) if asking.scope.period else "All dates loaded",
            "published": False,
            "store_version": asking.store.version,
            "found": say_found(rows),
            "other_side": beside,
            "rows": [_record(row) for row in rows],
            "faults": list(faults),
        }
        print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
        return 0
    print("\n".join([say_found(rows), *filter(None, [beside]), *faults]))
    if rows:
        words = target_rows_in_words(rows).drop(columns=["What it says", "Likely range"])
        print(f"\n{align([list(words.columns), *words.to_numpy().tolist()], left=len(words.columns))}\n")
        print("\n".join(f"{title_of(row)}: {' '.join(said)}" for row in rows if (said := say_row(row))))
    return 0


def _print_standards(asking: FromStore, options: argparse.Namespace) -> int:
    kept = read_list(options.data, STANDARDS)
    rows = standard_rows(asking, kept.entries)
    if options.format == "json":
        document = {
            "period": str(asking.scope.period) if asking.scope.period else "All dates loaded",
            "published": False,
            "rows": [_standard(row) for row in rows],
            "faults": list(kept.faults),
        }
        print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
        return 0
    print("\n".join([say_standards(rows), *kept.faults]))
    if rows:
        words = standard_rows_in_words(rows)
        print(f"\n{align([list(words.columns), *words.to_numpy().tolist()], left=len(words.columns))}")
    return 0


def _standard(row: StandardRow) -> dict[str, Any]:
    return {
        "id": row.entry.id,
        **dict(row.entry.values),
        "counted_by": row.measure.id if row.measure else None,
        "figure": _figure(row.figure),
        "verdict": row.verdict.value,
        "lacks": row.lacks,
        "notes": list(row.notes),
    }


def load_file(options: argparse.Namespace) -> int:
    """Load a table of targets or standards; print what was added."""
    from cxdata.ingest.list_tables import load_list  # reading is heavy to import

    kind = STANDARDS if options.standards else TARGETS
    loaded = load_list(
        options.file,
        data=options.data,
        kind=kind,
        by=options.by,
        why=options.why,
        now=datetime.now(),
        sheet=options.sheet,
    )
    if options.format == "json":
        document = {"added": [entry.id for entry in loaded.added], "known": loaded.known, "faults": list(loaded.faults)}
        print(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        print("\n".join(loaded.sentences))
    return 0


def _asking(options: argparse.Namespace) -> FromStore:
    store, council = store_to_ask(options.data), read_settings(options.data)
    scope = read_scope(store, find_measure("contacts"), options, of_many=True)
    if scope.period is None:
        scope = replace(scope, period=default_period(store))
    return FromStore(store, council, scope)


def _record(row: Row) -> dict[str, Any]:
    return {
        "measure": row.measure.id,
        "title": title_of(row),
        "services": list(row.services),
        "target": _target(row, row.target),
        "goals": [goal.value for goal in row.goals],
        "verdict": row.verdict.value,
        "newest_month": _figure(row.month),
        "year_to_date": _figure(row.year),
        "period": _figure(row.period),
        "course": [{"month": f"{step.start:%Y-%m}", "value": step.value} for step in row.course],
        "pace": _pace(row),
        "moved": [_target(row, target) for target in row.moved],
        "coming": _target(row, row.coming),
        "words": say_row(row),
        "warnings": list(row.period.answer.warnings) if row.period else [],
        "kept_in": kept_in(row),
    }


def _target(row: Row, target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {
        "since": target.since.isoformat(),
        "by": target.by.isoformat() if target.by else None,
        "low": target.low,
        "high": target.high,
        "direction": target.direction,
        "baseline": target.baseline,
        "note": target.note,
        "says": say_target(row.measure, target),
    }


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    period = figure.span.period
    return {
        "first": period.start.isoformat(),
        "last": period.last_day.isoformat(),
        "value": _number(figure.value),
        "lower": _number(figure.lower),
        "upper": _number(figure.upper),
        "numerator": _number(figure.numerator),
        "denominator": _number(figure.denominator),
        "verdict": figure.verdict.value,
        "note": figure.remark,
    }


def _pace(row: Row) -> dict[str, Any] | None:
    speed = row.pace
    if speed is None or row.until is None:
        return None
    numbers = (speed.needed, speed.best_half, speed.last_half, speed.best_year)
    names: Sequence[str] = ("needed", "best_six_months", "last_six_months", "best_twelve_months")
    return {name: _number(number) for name, number in zip(names, numbers, strict=True)} | {"by": f"{row.until:%Y-%m}"}


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
