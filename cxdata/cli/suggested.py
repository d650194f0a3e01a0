"""load --suggested: load files of unknown layout as the Data page would suggest, once their questions are answered."""

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cxdata.errors import CxError
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.receipt import Receipt
from cxdata.ingest.suggest.model import Question


def pairs(texts: Sequence[str], option: str) -> dict[str, str]:
    """'COLUMN=FIELD' texts as a mapping; the last equals sign divides. Raises CxError for a text without one."""
    given: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.rpartition("=")
        if not sign or not name:
            raise CxError(f"{option} '{text}' says nothing: write NAME=VALUE.")
        given[name.strip()] = value.strip()
    return given


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its receipt, or the questions that must be answered first.

    `fault` is the sentence of a file that was stopped before its load began.
    """

    path: Path
    receipt: Receipt | None = None
    questions: tuple[Question, ...] = ()
    fault: str | None = None


def load_suggested(options: argparse.Namespace) -> int:
    """Load each file by its own layout, or by the one suggested for it; 1 when a question is open or a file refused.

    A file that cannot be loaded, or that asks, costs only itself: the others are loaded.
    """
    chosen, answers = pairs(options.set, "--set"), pairs(options.answer, "--answer")
    if options.save and len(options.files) != 1:
        raise CxError("--save names one layout: load one file with it.")
    outcomes = [_load_one(path, options, chosen, answers) for path in options.files]
    receipts = [outcome.receipt for outcome in outcomes if outcome.receipt is not None]
    whole = _joined(receipts) if receipts else None
    open_questions = [outcome for outcome in outcomes if outcome.questions]
    alone = outcomes[0].fault if len(outcomes) == 1 else None
    if options.format == "json":
        print(json.dumps(_as_document(whole, open_questions), indent=2, ensure_ascii=False))
    elif alone is None:
        _say(whole, open_questions)
    if alone is not None:
        raise CxError(alone)
    return 1 if open_questions or (whole is not None and whole.refused) else 0


def _load_one(path: Path, options: argparse.Namespace, chosen: dict, answers: dict) -> Outcome:
    """Load one file; whatever stops it is said in its own receipt."""
    from cxdata.ingest.load.build import load_files
    from cxdata.ingest.profile.shipped import delete, load_profiles, save
    from cxdata.ingest.receipt import refused_by

    names = set(load_profiles(options.data))
    try:
        profile, name, questions = _profile_for(path, options, chosen, answers)
        if questions:
            return Outcome(path, questions=tuple(questions))
        if profile is not None:
            profile = replace(profile, name=options.save or _free_name(path, names))
            profile = replace(profile, system=profile.name)
            name = profile.name
            save(profile, options.data)
        receipt = load_files(
            [path], data=options.data, profile=name, sheet=options.sheet, dates=options.dates, gone=options.gone
        )
    except Exception as fault:
        refused = refused_by(path.name, fault)
        return Outcome(path, Receipt((refused,), None, 0.0), fault=refused.refused)
    if profile is not None and receipt.refused:
        delete(profile.name, options.data)
    return Outcome(path, _with_unused(receipt, profile))


def _with_unused(receipt: Receipt, profile: Profile | None) -> Receipt:
    """The receipt of a file with a new layout, with the columns that nothing is read from."""
    personal = set(profile.personal) if profile else set()
    unused = [header for header in profile.ignore if header not in personal] if profile else []
    if not unused or receipt.refused:
        return receipt
    file = receipt.files[0]
    note = f"Columns that nothing is read from: {', '.join(unused)}."
    return replace(receipt, files=(replace(file, notes=(*file.notes, note)), *receipt.files[1:]))


def _profile_for(
    path: Path, options: argparse.Namespace, chosen: dict, answers: dict
) -> tuple[Profile | None, str | None, Sequence[Question]]:
    """A new layout to load a file with, else the name of the one to use (None: the one recognised), and the questions
    that are still open.
    """
    from cxdata.ingest.areas.files import is_areas
    from cxdata.ingest.profile.matching import recognise, unknown_columns
    from cxdata.ingest.profile.shipped import load_profiles
    from cxdata.ingest.read.readers import preview
    from cxdata.ingest.suggest.suggestion import suggest_profile

    if is_areas(path):
        return None, None, ()
    corrected = options.table or chosen or options.save
    columns = preview(path, sheet=options.sheet, limit=1).columns
    known = None if corrected else recognise(columns, load_profiles(options.data), strict=False)
    answers = dict(answers)
    if known is not None and (more := unknown_columns(known, columns)):
        use, anew = f"read it by {known.name} without them", "suggest a new layout"
        choice = answers.pop("layout", None)
        if choice is None:
            text = (
                f"The layout '{known.name}' fits, but does not know the columns {', '.join(more)}. What shall be done?"
            )
            return None, None, (Question("layout", text, (anew, use)),)
        if choice not in (use, anew):
            raise CxError(f"'{choice}' is no choice for layout. Choose: {anew} / {use}.")
        if choice == use:
            return None, known.name, ()
        known = None
    if known is not None:
        return None, options.profile, ()
    suggestion = suggest_profile(path, sheet=options.sheet, table=options.table, columns=chosen, answers=answers)
    order = options.dates or suggestion.order
    questions = tuple(q for q in suggestion.questions if q.id != "dates" or order is None)
    if questions:
        return None, None, questions
    return replace(suggestion.to_profile("suggested"), dates=order, sheet=options.sheet), None, ()


def _free_name(path: Path, taken: set[str]) -> str:
    """A name for a layout from its file's name, and none that is there already."""
    stem = path.name.split(".")[0].casefold()
    base = re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "layout"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _joined(receipts: Sequence[Receipt]) -> Receipt:
    """The receipts of several loads, one after another, as one."""
    versions = [receipt.store_version for receipt in receipts if receipt.store_version]
    files = tuple(file for receipt in receipts for file in receipt.files)
    return Receipt(files, versions[-1] if versions else None, sum(receipt.seconds for receipt in receipts))


def _as_document(whole: Receipt | None, asking: Sequence[Outcome]) -> dict[str, Any]:
    """The receipt for JSON, with the questions that are open, each with the file that it is about."""
    document = whole.as_dict() if whole else {}
    if asking:
        document["questions"] = [
            {"id": q.id, "question": q.question, "choices": list(q.choices), "file": outcome.path.name}
            for outcome in asking
            for q in outcome.questions
        ]
    return document if whole else {"file": asking[0].path.name, **document}


def _say(whole: Receipt | None, asking: Sequence[Outcome]) -> None:
    if whole:
        print(whole.text())
    for outcome in asking:
        print(f"{outcome.path.name}: nothing of it is loaded yet. Please answer with --answer ID=CHOICE:")
        for question in outcome.questions:
            print(f"  {question.id}: {question.question}  [{' / '.join(question.choices)}]")
