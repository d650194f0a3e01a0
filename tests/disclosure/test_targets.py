"""Targets in the published view: every figure is a published Answer's, and no word of them tells a smaller count."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from cxdata.analysis.targets.figures import Figure
from cxdata.analysis.targets.rows import target_rows
from cxdata.analysis.targets.standards import standard_rows
from cxdata.analysis.targets.words import say_row
from cxdata.council import Council, Target
from cxdata.export.beside.from_store import FromStore
from cxdata.export.beside.ways import publish_query
from cxdata.lists import read_list
from cxdata.lists.standards import STANDARDS
from cxdata.measures import find_dimension
from cxdata.measures.query import known_values
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store
from tests.effort import sample

SINCE = date(2024, 4, 1)
MONTH = Scope(Period(date(2026, 8, 1), date(2026, 9, 1)))
TARGETS = Council(
    targets=(
        Target("on_time", SINCE, low=0.9),
        Target("satisfied", SINCE, low=0.9),
        Target("online_share", SINCE, low=0.8, high=0.85, services=("Benefits",)),
        Target("on_time", SINCE, low=0.9, services=("Benefits", "Housing repairs")),
        Target("contacts", SINCE, high=20),
    )
)
_COUNT = re.compile(r"(\d[\d,]*) (?:more|fewer) of (\d[\d,]*)")


def is_published(figure: Figure | None, hidden: list[int]) -> None:
    """No count of 1 to 4, and none that is not rounded to five; nothing at all where it is hidden."""
    if figure is None:
        return
    for count in (figure.numerator, figure.denominator):
        assert count != count or (count % 5 == 0 and not 0 < count < 5)
    if figure.hidden:
        hidden.append(1)
        assert figure.value != figure.value
        assert figure.verdict.value == "not judged"


def test_a_published_row_holds_nothing_but_published_answers(store: Store, sample_data: Path) -> None:
    wards = [ward for ward in known_values(store, find_dimension("ward")) if ward != "Not recorded"]
    hidden: list[int] = []
    entries = read_list(sample_data, STANDARDS).entries
    for ward in wards[: sample(1, len(wards))]:
        for channel in ("webchat",):
            scope = MONTH.with_choice("ward", ward).with_choice("channel", channel)
            asking = FromStore(store, TARGETS, scope, True)
            for row in target_rows(asking):
                for figure in (row.month, row.year, row.period, row.automated):
                    is_published(figure, hidden)
                if row.period is not None:
                    of = replace(scope, period=row.period.span.period)
                    of = of.with_choice("service", *row.services) if row.services else of
                    told = publish_query(store, row.measure.id, (), of, council=TARGETS).frame
                    assert row.period.answer.frame.equals(told)
                for _, base in _COUNT.findall(" ".join(say_row(row))):
                    assert int(base.replace(",", "")) % 5 == 0
            for standard in standard_rows(asking, entries):
                is_published(standard.figure, hidden)
    assert len(hidden) > 2, "a seldom channel of a ward has something to hide"


def test_the_exact_figures_would_not_pass(store: Store) -> None:
    scope = MONTH.with_choice("ward", "St Wendra's").with_choice("channel", "webchat")
    exact = target_rows(FromStore(store, TARGETS, scope, False))
    told = [row.period for row in exact if row.period is not None]
    assert any(0 < figure.numerator < 5 or figure.denominator % 5 for figure in told)
