"""XmR charts against NHSRplotthedots, the Public Guardian's changed definition, and every edge of a series."""

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from cxdata.stats.spc.chart import Rebase, xmr, xmr_limits
from hypothesis import given
from hypothesis import strategies as st

from cxdata.stats.spc.rules import Rule
from cxdata.stats.survey.satisfaction import LEVELS, MEAN_SCORE

NAN = float("nan")
STEADY = [90.0, 92, 91, 93, 90, 92, 91, 90, 93, 92, 91, 92, 90, 92]


def test_limits_are_those_of_nhsrplotthedots(shared_vectors: Path) -> None:
    with (shared_vectors / "nhsr_xmr_limits.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    assert len(table) == 5
    for row in table:
        limits = xmr_limits([float(v) for v in row["values"].split()], screen=row["screen_outliers"] == "True")
        assert limits is not None
        for name, theirs in (("mean", "mean"), ("lower", "lpl"), ("upper", "upl")):
            places = len(row[theirs].partition(".")[2])
            # Their test data are themselves printed to eight places.
            assert getattr(limits, name) == pytest.approx(float(row[theirs]), abs=0.51 * 10**-places), row["case"]


def deputy_reports(folder: Path) -> tuple[list[float], list[float]]:
    """Published figures, and the same months recomputed from the counts on the definition used until March 2026."""
    with (folder / "moj_opg_satisfaction.csv").open(encoding="utf-8") as file:
        table = [row for row in csv.DictReader(file) if row["service"] == "complete_the_deputy_report_service"]
    assert (len(table), table[-1]["month"]) == (39, "2026-06-01")
    counts = [[int(row[level.replace(" ", "_")]) for level in LEVELS] for row in table]
    return [float(row["published_percent"]) for row in table], [MEAN_SCORE.score(c).value for c in counts]


def test_a_changed_definition_looks_like_an_improvement_that_never_happened(shared_vectors: Path) -> None:
    published, recomputed = deputy_reports(shared_vectors)
    wrong = xmr(published, better="higher", baseline=36)
    assert wrong.values[-3:].tolist() == [84, 85, 82]
    assert (round(float(wrong.lower[0]), 1), round(float(wrong.upper[0]), 1)) == (78.1, 82.6)
    assert wrong.rules[-3:-1].tolist() == [Rule.OUTSIDE, Rule.OUTSIDE]
    assert wrong.direction[-3:-1].tolist() == [1, 1]
    assert xmr(published[:-1], better="higher", baseline=36).variation.word == "improvement"

    right = xmr(recomputed, better="higher", baseline=36)
    assert right.values[-3:].round(1).tolist() == [80.9, 81.8, 79.5]
    assert (round(float(right.lower[0]), 1), round(float(right.upper[0]), 1)) == (78.1, 82.7)
    assert Rule.OUTSIDE not in right.rules.tolist()
    assert right.variation.word == "no change"
    # The counts do hold a mild shift (seven months a little above average), which began before the definition changed.
    assert np.flatnonzero(right.rules == Rule.SHIFT)[-7:].tolist() == list(range(31, 38))
    assert right.values[31:38].mean() - right.mean[0] < 1


def test_a_missing_month_is_neither_closed_nor_filled() -> None:
    with_gap = [*STEADY[:7], NAN, *STEADY[7:]]
    limits = xmr_limits(with_gap, screen=False)
    ranges = [abs(b - a) for a, b in zip(STEADY, STEADY[1:], strict=False)]
    del ranges[6]
    mean = sum(STEADY) / len(STEADY)
    reach = 2.66 * sum(ranges) / len(ranges)
    assert (limits.mean, limits.lower, limits.upper) == pytest.approx((mean, mean - reach, mean + reach))
    assert limits.points == 14
    chart = xmr(with_gap, better="higher")
    assert np.isnan(chart.values[7])
    assert chart.rules[7] == Rule.ORDINARY
    assert not np.isnan(chart.mean[7]), "the lines run through a gap; only the figures stop"


@pytest.mark.parametrize(("points", "standing"), [(5, "run chart only"), (6, "trial limits"), (12, "trial limits")])
def test_short_series_say_that_they_are_short(points: int, standing: str) -> None:
    chart = xmr(STEADY[:points], better="higher", target=80)
    assert chart.segments[0].standing == standing
    assert (chart.segments[0].limits is None) == (points < 6)


def test_under_six_points_there_is_no_verdict() -> None:
    chart = xmr([90, 91, 90, NAN, 95, 10], better="higher", target=80)
    assert chart.variation.word == chart.assurance.word == "too few points"
    assert np.isnan(chart.mean).all()
    assert not chart.rules.any()


def test_months_that_never_touch_give_no_limits() -> None:
    assert xmr_limits([90, NAN, 91, NAN, 92, NAN, 91, NAN, 90, NAN, 92]) is None


def test_an_empty_series_is_an_empty_chart() -> None:
    chart = xmr([], better="higher", target=80)
    assert (len(chart.values), chart.variation.word, chart.prompt) == (0, "too few points", "")


def test_a_series_that_never_moves_is_ordinary() -> None:
    chart = xmr([0.1] * 13, better="higher", target=0.1)
    assert not chart.rules.any()
    assert (float(chart.lower[0]), float(chart.upper[0])) == (0.1, 0.1)
    assert chart.assurance.word == "hit or miss"


@pytest.mark.parametrize(
    ("better", "last", "word", "direction", "tone"),
    [
        ("higher", 99, "improvement", "up", "good"),
        ("higher", 80, "concern", "down", "bad"),
        ("lower", 99, "concern", "up", "bad"),
        ("lower", 80, "improvement", "down", "good"),
        ("neither", 99, "change", "up", "neutral"),
        ("neither", 80, "change", "down", "neutral"),
        ("higher", 91, "no change", "level", "ordinary"),
    ],
)
def test_the_sign_of_variation(better: str, last: float, word: str, direction: str, tone: str) -> None:
    sign = xmr([*STEADY, last], better=better).variation
    assert (sign.word, sign.direction, sign.tone) == (word, direction, tone)


def test_signs_differ_in_shape_and_not_only_in_tone() -> None:
    signs = [xmr([*STEADY, last], better=better).variation for better in ("higher", "neither") for last in (99, 80, 91)]
    verdicts = [xmr(STEADY, better="higher", target=t).assurance for t in (50, 91, 99)]
    assert len({(s.shape, s.direction) for s in signs}) == len({s.word + s.direction for s in signs}) == 5
    assert len({v.shape for v in verdicts}) == 3


def test_the_sign_is_that_of_the_latest_month_with_a_figure() -> None:
    sign = xmr([*STEADY, 99, NAN, NAN], better="higher").variation
    assert (sign.word, sign.detail) == ("improvement", "The latest point is high: outside the usual range.")


@pytest.mark.parametrize(
    ("better", "target", "word", "tone"),
    [
        ("higher", 85, "meets target", "good"),
        ("higher", 97, "misses target", "bad"),
        ("lower", 85, "misses target", "bad"),
        ("lower", 97, "meets target", "good"),
        ("higher", 91, "hit or miss", "uncertain"),
        ("neither", 91, "no target", "none"),
        ("higher", None, "no target", "none"),
    ],
)
def test_the_sign_of_assurance(better: str, target: float | None, word: str, tone: str) -> None:
    sign = xmr(STEADY, better=better, target=target).assurance
    assert (sign.word, sign.tone) == (word, tone)


def test_a_target_on_a_limit_is_hit_or_miss() -> None:
    limits = xmr_limits(STEADY)
    assert xmr(STEADY, better="higher", target=limits.lower).assurance.word == "hit or miss"
    assert xmr(STEADY, better="lower", target=limits.upper).assurance.word == "hit or miss"


def test_a_rebase_breaks_the_chart_and_keeps_its_reason() -> None:
    new = Rebase(at=14, on=date(2025, 6, 1), reason="new telephone system")
    chart = xmr([*STEADY, *(v - 20 for v in STEADY)], better="higher", target=80, rebases=[new])
    first, second = chart.segments
    assert (first.end, second.start, second.rebase) == (14, 14, new)
    assert float(chart.mean[13]) - float(chart.mean[14]) == pytest.approx(20)
    assert not chart.rules.any(), "neither stretch is unusual within itself"
    assert chart.assurance.word == "misses target", "judged on the latest stretch"


def test_a_rebase_needs_a_reason_and_its_place() -> None:
    day = date(2025, 6, 1)
    for rebases in (
        [Rebase(14, day, " ")],
        [Rebase(0, day, "why")],
        [Rebase(99, day, "why")],
        [Rebase(9, day, "a"), Rebase(5, day, "b")],
    ):
        with pytest.raises(ValueError, match="rebase"):
            xmr(STEADY, better="higher", rebases=rebases)
    for baseline, rebases in ((11, []), (12, [Rebase(5, day, "why")])):
        with pytest.raises(ValueError, match="baseline"):
            xmr(STEADY, better="higher", baseline=baseline, rebases=rebases)


@pytest.mark.parametrize(("months", "asks"), [(7, False), (8, True)])
def test_a_long_shift_prompts_a_question_to_a_person(months: int, asks: bool) -> None:
    chart = xmr([*STEADY, 90, *[96.0] * months], better="higher", baseline=12)
    assert bool(chart.prompt) is asks
    if asks:
        assert chart.prompt.startswith("The last 8 points are all above the average.")


series = st.lists(st.one_of(st.floats(0, 100), st.just(NAN)), max_size=40)


@given(values=series)
def test_any_series_gives_a_chart_of_its_own_length_with_ordered_lines(values: list[float]) -> None:
    chart = xmr(values, better="lower", target=50)
    assert len(chart.values) == len(chart.mean) == len(chart.rules) == len(values)
    drawn = ~np.isnan(chart.mean)
    assert (chart.lower[drawn] <= chart.near_lower[drawn]).all()
    assert (chart.near_lower[drawn] <= chart.mean[drawn]).all()
    assert (chart.mean[drawn] <= chart.near_upper[drawn]).all()
    assert not chart.rules[np.isnan(chart.values)].any()
    assert ((chart.direction != 0) == (chart.rules != Rule.ORDINARY)).all()


@given(values=series, better=st.sampled_from(["higher", "lower"]))
def test_upside_down_a_chart_tells_the_same_story(values: list[float], better: str) -> None:
    chart = xmr([round(v, 3) for v in values], better=better)
    mirrored = xmr([-round(v, 3) for v in values], better="lower" if better == "higher" else "higher")
    assert chart.variation.word == mirrored.variation.word
    assert (chart.direction == -mirrored.direction).all()
