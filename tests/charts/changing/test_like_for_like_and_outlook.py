"""Like for like and the way to a target on the sample council: what is drawn is what was counted, read another way."""

from datetime import date

import pytest

from cxdata.analysis.like_for_like.finding import parts_of, say_found, say_points
from cxdata.analysis.like_for_like.split import LikeForLike, split_change
from cxdata.analysis.outlook import finding as outlook_finding
from cxdata.analysis.outlook.forecast import Forecast, forecast
from cxdata.analysis.outlook.past import past_months
from cxdata.analysis.outlook.standing import standings
from cxdata.charts.changing import like_for_like, outlook
from cxdata.charts.changing.standing import standing
from cxdata.charts.drawing.marks import Area, Line
from cxdata.council import Council
from cxdata.measures import find_measure
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store
from tests.charts.colours import contrast
from tests.charts.drawn import bars, inks, marks, points, words

FORM = Scope(choices=(("service", ("Garden waste",)),))
LATEST, LAST = date(2026, 8, 1).toordinal(), date(2027, 8, 1).toordinal()


@pytest.fixture(scope="module")
def split(store: Store, council: Council) -> LikeForLike:
    return split_change(store, "satisfied", "channel", Scope(), council)


@pytest.fixture(scope="module")
def ahead(store: Store, council: Council) -> Forecast:
    return forecast(store, "online_share", FORM, council, until=date(2027, 8, 31))


# Like for like


def test_the_waterfall_leads_from_the_headline_before_to_that_after_without_a_remainder(split, store, council):
    chart = like_for_like.waterfall(split)
    names = [tick.words.replace("\n", " ") for tick in chart.drawing.y.ticks]
    assert names[1:4] == ["Who answers the survey", "Who gets in touch", "Change like for like"]
    # The figures before and after, asked of the engine: the newest twelve whole months, and the twelve before.
    year = Period(date(2025, 9, 1), date(2026, 9, 1))
    spans = (year.year_before(), year)
    assert (split.before_period, split.after_period) == tuple(map(str, spans))
    figures = [
        float(query(store, "satisfied", (), Scope(period=span), council=council).frame["value"].iloc[0])
        for span in spans
    ]
    thick = [line.xs[0] for line in marks(chart, Line) if line.width == 5]
    assert thick == [pytest.approx(figure) for figure in figures]
    at = figures[0]
    for bar in bars(chart):
        near, far = sorted((bar.x0, bar.x1), key=lambda end: abs(end - at))
        assert near == pytest.approx(at), "each step begins where the last one ended"
        at = far
    assert at == pytest.approx(figures[1])
    assert chart.drawing.x.span[0] <= min(bar.x0 for bar in bars(chart))
    assert all(contrast(colour) >= 4.5 for colour in inks(chart))
    assert [bar.hatched for bar in bars(chart)] == [True, True, False], "told apart by more than colour"


def test_the_last_step_is_the_change_like_for_like(split):
    real = bars(like_for_like.waterfall(split))[-1]
    assert real.x1 - real.x0 == pytest.approx(abs(split.within))
    assert say_points(split.measure, split.within) in words(like_for_like.waterfall(split))


def test_each_groups_two_bars_add_up_to_the_two_steps(split):
    drawn = bars(like_for_like.terms(split))
    sizes = [bar.x1 + bar.x0 for bar in drawn]  # one end of each is nought
    assert sum(size for bar, size in zip(drawn, sizes, strict=True) if bar.hatched) == pytest.approx(split.mix)
    assert sum(size for bar, size in zip(drawn, sizes, strict=True) if not bar.hatched) == pytest.approx(split.within)
    assert all(contrast(bar.fill) >= 3 for bar in drawn)


def test_the_finding_parts_the_headline_change_and_says_where_it_may_be_chance(split):
    parts = parts_of(split)
    assert parts.headline == pytest.approx(split.raw_after - split.raw_before)
    assert parts.real + parts.counted == pytest.approx(parts.headline)
    lower, upper = split.ranges["within"]
    assert parts.sure is (lower > 0 or upper < 0)
    said = say_found(split)
    assert said.startswith("Satisfied: up ")
    assert "(may be chance)" in said
    assert len(said.split()) <= 20


@pytest.mark.parametrize(
    "measure", ["on_time", "average_wait", "answered_in_target", "satisfaction_mean_score", "easy"]
)
def test_a_finding_has_at_most_twenty_words(measure, store, council):
    assert len(say_found(split_change(store, measure, "service", Scope(), council)).split()) <= 20


def test_points_are_said_short():
    satisfied, wait = find_measure("satisfied"), find_measure("average_wait")
    assert say_points(satisfied, 0.0123) == "+1.2 points"
    assert say_points(satisfied, -0.01) == "−1.0 point"
    assert say_points(satisfied, 0.0004) == "about 0"
    assert say_points(wait, -176.0) == "−2 min 56 s"


# Will we get there


