"""Percentiles out of counts in bands, by hand."""

import math

import pytest

from cxdata.stats.basics.bands import Percentile, percentile_of_bands

EDGES = (30, 60, 120, 300)
NONE = math.nan


@pytest.mark.parametrize(
    ("within", "level", "low", "high", "about"),
    [
        # 20 % within 30 s and 60 % within 60 s: the half lies three quarters of the way from 30 to 60.
        ((0.2, 0.6, 0.9, 1.0), 0.5, 30, 60, 52.5),
        ((0.2, 0.6, 0.9, 1.0), 0.9, 60, 120, 120),
        # Half of the way into the first band, which begins at nought.
        ((0.8, 0.9, 1.0, 1.0), 0.4, 0, 30, 15),
        # An edge that the export does not count is passed over.
        ((0.2, NONE, 0.8, 1.0), 0.5, 30, 120, 75),
        # A share that rounding has made fall counts as the one before it.
        ((0.2, 0.6, 0.59, 1.0), 0.8, 120, 300, 210),
    ],
)
def test_where_a_percentile_lies(within: tuple[float, ...], level: float, low: int, high: int, about: float) -> None:
    found = percentile_of_bands(EDGES, within, level)
    assert found is not None
    assert (found.low, found.high) == (low, high)
    assert found.about == pytest.approx(about)


def test_beyond_the_last_edge_nobody_knows() -> None:
    found = percentile_of_bands(EDGES, (0.1, 0.2, 0.3, 0.4), 0.5)
    assert isinstance(found, Percentile)
    assert (found.low, found.high) == (300, math.inf)
    assert math.isnan(found.about)


def test_without_a_count_there_is_none() -> None:
    assert percentile_of_bands(EDGES, (NONE,) * 4, 0.5) is None
    with pytest.raises(ValueError, match="level"):
        percentile_of_bands(EDGES, (0.1, 0.2, 0.3, 0.4), 1.5)
    with pytest.raises(ValueError, match="between 0 and 1"):
        percentile_of_bands(EDGES, (0.1, 0.2, 0.3, 1.4), 0.5)
    with pytest.raises(ValueError, match="length"):
        percentile_of_bands(EDGES, (0.1,), 0.5)
