"""load --suggested: load files of unknown layout as the Data page would suggest, once their questions are answered."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxdata.errors import CxError

if TYPE_CHECKING:
    from cxdata.ingest.plan.way import Plan, Way
    from cxdata.ingest.receipt import FileReceipt, Receipt
    from cxdata.ingest.suggest.model import Question


# The names of the layouts made in this call, by the columns of their files.
Made = dict[tuple[str, ...], str]


@dataclass(frozen=True)
class Outcome:
    """What is to become of one file: its plan, the questions that must be answered first, or why it is refused."""

    path: Path
    plan: Plan | None = None
    asked: tuple[Question, ...] = ()
    questions: tuple[Question, ...] = ()
    refused: FileReceipt | None = None


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

    A file that cannot be loaded, or that asks, costs only itself: the others are loaded, in one load.
    """
    from cxdata.ingest.privacy.temporary import private_folder

    chosen, answers = pairs(options.set, "--set"), pairs(options.answer, "--answer")
    if options.save and len(options.files) != 1:
        raise CxError("--save names one layout: load one file with it.")
    made: dict[tuple[str, ...], str] = {}
    with private_folder() as folder:
        outcomes = [
            outcome for path in options.files for outcome in _outcomes(path, options, chosen, answers, made, folder)
        ]
        return _load(outcomes, options, answers)


def _load(outcomes: Sequence[Outcome], options: argparse.Namespace, answers: Mapping[str, str]) -> int:
    """Load what can be loaded, in one load, and say what became of each file."""
    from cxdata.ingest.plan.way import load_planned
    from cxdata.ingest.receipt import Receipt
    from cxdata.ingest.suggest.questions import check_answers

    if len(outcomes) == 1 and (alone := outcomes[0].refused):
        raise CxError(alone.refused or "")
    asked = [question for outcome in outcomes for question in outcome.asked]
    check_answers(asked, answers, where=" and ".join(path.name for path in options.files))
    plans = [outcome.plan for outcome in outcomes if outcome.plan]
    receipt = load_planned(plans, data=options.data, gone=options.gone) if plans else Receipt((), None, 0.0)
    loaded = iter(receipt.files)
    files = [outcome.refused or next(loaded) for outcome in outcomes if outcome.plan or outcome.refused]
    # What is left of them is of files that the load read anew by itself.
    whole = replace(receipt, files=(*files, *loaded))
    asking = [outcome for outcome in outcomes if outcome.questions]
    if options.format == "json":
        print(json.dumps(_as_document(whole, asking), indent=2, ensure_ascii=False))
    else:
        _say(whole, asking)
    return 1 if asking or whole.refused else 0


def _outcomes(
    path: Path,
    options: argparse.Namespace,
    chosen: Mapping[str, str],
    answers: Mapping[str, str],
    made: Made,
    folder: Path,
) -> list[Outcome]:
    """What is to become of a file, or of each file of an archive; which one is meant is asked first."""
    from cxdata.ingest.areas.lookup import is_lookup
    from cxdata.ingest.plan.way import Plan
    from cxdata.ingest.receipt import refused_by
    from cxdata.ingest.suggest.beforehand.parts import files_of

    try:
        # First of all: ONS packs a lookup with guides and parts, of which nobody need choose.
        if is_lookup(path):
            return [Outcome(path, Plan(path))]
        asked, files = files_of(path, options.sheet, answers, folder)
    except Exception as fault:
        return [Outcome(path, refused=refused_by(path.name, fault))]
    if not files:
        return [Outcome(path, asked=asked, questions=asked)]
    outcomes = [_outcome(file, sheet, options, chosen, answers, made) for file, sheet in files]
    return [replace(outcome, asked=(*asked, *outcome.asked)) for outcome in outcomes]


