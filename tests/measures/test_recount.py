"""Every measure is what its words say: counted again in plain Python, for every split and for random choices."""

import math
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxdata.council import Council
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.query import Answer, query
from cxdata.measures.registry.dimensions import splits
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store
from tests.measures.raw import table
from tests.measures.recount import RECOUNTED, Choice, Figure, Key, recount

CONFIG = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


def scope_of(choice: Choice) -> Scope:
    period = None
    if choice.first and choice.last:
        period = Period(choice.first, date.fromordinal(choice.last.toordinal() + 1))
    return Scope(period=period, choices=tuple(choice.where.items()), include_staff=choice.staff)


def figures_of(answer: Answer) -> dict[Key, dict[str, Any]]:
    names = [dimension.id for dimension in answer.by]
    return {tuple(row[name] for name in names): row for row in answer.frame.to_dict("records")}


def number(value: float | None) -> float:
    return 0.0 if value is None or math.isnan(value) else value


def check(answer: Answer, expected: dict[Key, Figure]) -> None:
    """Each group of one has the figures of the other; the engine may add the wards that had nothing to say."""
    found = figures_of(answer)
    assert expected.keys() <= found.keys(), expected.keys() - found.keys()
    for key, row in found.items():
        if key not in expected:
            assert [d.id for d in answer.by] == ["ward"], key
            assert number(row["numerator"]) == 0, key
            assert number(row["value"]) == 0, key
            continue
        figure = expected[key]
        if figure.numerator == 0 and math.isnan(row["numerator"]):
            # A period without the first day of a monthly figure: nobody knows how much of it falls here.
            # Nor before the first day of its table: that is no data, and not none.
            partly = any("takes only a part of" in note for note in answer.notes)
            assert partly or row["base_note"] == "no data", key
            continue
        for name in ("numerator", "denominator"):
            assert number(row[name]) == pytest.approx(number(getattr(figure, name)), rel=1e-9, abs=1e-6), (key, name)
        if figure.value is None:
            assert math.isnan(row["value"]), (key, row)
        else:
            assert row["value"] == pytest.approx(figure.value, rel=1e-9), (key, row)
        if figure.p90 is not None and "p90" in row:
            assert row["p90"] == pytest.approx(figure.p90, rel=1e-9), key


def test_every_measure_has_a_recount() -> None:
    assert set(MEASURES) == RECOUNTED, "write the recount of a new measure in tests/measures/recount.py"


@pytest.mark.parametrize("table_name", ["contacts", "responses", "calls", "web", "complaints", "population"])
def test_every_dimension_of_a_table_is_recounted(table_name: str) -> None:
    named = {name for name, dimension in DIMENSIONS.items() if dimension.on(table_name)}
    assert named <= table(table_name)[0].keys(), "say the new dimension in tests/measures/raw.py"


@pytest.mark.parametrize("measure", MEASURES)
def test_by_every_dimension_over_a_year(store: Store, council: Council, measure: str) -> None:
    choice = Choice(date(2025, 4, 1), date(2026, 3, 31))
    for dimension in splits(MEASURES[measure]):
        answer = query(store, measure, [dimension], scope_of(choice), council=council, strict=True)
        check(answer, recount(measure, (dimension,), choice))


@pytest.mark.parametrize("measure", MEASURES)
def test_the_whole_of_the_data(store: Store, council: Council, measure: str) -> None:
    for choice in (Choice(), Choice(staff=True)):
        answer = query(store, measure, scope=scope_of(choice), council=council)
        check(answer, recount(measure, (), choice))


CHOSEN = ("ward", "service", "channel", "customer_type", "provider", "requester", "channel_group", "weekday")


@cache
def levels_of(table_name: str, name: str) -> list[str]:
    return sorted({row[name] for row in table(table_name)})


@st.composite
def questions(draw: st.DrawFn, measure: str) -> tuple[Key, Choice]:
    """A split by up to two dimensions, and a choice of days, values and staff, of those the measure can take."""
    possible = splits(MEASURES[measure])
    by = tuple(draw(st.lists(st.sampled_from(possible), max_size=2, unique=True)))
    where = {}
    for name in draw(st.lists(st.sampled_from([n for n in CHOSEN if n in possible]), max_size=2, unique=True)):
        levels = levels_of(MEASURES[measure].table, name)
        where[name] = tuple(draw(st.lists(st.sampled_from(levels), min_size=1, max_size=4, unique=True)))
    first = last = None
    if draw(st.booleans()):
        days = st.dates(date(2024, 4, 2), date(2026, 8, 31))
        first, last = sorted((draw(days), draw(days)))
    return by, Choice(first, last, where, draw(st.booleans()))


@pytest.mark.parametrize("measure", MEASURES)
def test_random_choices(store: Store, council: Council, measure: str) -> None:
    @CONFIG
    @given(questions(measure))
    def recount_question(question: tuple[Key, Choice]) -> None:
        by, choice = question
        answer = query(store, measure, by, scope_of(choice), council=council, strict=True)
        check(answer, recount(measure, by, choice))

    recount_question()
