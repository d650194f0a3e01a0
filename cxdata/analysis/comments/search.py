"""Search in comments: those that hold some words, out of files that a person has passed."""

import re
from dataclasses import dataclass

from cxdata.analysis.comments.page import Passed
from cxdata.analysis.result import Result
from cxdata.council import Council
from cxdata.measures import find_measure
from cxdata.measures.statement import narrowed
from cxdata.scope import Scope
from cxdata.store import Store

MOST = 20
"""Comments that are shown of those found."""
LEAST_LETTERS = 2
_LONGEST = 100


@dataclass(frozen=True)
class Search(Result):
    """What was looked for, how many passed comments hold it and how many of them are of dissatisfied people, and the
    newest of them: when it was written, the overall answer (None for none), and the text.
    """

    wanted: str
    found: int
    dissatisfied: int
    newest: tuple[tuple[str, int | None, str], ...]


def search(store: Store, scope: Scope, council: Council, *, wanted: str, passed: Passed) -> Search:
    """The passed comments of a scope in which all these words stand side by side, in any case."""
    words = " ".join(wanted.split())[:_LONGEST]
    if len(words) < LEAST_LETTERS or not passed.files:
        return Search(words, 0, 0, ())
    chosen = narrowed(find_measure("answers"), scope, council)
    files = ", ".join(str(int(number)) for number in passed.files)
    rows = store.tuples(
        f"select strftime(responded_at, '%Y-%m-%d'), score, comment, count(*) over (), "
        f"count(*) filter (where score <= 2) over () from responses where ({chosen.sql}) and file_id in ({files}) "
        "and regexp_matches(comment, $wanted, 'i') order by responded_at desc nulls last, file_id, row_number "
        f"limit {MOST}",
        chosen.values | {"wanted": r"\s+".join(map(re.escape, words.split(" ")))},
    )
    found, dissatisfied = (int(rows[0][3]), int(rows[0][4])) if rows else (0, 0)
    return Search(words, found, dissatisfied, tuple((day, score, text) for day, score, text, *_ in rows))
