"""Surveys with known complaints, and how many of them the themes find."""

from dataclasses import dataclass

import numpy as np

from benchmarks.themes.texts import ANYBODY, COMPLAINTS, PLEASED, marked
from cxdata.analysis.comments.phrases import phrases_of
from cxdata.analysis.comments.themes import find_themes
from cxdata.analysis.comments.written import Person, Side, Sides, Written

MOSTLY = 0.8
"""A theme is of a complaint where so large a part of its people make it."""


@dataclass(frozen=True)
class Found:
    """Of one survey: complaints planted and found, themes named and how many are of one complaint, and of the people
    who complain of something how many are in a theme of it (`heard`).
    """

    planted: int
    found: int
    themes: int
    right: int
    people: int
    heard: int


@dataclass(frozen=True)
class Survey:
    """Comments of two sides, and the complaint of each of the first ("" for none)."""

    dissatisfied: tuple[str, ...]
    satisfied: tuple[str, ...]
    complaints: tuple[str, ...]


def make(seed: int, dissatisfied: int, satisfied: int) -> Survey:
    """Seven in ten of the dissatisfied complain of one of ten things, some of them four times as common as others, in
    one of four wordings; one in fifty of the satisfied does too. Everybody may write of other things as well.
    """
    rng = np.random.default_rng([20240401, seed])
    names, beside = list(COMPLAINTS), [*ANYBODY, *marked()]
    weights = np.linspace(4, 1, len(names))
    unhappy, complaints = [], []
    for _ in range(dissatisfied):
        name = str(rng.choice(names, p=weights / weights.sum())) if rng.random() < 0.7 else ""
        complaints.append(name)
        unhappy.append(_text(rng, name, beside))
    happy = [
        _text(rng, str(rng.choice(names)), beside)
        if rng.random() < 0.02
        else f"{rng.choice(PLEASED)} {_text(rng, '', beside)}"
        for _ in range(satisfied)
    ]
    return Survey(tuple(unhappy), tuple(happy), tuple(complaints))


def score(survey: Survey) -> Found:
    """What the themes of a survey find of what was planted."""
    labels = np.array(survey.complaints)
    people = [phrases_of(text) for text in survey.dissatisfied]
    right, heard, known = 0, set[int](), set[str]()
    themes = find_themes(sides_of(survey.dissatisfied, survey.satisfied), (), "")
    for theme in themes:
        members = [number for number, phrases in enumerate(people) if theme.phrase in phrases]
        names, counts = np.unique(labels[members], return_counts=True)
        name, most = str(names[counts.argmax()]), int(counts.max())
        if name and most >= MOSTLY * len(members):
            right += 1
            known.add(name)
            heard |= {number for number in members if labels[number] == name}
    planted = set(survey.complaints) - {""}
    return Found(len(planted), len(known), len(themes), right, int((labels != "").sum()), len(heard))


def shuffled(survey: Survey, seed: int) -> int:
    """How many themes are named once it is left to chance who was dissatisfied."""
    texts = np.array([*survey.dissatisfied, *survey.satisfied], dtype=object)
    np.random.default_rng([seed, 7]).shuffle(texts)
    cut = len(survey.dissatisfied)
    return len(find_themes(sides_of(tuple(texts[:cut]), tuple(texts[cut:])), (), ""))


def sides_of(here: tuple[str, ...], there: tuple[str, ...]) -> Sides:
    """Two sides of people with one comment each."""
    one, other = (
        tuple(Person((Written(1, text, ()),), frozenset(phrases_of(text))) for text in texts) for texts in (here, there)
    )
    return Sides(Side(len(one), len(one), one), Side(len(other), len(other), other), (1,))


def _text(rng: np.random.Generator, complaint: str, beside: list[str]) -> str:
    parts = [str(rng.choice(COMPLAINTS[complaint]))] if complaint else []
    if not parts or rng.random() < 0.5:
        parts.append(str(rng.choice(beside)))
    return " ".join(parts[:: -1 if rng.random() < 0.3 else 1])
