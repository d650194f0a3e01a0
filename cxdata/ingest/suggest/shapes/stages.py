"""One row a case with its stages side by side: "Date Received, Outcome, Stage 2 Request Date, Stage 2 Outcome"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from cxdata.contract.words.stages import STAGE_NAMES
from cxdata.ingest.suggest.column import Look
from cxdata.ingest.suggest.model import OF_THE_CASE, FieldGuess

TABLE = "complaints"
_NUMBERS = {"1": 0, "one": 0, "2": 1, "two": 1, "3": 2, "three": 2}
_STAGE = rf"(?:formal )?(?:stage|stg|st|s) ?({'|'.join(_NUMBERS)})"
_BEFORE = re.compile(rf"{_STAGE}\b ?(.*)")
_AFTER = re.compile(rf"(.+?) (?:at |for |to |of )?{_STAGE}")
_OMBUDSMAN = re.compile(r"(?:ombudsman|lgsco|lgo|spso|nipso) (.+)")
# How a register calls the two ends of a stage where its heading names the stage.
_BEGAN = re.compile(
    r"(date )?(requested|escalated|started|opened|raised|logged|received)( on)?|"
    r"(request|escalation|start|opening|opened|received)( received)? date|date (of )?(request|escalation)|request|date"
)
_ENDED = re.compile(
    r"(date )?(closed|completed|concluded|decided|responded|sent|issued)( on)?|"
    r"(closure|closed|closing|completion|decision|response|reply|end)( sent)? date|"
    r"date (of )?(response|reply|decision)|response|reply"
)
_DATES = 0.8


@dataclass(frozen=True)
class Stages:
    """The columns of each stage, their words without the stage's; `first` are those of the case and of stage 1."""

    first: list[Look]
    later: dict[str, list[Look]] = field(default_factory=dict)

    @property
    def headers(self) -> set[str]:
        """Every column of a later stage."""
        return {column.header for columns in self.later.values() for column in columns}


def find_stages(looks: Sequence[Look]) -> Stages | None:
    """The columns by stage; None where no later stage has a day on which it began."""
    first: list[Look] = []
    later: dict[str, list[Look]] = {}
    for column in looks:
        number, words = _split(column.words)
        reworded = replace(column, words=_as_fields_are_called(words, column)) if number is not None else column
        if number:
            later.setdefault(STAGE_NAMES[number], []).append(reworded)
        else:
            first.append(reworded)
    later = {name: later[name] for name in STAGE_NAMES if any(map(_begins, later.get(name, ())))}
    if not later:
        return None
    kept = {column.header for columns in later.values() for column in columns}
    others = {column.header: column for column in looks if column.header not in kept}
    given = {column.header: column for column in first}
    return Stages([given.get(header, column) for header, column in others.items()], later)


def _split(words: str) -> tuple[int | None, str]:
    """The stage that a heading names, counted from 0, and its other words; None where it names none or no more."""
    if ombudsman := _OMBUDSMAN.fullmatch(words):
        return len(STAGE_NAMES) - 1, ombudsman[1]
    if (before := _BEFORE.fullmatch(words)) and before[2]:
        return _NUMBERS[before[1]], before[2]
    if after := _AFTER.fullmatch(words):
        return _NUMBERS[after[2]], after[1]
    return None, words


def _as_fields_are_called(words: str, column: Look) -> str:
    """The words as a register with a row a stage would have them."""
    if column.dates > _DATES and _BEGAN.fullmatch(words):
        return "received"
    if column.dates > _DATES and _ENDED.fullmatch(words):
        return "responded"
    return words


def _begins(column: Look) -> bool:
    return column.words == "received"


def columns_of(
    stages: Stages, assign: Callable[[str, Sequence[Look]], list[FieldGuess]]
) -> tuple[tuple[str, dict[str, str]], ...]:
    """For each later stage its name and its columns by field, without those that a case has once."""
    return tuple(
        (
            name,
            {
                guess.field: guess.columns[0]
                for guess in assign(TABLE, columns)
                if guess.field not in (*OF_THE_CASE, "stage") and len(guess.columns) == 1
            },
        )
        for name, columns in stages.later.items()
    )


def first_stage() -> FieldGuess:
    """That a row of the file is of stage 1, whatever stage its case has reached."""
    return FieldGuess("stage", (), 0.9, "one row a case, its stages in columns", constant=STAGE_NAMES[0])
