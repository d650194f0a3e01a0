"""The statements that bench measures against give the same figures as the engine, so the race is a fair one."""

from pathlib import Path

import pytest

from cxdata.cli.bench import SPANS
from cxdata.cli.bench_pages import PAGES, by_hand
from cxdata.council import read_council
from cxdata.measures.query import query
from cxdata.store import open_store

QUESTIONS = sorted({question for questions in PAGES.values() for question in questions})


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize(("measure", "by"), QUESTIONS)
def test_by_hand_counts_what_the_engine_counts(measure: str, by: tuple[str, ...], span: str, sample_data: Path) -> None:
    store, scope = open_store(sample_data), SPANS[span]
    frame = query(store, measure, by, scope, council=read_council(sample_data)).frame
    counted = frame["numerator"].dropna()
    by_hand_counts = [row[len(by)] for row in store.tuples(by_hand(measure, by, scope.period))]
    assert sorted(counted[counted > 0]) == pytest.approx(sorted(float(n) for n in by_hand_counts if n))
