"""The comments of survey answers in scope as people on two sides, read out of the store: all of them, or of very many
so many people of each side, drawn by chance.
"""

from dataclasses import dataclass
from math import ceil

from cxdata.analysis.comments.phrases import has_letters, is_english, phrases_of
from cxdata.council import Council
from cxdata.measures import find_measure
from cxdata.measures.statement import narrowed
from cxdata.scope import Scope
from cxdata.store import Store

MOST_READ = 5000
"""People of each side whose comments are read: of more, so many are drawn. Enough for a phrase of one in 200."""
GROUPS = ("channel", "service", "ward", "customer_type")
"""By what those who wrote are told apart."""
DISSATISFIED = "(score <= 2 or (score is null and satisfied = false))"
SATISFIED = "(score >= 4 or (score is null and satisfied))"
# Who wrote it: an answer without a customer reference is of somebody by themselves. Either number is as good as drawn.
CUSTOMER = "coalesce(customer_key, ((row_number * 2654435761 + file_id::bigint * 40503) % 4294967296)::ubigint)"


@dataclass(frozen=True)
class Written:
    """One comment: the file it is of, what it says, and its level of each of `GROUPS`."""

    file_id: int
    text: str
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """Somebody who wrote: their comments, and the phrases of all of them."""

    comments: tuple[Written, ...]
    phrases: frozenset[str]


@dataclass(frozen=True)
class Side:
    """The people of one side. `comments` and `people` count all who wrote; `read` holds those whose words were read.

    `without_words` comments of those read have not a letter in them, and `other_language` seem not to be English.
    """

    comments: int
    people: int
    read: tuple[Person, ...]
    without_words: int = 0
    other_language: int = 0

    @property
    def read_of(self) -> int:
        """How many people were read, those without an English word included."""
        return len(self.read)


@dataclass(frozen=True)
class Sides:
    """Two groups of people who wrote, and the files their comments came from."""

    here: Side
    there: Side
    file_ids: tuple[int, ...]


def dissatisfied_and_satisfied(store: Store, scope: Scope, council: Council) -> Sides:
    """The dissatisfied of a scope, and the satisfied of it."""
    chosen = narrowed(find_measure("answers"), scope, council)
    where = f"({chosen.sql}) and ({DISSATISFIED} or {SATISFIED})"
    return _read(store, where, DISSATISFIED, chosen.values)


def dissatisfied_here_and_elsewhere(store: Store, scope: Scope, council: Council) -> Sides:
    """The dissatisfied of a scope with choices, and the dissatisfied of all others in the same period."""
    chosen = narrowed(find_measure("answers"), scope, council)
    period = "responded_at >= $period_start and responded_at < $period_end" if scope.period else "true"
    return _read(store, f"{period} and {DISSATISFIED}", f"coalesce({chosen.sql}, false)", chosen.values)


def _read(store: Store, where: str, here: str, values: dict[str, object]) -> Sides:
    where = f"({where}) and comment is not null"
    counted = {
        bool(side): (comments, people)
        for side, comments, people in store.tuples(
            f"select {here} as side, count(*), count(distinct {CUSTOMER}) from responses where {where} group by 1",
            values,
        )
    }
    steps = {side: max(ceil(people / MOST_READ), 1) for side, (_, people) in counted.items()}
    drawn = f"{CUSTOMER} % (case when {here} then {steps.get(True, 1)} else {steps.get(False, 1)} end) = 0"
    groups = ", ".join(f"{name}::varchar" for name in GROUPS)
    rows = store.tuples(
        f"select {here} as side, {CUSTOMER}, file_id, comment, {groups} from responses where {where} and {drawn} "
        "order by file_id, row_number",
        values,
    )
    people: dict[bool, dict[int, list[Written]]] = {True: {}, False: {}}
    for side, customer, file_id, text, *levels in rows:
        people[bool(side)].setdefault(customer, []).append(Written(file_id, text, tuple(levels)))
    sides = {side: _side(counted.get(side, (0, 0)), list(people[side].values())) for side in (True, False)}
    return Sides(sides[True], sides[False], tuple(sorted({row[2] for row in rows})))


def _side(counted: tuple[int, int], people: list[list[Written]]) -> Side:
    known = [[(one, phrases_of(one.text)) for one in written if is_english(one.text)] for written in people]
    every = [one for written in people for one in written]
    blank = sum(not has_letters(one.text) for one in every)
    return Side(
        comments=counted[0],
        people=counted[1],
        read=tuple(
            Person(tuple(one for one, _ in written), frozenset().union(*(phrases for _, phrases in written)))
            for written in known
        ),
        without_words=blank,
        other_language=len(every) - blank - sum(map(len, known)),
    )
