"""load --suggested: load files of unknown layout as the Data page would suggest, once their questions are answered."""

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cxdata.errors import CxError
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


def load_suggested(options: argparse.Namespace) -> int:
    """Load each file by its own layout, or by the one suggested for it; 1 when a question is open or a file refused."""
    from cxdata.ingest.load.build import load_files
    from cxdata.ingest.profile.shipped import load_profiles, save
    from cxdata.ingest.receipt import Receipt

    chosen, answers = pairs(options.set, "--set"), pairs(options.answer, "--answer")
    if options.save and len(options.files) != 1:
        raise CxError("--save names one layout: load one file with it.")
    receipts: list[Receipt] = []
    for path in options.files:
        names = set(load_profiles(options.data))
        profile, questions = _profile_for(path, options, chosen, answers)
        if questions:
            return _say_questions(path, questions, options.format)
        if profile is not None:
            profile = replace(profile, name=options.save or _free_name(path, names))
            profile = replace(profile, system=profile.name)
            save(profile, options.data)
        name = profile.name if profile else options.profile
        receipts.append(
            load_files(
                [path], data=options.data, profile=name, sheet=options.sheet, dates=options.dates, gone=options.gone
            )
        )
    last = receipts[-1]
    whole = Receipt(
        tuple(file for r in receipts for file in r.files), last.store_version, sum(r.seconds for r in receipts)
    )
    print(json.dumps(whole.as_dict(), indent=2, ensure_ascii=False) if options.format == "json" else whole.text())
    return 1 if whole.refused else 0


def _profile_for(
    path: Path, options: argparse.Namespace, chosen: dict, answers: dict
) -> tuple[Any, Sequence[Question]]:
    """The layout to load a file with, None where a known one fits, and the questions that are still open."""
    from cxdata.ingest.areas.files import is_areas
    from cxdata.ingest.profile.matching import recognise, unknown_columns
    from cxdata.ingest.profile.shipped import load_profiles
    from cxdata.ingest.read.readers import preview
    from cxdata.ingest.suggest.suggestion import suggest_profile

    if is_areas(path):
        return None, ()
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
            return None, (Question("layout", text, (anew, use)),)
        if choice not in (use, anew):
            raise CxError(f"'{choice}' is no choice for layout. Choose: {anew} / {use}.")
        if choice == use:
            options.profile = known.name
            return None, ()
        known = None
    if known is not None:
        return None, ()
    suggestion = suggest_profile(path, sheet=options.sheet, table=options.table, columns=chosen, answers=answers)
    order = options.dates or suggestion.order
    questions = tuple(q for q in suggestion.questions if q.id != "dates" or order is None)
    if questions:
        return None, questions
    return replace(suggestion.to_profile("suggested"), dates=order, sheet=options.sheet), ()


def _free_name(path: Path, taken: set[str]) -> str:
    """A name for a layout from its file's name, and none that is there already."""
    stem = path.name.split(".")[0].casefold()
    base = re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "layout"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _say_questions(path: Path, questions: Sequence[Question], form: str) -> int:
    if form == "json":
        listed = [{"id": q.id, "question": q.question, "choices": list(q.choices)} for q in questions]
        print(json.dumps({"file": path.name, "questions": listed}, indent=2, ensure_ascii=False))
        return 1
    print(f"{path.name}: nothing is loaded yet. Please answer with --answer ID=CHOICE:")
    for question in questions:
        print(f"  {question.id}: {question.question}  [{' / '.join(question.choices)}]")
    return 1
