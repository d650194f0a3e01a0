"""load --suggested: load files of unknown layout as the Data page would suggest, once their questions are answered."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cxdata.errors import CxError


def pairs(texts: Sequence[str], option: str) -> dict[str, str]:
    """'COLUMN=FIELD' texts as a mapping; the last equals sign divides. Raises CxError for a text without one."""
    given: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.rpartition("=")
        if not sign or not name:
            raise CxError(f"{option} '{text}' says nothing: write NAME=VALUE.")
        given[name.strip()] = value.strip()
    return given


def load_suggested(options: argparse.Namespace) -> int:
    """Load each file by its own layout, or by the one suggested for it; 1 when a question is open or a file refused.

    While a question about any file is open, none is loaded.
    """
    from cxdata.ingest.receipt import FileReceipt, Receipt
    from cxdata.ingest.suggest.questions import check_answers
    from cxdata.ingest.suggest.way import Plan, load_planned

    if options.save and len(options.files) != 1:
        raise CxError("--save names one layout: load one file with it.")
    answers = pairs(options.answer, "--answer")
    ways: dict[Path, Any] = {}
    refused: dict[Path, FileReceipt] = {}
    for path in options.files:
        try:
            ways[path] = _way(path, options, answers)
        except CxError as refusal:
            if len(options.files) == 1:
                raise
            refused[path] = FileReceipt(path.name, refused=str(refusal))
    asked = [question for way in ways.values() if way is not None for question in way.asked]
    check_answers(asked, answers, where=" and ".join(path.name for path in options.files))
    for path, way in ways.items():
        if way is not None and way.questions:
            return _say_questions(path, way.questions, options.format)
    taken: set[str] = set()
    plans = [
        Plan(path, sheet=options.sheet) if way is None else _plan(path, way, options, taken)
        for path, way in ways.items()
    ]
    receipt = load_planned(plans, data=options.data) if plans else Receipt((), None, 0.0)
    loaded = iter(receipt.files)
    whole = replace(receipt, files=tuple(refused.get(path) or next(loaded) for path in options.files))
    print(json.dumps(whole.as_dict(), indent=2, ensure_ascii=False) if options.format == "json" else whole.text())
    return 1 if whole.refused else 0


def _way(path: Path, options: argparse.Namespace, answers: Mapping[str, str]) -> Any:
    """How a file would be read; None for boundaries, which need no layout."""
    from cxdata.ingest.areas.files import is_areas
    from cxdata.ingest.profile.shipped import load_profiles
    from cxdata.ingest.read.readers import preview
    from cxdata.ingest.suggest.corrections import Corrections
    from cxdata.ingest.suggest.questions import Cells
    from cxdata.ingest.suggest.suggestion import ROWS
    from cxdata.ingest.suggest.way import find_way

    if is_areas(path):
        return None
    shown = preview(path, sheet=options.sheet, limit=ROWS)
    corrections = Corrections(options.table, pairs(options.set, "--set"), answers, dates=options.dates)
    anew = bool(options.table or options.set or options.save)
    cells = Cells(shown.columns, shown.rows)
    return find_way(path.name, cells, load_profiles(options.data), corrections, anew=anew)


def _plan(path: Path, way: Any, options: argparse.Namespace, taken: set[str]) -> Any:
    """The file as it is to be loaded; a new layout takes a name that is free."""
    from cxdata.ingest.profile.shipped import free_name, load_profiles
    from cxdata.ingest.suggest.way import Plan

    if way.known is not None:
        return Plan(path, known=way.known.name, sheet=options.sheet, dates=way.order)
    name = options.save or free_name(path.name, {*load_profiles(options.data), *taken})
    taken.add(name)
    return Plan(path, new=replace(way.suggestion.to_profile(name), sheet=options.sheet), sheet=options.sheet)


def _say_questions(path: Path, questions: Sequence[Any], form: str) -> int:
    if form == "json":
        listed = [{"id": q.id, "question": q.question, "choices": list(q.choices)} for q in questions]
        print(json.dumps({"file": path.name, "questions": listed}, indent=2, ensure_ascii=False))
        return 1
    print(f"{path.name}: nothing is loaded yet. Please answer with --answer ID=CHOICE:")
    for question in questions:
        print(f"  {question.id}: {question.question}  [{' / '.join(question.choices)}]")
    return 1
