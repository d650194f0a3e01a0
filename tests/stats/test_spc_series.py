"""Months against quarters, and the signs that chance alone gives."""

import numpy as np
import pytest

from cxdata.stats.spc.series import choose_grain, expected_false_alarms


def test_enough_unhappy_answers_a_month_allow_months() -> None:
    grain = choose_grain(0.92, [63] * 24, [189] * 8)
    assert (grain.step, grain.sentence) == ("month", "Shown by month.")
    assert not grain.thin.any()


def test_98_per_cent_of_forty_answers_a_month_needs_quarters_or_more() -> None:
    assert choose_grain(0.98, [40] * 24, [120] * 8).step == "none"
    grain = choose_grain(0.98, [100] * 24, [300] * 8)
    assert grain.step == "quarter"
    assert grain.sentence == "Shown by quarter, because single months hold too few answers."


def test_one_thin_month_is_left_as_a_gap() -> None:
    grain = choose_grain(0.9, [60] * 11 + [20], [180] * 4)
    assert grain.step == "month"
    assert grain.thin.tolist() == [False] * 11 + [True]
    assert grain.sentence == "Shown by month. 1 month with too few answers left as a gap."


def test_months_without_any_answers_do_not_count_against_months() -> None:
    assert choose_grain(0.9, [60, np.nan, 0, 60], [120, 120]).step == "month"
    assert choose_grain(0.9, [], []).step == "none"
    assert choose_grain(1.0, [5000] * 24, [15000] * 8).step == "none", "nobody is unhappy: no limits to draw"


def test_a_percentage_is_refused_where_a_share_is_meant() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        choose_grain(98, [40], [120])


def test_a_page_of_twenty_charts_says_how_many_signs_chance_alone_gives() -> None:
    page = expected_false_alarms(20)
    assert page.signs == pytest.approx(0.34)
    assert page.sentence == (
        "If nothing had changed, about 0.3 of these 20 charts would still show a sign of change: about one in sixty, "
        "up to one in thirty of figures that wander."
    )
    assert expected_false_alarms(0).signs == 0