def _outcome(
    path: Path,
    sheet: str | None,
    options: argparse.Namespace,
    chosen: Mapping[str, str],
    answers: Mapping[str, str],
    made: Made,
) -> Outcome:
    """What is to become of a file; whatever stops it is said in its own receipt."""
    from cxdata.ingest.areas.files import is_areas
    from cxdata.ingest.receipt import refused_by
    from cxdata.ingest.suggest.beforehand.parts import which_table

    try:
        if is_areas(path):
            return _areas(path, sheet, options, answers)
        table, sheet = which_table(path, sheet, answers)
        if table and table.id not in answers:
            return Outcome(path, asked=(table,), questions=(table,))
        way = _way(path, sheet, options, chosen, answers)
        plan = None if way.questions else _plan(path, sheet, way, options, made)
        way = replace(way, asked=(*([table] if table else []), *way.asked))
    except Exception as fault:
        return Outcome(path, refused=refused_by(path.name, fault))
    return Outcome(path, plan, way.asked, way.questions)


def _areas(path: Path, sheet: str | None, options: argparse.Namespace, answers: Mapping[str, str]) -> Outcome:
    """What is to become of a boundary file; where all its questions are answered, the answers are kept for its like."""
    from cxdata.ingest.areas.layouts import load_layouts, save_layout
    from cxdata.ingest.plan.way import Plan
    from cxdata.ingest.suggest.places.boundaries import answer, ask_of_areas

    asked = ask_of_areas(path, load_layouts(options.data))
    own = {question.id: answers[question.id] for question in asked.questions if question.id in answers}
    layout = answer(asked, own)
    if layout is None:
        return Outcome(path, None, asked.questions, tuple(q for q in asked.questions if q.id not in own))
    if asked.questions:
        save_layout(layout, options.data)
    return Outcome(path, Plan(path, sheet=sheet), asked.questions)


def _way(
    path: Path, sheet: str | None, options: argparse.Namespace, chosen: Mapping[str, str], answers: Mapping[str, str]
) -> Way:
    """How a file would be read, with what must be asked first."""
    from cxdata.ingest.plan.way import find_way
    from cxdata.ingest.profile.shipped import load_profiles
    from cxdata.ingest.read.readers import preview
    from cxdata.ingest.suggest.corrections import Corrections
    from cxdata.ingest.suggest.questions import Cells
    from cxdata.ingest.suggest.suggestion import ROWS

    shown = preview(path, sheet=sheet, limit=ROWS)
    corrections = Corrections(options.table, chosen, answers, dates=options.dates)
    anew = bool(options.table or chosen or options.save)
    cells = Cells(shown.columns, shown.rows)
    return find_way(path.name, cells, load_profiles(options.data), corrections, anew=anew)


def _plan(path: Path, sheet: str | None, way: Way, options: argparse.Namespace, made: Made) -> Plan:
    """The file as it is to be loaded. A new layout takes a name that is free, and is read by files of its columns."""
    from cxdata.ingest.plan.way import Plan
    from cxdata.ingest.profile.shipped import free_name, load_profiles

    if way.suggestion is None:
        known = way.known.name if way.known else None
        return Plan(path, known=known, sheet=sheet, dates=way.order)
    columns = way.suggestion.headers
    if columns in made:
        return Plan(path, known=made[columns], sheet=sheet, dates=way.order)
    made[columns] = name = options.save or free_name(path.name, {*load_profiles(options.data), *made.values()})
    return Plan(path, new=replace(way.suggestion.to_profile(name), sheet=sheet), sheet=sheet)


def _as_document(whole: Receipt, asking: Sequence[Outcome]) -> dict[str, Any]:
    """The receipt for JSON, with the questions that are open, each with the file that it is about."""
    document: dict[str, Any] = whole.as_dict() if whole.files else {"file": asking[0].path.name}
    if asking:
        document["questions"] = [
            {"id": q.id, "question": q.question, "choices": list(q.choices), "file": outcome.path.name}
            for outcome in asking
            for q in outcome.questions
        ]
    return document


def _say(whole: Receipt, asking: Sequence[Outcome]) -> None:
    if whole.files:
        print(whole.text())
    for outcome in asking:
        print(f"{outcome.path.name}: nothing of it is loaded yet. Please answer with --answer ID=CHOICE:")
        for question in outcome.questions:
            print(f"  {question.id}: {question.question}  [{' / '.join(question.choices)}]")
