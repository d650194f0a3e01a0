"""Several questions in one statement: the answer is the one that is had alone, and there are fewer statements."""

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from cxdata.council import Council
from cxdata.measures import MEASURES
from cxdata.measures.query import Answer, query
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.together import Question, ask_together
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.statements import listening
from cxdata.store import Store
from tests.effort import sample
from tests.measures.lattices import HOSTILE, with_whole_lattice
from tests.measures.test_lattice import random_scope, same

YEAR = Period(date(2025, 9, 1), date(2026, 9, 1))
BEFORE = Period(date(2024, 9, 1), date(2025, 9, 1))
TILES: list[Question] = [
    (measure, by, Scope(period))
    for measure in ("satisfied", "dissatisfied", "easy")
    for by, period in (((), YEAR), ((), BEFORE), (("month",), YEAR))
]


def answers_of(store: Store, questions: list[Question], council: Council) -> tuple[list[Answer], int]:
    """The answers, and how many statements they took that are not of the store itself."""
    with listening() as statements:
        answers = [query(store, measure, by, scope, council=council) for measure, by, scope in questions]
    return answers, sum("grouping" in heard.sql or "histogram" in heard.sql for heard in statements)


def test_nine_figures_of_one_table_are_one_statement(store: Store, council: Council) -> None:
    store = Store(store.path)
    with listening() as statements:
        ask_together(store, TILES, council=council)
    assert sum("grouping sets" in heard.sql for heard in statements) == 1
    answers, asked = answers_of(store, TILES, council)
    assert asked == 0
    [[counted, base]] = store.tuples(
        "select sum(count) filter (where score >= 4 or satisfied), sum(count) from responses "
        "where (score is not null or satisfied is not null) and responded_at >= '2025-09-01' "
        "and responded_at < '2026-09-01'"
    )
    assert answers[0].frame[["numerator", "denominator"]].to_numpy().tolist() == [[counted, base]]


def test_what_is_known_is_not_asked_again(store: Store, council: Council) -> None:
    store = Store(store.path)
    ask_together(store, TILES, council=council)
    with listening() as statements:
        ask_together(store, TILES[:5], council=council)
    assert statements == []


def test_one_question_of_its_kind_is_left_to_be_asked_alone(store: Store, council: Council) -> None:
    store = Store(store.path)
    alone: list[Question] = [("contacts", (), Scope(YEAR)), ("contacts", (), Scope(YEAR, include_staff=True))]
    ask_together(store, alone, council=council)
    assert answers_of(store, alone, council)[1] == 2


def test_what_has_no_rows_is_said_as_it_is_said_alone(store: Store, council: Council) -> None:
    store, never = Store(store.path), Period(date(1999, 1, 1), date(1999, 2, 1))
    questions: list[Question] = [
        (measure, by, Scope(period))
        for measure in ("satisfied", "dissatisfied")
        for by in ((), ("channel",))
        for period in (YEAR, never)
    ]
    alone, _ = answers_of(Store(store.path), questions, council)
    ask_together(store, questions, council=council)
    for question, answer, other in zip(questions, answers_of(store, questions, council)[0], alone, strict=True):
        same(answer, other, question)


def random_bundle(random: Random, store: Store, council: Council) -> list[Question]:
    """Measures of one table by few splits in few scopes, so that many of them are alike; others among them."""
    table = random.choice(["contacts", "responses", "calls", "complaints", "web"])
    measures = [measure for measure in MEASURES.values() if measure.table == table]
    chosen = random.sample(measures, min(len(measures), 4)) + random.sample(list(MEASURES.values()), 1)
    scopes = [random_scope(random, store, chosen[0], council) for _ in range(2)]
    periods = [scope.period for scope in scopes] + [YEAR, BEFORE, None]
    questions: list[Question] = []
    for _ in range(12):
        measure = random.choice(chosen)
        known = set(splits(measure))
        choices = tuple(choice for choice in random.choice(scopes).choices if choice[0] in known)
        scope = Scope(random.choice(periods), choices=choices, include_staff=scopes[0].include_staff)
        usual = [name for name in ("channel", "service", "ward", "month", "channel_group", "quarter") if name in known]
        by = random.sample(random.choice([usual, sorted(known)]), random.choice([0, 0, 1, 1, 1, min(2, len(usual))]))
        questions.append((measure.id, tuple(by), scope))
    return questions


@pytest.mark.parametrize("statements", [(), HOSTILE], ids=["sample", "hostile"])
def test_an_answer_is_the_same_together_and_alone(
    sample_data: Path, council: Council, tmp_path: Path, statements: tuple[str, ...]
) -> None:
    path = with_whole_lattice(sample_data, tmp_path, statements)
    random, asked = Random(11), Counter[str]()
    lone = Store(path)
    for _ in range(sample(12, 400)):
        questions, together = random_bundle(random, lone, council), Store(path)
        alone, counted = answers_of(lone, questions, council)
        with listening() as heard:
            ask_together(together, questions, council=council)
        answers, left = answers_of(together, questions, council)
        asked.update(alone=counted, bundles=sum("grouping sets" in one.sql for one in heard), left=left)
        for question, answer, other in zip(questions, answers, alone, strict=True):
            same(answer, other, question)
        together.close()
    # Many were in a bundle, and many were not.
    assert asked["bundles"] + asked["left"] < 0.8 * asked["alone"], asked
    assert min(asked["bundles"], asked["left"]) > 20, asked
