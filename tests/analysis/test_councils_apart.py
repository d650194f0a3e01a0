"""Other councils: figures that differ, figures in two scales, of other months, and with counts that are of no use."""

from dataclasses import replace
from datetime import date

import pytest

from cxdata.analysis.councils.compare import Comparison, Standing, compare
from cxdata.analysis.councils.printed import Printed
from cxdata.analysis.councils.words import left_out
from cxdata.council import Council
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store
from tests.analysis.test_councils import HALF, names


def _beside(store: Store, council: Council, *rows: Printed, measure: str = "satisfied") -> Comparison:
    """Our own figure beside these published ones; each is defined as ours."""
    own = query(store, measure, (), Scope(period=HALF), council=council)
    defined = [replace(row, figure=own.measure.title, definition=own.measure.formula) for row in rows]
    return compare(defined, own.measure, HALF, council, own, covered=HALF)


def _printed(name: str, value: float, counts: tuple[float, float] | None = None, span: Period = HALF) -> Printed:
    return Printed(name, "", "", span, value, counts, "")


def test_two_figures_of_one_council_that_differ_are_both_said_and_not_ranked(store: Store, council: Council) -> None:
    """The last one won without a word."""
    result = _beside(
        store,
        council,
        _printed("Abbey Council", 80.0, (800, 1000)),
        _printed("Abbey Council", 88.0, (880, 1000)),
        _printed("Bede Council", 85.0, (850, 1000)),
        _printed("Bede Council", 85.2),
    )
    assert names(result, Standing.COMPARED) == ["Bede Council"], "85% and 85.2% agree; the one with counts is taken"
    assert left_out(result) == ("In no rank: Abbey Council (figures that differ are published: 80.0% and 88.0%).",)


@pytest.mark.parametrize(
    ("values", "read"),
    [
        ((0.9, 80.0, 85.0), (0.9, 0.8, 0.85)),
        ((0.9, 4.0, 5.0), (0.009, 0.04, 0.05)),
        ((0.9, 0.8, 0.85), (0.9, 0.8, 0.85)),
        ((1.0, 95.0, 97.0), (1.0, 0.95, 0.97)),
    ],
)
def test_a_share_among_percentages_is_read_as_what_lies_near(
    store: Store, council: Council, values: tuple[float, ...], read: tuple[float, ...]
) -> None:
    """0.9 beside 80 and 85 is 90%, beside 4 and 5 it is 0.9%; it was 0.9% wherever another figure was above 1."""
    places = ("Abbey Council", "Bede Council", "Carr Council")
    result = _beside(store, council, *map(_printed, places, values))
    found = {figure.organisation: figure for figure in result.of(Standing.NO_COUNTS)}
    assert [found[name].value for name in places] == pytest.approx(list(read))
    told = "printed as 0.9, read as 90.0%" if values[0] == 0.9 and max(values) == 85.0 and read[0] == 0.9 else None
    assert (found["Abbey Council"].note == told) is (told is not None and values[1] == 80.0)


def test_its_own_counts_say_which_of_two_scales_a_figure_is_in(store: Store, council: Council) -> None:
    result = _beside(store, council, _printed("Abbey Council", 0.9, (9, 1000)), _printed("Bede Council", 80.0))
    [abbey] = result.of(Standing.COMPARED)
    assert (abbey.organisation, abbey.value) == ("Abbey Council", 0.009)


def test_a_newer_figure_is_no_missing_one(store: Store, council: Council) -> None:
    later, year = Period(date(2026, 10, 1), date(2027, 4, 1)), Period(date(2025, 10, 1), date(2026, 10, 1))
    result = _beside(
        store, council, _printed("Abbey Council", 80.0, span=later), _printed("Bede Council", 80.0, span=year)
    )
    assert left_out(result) == (
        "A figure of other months, in no rank: Abbey Council (of 2026/27 H2, 6 months newer); Bede Council (of October "
        "2025 to September 2026, a longer time).",
    )
    assert not result.of(Standing.MISSING)


def test_counts_beside_an_average_are_not_called_missing(store: Store, council: Council) -> None:
    result = _beside(store, council, _printed("Abbey Council", 95.0, (9500, 100)), measure="average_wait")
    assert not result.of(Standing.NO_COUNTS)
    assert left_out(result)[0] == "In no rank: Abbey Council (only shares are ranked, by what their counts allow)."