def test_the_fan_begins_at_the_latest_month_and_holds_the_inner_band_within_the_outer(ahead):
    chart = outlook.fan(ahead)
    wide, narrow = (dict(_ends_of(area)) for area in marks(chart, Area))
    assert min(wide) == min(narrow) == LATEST
    assert max(wide) == max(narrow) == LAST
    assert all(wide[day][0] <= narrow[day][0] <= narrow[day][1] <= wide[day][1] for day in wide)
    assert wide[LATEST] == pytest.approx((ahead.latest, ahead.latest))
    level = {line.ys for line in marks(chart, Line) if len(set(line.ys)) == 1}
    assert {(ahead.latest, ahead.latest), (0.80, 0.80), (0.85, 0.85)} <= level
    assert "Target 80.0%" in [text.replace("\n", " ") for text in words(chart)]
    assert all(contrast(colour) >= 4.5 for colour in inks(chart))


def _ends_of(area: Area) -> list[tuple[float, tuple[float, float]]]:
    """The lower and the upper end of a band on each day."""
    heights: dict[float, list[float]] = {}
    for day, height in area.rings[0]:
        heights.setdefault(day, []).append(height)
    return [(day, (min(ends), max(ends))) for day, ends in heights.items()]


def test_the_past_of_the_fan_is_what_the_engine_counts(ahead, store, council):
    past = {point.x: point.y for point in points(outlook.fan(ahead)) if point.x <= LATEST}
    frame = query(store, "online_share", ("month",), FORM, council=council).frame
    counted = {
        date.fromisoformat(f"{month}-01").toordinal(): value
        for month, value in zip(frame["month"], frame["value"], strict=True)
        if month != "2026-09"
    }
    assert past == {day: pytest.approx(value) for day, value in counted.items()}


def test_past_forecasts_agree_with_the_record_that_is_told(ahead):
    for horizon in (1, 3, 6):
        told = next(one for one in ahead.record if one.horizon == horizon)
        past = past_months(ahead, ahead=horizon)
        assert len(past) == told.forecasts
        assert sum(one.held for one in past) == told.held
        error = sum(abs(one.middle - one.outcome) for one in past) / len(past)
        assert error == pytest.approx(told.mean_error)


def test_a_falling_measure_is_forecast_in_its_own_terms(store, council):
    down = forecast(store, "abandoned_share", Scope(), council, until=date(2027, 3, 31))
    told = next(one for one in down.record if one.horizon == 6)
    past = past_months(down, ahead=6)
    assert all(one.lower_80 < one.middle < one.upper_80 for one in past)
    assert sum(one.held for one in past) == told.held
    frame = query(store, "abandoned_share", ("month",), Scope(), council=council).frame
    assert past[-1].outcome == pytest.approx(frame["value"].iloc[-1])


def test_outcomes_outside_the_band_are_diamonds(ahead):
    past = past_months(ahead, ahead=3)
    chart = outlook.record(ahead, past, ahead=3)
    assert [point.shape for point in points(chart)] == ["circle" if one.held else "diamond" for one in past]
    assert [point.y for point in points(chart)] == [one.outcome for one in past]
    reach = [line.ys for line in marks(chart, Line) if line.width == 5]
    assert reach == [(one.lower_80, one.upper_80) for one in past]


def test_the_finding_holds_the_pace_needed_against_the_best_there_ever_was(store, council):
    until = date(2027, 8, 31)
    result = forecast(store, "on_time", Scope(), council, until=until)
    frame = query(store, "on_time", ("month",), Scope(), council=council).frame
    shares = [float(value) for month, value in zip(frame["month"], frame["value"], strict=True) if month != "2026-09"]
    needed = 100 * (0.9 - shares[-1]) / 12
    best = max(100 * (after - before) / 12 for before, after in zip(shares, shares[12:], strict=False))
    said = outlook_finding.say_found(result)
    assert said.startswith("Dealt with on time: ")
    assert said.endswith(f"in 100 chance of 90% or more. Needs {needed:.2f} points a month; best ever {best:.2f}.")
    assert len(said.split()) <= 20


def test_the_targets_stand_from_the_least_likely_and_each_finding_is_short(store, council):
    found = standings(store, Scope(), council).targets
    chances = [one.forecast.chance for one in found]
    assert chances == sorted(chances)
    assert {one.forecast.measure.id for one in found} == {target.measure for target in council.targets}
    assert found[0].forecast.measure.id == "online_share"
    assert len(found[0].services) == 4
    assert all(len(outlook_finding.say_found(one.forecast, one.services).split()) <= 20 for one in found)
    chart = standing(found)
    assert [point.x for point in points(chart)] == [pytest.approx(100 * chance) for chance in chances]
    assert points(chart)[0].shape == "diamond"
    assert chart.drawing.y.ticks[0].words.replace("\n", " ") == "Dealt with online (4 services), 80% or more"


def test_a_target_of_services_that_are_not_chosen_is_not_among_them(store, council):
    found = standings(store, Scope(choices=(("service", ("Licensing",)),)), council).targets
    assert "online_share" not in {one.forecast.measure.id for one in found}
