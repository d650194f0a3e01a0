"""Invented files of the same kinds as tests/cases (tests/cases_more/right.toml): each gives its right answer.

A seventh of them by default; all of them with CX_ALL_CASES=1.
"""

import json
import os
import tomllib
from pathlib import Path

import pytest

from cxdata.store import open_store
from tests.cli.terminal import Done, run

pytestmark = pytest.mark.store
FOLDER = Path(__file__).parents[2] / "cases_more"
ALL = tomllib.loads((FOLDER / "right.toml").read_text(encoding="utf-8"))["case"]
CASES = ALL if os.environ.get("CX_ALL_CASES") else ALL[::7]
# What an officer says to questions that a file of a few rows has to ask.
USUAL = {
    "dates": "day first",
    "totals": "leave them out",
    "outline": "it stands for the rows under it",
    "headings": "Ward",
    "groups": "queue",
    "week": "the first day of the week",
    "no-answer:Satisfaction:99": "99 means no answer",
    "no-answer:How satisfied are you with us (0-10)?:0": "0 is a rating",
    "word:Satisfied with the service?:Yes": "satisfied",
    "word:Satisfied with the service?:No": "dissatisfied",
}


def load(data: Path, name: str, said: dict[str, str]) -> Done:
    """The file loaded as suggested, each of its questions answered as `said`."""
    answers: dict[str, str] = {}
    for _ in range(4):
        given = [text for key, choice in answers.items() for text in ("--answer", f"{key}={choice}")]
        done = run(data, "load", FOLDER / name, "--suggested", "--format", "json", *given)
        if done.code == 0 or '"questions"' not in done.out:
            return done
        for question in json.loads(done.out)["questions"]:
            keys = (key for key, choice in said.items() if choice in question["choices"])
            key = next((key for key in keys if _is_for(key, question["id"])), None)
            if key is not None:
                answers[question["id"]] = said[key]
    return done


def _is_for(key: str, question: str) -> bool:
    return key == question or question.startswith(f"{key}:") or (key[0] == "*" and key[1:] in question)


def plain(value: object) -> object:
    return "" if value is None or value != value else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{case['file']}")
def test_the_right_answer(tmp_path: Path, case: dict) -> None:
    data = tmp_path / "data"
    done = load(data, case["file"], case.get("answers", {}) | USUAL)
    if "refused" in case:
        assert done.code == 1
        assert case["refused"] in done.err
    else:
        assert done.code == 0, done.out + done.err
        found = open_store(data).rows(case["sql"]).astype(object)
        rows = found.where(found.notna(), None).itertuples(index=False)
        assert [[plain(value) for value in row] for row in rows] == case["rows"]
    for word in case.get("absent", []):
        assert word not in done.out
        held = [path for path in data.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]
        assert held == [], word


def test_every_file_stands_in_the_table() -> None:
    named = {case["file"] for case in ALL}
    assert named == {path.name for path in FOLDER.iterdir()} - {"right.toml"}
    assert len(named) == len(ALL) >= 200
