"""The judge cries wolf in no kind of series in which nothing is new, and still finds a lasting step: a sample.

`python -m benchmarks.real_change` measures all kinds and lengths; docs/real_change.md has its tables.
"""

import pytest

from benchmarks.real_change.kinds import KINDS
from benchmarks.real_change.measure import false_signs, found_by

SERIES = 300
MOST = 0.05
"""The aim is 3 in 100; two standard errors of 300 series are 2 more."""


@pytest.mark.parametrize("kind", ["stable", "season2", "peak", "ar5", "growth", "season_ar"])
def test_where_nothing_is_new_no_kind_of_series_cries_wolf(kind: str) -> None:
    assert false_signs(kind, 36, series=SERIES)["ours"].share <= MOST


def test_a_plain_chart_does_cry_wolf_in_a_seasonal_year() -> None:
    """What the judge is for: the same series, read by a chart that knows nothing of the time of year."""
    assert false_signs("season2", 36, series=SERIES)["plain"].share > 0.1


def test_a_lasting_step_of_two_standard_deviations_is_found_within_half_a_year() -> None:
    assert found_by("stable", 36, 2.0, series=SERIES)["ours"][5].share >= 0.6


def test_all_kinds_of_the_page_are_measured() -> None:
    assert len(KINDS) == 23
