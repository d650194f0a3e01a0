"""Learning cases in words: what went wrong, what was done about it, did it stop; without personal data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cxdata.form import Comment

FIELDS = ("what_went_wrong", "what_we_did", "did_it_stop")


@dataclass(frozen=True)
class LearningCase:
    """One case in its own words, "" where nothing was written; `day` is that of its stage."""

    day: date | None
    wrong: str
    done: str
    stopped: str


def learning_cases(comments: Iterable[Comment]) -> tuple[LearningCase, ...]:
    """The cases that these comments tell, in their order; cases that say the same in all are told once.

    Whoever shows them must give comments that an officer has passed, and shows them to officers alone: nobody has read
    each one.
    """
    rows: dict[tuple[int, int], dict[str, str]] = {}
    days: dict[tuple[int, int], date | None] = {}
    for comment in comments:
        if comment.table == "complaints" and comment.field in FIELDS:
            row = (comment.file_id, comment.row_number)
            rows.setdefault(row, {})[comment.field] = comment.text
            days[row] = comment.day
    cases = [LearningCase(days[row], *(words.get(name, "") for name in FIELDS)) for row, words in rows.items()]
    return tuple({(case.wrong, case.done, case.stopped): case for case in reversed(cases)}.values())[::-1]
